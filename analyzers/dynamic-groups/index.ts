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
  guideRow: 'Dynamic groups with criteria-based membership',
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
    'M2E-DYN-001': strong('{count} groups are computed by a filter: {groups}.'),
    'M2E-DYN-002': medium('{count} sets of the customer with a filter stand behind switched-on rules: {sets}.'),
    'M2E-DYN-003': counter(-25, '{count} filters only name single groups.'),
    'M2E-DYN-018': use(60, '{count} of them have computed members.'),
    'M2E-DYN-101': says(
      'target',
      'Each filter becomes a dynamic membership rule, an auto-assigned access package where expiry or approval is wanted, or the scope of a job.',
      dynamic,
    ),
    'M2E-DYN-111': says(
      'reason',
      '{count} filters compare attributes of the person itself ({names}); each becomes one rule, checked on the customer’s people before use.',
      dynamic,
    ),
    'M2E-DYN-112': says(
      'reason',
      '{count} filters use contains ({names}); on text of several values -contains means something else: compare members before use.',
      dynamic,
    ),
    'M2E-DYN-113': says(
      'reason',
      '{count} filters negate ({names}); people without the attribute fall differently in Entra: compare members before use.',
      dynamic,
    ),
    'M2E-DYN-114': says(
      'reason',
      '{count} filters follow a reference to another person ({names}); a dynamic rule knows direct reports only.',
      dynamic,
    ),
    'M2E-DYN-115': says(
      'reason',
      '{count} filters build on other sets ({names}); the inner filter has to be written out in the rule.',
      dynamic,
    ),
    'M2E-DYN-116': says(
      'reason',
      '{count} filters read members of groups ({names}); memberOf is a preview for 500 groups with 50 sources each, not with other clauses, not for production.',
      memberOf,
    ),
    'M2E-DYN-117': says(
      'reason',
      '{count} filters compare with the current time ({names}); a dynamic rule compares employeeHireDate only. Dates move to lifecycle workflows.',
      workflows,
    ),
    'M2E-DYN-118': says(
      'reason',
      '{count} filters do not select people ({names}); dynamic rules know users and devices only.',
      dynamic,
    ),
    'M2E-DYN-201': blocks(
      '{count} filters are near or above 3,072 characters ({names}), the limit of a rule.',
      dynamic,
    ),
    'M2E-DYN-202': blocks('A tenant takes 15,000 dynamic groups; {count} filters are counted here.', dynamic),
    'M2E-DYN-203': blocks(
      '{count} rule-based groups also hold members named by hand ({names}); a dynamic group takes none.',
      dynamic,
    ),
    'M2E-DYN-204': blocks(
      '{count} rule-based groups are mail-enabled or distribution lists ({names}); Entra makes dynamic security and Microsoft 365 groups.',
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
    'M2E-DYN-401': says('driver', '{count} filters: {flat} flat, {hard} that no rule can say, {timed} with dates.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
