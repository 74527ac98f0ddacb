import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const pair = design.subject
  return sixStages(
    {
      prepare: [
        'Find out for {pair} who signs in, reads or holds rights in the second forest. Install an agent in each forest, jobs off.',
        'Every consumer of the copies is named, with the route that takes its place and an owner.',
        ['R0'],
        'Remove the agents.',
      ],
      pilot: [
        'One organizational unit, 5 to 50 named people, use the new route.',
        'All reach their applications; 0 unexpected deletes; the service desk knows the names.',
        ['R0', 'R2'],
        'Take the unit out of scope.',
      ],
      'parallel-run': [
        'The copies stay as they are: MIM makes no new ones and changes none. The pilot uses the new route.',
        'Two clean weeks; no help call about a missing copy.',
        ['R1'],
        'Start the export to the second forest again.',
      ],
      cutover: [
        'Stop the MIM export to the second forest for good, move people unit by unit.',
        'No pending export; every consumer of the wave is moved.',
        ['R1'],
        'Start the export again; its run profiles stay for 14 days.',
      ],
      validate: [
        'Access to each application, consumer by consumer.',
        'All consumers explained; the owners accept.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Disable the copies for 30 days, then delete them, then the flows and the connector.',
        'No sign-in to a copied account for 30 days; backup of both forests.',
        ['R1', 'R3'],
        'Enable the copies. Deleted ones come back from the recycle bin of AD only for as long as it keeps them.',
      ],
    },
    { pair },
  )
}
