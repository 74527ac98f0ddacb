import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const connector = design.subject
  return sixStages(
    {
      prepare: [
        'Install the agent with rights to make groups. Make the organizational unit and the job, off. Store the DN of each group in an extension attribute.',
        'Each group has an owner, is Universal, and its members exist in Entra; before-images are saved.',
        ['R0'],
        'Delete the job and the unit.',
      ],
      pilot: [
        '5 new groups in the new unit, with 5 to 50 named members.',
        'Members equal in Entra and AD after two cycles; the application accepts one of them.',
        ['R0'],
        'Take the groups out of scope; they go from AD.',
      ],
      'parallel-run': [
        'The application accepts either group, the one of {connector} and the new one.',
        'Two clean cycles with the same members in both.',
        ['R1'],
        'The application goes back to the old group only.',
      ],
      cutover: [
        'Take over the existing groups through their source of authority, so that SIDs stay. Stop the export of members first.',
        'SID unchanged, member count equal, no pending export on the group.',
        ['R1', 'R2'],
        'Stop the job, start the export again, restore members from the before-image.',
      ],
      validate: [
        'A Kerberos ticket of a sample of people, application by application.',
        'The group is in the token; the application owners accept.',
        ['R1', 'R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the member flow of {connector} and what computed it.',
        'Two to four quiet weeks; the server export is backed up.',
        ['R3'],
        'Put the server export back; groups deleted for good in Entra are gone from AD too.',
      ],
    },
    { connector },
  )
}
