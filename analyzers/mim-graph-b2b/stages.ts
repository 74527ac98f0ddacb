import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const connector = design.subject
  return sixStages(
    {
      prepare: [
        'List the guests and cloud objects {connector} reads, with the applications that need an account in AD. Create the job, off, with an organizational unit of its own.',
        'Every account has an application and an owner; the rest is not carried over.',
        ['R0'],
        'Delete the job.',
      ],
      pilot: [
        '10 named guests get their account from the new job.',
        'Sign-in through Application Proxy works; service principal name and constrained delegation are tested.',
        ['R0'],
        'Take the guests out of scope; their accounts go.',
      ],
      'parallel-run': [
        '{connector} and the job write into different organizational units. No guest is in both.',
        'Two clean cycles; no guest has two accounts.',
        ['R1'],
        'Stop the job.',
      ],
      cutover: [
        'Stop the export to AD of objects that {connector} reads, widen the scope of the job wave by wave.',
        'No pending export; every guest of the wave matches one account.',
        ['R1'],
        'Start the export again.',
      ],
      validate: [
        'Sample sign-ins through the proxy, one an application.',
        'All explained; the application owners accept.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove {connector}, its app registration and its secret.',
        'Two to four quiet weeks; the server export is backed up.',
        ['R1'],
        'Register the app again and put the server export back.',
      ],
    },
    { connector },
  )
}
