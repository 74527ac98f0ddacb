import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const topologies = learn('/entra/identity/hybrid/cloud-sync/plan-cloud-sync-topologies')
const toActiveDirectory = learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')
const groups = learn('/entra/identity/hybrid/cloud-sync/govern-on-premises-groups')

export const meta: ScenarioMeta = {
  id: 'ad-to-ad-sync',
  number: 22,
  title: 'One AD forest copied into another',
  summary: 'People or groups of one AD forest are made and kept in another AD forest.',
  group: 'field',
  guideRow: '',
  documentation: [topologies, toActiveDirectory, groups],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'Why the second forest has copies: sign-in, a test domain, an Exchange resource forest, access to applications',
      changes: 'decides between one tenant, a trust, Entra to AD, and removal',
      kind: 'directory',
    },
    {
      what: 'Last sign-in of the copied accounts',
      changes: 'copies nobody signs in to are retired',
      kind: 'objects',
    },
  ],
  messages: {
    'M2E-ADAD-001': strong(
      '{source} makes {type} objects from {sourceForest}; {target} writes {count} of their attributes into {targetForest}.',
    ),
    'M2E-ADAD-002': medium('{target} makes accounts in {targetForest}: it receives {attributes}.'),
    'M2E-ADAD-003': medium('Passwords captured in {source} are sent to {target}.'),
    'M2E-ADAD-004': counter(
      -25,
      '{target} also feeds {count} {count|attribute|attributes} of {type}: the forests exchange data, it is not a plain copy.',
    ),
    'M2E-ADAD-005': counter(-25, 'PAM roles exist: {targetForest} may be the forest of privileged accounts (see pam).'),
    'M2E-ADAD-011': use(-60, '{target} has no run step that exports: it cannot run as configured.'),
    'M2E-ADAD-101': says(
      'target',
      'Both forests go into one tenant, each read by its own agent; the copies in {targetForest} are removed once nothing needs them.',
      topologies,
    ),
    'M2E-ADAD-111': says(
      'reason',
      'Nothing in Entra copies objects from {sourceForest} to {targetForest}. Ask why the copy exists: sign-in, test, mail, or access.',
      topologies,
    ),
    'M2E-ADAD-112': says('reason', 'Passwords are copied with the accounts (see pcns-password-sync).'),
    'M2E-ADAD-113': says(
      'reason',
      'Groups are copied too ({type}, flows: {count}): access in {targetForest} comes from cloud groups provisioned to AD.',
      groups,
    ),
    'M2E-ADAD-114': says('reason', 'Nothing exports through {target}; confirm with its owner, then remove it.'),
    'M2E-ADAD-115': says('reason', 'By decision the way out of {targetForest} is {way}, whatever the copies propose.'),
    'M2E-ADAD-701': says('choice', 'What takes the place of the copies in {targetForest}?'),
    'M2E-ADAD-702': says('choice', 'Both forests come into one tenant, and people use it instead of the copy.'),
    'M2E-ADAD-703': says('choice', 'The copies exist for sign-in to cloud services, or nobody can say what for.'),
    'M2E-ADAD-704': says('choice', 'Entra makes the accounts in {targetForest}, a preview without passwords.'),
    'M2E-ADAD-705': says(
      'choice',
      'Applications of {targetForest} need an account there and do with Kerberos by Cloud Kerberos Trust.',
    ),
    'M2E-ADAD-706': says('choice', 'Entra writes the groups to {targetForest}; accounts are reached through a trust.'),
    'M2E-ADAD-707': says('choice', 'Only groups are copied, or a trust between the forests exists.'),
    'M2E-ADAD-708': says('choice', 'Mailboxes move to Exchange Online, then the copies go.'),
    'M2E-ADAD-709': says('choice', '{targetForest} is an Exchange resource forest.'),
    'M2E-ADAD-711': says(
      'choice',
      'Mail attributes go to {targetForest} ({attributes}), as to an Exchange resource forest.',
    ),
    'M2E-ADAD-712': says('choice', 'Only groups go from {sourceForest} to {targetForest}.'),
    'M2E-ADAD-713': says('choice', 'Accounts go from {sourceForest} to {targetForest}, and no mail attribute.'),
    'M2E-ADAD-201': blocks('Cloud Sync does not move objects from one forest to another.', topologies),
    'M2E-ADAD-202': blocks(
      'Users from Entra to AD are in preview, without passwords, and a user goes to one domain only.',
      toActiveDirectory,
    ),
    'M2E-ADAD-203': blocks(
      'A person who is in both forests cannot be joined by Cloud Sync. Keep the copies out of its scope.',
      topologies,
    ),
    'M2E-ADAD-301': says('loss', 'Accounts in {targetForest} that are ready before somebody signs in.'),
    'M2E-ADAD-401': says('prerequisite', 'A provisioning agent in each forest; no trust is needed.', topologies),
    'M2E-ADAD-402': says('prerequisite', 'A list of who signs in, reads or is granted rights in {targetForest}.'),
    'M2E-ADAD-501': says('hand-step', 'Disable the copies for 30 days, then delete them.'),
    'M2E-ADAD-601': says('driver', '{count} {count|attribute is|attributes are} copied for {type}.'),
    'M2E-ADAD-602': says('driver', 'Linked mailboxes: {attributes} are written to {targetForest}.'),
    'M2E-ADAD-603': says('driver', '{count} {count|pair|pairs} of forests.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
