import type { CasePage, Report, ScenarioPage, Statement } from '../model.js'
import { byStrength } from '../tables/scenarios.js'
import type { Words } from '../words.js'
import { type Block, bullet, type Captions, grid, heading, link, paragraph, placeText } from './blocks.js'
import type { WordLook } from './styles.js'

/** One section a scenario found: what it is, the evidence, the design, the stages. */
export function scenarioChapter(report: Report, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  const found = byStrength(report.scenarios).filter(({ verdict }) => verdict !== '')
  if (found.length === 0) return []
  return [heading(1, words('html.scenarios-found')), ...found.flatMap((page) => scenario(page, words, captions, look))]
}

function scenario(page: ScenarioPage, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  return [
    heading(2, `${page.number}. ${page.title}`),
    paragraph(page.summary),
    paragraph(
      [
        words('html.found', { status: words.term('status', page.status) }),
        page.effort === undefined
          ? ''
          : words('html.effort', { days: `${page.effort.lowDays}–${page.effort.highDays}`, size: page.effort.size }),
      ].join(' '),
    ),
    ...page.cases
      .filter(({ level }) => level !== 'trace')
      .flatMap((item) => oneCase(page, item, words, captions, look)),
    ...page.documentation.map((address) => bullet('', [link(address)])),
  ]
}

function oneCase(
  page: ScenarioPage,
  item: CasePage,
  words: Words,
  captions: Captions,
  look: WordLook,
): readonly Block[] {
  const subject = item.subject === '' ? words('html.the-estate') : item.subject
  return [
    heading(3, subject),
    paragraph(`${words('html.becomes')}: ${item.target.text}`),
    captions.of('Table', words('word.evidence-of', { subject })),
    grid(
      [
        { title: words('tables.evidence.column.weight'), share: 10 },
        { title: words('tables.evidence.column.text'), share: 54 },
        { title: words('html.where'), share: 36 },
      ],
      item.evidence.map((evidence) => [
        { text: `${evidence.weight > 0 ? '+' : ''}${evidence.weight}`, kind: 'number' as const },
        { text: evidence.text },
        { text: placesText(evidence.at.map(placeText), evidence.at.length, words) },
      ]),
      look,
    ),
    captions.of('Table', words('word.parts-of', { subject })),
    grid(
      [
        { title: words('tables.designs.column.part'), share: 22 },
        { title: words('tables.designs.column.verdict'), share: 15 },
        { title: words('tables.designs.column.reasons'), share: 63 },
      ],
      item.parts.map((part) => [
        { text: part.part === '' ? subject : part.part },
        { text: words.term('verdict', part.verdict), tone: part.verdict },
        { text: part.reasons.map((reason) => reason.text).join('\n') },
      ]),
      look,
    ),
    ...list(words('html.blocks'), item.blockers, words),
    ...list(words('html.lost'), item.losses, words),
    ...list(words('html.needs'), item.prerequisites, words),
    ...list(words('html.by-hand'), item.handSteps, words),
    ...list(words('html.drives'), item.effort.drivers, words),
    captions.of('Table', words('html.stages-of', { subject: item.subject === '' ? page.title : item.subject })),
    grid(
      [
        { title: words('tables.stages.column.stage'), share: 14 },
        { title: words('tables.stages.column.content'), share: 36 },
        { title: words('tables.stages.column.gate'), share: 26 },
        { title: words('tables.stages.column.wayBack'), share: 24 },
      ],
      item.stages.map((stage) => [
        { text: words.term('stage', stage.name), bold: true },
        { text: stage.content },
        { text: stage.gate },
        { text: stage.wayBack },
      ]),
      look,
    ),
  ]
}

function list(title: string, statements: readonly Statement[], words: Words): readonly Block[] {
  if (statements.length === 0) return []
  return [
    heading(4, title),
    ...statements.map((statement) =>
      bullet(
        `${statement.text}${statement.at.length === 0 ? '' : ` (${placesText(statement.at.map(placeText), statement.places, words, 1)})`} `,
        statement.source.startsWith('https://') ? [link(statement.source, words('html.source'))] : [],
      ),
    ),
  ]
}

function placesText(places: readonly string[], all: number, words: Words, shown = 2): string {
  const first = places.slice(0, shown)
  return all > first.length
    ? `${first.join('\n')}, ${words('html.more', { count: all - first.length })}`
    : first.join('\n')
}
