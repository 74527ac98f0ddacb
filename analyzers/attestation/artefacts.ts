import { type AccessReview, type Artefact, askedFor, type HandStep } from '../../src/entra/index.js'
import { durationMs } from '../../src/expression/filter/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Decided } from '../analyzer.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { learn } from '../facts/design.js'
import { whereOf } from '../facts/estate-questions.js'
import { isMailEnabled, managementOf } from '../facts/groups.js'
import { collectionName, groupAuthority, masteredGroup } from '../facts/portal-groups.js'
import { groupsOf, nameList, servicesOf, textOf } from '../facts/service.js'
import type { TransitionRule } from '../facts/timed-rules.js'

/** How often owners are asked: a proposal, since a date of expiry is no calendar. */
const everyMonths = 6
const usualDays = 14
/** Longest review the service takes within its period. */
const mostDays = 180

/** A review for each group that ends on a day and whose members a review can take away; steps for the rest. */
export function reviewArtefacts(
  estate: Estate,
  rules: readonly TransitionRule[],
  campaigns: readonly PlacedConnector[],
  decided: Decided | undefined,
): readonly Artefact[] {
  const authority = groupAuthority(estate, decided)
  const reviews = servicesOf(estate).flatMap((service) =>
    groupsOf(service)
      .filter((group) => textOf(group.object, 'ExpirationTime') !== '')
      .filter((group) => !isMailEnabled(group) && managementOf(group) !== 'rule')
      .flatMap((group): readonly Artefact[] => {
        const { place, artefacts } = masteredGroup(estate, service, group, authority)
        const review: AccessReview = {
          kind: 'access-review',
          madeFrom: [group.object.at, ...rules.map((rule) => rule.policy.object.at)],
          name: `Review of ${collectionName(estate, group.object)}`,
          groupId: place,
          reviewers: group.owners.length > 0 ? 'owners' : 'self',
          everyMonths,
          durationDays: noticeDays(rules),
          startDate: askedFor('firstReviewDate'),
          // Nothing is taken away before the pilot has been looked at.
          appliesDecisions: false,
        }
        return [...artefacts, review]
      }),
  )
  return [
    ...reviews,
    ...(campaigns.length === 0 ? [] : [campaignStep(campaigns)]),
    ...(rules.length === 0 ? [] : [calendarStep(rules)]),
  ]
}

/** How long before the end people are asked today. */
function noticeDays(rules: readonly TransitionRule[]): number {
  const shifts = rules.flatMap((rule) =>
    [...(rule.set?.filter?.xpath ?? '').matchAll(/xs:dayTimeDuration\(\s*['"]([^'"]+)['"]/g)].flatMap(
      (match) => durationMs(match[1] ?? '') ?? [],
    ),
  )
  const days = Math.round(Math.max(0, ...shifts) / 86_400_000)
  return days === 0 ? usualDays : Math.min(mostDays, days)
}

function campaignStep(campaigns: readonly PlacedConnector[]): HandStep {
  return {
    kind: 'hand-step',
    madeFrom: campaigns.map((item) => item.connector.connection.at),
    name: 'Campaigns of BHOLD',
    where: nameList([...new Set(campaigns.map((item) => whereOf(item.connector)))], 5),
    instructions: [
      'List campaigns with scope, stewards, period and last run; a campaign that has not run for two years is dropped.',
      'Make an access review of each: scope becomes the group, application or package, stewards become reviewers.',
    ],
    check: 'Does each campaign have a review, or a reason why it has none?',
    source: learn('/entra/id-governance/create-access-review'),
  }
}

function calendarStep(rules: readonly TransitionRule[]): HandStep {
  return {
    kind: 'hand-step',
    madeFrom: rules.map((rule) => rule.policy.object.at),
    name: 'Calendar of reviews',
    stage: 'pilot',
    where: 'Entra admin center: Identity Governance, Access reviews',
    instructions: [
      `Today ${nameList([...new Set(rules.map((rule) => rule.policy.object.displayName))], 5)} act on the date of each group; a review asks on a calendar.`,
      `Agree with the owners how often they are asked; the plan proposes every ${everyMonths} months.`,
      'Switch "Auto apply results" on after the first review has been looked at.',
    ],
    check: 'Has each owner agreed to the calendar, and do at least 90 % answer in the pilot?',
    source: learn('/entra/id-governance/create-access-review'),
  }
}
