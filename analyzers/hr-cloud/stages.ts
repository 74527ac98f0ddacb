import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const source = design.subject
  return sixStages(
    {
      prepare: [
        'Fill the worker number on both sides and match on employeeId. Create the job switched off and the lifecycle workflows disabled.',
        'Every expression checked; no worker number is empty or shared; before-images saved.',
        ['R0'],
        'Delete the app and the workflows.',
      ],
      pilot: [
        'Provision 20 people on demand; run each workflow on demand for at most 10 people.',
        '0 unexplained differences, 0 unexpected deletes, the service desk knows the names.',
        ['R0', 'R2'],
        'Take the people out of scope and restore their before-images.',
      ],
      'parallel-run': [
        'Run the job for one test organization and the workflows for a test group, with mail going to a mailbox of the project.',
        'Five clean days; the hires and leavers of the next 14 days are the same in both worlds.',
        ['R1'],
        'Stop the job and the schedule of the workflows.',
      ],
      cutover: [
        'Disable the dated rules of MIM and the export of what {source} feeds in the same hour, then widen the job and enable the workflow schedule.',
        'Freeze held; the last MIM synchronization has no pending export; no rule of MIM sends mail any more.',
        ['R1', 'R3'],
        'Pause the job, disable the schedule, enable the rules and the export again. Mails that were sent stay sent.',
      ],
      validate: [
        'Follow one full hire and one full leave from HR to sign-in.',
        'Each step happened on its day; the owner of HR accepts.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the run profiles of {source}, its flows and the connector; then the sets and workflows of the dated rules.',
        'Two to four quiet weeks; backup of databases, keys and server export.',
        ['R3'],
        'Restore the backup.',
      ],
    },
    { source },
  )
}
