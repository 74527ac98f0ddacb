import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const app = design.subject
  return sixStages(
    {
      prepare: [
        'Create the app and its job, switched off; map for matching only, create and delete are off.',
        'Credentials tested; a list of the accounts in the product is saved.',
        ['R0'],
        'Delete the app.',
      ],
      pilot: [
        'Provision 5 people on demand; each must match the account that exists.',
        '5 matches, 0 creates.',
        ['R0', 'R2'],
        'Take the five out of the assignment.',
      ],
      'parallel-run': [
        'List the accounts in the product that match nobody (account discovery, preview) and clear them with the owner. MIM still writes.',
        'All accounts match, none to create.',
        ['R1'],
        'Stop the job.',
      ],
      cutover: [
        'Take the provisioning of {app} away without deletion, then assign the group. Deletions out of scope are skipped at first.',
        'No pending export; no pending delete.',
        ['R1', 'R3'],
        'Pause the job and put {app} back. A delete carried out by the vendor may be final.',
      ],
      validate: [
        'Compare accounts, roles and licences in the product with the assignment.',
        'Every difference is explained.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the run profiles of {app}, its flows, the connector, then its credentials at the vendor.',
        'Two to four quiet weeks; backup taken.',
        ['R3'],
        'Restore the backup.',
      ],
    },
    { app },
  )
}
