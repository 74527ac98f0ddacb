import type { CasePage, Report, ReportTable, ScenarioPage, Statement } from '../model.js'
import { partHeading } from '../wording.js'
import { mostReasons, mostStatements } from './limits.js'
import { type Links, placesOf } from './links.js'
import { days, rangeText, scenarioRow } from './summary-view.js'
import { mappingTableViews } from './table-view.js'

/** One scenario, top to bottom: what it is, evidence, design, mapping, effort, stages. */
export function scenarioView(page: ScenarioPage, report: Report, mappings: ReportTable | undefined, links: Links) {
  const { words } = links
  const firm = page.cases.filter((item) => item.level !== 'trace')
  const own = report.mappings.filter((view) => view.scenario === page.id)
  return {
    ...scenarioRow(page, words),
    id: page.id,
    summary: page.summary,
    guideRow: page.guideRow,
    size: page.effort?.size ?? '',
    cases: firm.map((item) => caseView(item, links)),
    mappings: mappingTableViews(own, mappings, links),
    formula: page.formula.map((line) => ({
      ...line,
      count: words.number(line.count),
      counted: words.number(line.counted),
      units: `${line.unitLow}–${line.unitHigh}`,
      adds: `${decimal(line.low, links)}–${decimal(line.high, links)}`,
      share: words.term('effort-share', line.share),
    })),
    effortOpen: page.effort === undefined ? '' : rangeText(page.effort, words),
    traces: page.cases.filter((item) => item.level === 'trace').map((item) => item.subject || words('html.estate')),
    asks: page.asks,
    documentation: page.documentation,
  }
}

function decimal(value: number, { words }: Links): string {
  return Number.isInteger(value) ? words.number(value) : words.decimal(value, 2)
}

function caseView(item: CasePage, links: Links) {
  const { words } = links
  const say = (statement: Statement) => statementView(statement, links)
  const list = (title: string, sheet: string, items: readonly Statement[]) => ({
    title,
    items: items.slice(0, mostStatements).map(say),
    capped: cappedText(items.length, sheet, links),
  })
  return {
    anchor: item.anchor,
    subject: item.subject || words('html.the-estate'),
    verdict: item.verdict,
    verdictWord: words.term('verdict', item.verdict),
    level: words.term('level', item.level),
    confidence: item.confidence,
    evidence: item.evidence.slice(0, mostStatements).map((evidence) => ({
      ...evidence,
      sign: evidence.weight > 0 ? `+${evidence.weight}` : String(evidence.weight),
      counter: evidence.weight < 0,
      where: placesOf(evidence.at, 3, links),
    })),
    evidenceCapped: cappedText(item.evidence.length, words('tables.evidence.sheet'), links),
    target: item.target,
    parts: item.parts.slice(0, mostStatements).map((part) => ({
      ...part,
      part: partHeading(part),
      verdictWord: words.term('verdict', part.verdict),
      reasons: part.reasons.slice(0, mostReasons).map(say),
      capped:
        part.reasons.length <= mostReasons
          ? ''
          : words('html.capped-list', {
              left: part.reasons.length - mostReasons,
              sheet: words('tables.designs.sheet'),
            }),
    })),
    partsCapped: cappedText(item.parts.length, words('tables.designs.sheet'), links),
    choices: item.choices,
    artefacts: item.artefacts.slice(0, mostStatements).map((artefact) => ({
      ...artefact,
      kindWord: words.term('artefact', artefact.kind),
    })),
    artefactsCapped: cappedText(item.artefacts.length, 'assessment.json', links),
    lists: [
      list(words('html.blocks'), words('tables.statements.sheet'), item.blockers),
      list(words('html.lost'), words('tables.statements.sheet'), item.losses),
      list(words('html.needs'), words('tables.statements.sheet'), item.prerequisites),
      list(words('html.by-hand'), words('tables.statements.sheet'), item.handSteps),
      list(words('html.drives'), words('tables.statements.sheet'), item.effort.drivers),
    ].filter((each) => each.items.length > 0),
    licences: item.licences.map((need) => ({ level: words.term('licence', need.level), per: need.per })),
    effort: `${days(item.effort.lowDays, words)}–${days(item.effort.highDays, words)}`,
    size: item.effort.size,
    stages: item.stages.map((stage) => ({ ...stage, name: words.term('stage', stage.name) })),
  }
}

/** A list that is cut says so. */
function cappedText(all: number, sheet: string, { words }: Links): string {
  return all <= mostStatements ? '' : words('html.capped-list', { left: all - mostStatements, sheet })
}

function statementView(statement: Statement, links: Links) {
  return {
    ...statement,
    cited: statement.source.startsWith('https://'),
    proposal: statement.source !== '' && !statement.source.startsWith('https://'),
    where: placesOf(statement.at, 2, links, statement.places),
  }
}
