import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const guidance = learn('/entra/identity/hybrid/concept-group-source-of-authority-guidance')
const authority = learn('/entra/identity/hybrid/concept-source-of-authority-overview')
const govern = learn('/entra/identity/hybrid/cloud-sync/govern-on-premises-groups')
const toAd = learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')

export const meta: ScenarioMeta = {
  id: 'ad-groups',
  number: 6,
  title: 'Security groups and distribution lists in AD',
  summary: 'Groups live in the portal, in AD or in a role system, and MIM writes their members into Active Directory.',
  group: 'migration-guide',
  guideRow: 'AD security groups',
  documentation: [guidance, authority, govern, toAd],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'The groups of the MIM Service (custom export /Group)',
      changes: 'splits them into rule-based, owner-managed, role-given and plain, with counts',
      kind: 'mim-service',
    },
    {
      what: 'Scan of access control lists and mail traces',
      changes: 'tells which groups nobody uses',
      kind: 'objects',
    },
    { what: 'Where the mailboxes are', changes: 'decides whether mail-enabled groups can leave AD', kind: 'directory' },
  ],
  messages: {
    'M2E-GRP-001': strong(
      '{connector} receives {attribute} of groups, and the MIM Service holds {count} {count|group|groups}.',
    ),
    'M2E-GRP-002': medium('{connector} receives {attribute} of groups; no MIM Service with groups is in the input.'),
    'M2E-GRP-003': medium('Groups are projected into the metaverse by {connectors}.'),
    'M2E-GRP-004': medium('Owners of groups flow: {attributes}.'),
    'M2E-GRP-005': medium('Synchronization rules carry groups to {connector}: {rules}.'),
    'M2E-GRP-006': strong('{connector} receives {attribute} of groups, and {portals} makes them in the metaverse.'),
    'M2E-GRP-018': use(60, '{count} {count|group|groups} of the MIM Service {count|has|have} members.'),
    'M2E-GRP-019': use(-60, '{connector} has no run step that exports: no membership reaches AD as configured.'),
    'M2E-GRP-101': says(
      'target',
      'The cloud becomes the home of the groups {connector} writes; those that AD still needs are provisioned back as Universal security groups.',
      govern,
    ),
    'M2E-GRP-111': says(
      'reason',
      '{count} security {count|group has its|groups have their} members named one by one. {count|It is|They are} converted or made anew, members matched by object, never by name.',
      authority,
    ),
    'M2E-GRP-112': says(
      'reason',
      '{count} {count|group is|groups are} mail-enabled. One Microsoft article has them converted and then managed in Exchange Online only; another says they cannot be converted. The plan takes the second: they stay on MIM until support ends on 2029-01-09, or are made anew in Exchange Online.',
      guidance,
    ),
    'M2E-GRP-113': says(
      'reason',
      '{count} {count|group is|groups are} computed by a filter. See scenario dynamic-groups.',
    ),
    'M2E-GRP-114': says(
      'reason',
      '{count} {count|group takes|groups take} members with the approval of {count|its|their} owner. See scenario self-service-groups.',
    ),
    'M2E-GRP-115': says(
      'reason',
      '{count} {count|group has|groups have} no member in the input. Empty {count|it|them} in AD, wait, and remove {count|it|them} if nobody calls.',
    ),
    'M2E-GRP-116': says(
      'reason',
      'The groups themselves are not in the input; their number, kind and owners are not known.',
    ),
    'M2E-GRP-117': says(
      'reason',
      'Members come from {connectors} by flow: see scenario bhold-roles or the owner of that system.',
    ),
    'M2E-GRP-118': says(
      'reason',
      '{connector} exports nothing as configured; confirm with the owners, then remove the flows.',
    ),
    'M2E-GRP-201': blocks(
      'After conversion a mail-enabled group is read-only in Entra and managed in Exchange Online only: no packages, no workflows, no My Groups.',
      guidance,
    ),
    'M2E-GRP-202': blocks(
      '{count} {count|group is|groups are} not Universal ({groups}). A group must be Universal before it is provisioned back to AD.',
      toAd,
    ),
    'M2E-GRP-203': blocks(
      '{count} {count|group has|groups have} more than 50,000 members ({groups}). Provisioning to AD takes 50,000.',
      toAd,
    ),
    'M2E-GRP-204': blocks(
      'Groups under AdminSDHolder cannot be provisioned to AD; which ones are is not in the export.',
      toAd,
    ),
    'M2E-GRP-205': blocks(
      '{count} {count|group contains|groups contain} other groups ({groups}). Nested groups are not switched with their parent: the innermost go first.',
      authority,
    ),
    'M2E-GRP-206': blocks(
      '{connector} deletes an AD object that loses its metaverse object. A group deleted in AD loses its SID and every permission on it.',
      'project',
    ),
    'M2E-GRP-211': says(
      'loss',
      '{count} {count|member or owner|members and owners} of {groups} {count|is|are} not carried over: the input holds no key to find {count|it|them} by.',
    ),
    'M2E-GRP-212': says(
      'loss',
      '{count} {count|member or owner|members and owners} of {groups} {count|is an account|are accounts} of MIM itself and {count|stays|stay} out.',
    ),
    'M2E-GRP-301': says(
      'prerequisite',
      'An owner for each of the {count} {count|group|groups} that {count|has|have} none.',
    ),
    'M2E-GRP-302': says(
      'prerequisite',
      'Proof of use for each group: access control lists, last sign-in of members, mail traces.',
    ),
    'M2E-GRP-321': says('hand-step', 'Inventory of access control lists; interviews with owners.'),
    'M2E-GRP-501': says('choice', 'How do the groups of {connector} with named members get to the cloud?'),
    'M2E-GRP-502': says(
      'choice',
      'Their source of authority is converted: the same object, with the same SID, is mastered in the cloud and provisioned to AD.',
      authority,
    ),
    'M2E-GRP-503': says(
      'choice',
      'Entra has the groups by synchronization, and permissions in AD hang on their SIDs.',
      guidance,
    ),
    'M2E-GRP-504': says(
      'choice',
      'New cloud groups with the same members are written back to AD beside the old ones.',
      toAd,
    ),
    'M2E-GRP-505': says(
      'choice',
      'The groups are not synchronized, or they are few and permissions can be given anew.',
      toAd,
    ),
    'M2E-GRP-506': says('choice', 'Connect brings the groups to the tenant today.'),
    'M2E-GRP-507': says('choice', 'Nothing in the input brings the groups to the tenant.'),
    'M2E-GRP-401': says('driver', '{count} {count|group|groups}, {nested} with groups inside.'),
    'M2E-GRP-402': says('driver', 'The number of groups is not in the input.'),
    'M2E-GRP-403': says('driver', '{connector} provisions Exchange recipients on premises.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
