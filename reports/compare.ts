import type { Provenance } from '../src/model/index.js'
import type { Report, ReportTable, ScenarioPage } from './model.js'
import { table, text } from './table.js'
import type { Words } from './words.js'

interface Change {
  readonly area:
    | 'scenario'
    | 'blocker'
    | 'effort'
    | 'mapping'
    | 'deadline'
    | 'licence'
    | 'ask'
    | 'inventory'
    | 'coverage'
  readonly subject: string
  /** Anchor of what it is about now, '' where it is gone. */
  readonly href: string
  readonly before: string
  readonly now: string
  readonly change: 'new' | 'gone' | 'changed'
  readonly at: readonly Provenance[]
}

/**
 * Progress since an earlier assessment of the same estate, as a table that every format shows. Both reports are in the same
 * language.
 */
export function comparedWith(earlier: Report, report: Report, words: Words): Report {
  const changes = [
    ...scenarioChanges(earlier, report, words),
    ...blockerChanges(earlier, report),
    ...figureChanges(earlier, report, words),
    ...deadlineChanges(earlier, report, words),
    ...setChanges('licence', licencesOf(earlier, words), licencesOf(report, words)),
    ...setChanges('ask', asksOf(earlier), asksOf(report)),
  ]
  return { ...report, tables: [progressTable(changes, earlier, report, words), ...report.tables] }
}

function progressTable(changes: readonly Change[], earlier: Report, report: Report, words: Words): ReportTable {
  return table(
    words,
    {
      id: 'progress',
      chapter: 'progress',
      params: { earlier: words.date(earlier.asOf), now: words.date(report.asOf) },
    },
    changes,
    [
      text('area', (change) => words.term('progress', change.area)),
      text('subject', (change) => (change.href === '' ? change.subject : { text: change.subject, href: change.href })),
      text('change', (change) => words.term('change', change.change)),
      text('before', (change) => change.before),
      text('now', (change) => change.now),
    ],
    (change) => change.at,
  )
}

const found = (page: ScenarioPage | undefined) => page !== undefined && page.verdict !== ''

function scenarioChanges(earlier: Report, report: Report, words: Words): Change[] {
  const before = new Map(earlier.scenarios.map((page) => [page.id, page]))
  return report.scenarios.flatMap((page): Change[] => {
    const old = before.get(page.id)
    const [was, is] = [stateOf(old, words), stateOf(page, words)]
    if (was === is) return []
    const change = !found(old) && found(page) ? 'new' : found(old) && !found(page) ? 'gone' : 'changed'
    const href = found(page) ? `#scenario-${page.id}` : ''
    return [{ area: 'scenario', subject: page.title, href, before: was, now: is, change, at: [] }]
  })
}

function stateOf(page: ScenarioPage | undefined, words: Words): string {
  if (page === undefined) return ''
  return [
    words.term('status', page.status),
    page.verdicts.map((verdict) => words.term('verdict', verdict)).join(', '),
    page.effort === undefined ? '' : words('html.effort-days', { days: range(page.effort, words) }),
  ]
    .filter((part) => part !== '')
    .join('; ')
}

function range(effort: Report['headline']['effort'], words: Words): string {
  const days = (value: number) => (Number.isInteger(value) ? words.number(value) : words.decimal(value, 1))
  return `${days(effort.lowDays)}–${days(effort.highDays)}`
}

/** A blocker is the same while its scenario, subject and message are. */
function blockerChanges(earlier: Report, report: Report): Change[] {
  const [before, now] = [blockersOf(earlier), blockersOf(report)]
  return [
    ...[...now].flatMap(([key, item]): Change[] =>
      before.has(key)
        ? []
        : [
            {
              area: 'blocker',
              subject: item.subject,
              href: item.href,
              before: '',
              now: item.text,
              change: 'new',
              at: item.at,
            },
          ],
    ),
    ...[...before].flatMap(([key, item]): Change[] =>
      now.has(key)
        ? []
        : [{ area: 'blocker', subject: item.subject, href: '', before: item.text, now: '', change: 'gone', at: [] }],
    ),
  ]
}

function blockersOf(report: Report) {
  return new Map(
    report.scenarios.flatMap((page) =>
      page.cases.flatMap((item) =>
        item.blockers.map(
          (blocker) =>
            [
              [page.id, item.subject, blocker.id].join('\n'),
              {
                subject: item.subject === '' ? page.title : `${page.title}: ${item.subject}`,
                href: `#${item.anchor}`,
                text: blocker.text,
                at: blocker.at,
              },
            ] as const,
        ),
      ),
    ),
  )
}

function figureChanges(earlier: Report, report: Report, words: Words): Change[] {
  const figures = (of: Report): readonly (readonly [Change['area'], string, string])[] => {
    const { headline, completeness } = of
    const count = (value: number) => words.number(value)
    return [
      ['effort', words('progress.effort'), range(headline.effort, words)],
      ['effort', words('progress.waves'), count(of.waves.length)],
      ...(['exact', 'conditional', 'approximate', 'impossible'] as const).map(
        (result) => ['mapping', words.term('result', result), count(headline.mappings[result])] as const,
      ),
      ['inventory', words('progress.connectors'), count(headline.connectors)],
      ['inventory', words('progress.rules'), count(headline.rules)],
      ['inventory', words('progress.service-objects'), count(headline.serviceObjects.signal)],
      ['coverage', words('progress.files'), count(completeness.filesRead)],
      ...(['modelled', 'documented', 'ignored', 'unknown'] as const).map(
        (status) => ['coverage', words.term('coverage', status), count(completeness.elements[status])] as const,
      ),
    ]
  }
  const before = figures(earlier)
  return figures(report).flatMap(([area, subject, now], index): Change[] => {
    const was = before[index]?.[2] ?? ''
    return was === now ? [] : [{ area, subject, href: '', before: was, now, change: 'changed', at: [] }]
  })
}

function deadlineChanges(earlier: Report, report: Report, words: Words): Change[] {
  const state = (deadline: Report['deadlines'][number] | undefined) =>
    deadline === undefined ? '' : `${words.term('deadline', deadline.state)} (${words.date(deadline.date)})`
  const before = new Map(earlier.deadlines.map((deadline) => [deadline.subject, deadline]))
  const now = new Map(report.deadlines.map((deadline) => [deadline.subject, deadline]))
  return [...new Set([...now.keys(), ...before.keys()])].flatMap((subject): Change[] => {
    const [was, is] = [state(before.get(subject)), state(now.get(subject))]
    if (was === is) return []
    const change = was === '' ? 'new' : is === '' ? 'gone' : 'changed'
    return [
      {
        area: 'deadline',
        subject,
        href: is === '' ? '' : '#deadlines',
        before: was,
        now: is,
        change,
        at: now.get(subject)?.at ?? [],
      },
    ]
  })
}

function licencesOf(report: Report, words: Words): string[] {
  return report.headline.licences.map((line) => words.term('licence', line.level))
}

function asksOf(report: Report): string[] {
  return report.asks.map((ask) => ask.what)
}

function setChanges(area: Change['area'], before: readonly string[], now: readonly string[]): Change[] {
  const one = (subject: string, change: 'new' | 'gone'): Change => ({
    area,
    subject,
    href: '',
    before: change === 'gone' ? subject : '',
    now: change === 'new' ? subject : '',
    change,
    at: [],
  })
  return [
    ...now.filter((item) => !before.includes(item)).map((item) => one(item, 'new')),
    ...before.filter((item) => !now.includes(item)).map((item) => one(item, 'gone')),
  ]
}
