import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const connector = design.subject
  return sixStages(
    {
      prepare: [
        'Decide every prerequisite per person. Bring passwordless sign-in and Cloud Kerberos Trust to them. Create the job from HR to Entra with an empty scope.',
        'The list of ready people is signed; a test switch back worked for two people.',
        ['R0'],
        'Delete the job.',
      ],
      pilot: [
        '20 people of IT are switched, with their own organizational unit in scope.',
        'Attributes kept, sign-in and Kerberos work, 0 blockers left on the 20.',
        ['R2', 'R3'],
        'Remove references and packages, allow hard match for the window, switch back, synchronize, forbid it again.',
      ],
      'parallel-run': [
        'There is no parallel run: one person has one master. Go in waves instead, and wait two cycles between them.',
        'Two clean cycles since the last wave.',
        ['R2'],
        'As for the pilot.',
      ],
      cutover: [
        'Wave by wave: leave the scope of HR to AD with deletions skipped, stop the export to {connector} for them, switch, widen the scope of HR to Entra.',
        '0 blockers in the wave; no pending export on anybody in it.',
        ['R2', 'R3'],
        'As for the pilot; once the AD account is deleted there is no way back.',
      ],
      validate: [
        'Attributes before and after, sign-in, Kerberos, mail, person by person.',
        'All equal or explained; the owners accept.',
        ['R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the account flows of {connector}; the AD accounts go last.',
        'Two to four quiet weeks; backup of AD and of the server export.',
        ['R3'],
        'Restore the account from the recycle bin of AD, for as long as it keeps it.',
      ],
    },
    { connector },
  )
}
