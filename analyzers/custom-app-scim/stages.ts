import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const app = design.subject
  return sixStages(
    {
      prepare: [
        'Build the endpoint in a test installation of the application; create the non-gallery app and its job, switched off.',
        'The SCIM validator reports no error; creating the same person twice leaves one.',
        ['R0'],
        'Delete the app; the endpoint stays unused.',
      ],
      pilot: [
        'Provision 5 people on demand in the test installation, then in production.',
        '5 matches, 0 unexplained differences.',
        ['R0', 'R2'],
        'Take the five out of the assignment and restore their rows.',
      ],
      'parallel-run': [
        'The application takes people from {app} and from the endpoint and compares the two.',
        'Two clean cycles without a difference that is not explained.',
        ['R1'],
        'Stop the job.',
      ],
      cutover: [
        'The reader of the application is switched to the endpoint; the MIM export stops first.',
        'No pending export; the last comparison is empty.',
        ['R1'],
        'The application reads what {app} wrote again; the export run profile stays for 14 days.',
      ],
      validate: [
        'Compare people and rights in the application with the assignment.',
        'The owner of the application accepts.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove {app} with its run profiles and flows, then the table or interface it fed.',
        'Two to four quiet weeks; backup taken.',
        ['R3'],
        'Restore the backup.',
      ],
    },
    { app },
  )
}
