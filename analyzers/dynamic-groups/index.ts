import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const dynamic = learn('/entra/identity/users/groups-dynamic-membership')
const memberOf = learn('/entra/identity/users/groups-dynamic-rule-member-of')
const auto = learn('/entra/id-governance/entitlement-management-access-package-auto-assignment-policy')
const workflows = learn('/entra/id-governance/what-are-lifecycle-workflows')

export const meta: ScenarioMeta = {
  id: 'dynamic-groups',
  number: 7,
  title: 'Membership by rule',
  summary: 'Groups and sets compute their members from a filter over attributes.',
  group: 'migration-guide',
  guideRow: 'Dynamic groups',
  documentation: [dynamic, memberOf, auto],
  visibleIn: ['mim-service'],
  asks: [
    {
      what: 'The groups of the MIM Service (custom export /Group)',
      changes: 'the policy export alone holds sets, not groups',
      kind: 'mim-service',
    },
    {
      what: 'The people of the MIM Service',
      changes: 'each translated rule is compared with the members it has today',
      kind: 'objects',
    },
  ],
  messages: {
    'M2E-DYN-001': strong('{count} {count|group is|groups are} computed by a filter ({groups}).'),
    'M2E-DYN-002': medium(
      '{count} {count|set|sets} of the customer with a filter {count|stands|stand} behind switched-on rules ({sets}).',
    ),
    'M2E-DYN-003': counter(-25, '{count} {count|filter only names|filters only name} single groups.'),
    'M2E-DYN-018': use(60, '{count} computed {count|group has|groups have} members.'),
    'M2E-DYN-101': says(
      'target',
      'Each filter becomes a dynamic membership rule, an auto-assigned access package where expiry or approval is wanted, or the scope of a job.',
      dynamic,
    ),
    'M2E-DYN-111': says(
      'reason',
      "{count} {count|filter asks|filters ask} for attributes of the person itself ({names}). Each becomes one rule, checked on the customer's people before use.",
      dynamic,
    ),
    'M2E-DYN-112': says(
      'reason',
      '{count} {count|filter uses|filters use} contains ({names}). On text with several values -contains means something else: compare members before use.',
      dynamic,
    ),
    'M2E-DYN-113': says(
      'reason',
      '{count} {count|filter negates|filters negate} ({names}). People without the attribute fall differently in Entra: compare members before use.',
      dynamic,
    ),
    'M2E-DYN-114': says(
      'reason',
      '{count} {count|filter follows|filters follow} a reference to another person ({names}). A dynamic rule knows direct reports only.',
      dynamic,
    ),
    'M2E-DYN-115': says(
      'reason',
      '{count} {count|filter builds|filters build} on other sets ({names}). The inner filter has to be written out in the rule.',
      dynamic,
    ),
    'M2E-DYN-116': says(
      'reason',
      '{count} {count|filter reads|filters read} members of groups ({names}). The preview of memberOf ended on 2026-11-03; nest or assign the groups instead.',
      memberOf,
    ),
    'M2E-DYN-117': says(
      'reason',
      '{count} {count|filter compares|filters compare} with the current time ({names}). A dynamic rule compares employeeHireDate only; dates move to lifecycle workflows.',
      workflows,
    ),
    'M2E-DYN-118': says(
      'reason',
      '{count} {count|filter does|filters do} not select people ({names}). Dynamic rules know users and devices only.',
      dynamic,
    ),
    'M2E-DYN-121': says('reason', '{group} becomes this rule, which says the same: {rule}.', dynamic),
    'M2E-DYN-122': says(
      'reason',
      '{group} becomes a rule that says the same on a condition. {why} The rule: {rule}.',
      dynamic,
    ),
    'M2E-DYN-123': says('reason', '{group} becomes a rule that comes near. {why} The rule: {rule}.', dynamic),
    'M2E-DYN-124': says('reason', '{why} So {group} becomes a group whose members are kept by hand.', dynamic),
    'M2E-DYN-125': says(
      'reason',
      '{why} So no group takes the place of the set {group}; what its rules do is designed in portal-workflows, access-requests or self-service-groups.',
      dynamic,
    ),
    'M2E-DYN-201': blocks(
      '{count} {count|filter is|filters are} near or above 3,072 characters, the limit of a rule ({names}).',
      dynamic,
    ),
    'M2E-DYN-202': blocks(
      'A tenant takes 15,000 dynamic groups; {count} {count|filter is|filters are} counted here.',
      dynamic,
    ),
    'M2E-DYN-203': blocks(
      '{count} rule-based {count|group also holds|groups also hold} members named by hand ({names}). A dynamic group takes none.',
      dynamic,
    ),
    'M2E-DYN-204': blocks(
      '{count} rule-based {count|group is a mail-enabled group or a distribution list|groups are mail-enabled groups or distribution lists} ({names}). Entra makes dynamic security and Microsoft 365 groups.',
      dynamic,
    ),
    'M2E-DYN-205': blocks(
      'A dynamic group cannot be PIM-eligible and cannot be converted from AD: it is made anew beside the old one.',
      dynamic,
    ),
    'M2E-DYN-206': blocks(
      '{count} computed {count|group has|groups have} more than {limit} members, the most that a policy of an access package assigns by rule ({names}).',
      auto,
    ),
    'M2E-DYN-211': says(
      'loss',
      '{count} {count|member or owner|members and owners} of {groups} {count|is|are} not carried over: the input holds no key to find {count|it|them} by.',
    ),
    'M2E-DYN-212': says(
      'loss',
      '{count} {count|member or owner|members and owners} of {groups} {count|is an account|are accounts} of MIM itself and {count|stays|stay} out.',
    ),
    'M2E-DYN-301': says(
      'prerequisite',
      'These attributes have no counterpart of the same name in Entra ID and need an extension attribute: {attributes}.',
      dynamic,
    ),
    'M2E-DYN-302': says(
      'prerequisite',
      'Directory extensions that the rules read are made and filled by the job that writes the people: {extensions}.',
      dynamic,
    ),
    'M2E-DYN-321': says('hand-step', 'Sign-off of each rule by the owner of its group.'),
    'M2E-DYN-501': says('choice', 'Where does membership by rule live?'),
    'M2E-DYN-502': says('choice', 'A dynamic group for each filter.', dynamic),
    'M2E-DYN-503': says('choice', 'Membership has no end and needs no approval; P1 is enough.', dynamic),
    'M2E-DYN-504': says(
      'choice',
      'An access package for each filter, assigned by the rule; up to {users} people a package.',
      auto,
    ),
    'M2E-DYN-505': says('choice', 'Membership ends on a day, is reviewed, or gives more than one group.', auto),
    'M2E-DYN-506': says('choice', '{ending} of {count} computed {count|group|groups} {ending|ends|end} on a day.'),
    'M2E-DYN-511': says('choice', 'What becomes of computed groups that receive mail?'),
    'M2E-DYN-512': says(
      'choice',
      'A dynamic distribution group in Exchange Online, made by hand, and a dynamic security group where access hangs on it.',
    ),
    'M2E-DYN-513': says('choice', 'The list is for mail alone, or its mail and its access can part.'),
    'M2E-DYN-514': says(
      'choice',
      'A dynamic Microsoft 365 group, made through Graph, with a mailbox and a site.',
      dynamic,
    ),
    'M2E-DYN-515': says('choice', 'The members work together and a shared mailbox is welcome.'),
    'M2E-DYN-516': says('choice', '{count} computed {count|group receives|groups receive} mail ({groups}).'),
    'M2E-DYN-401': says(
      'driver',
      '{count} {count|filter|filters}: {flat} flat, {hard} that no rule can say, {timed} with dates.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
