import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const source = design.subject
  return sixStages(
    {
      prepare: [
        'Fill and de-duplicate the personnel number on both sides. Create the app and its job, switched off; map and check every expression.',
        'No personnel number is empty or shared; before-images of the touched accounts are saved; the owner has signed.',
        ['R0'],
        'Delete the app.',
      ],
      pilot: [
        'Provision 20 people on demand, among them a hire, a rehire, a leaver and a change of name.',
        '0 unexplained differences, 0 unexpected deletes, the service desk knows the 20 names.',
        ['R0', 'R2'],
        'Take the people out of scope and restore their before-images.',
      ],
      'parallel-run': [
        'Run the job scoped to one test company. {source} and MIM write the rest.',
        'Five clean days; every active worker matches exactly one account; no pending create for an existing person.',
        ['R1'],
        'Stop the job.',
      ],
      cutover: [
        'Stop the AD export of the attributes {source} feeds, then widen the scope company code by company code.',
        'Freeze held; the last MIM synchronization has no pending export.',
        ['R1', 'R2', 'R3'],
        'Pause the job and start the MIM export again (kept 14 days). Accounts created twice cannot be undone by a script.',
      ],
      validate: [
        'Compare one full payroll cycle: hires, changes, leavers, attribute by attribute.',
        'Every difference is explained and accepted by the owner of HR.',
        ['R1', 'R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the run profiles of {source}, then its flows, then the connector.',
        'Two to four quiet weeks; databases, keys and the server export are backed up.',
        ['R3'],
        'Restore the backup.',
      ],
    },
    { source },
  )
}
