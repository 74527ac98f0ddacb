import { type Brand, plainBrand } from '../brand.js'
import type { Report, ReportTable } from '../model.js'
import { byStrength, scenarioTables } from '../tables/scenarios.js'
import type { Words } from '../words.js'
import { layoutGantt } from './gantt.js'
import { lineageView } from './lineage.js'
import { linksOf } from './links.js'
import { layoutMap } from './map-layout.js'
import { scenarioView } from './scenario-view.js'
import { days, deadlineLines, digest, facts, ledger, rangeText, scenarioRow } from './summary-view.js'
import { mappingTableViews, tableView } from './table-view.js'

const chapterIds = [
  'progress',
  'plan',
  'mappings',
  'estate',
  'rules',
  'service',
  'operations',
  'findings',
  'coverage',
] as const

/**
 * Tables that the page shows in another form: mappings on the scenarios' pages, the flow matrix as lineage. Each is counted
 * there.
 */
const shownElsewhere = new Set(['entra-mappings', 'flow-matrix'])

/** What the templates print. No template decides anything: every text, class and order is settled here. */
export function htmlView(report: Report, words: Words, brand: Brand = plainBrand) {
  const links = linksOf(report, words)
  const found = byStrength(report.scenarios).filter((page) => page.verdict !== '')
  const flat = new Map(scenarioTables(report, words).map((table) => [table.id, table]))
  const mappingRows = report.tables.find((table) => table.id === 'entra-mappings')
  const scenarios = found.map((page) => scenarioView(page, report, mappingRows, links))
  const pages = new Set(found.map((page) => page.id))
  const unclaimed = report.mappings.filter((view) => !pages.has(view.scenario))
  const lineage = lineageView(report, links)
  const chapters = chapterIds
    .map((id) => ({
      id,
      title: words.term('chapter', id),
      tables: chapterTables(report, id).map((t) => tableView(t, links)),
    }))
    .map((chapter) =>
      chapter.id === 'mappings' ? { ...chapter, tables: mappingTableViews(unclaimed, mappingRows, links) } : chapter,
    )
    .filter((chapter) => chapter.tables.length > 0)
  return {
    language: report.language,
    title: report.title,
    asOf: words.date(report.asOf),
    product: report.product,
    brand: {
      name: brand.name || report.product.name,
      note: brand.name === '' ? report.product.version : '',
      footer: brand.footer,
      logo: brand.logo === undefined ? '' : dataUri(brand.logo),
    },
    nav: [
      { href: '#summary', title: words('html.summary') },
      ...(found.length === 0 ? [] : [{ href: '#scenarios', title: words('tables.scenarios.title') }]),
      ...(report.waves.length === 0 ? [] : [{ href: '#plan', title: words('html.plan') }]),
      ...(lineage.count === 0 ? [] : [{ href: '#lineage', title: words('html.lineage') }]),
      ...chapters.map(({ id, title }) => ({ href: `#chapter-${id}`, title })),
      { href: '#sources', title: words('html.sources') },
    ],
    digest: digest(report, words),
    facts: facts(report, words),
    deadlines: deadlineLines(report, links, (state) => state !== 'unknown'),
    unchecked: deadlineLines(report, links, (state) => state === 'unknown'),
    maps: report.maps.map((map) => layoutMap(map, words)),
    scenarioRows: byStrength(report.scenarios).map((page) => scenarioRow(page, words)),
    effort: { range: rangeText(report.headline.effort, words), any: report.headline.effort.highDays > 0 },
    effortRows: found.flatMap((page) =>
      page.effort === undefined
        ? []
        : [
            {
              title: page.title,
              href: `#scenario-${page.id}`,
              size: page.effort.size,
              range: rangeText(page.effort, words),
            },
          ],
    ),
    licences: report.headline.licences.map((line) => ({
      level: words.term('licence', line.level),
      per: line.per.join('; '),
      scenarios: line.scenarios.length,
    })),
    ledger: ledger(report, words),
    asks: report.asks,
    blind: report.scenarios.filter((page) => page.status === 'cannot-be-seen').map((page) => page.title),
    errors: report.notices
      .filter((notice) => notice.severity === 'error')
      .map((notice) => ({ message: notice.message, advice: notice.advice })),
    scenarios,
    gantt: layoutGantt(report.waves, words),
    waves: waveRows(report, words),
    lineage,
    chapters,
    sourceTables: ['deadlines', 'statements'].flatMap((id) => {
      const table = flat.get(id)
      return table === undefined ? [] : [tableView(table, links)]
    }),
    documentation: [...new Set(found.flatMap((page) => page.documentation))].sort(),
  }
}

function dataUri({ mediaType, bytes }: NonNullable<Brand['logo']>): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`
}

function chapterTables(report: Report, chapter: string): ReportTable[] {
  return report.tables.filter(
    (table) =>
      table.chapter === chapter &&
      !shownElsewhere.has(table.id) &&
      (table.rows.length > 0 || table.chapter === 'findings' || table.chapter === 'progress'),
  )
}

function waveRows(report: Report, words: Words) {
  return report.waves.map((wave) => ({
    id: `wave-${wave.number}`,
    title: words('html.wave', { number: wave.number }),
    effort: rangeText(wave.effort, words),
    scenarios: wave.scenarios.map((item) => ({
      title: item.title,
      href: `#scenario-${item.id}`,
      after: item.after.join(', '),
      decided: item.decided,
      effort: rangeText(item.effort, words),
      subjects: item.subjects.join(', '),
    })),
    stages: wave.stages.map((stage) => ({
      name: words.term('stage', stage.name),
      low: words('html.days-from-to', { start: stage.low.start + 1, end: stage.low.end }),
      high: words('html.days-from-to', { start: stage.high.start + 1, end: stage.high.end }),
      tasks: stage.tasks,
    })),
    population: wave.population.map((item) => ({
      ...item,
      objects: item.objects === undefined ? words('cells.not-known') : words.number(item.objects),
    })),
    forecast: wave.forecast.map((line) => ({
      text: line.text,
      range: words('html.minutes', { low: days(line.lowMinutes, words), high: days(line.highMinutes, words) }),
    })),
    blockers: wave.blockers,
  }))
}
