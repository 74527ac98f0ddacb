import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const selfService = learn('/entra/identity/users/groups-self-service-management')
const packages = learn('/entra/id-governance/entitlement-management-overview')
const approval = learn('/entra/id-governance/entitlement-management-access-package-approval-policy')
const guidance = learn('/entra/identity/hybrid/concept-group-source-of-authority-guidance')

export const meta: ScenarioMeta = {
  id: 'self-service-groups',
  number: 8,
  title: 'People create, join and own groups',
  summary: 'In the portal people make groups, join them, and owners approve.',
  group: 'migration-guide',
  guideRow: 'Self-service group management',
  documentation: [selfService, packages, approval],
  visibleIn: ['mim-service'],
  asks: [
    {
      what: 'The groups of the MIM Service (custom export /Group)',
      changes: 'counts open, owner-approved and closed groups, and groups without owner',
      kind: 'mim-service',
    },
    {
      what: 'Requests and approvals of the last 30 days',
      changes: 'tells whether anybody uses it',
      kind: 'mim-service',
    },
  ],
  messages: {
    'M2E-SSG-001': strong(
      '{count} shipped {count|rule|rules} of group management {count|is|are} switched on ({rules}).',
    ),
    'M2E-SSG-002': strong(
      '{count} {count|group takes|groups take} members with the approval of {count|its|their} owner ({groups}).',
    ),
    'M2E-SSG-003': strong(
      '{count} {count|rule|rules} of the customer {count|lets|let} people change groups ({rules}).',
    ),
    'M2E-SSG-004': medium(
      '{count} {count|group was|groups were} made by people, not by the synchronization account ({groups}).',
    ),
    'M2E-SSG-005': medium('{count} {count|group expires|groups expire} on a date.'),
    'M2E-SSG-006': counter(-25, 'The shipped rules that let people manage groups are as they ship: switched off.'),
    'M2E-SSG-018': use(60, 'The input holds {count} {count|approval|approvals}.'),
    'M2E-SSG-101': says(
      'target',
      'My Groups for joining and owning cloud groups; access packages where approval has stages, an expiry or a review.',
      selfService,
    ),
    'M2E-SSG-111': says(
      'reason',
      'Rules that let people join or leave groups: {rules}. My Groups knows one approval by an owner, a package up to three stages.',
      approval,
    ),
    'M2E-SSG-112': says(
      'reason',
      'Rules that let people make groups: {rules}. In Entra everybody, nobody or the members of one group may; there are no classes of groups.',
      selfService,
    ),
    'M2E-SSG-113': says(
      'reason',
      'Rules about distribution lists: {rules}. My Groups and packages do not manage them: they stay until MIM support ends on 2029-01-09, or move to Exchange Online.',
      guidance,
    ),
    'M2E-SSG-114': says(
      'reason',
      'Open groups: {open}; groups with the approval of their owner: {owner}. The first become self-join, the second a package with approval.',
    ),
    'M2E-SSG-115': says(
      'reason',
      'Rules that let owners change their groups: {rules}. Owners of cloud groups do so in My Groups.',
      selfService,
    ),
    'M2E-SSG-116': says(
      'reason',
      "Microsoft says that cloud features do not repeat MIM's group pages exactly.",
      selfService,
    ),
    'M2E-SSG-201': blocks('Owner approval is one step in My Groups; more steps need a package (P2).', approval),
    'M2E-SSG-202': blocks(
      'The customer changed or made {count} {count|form|forms} of the portal for groups ({forms}). There is no request form to build except the questions of a package.',
      packages,
    ),
    'M2E-SSG-203': blocks(
      '{count} {count|group is a mail-enabled group or a distribution list and has|groups are mail-enabled groups or distribution lists and have} no self-service in My Groups.',
      guidance,
    ),
    'M2E-SSG-204': blocks(
      'Rules grant single attributes ({attributes}); Entra has no permission on a single attribute of a group.',
      selfService,
    ),
    'M2E-SSG-211': says(
      'loss',
      '{count} {count|member or owner|members and owners} of {groups} {count|is|are} not carried over: the input holds no key to find {count|it|them} by.',
    ),
    'M2E-SSG-212': says(
      'loss',
      '{count} {count|member or owner|members and owners} of {groups} {count|is an account|are accounts} of MIM itself and {count|stays|stay} out.',
    ),
    'M2E-SSG-301': says(
      'prerequisite',
      'An owner, better two, for each of the {count} {count|group|groups} that {count|has|have} none; naming and expiry policy decided.',
    ),
    'M2E-SSG-302': says(
      'prerequisite',
      'Owners of all groups filled, with a mailbox each; naming and expiry policy decided.',
    ),
    'M2E-SSG-321': says('hand-step', 'Options of My Groups in the portal; training of people who use the pages today.'),
    'M2E-SSG-501': says('choice', 'Where do people ask for groups whose owner decides?'),
    'M2E-SSG-502': says('choice', 'An access package a group, with the owner as approver.', packages),
    'M2E-SSG-503': says(
      'choice',
      'There are more steps of approval, an end, a review or questions to answer.',
      approval,
    ),
    'M2E-SSG-504': says('choice', 'My Groups: the owner of the cloud group decides.', selfService),
    'M2E-SSG-505': says(
      'choice',
      'One approval by the owner is all there is, and P1 is the licence at hand.',
      selfService,
    ),
    'M2E-SSG-506': says(
      'choice',
      '{count} security {count|group takes|groups take} members with the approval of {count|its|their} owner, {ending} of them {ending|ends|end} on a day.',
    ),
    'M2E-SSG-401': says(
      'driver',
      'Rules about groups: {rules}; authorization workflows: {workflows}; changed forms: {forms}.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
