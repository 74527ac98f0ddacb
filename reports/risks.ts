import type { Assessment } from '../src/plan/assessment.js'
import { deadlineViews } from './dates-and-asks.js'
import type { Risk, ScenarioPage } from './model.js'
import { noticeViews } from './notices.js'
import { byStrength } from './tables/scenarios.js'
import type { Words } from './words.js'

/** What to look at first, worst first: what has stopped or stops soon, what could not be read, what blocks a scenario. */
export function risks(assessment: Assessment, scenarios: readonly ScenarioPage[], words: Words): Risk[] {
  const { estate, completeness } = assessment
  const dated = (state: 'stopped' | 'soon'): Risk[] =>
    deadlineViews(assessment.deadlines, words)
      .filter((deadline) => deadline.state === state)
      .map((deadline) => ({
        kind: state,
        text: words(`report.risk.${state}`, { subject: deadline.subject, date: words.date(deadline.date) }),
        href: '#fire',
      }))
  const failed = noticeViews(estate.notices, words).filter((notice) => notice.severity === 'error')
  return [
    ...dated('stopped'),
    ...failed.map((notice): Risk => ({ kind: 'unreadable', text: notice.message, href: '#notices' })),
    ...dated('soon'),
    ...(completeness.elements.unknown === 0
      ? []
      : [
          {
            kind: 'unknown-elements' as const,
            text: words('report.risk.unknown-elements', { count: completeness.elements.unknown }),
            href: '#coverage',
          },
        ]),
    ...blocked(scenarios, words),
  ]
}

/** Scenarios with blockers, the one with most first, each by its first blocker. */
function blocked(scenarios: readonly ScenarioPage[], words: Words): Risk[] {
  return byStrength(scenarios)
    .filter((page) => page.verdict !== '')
    .map((page) => ({ page, blockers: page.cases.flatMap((item) => item.blockers) }))
    .filter(({ blockers }) => blockers.length > 0)
    .sort((a, b) => b.blockers.length - a.blockers.length)
    .map(({ page, blockers }) => ({
      kind: 'blocker' as const,
      text: words('report.risk.blocker', {
        scenario: page.title,
        text: blockers[0]?.text ?? '',
        count: blockers.length,
      }),
      href: `#scenario-${page.id}`,
    }))
}
