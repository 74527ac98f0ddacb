import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const connector = design.subject
  return sixStages(
    {
      prepare: [
        'Make a table of every cloud object that came through {connector} with the object it will match. Install the agents or Connect, synchronization off.',
        'Every row has a match by immutableId or by mail address; no role holder is without a match; before-images are saved.',
        ['R0'],
        'Remove the agents or the server.',
      ],
      pilot: [
        'One organizational unit, 5 to 50 named people, on demand first.',
        '0 objects made twice; 0 unexpected deletes; the service desk knows the names.',
        ['R0', 'R2'],
        'Take the unit out of scope and restore the before-images.',
      ],
      'parallel-run': [
        'The new tool serves the pilot. The exports of {connector} stay off; it cannot connect anyway.',
        'Two clean cycles; the delete threshold never tripped.',
        ['R2'],
        'Stop the job and restore the before-images.',
      ],
      cutover: [
        'Widen the scope domain by domain.',
        'No object will be made twice; no role holder is without a match.',
        ['R2', 'R3'],
        'There is no way back to {connector}. Stop the job, restore before-images; what was hard-deleted does not come back.',
      ],
      validate: [
        'Compare onPremisesImmutableId of every object before and after; sample sign-ins.',
        'Equal for all; the owner accepts.',
        ['R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the run profiles of {connector}, then its flows and provisioning rules, then the connector.',
        'Two to four quiet weeks; databases, keys and the server export are backed up.',
        ['R3'],
        'Restore the backup; the connector still cannot connect.',
      ],
    },
    { connector },
  )
}
