import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const planning = learn('/entra/identity/role-based-access-control/security-planning')
const pimGroups = learn('/entra/id-governance/privileged-identity-management/concept-pim-for-groups')
const roles = learn('/entra/id-governance/privileged-identity-management/pim-configure')
const mimPam = learn(
  '/microsoft-identity-manager/pam/privileged-identity-management-for-active-directory-domain-services',
)
const toAd = learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')

export const meta: ScenarioMeta = {
  id: 'pam',
  number: 12,
  title: 'Privileged access with a bastion forest',
  summary: 'People become members of shadow groups in a separate forest, on request and for a time.',
  group: 'migration-guide',
  guideRow: 'Privileged access management',
  documentation: [planning, pimGroups, roles, mimPam],
  visibleIn: ['mim-service'],
  asks: [
    {
      what: 'What each role is allowed to do',
      changes: 'splits cloud rights, AD rights and tier 0',
      kind: 'directory',
    },
    {
      what: 'The requests of the last 30 days (custom export /msidmPamRequest)',
      changes: 'tells which roles are used',
      kind: 'mim-service',
    },
    {
      what: 'Whether the network is isolated from the internet',
      changes: 'Microsoft advises MIM PAM there only',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-PAM-001': strong('{count} privileged {count|role has|roles have} candidates ({roles}).'),
    'M2E-PAM-002': strong(
      'Rules of the customer that start activities of privileged access: {rules} (workflows: {workflows}).',
    ),
    'M2E-PAM-003': strong('{connector} writes shadow principals into a bastion forest: {attributes}.'),
    'M2E-PAM-004': medium('{count} {count|person or group is|people and groups are} linked to shadow objects.'),
    'M2E-PAM-005': medium('{count} privileged {count|role exists|roles exist}, none with candidates ({roles}).'),
    'M2E-PAM-018': use(60, 'The input holds {count} {count|request|requests} for privileged access.'),
    'M2E-PAM-101': says(
      'target',
      'Rights in Entra and Azure go to PIM roles, rights of groups to PIM for Groups on cloud security groups, rights of tier 0 in AD to privileged workstations.',
      planning,
    ),
    'M2E-PAM-111': says(
      'reason',
      '{count} {count|role has|roles have} candidates ({roles}). Candidates become eligible, approvers stay approvers, the time limit becomes the longest activation.',
      pimGroups,
    ),
    'M2E-PAM-112': says(
      'reason',
      "Which roles hold rights of tier 0 in AD is not in the export. Those stay with MIM in isolated networks, at the latest until 2029-01-09, which is Microsoft's own advice.",
      planning,
    ),
    'M2E-PAM-113': says(
      'reason',
      '{count} {count|role asks|roles ask} for multi-factor authentication. The server MIM calls for it ended on 2024-09-30; PIM asks Entra.',
      roles,
    ),
    'M2E-PAM-114': says(
      'reason',
      '{count} {count|role is|roles are} available at certain hours only. PIM has no such window.',
      pimGroups,
    ),
    'M2E-PAM-115': says(
      'reason',
      'No role of privileged access is in the input; the rules or the shadow objects show that it is set up.',
    ),
    'M2E-PAM-116': says(
      'reason',
      '{count} {count|role has|roles have} no candidate. Nobody can ask for {count|it|them}.',
    ),
    'M2E-PAM-201': blocks(
      'PIM for Groups does not take synchronized or dynamic groups. {count} {count|role needs a new cloud group|roles need new cloud groups}.',
      pimGroups,
    ),
    'M2E-PAM-202': blocks(
      'An activation reaches AD with the cycle of the provisioning job, documented near 40 minutes beyond 5 activations in 10 seconds; MIM writes at once.',
      pimGroups,
    ),
    'M2E-PAM-203': blocks('Groups under AdminSDHolder cannot be written from Entra to AD.', toAd),
    'M2E-PAM-204': blocks('The older beta calls of PIM ended on 2026-10-28; scripts must use v1.0.', roles),
    'M2E-PAM-211': says(
      'loss',
      '{count} {count|candidate is|candidates are} not made eligible: the input holds no key to find {count|the person|the people} behind {count|it|them} by.',
    ),
    'M2E-PAM-301': says(
      'prerequisite',
      'A list of roles with right, owner and approver; a Conditional Access context for activation.',
    ),
    'M2E-PAM-302': says('prerequisite', 'Two emergency accounts outside PIM, tested.'),
    'M2E-PAM-321': says(
      'hand-step',
      'Trust and bastion forest taken down by hand; privileged workstations set up.',
      planning,
    ),
    'M2E-PAM-401': says('driver', '{count} {count|role|roles} with {candidates} {candidates|candidate|candidates}.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
