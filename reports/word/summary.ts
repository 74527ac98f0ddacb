import type { TemplateParams } from '../../src/model/index.js'
import type { Report } from '../model.js'
import { byStrength } from '../tables/scenarios.js'
import type { Words } from '../words.js'
import { type Block, bullet, type Captions, grid, heading, link, markedBullet, paragraph } from './blocks.js'
import { mappingFigure, verdictFigure } from './figures.js'
import type { WordLook } from './styles.js'

/** Blockers named on the first pages; all of them stand with their scenario. */
const TOP_RISKS = 8

/** What a manager reads: the numbers, what stops, what becomes of it, what it costs, how sure it is. */
export function summaryChapter(report: Report, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  return [
    heading(1, words('word.summary')),
    ...numbers(report, words),
    ...deadlines(report, words, captions, look),
    heading(2, words('html.becomes-of-it')),
    ...verdictFigure(report, words, captions),
    ...scenarioOverview(report, words, captions, look),
    ...mappingFigure(report, words, captions),
    ...risks(report, words),
    ...licences(report, words, captions, look),
  ]
}

function numbers({ headline, completeness }: Report, words: Words): readonly Block[] {
  const { scenarios, serviceObjects, effort } = headline
  const { elements } = completeness
  const line = (what: string, params: TemplateParams) => markedBullet(words(`markdown.${what}`, params))
  return [
    line('read', {
      files: completeness.filesRead,
      failed: completeness.filesFailed,
      skipped: completeness.filesSkipped,
      servers: headline.servers,
      connectors: headline.connectors,
      services: headline.services,
      objects: serviceObjects.all,
      signal: serviceObjects.signal,
    }),
    line('scenarios', {
      certain: scenarios.certain,
      likely: scenarios.likely,
      possible: scenarios.possible,
      notFound: scenarios['not-found'],
      blind: scenarios['cannot-be-seen'],
    }),
    line('effort', { low: effort.lowDays, high: effort.highDays }),
    line('coverage', {
      ...elements,
      total: elements.modelled + elements.documented + elements.ignored + elements.unknown,
    }),
  ]
}

function deadlines(report: Report, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  const due = report.deadlines.filter(({ state }) => state === 'stopped' || state === 'soon')
  if (due.length === 0) return [heading(2, words('html.fire')), paragraph(words('html.no-deadline'))]
  return [
    heading(2, words('html.fire')),
    captions.of('Table', words('tables.deadlines.title')),
    grid(
      [
        { title: words('tables.deadlines.column.date'), share: 14 },
        { title: words('tables.deadlines.column.subject'), share: 26 },
        { title: words('tables.deadlines.column.effect'), share: 36 },
        { title: words('tables.deadlines.column.reason'), share: 24 },
      ],
      due.map((deadline) => [
        { text: words.date(deadline.date), bold: deadline.state === 'stopped' },
        { text: deadline.subject },
        { text: deadline.effect },
        { text: deadline.reason },
      ]),
      look,
    ),
  ]
}

function scenarioOverview(report: Report, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  const found = byStrength(report.scenarios).filter(({ verdict }) => verdict !== '')
  if (found.length === 0) return []
  return [
    captions.of('Table', words('tables.scenarios.title')),
    grid(
      [
        { title: words('tables.scenarios.column.number'), share: 6 },
        { title: words('tables.scenarios.column.title'), share: 37 },
        { title: words('tables.scenarios.column.status'), share: 14 },
        { title: words('tables.scenarios.column.verdict'), share: 16 },
        { title: words('tables.scenarios.column.blockers'), share: 13 },
        { title: words('tables.scenarios.column.effort'), share: 14 },
      ],
      found.map((page) => [
        { text: String(page.number), kind: 'number' as const },
        { text: page.title },
        { text: words.term('status', page.status) },
        { text: words.term('verdict', page.verdict), tone: page.verdict },
        { text: String(page.cases.reduce((sum, { blockers }) => sum + blockers.length, 0)), kind: 'number' as const },
        {
          text: page.effort === undefined ? '' : `${page.effort.lowDays}–${page.effort.highDays}`,
          kind: 'number' as const,
        },
      ]),
      look,
    ),
  ]
}

function risks(report: Report, words: Words): readonly Block[] {
  const all = byStrength(report.scenarios).flatMap((page) =>
    page.cases
      .filter(({ level }) => level !== 'trace')
      .flatMap((item) => item.blockers.map((blocker) => ({ page, blocker }))),
  )
  const distinct = [...new Map(all.map((each) => [each.blocker.text, each])).values()]
  if (distinct.length === 0) return []
  return [
    heading(2, words('word.risks')),
    ...distinct
      .slice(0, TOP_RISKS)
      .map(({ page, blocker }) =>
        bullet(
          `${page.title}: ${blocker.text} `,
          blocker.source.startsWith('https://') ? [link(blocker.source, words('html.source'))] : [],
        ),
      ),
    ...(distinct.length > TOP_RISKS
      ? [paragraph(words('word.more-risks', { count: distinct.length - TOP_RISKS }))]
      : []),
  ]
}

function licences({ headline }: Report, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  if (headline.licences.length === 0) return []
  return [
    heading(2, words('tables.licences.title')),
    captions.of('Table', words('tables.licences.title')),
    grid(
      [
        { title: words('tables.licences.column.level'), share: 24 },
        { title: words('tables.licences.column.scenarios'), share: 30 },
        { title: words('tables.licences.column.per'), share: 46 },
      ],
      headline.licences.map((line) => [
        { text: words.term('licence', line.level), bold: true },
        { text: line.scenarios.join(', ') },
        { text: line.per.join('; ') },
      ]),
      look,
    ),
  ]
}
