import type { Report, ScenarioPage } from '../model.js'
import { byStrength } from '../tables/scenarios.js'
import type { Words } from '../words.js'
import { lastDay } from './gantt.js'
import { type Links, placesOf } from './links.js'

/** Scenarios and risks that fit on the first screen; the rest follow below it. */
const SCENARIOS = 20
const RISKS = 4

/** The management summary: one screen that answers what runs, what becomes of it, what it takes and what is in the way. */
export function digest(report: Report, words: Words) {
  const { headline, completeness } = report
  const found = byStrength(report.scenarios).filter((page) => page.verdict !== '')
  const waveOf = new Map(report.waves.flatMap((wave) => wave.scenarios.map((item) => [item.id, wave.number] as const)))
  const { elements } = completeness
  const total = elements.modelled + elements.documented + elements.ignored + elements.unknown
  const known = total === 0 ? 0 : ((total - elements.unknown) / total) * 100
  const mapped = headline.mappings.exact + headline.mappings.conditional
  const mappings = mapped + headline.mappings.approximate + headline.mappings.impossible
  const working = { low: lastDay(report.waves, 'low'), high: lastDay(report.waves, 'high') }
  return {
    scenarios: found.slice(0, SCENARIOS).map((page) => ({
      title: page.title,
      href: `#scenario-${page.id}`,
      verdict: page.verdict,
      verdictWord: words.term('verdict', page.verdict),
      blockers: page.cases.reduce((sum, item) => sum + item.blockers.length, 0),
      wave: waveOf.get(page.id) ?? '',
      effort: page.effort === undefined ? '' : rangeText(page.effort, words),
    })),
    moreScenarios: Math.max(0, found.length - SCENARIOS),
    verdicts: (['automated', 'assisted', 'redesign', 'keep', 'retire'] as const)
      .map((verdict) => ({ id: verdict, word: words.term('verdict', verdict), count: headline.verdicts[verdict] }))
      .filter((item) => item.count > 0),
    effort: rangeText(headline.effort, words),
    waves: report.waves.length,
    duration: report.waves.length === 0 ? '' : words('html.digest.duration', { low: working.low, high: working.high }),
    licences: headline.licences
      .filter((line) => line.level !== 'none')
      .map((line) => words.term('licence', line.level))
      .join(', '),
    risks: report.risks.slice(0, RISKS).map((risk) => ({ ...risk, word: words.term('risk', risk.kind) })),
    moreRisks: Math.max(0, report.risks.length - RISKS),
    known: words.decimal(known, known === 100 ? 0 : known > 99.9 ? 2 : 1),
    complete: completeness.complete,
    asks: report.asks.length,
    mapped: mappings === 0 ? '' : String(Math.round((mapped / mappings) * 100)),
    mappings,
  }
}

export function rangeText(effort: { readonly lowDays: number; readonly highDays: number }, words: Words): string {
  return `${days(effort.lowDays, words)}–${days(effort.highDays, words)}`
}

export function days(value: number, words: Words): string {
  return Number.isInteger(value) ? words.number(value) : words.decimal(value, 1)
}

export function facts(report: Report, words: Words) {
  const { headline } = report
  const { number } = words
  const seen = headline.scenarios.certain + headline.scenarios.likely + headline.scenarios.possible
  return [
    {
      value: number(headline.servers),
      label: words('html.fact.servers', { count: headline.servers }),
      href: '#servers',
    },
    {
      value: number(headline.connectors),
      label: words('html.fact.connectors', { count: headline.connectors }),
      href: '#connectors',
    },
    { value: number(headline.rules), label: words('html.fact.rules', { count: headline.rules }), href: '#sync-rules' },
    ...(headline.services === 0
      ? []
      : [
          {
            value: number(headline.serviceObjects.signal),
            label: words('html.fact.service-objects', { all: headline.serviceObjects.all }),
            href: '#services',
          },
        ]),
    {
      value: number(seen),
      label: words('html.fact.scenarios', { all: report.scenarios.length }),
      href: '#scenario-list',
    },
  ]
}

export function deadlineLines(
  report: Report,
  links: Links,
  wanted: (state: Report['deadlines'][number]['state']) => boolean,
) {
  const rank = { stopped: 0, soon: 1, later: 2, unknown: 3 } as const
  return report.deadlines
    .filter((deadline) => wanted(deadline.state))
    .sort((a, b) => rank[a.state] - rank[b.state] || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((deadline) => ({
      ...deadline,
      date: links.words.date(deadline.date),
      word: links.words.term('deadline', deadline.state),
      where: placesOf(deadline.at, 2, links),
    }))
}

export function scenarioRow(page: ScenarioPage, words: Words) {
  const found = page.verdict !== ''
  return {
    number: page.number,
    title: page.title,
    href: found ? `#scenario-${page.id}` : '',
    status: page.status,
    statusWord: words.term('status', page.status),
    verdict: page.verdict,
    verdicts: page.verdicts.map((id) => ({ id, word: words.term('verdict', id) })),
    confidence: page.confidence,
    hasConfidence: page.confidence !== undefined,
    use: page.use,
    hasUse: page.use !== undefined,
    useWord: found ? (page.use === undefined ? words('cells.not-known') : '') : '',
    places: found ? page.cases.filter((item) => item.level !== 'trace').length : '',
    blockers: found ? page.cases.reduce((sum, item) => sum + item.blockers.length, 0) : '',
    effort: page.effort === undefined ? '' : rangeText(page.effort, words),
  }
}

export function ledger(report: Report, words: Words) {
  const { elements, filesRead, filesFailed, filesSkipped, complete } = report.completeness
  const total = elements.modelled + elements.documented + elements.ignored + elements.unknown
  const share = (value: number) => (total === 0 ? 0 : (value / total) * 100)
  let x = 0
  // A share too small to see still shows: unknown elements must never vanish from the picture.
  const bar = (value: number) => {
    const width = value > 0 ? Math.max(0.6, share(value)) : 0
    const placed = { x: Math.min(x, 100 - width).toFixed(2), width: width.toFixed(2) }
    x += width
    return placed
  }
  return {
    total,
    complete,
    files: words('html.files-read', { read: filesRead, failed: filesFailed, skipped: filesSkipped }),
    parts: (['modelled', 'documented', 'ignored', 'unknown'] as const).map((status) => ({
      status,
      word: words.term('coverage', status),
      count: words.number(elements[status]),
      percent: words.decimal(share(elements[status]), 1),
      ...bar(elements[status]),
    })),
  }
}
