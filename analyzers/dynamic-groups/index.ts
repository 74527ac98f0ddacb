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
    'M2E-DYN-001': strong('Groups computed by a filter: {count} ({groups}).'),
    'M2E-DYN-002': medium('Sets of the customer with a filter, behind switched-on rules: {count} ({sets}).'),
    'M2E-DYN-003': counter(-25, 'Filters that only name single groups: {count}.'),
    'M2E-DYN-018': use(60, 'Computed groups with members: {count}.'),
    'M2E-DYN-101': says(
      'target',
      'Each filter becomes a dynamic membership rule, an auto-assigned access package where expiry or approval is wanted, or the scope of a job.',
      dynamic,
    ),
    'M2E-DYN-111': says(
      'reason',
      'Filters on attributes of the person itself: {count} ({names}). Each becomes one rule, checked on the customer’s people before use.',
      dynamic,
    ),
    'M2E-DYN-112': says(
      'reason',
      'Filters with contains: {count} ({names}). On text of several values -contains means something else: compare members before use.',
      dynamic,
    ),
    'M2E-DYN-113': says(
      'reason',
      'Filters that negate: {count} ({names}). People without the attribute fall differently in Entra: compare members before use.',
      dynamic,
    ),
    'M2E-DYN-114': says(
      'reason',
      'Filters that follow a reference to another person: {count} ({names}). A dynamic rule knows direct reports only.',
      dynamic,
    ),
    'M2E-DYN-115': says(
      'reason',
      'Filters that build on other sets: {count} ({names}). The inner filter has to be written out in the rule.',
      dynamic,
    ),
    'M2E-DYN-116': says(
      'reason',
      'Filters that read members of groups: {count} ({names}). The preview of memberOf ended on 2026-11-03; nest or assign the groups instead.',
      memberOf,
    ),
    'M2E-DYN-117': says(
      'reason',
      'Filters that compare with the current time: {count} ({names}). A dynamic rule compares employeeHireDate only; dates move to lifecycle workflows.',
      workflows,
    ),
    'M2E-DYN-118': says(
      'reason',
      'Filters that do not select people: {count} ({names}). Dynamic rules know users and devices only.',
      dynamic,
    ),
    'M2E-DYN-201': blocks('Filters near or above 3,072 characters, the limit of a rule: {count} ({names}).', dynamic),
    'M2E-DYN-202': blocks('A tenant takes 15,000 dynamic groups; filters counted here: {count}.', dynamic),
    'M2E-DYN-203': blocks(
      'Rule-based groups that also hold members named by hand: {count} ({names}). A dynamic group takes none.',
      dynamic,
    ),
    'M2E-DYN-204': blocks(
      'Rule-based groups that are mail-enabled or distribution lists: {count} ({names}). Entra makes dynamic security and Microsoft 365 groups.',
      dynamic,
    ),
    'M2E-DYN-205': blocks(
      'A dynamic group cannot be PIM-eligible and cannot be converted from AD: it is made anew beside the old one.',
      dynamic,
    ),
    'M2E-DYN-301': says(
      'prerequisite',
      'These attributes have no counterpart of the same name in Entra ID and need an extension attribute: {attributes}.',
      dynamic,
    ),
    'M2E-DYN-321': says('hand-step', 'Sign-off of each rule by the owner of its group.'),
    'M2E-DYN-401': says('driver', 'Filters: {count}; flat: {flat}; that no rule can say: {hard}; with dates: {timed}.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
