import {
  type Assessment,
  type Finding,
  type Messages,
  type ScenarioCase,
  type ScenarioResult,
  type Stage,
  type Verdict,
  verdicts,
  weightOf,
} from '../src/plan/assessment.js'
import type { CasePage, ScenarioPage, Statement } from './model.js'
import { anchor } from './table.js'
import type { Words } from './words.js'

export function scenarioPages(assessment: Assessment, words: Words): ScenarioPage[] {
  return assessment.scenarios.map((result) => scenarioPage(result, words))
}

function scenarioPage(result: ScenarioResult, words: Words): ScenarioPage {
  const { meta } = result
  // A trace is listed with its evidence, but it decides nothing.
  const firm = result.cases.filter((item) => item.detection.level !== 'trace')
  const [strongest] = firm
  const carried = verdictsOf(firm)
  return {
    id: meta.id,
    number: meta.number,
    title: words.message(`scenarios.${meta.id}.title`, meta.title),
    summary: words.message(`scenarios.${meta.id}.summary`, meta.summary),
    guideRow: meta.guideRow,
    status: result.status,
    verdict: carried[0] ?? '',
    verdicts: carried,
    confidence: strongest?.detection.confidence,
    use: strongest?.detection.use,
    effort: firm.length === 0 ? undefined : totalEffort(firm),
    documentation: meta.documentation,
    cases: result.cases.map((item, index) => casePage(meta.id, meta.messages, item, index, words)),
    asks: meta.asks.map((ask, index) => ({
      what: words.message(`scenarios.${meta.id}.ask-${index + 1}.what`, ask.what),
      changes: words.message(`scenarios.${meta.id}.ask-${index + 1}.changes`, ask.changes),
    })),
  }
}

/** Each part has its own verdict; a scenario carries all of them. */
function verdictsOf(cases: readonly ScenarioCase[]): Verdict[] {
  return verdicts.filter((verdict) => cases.some((item) => item.design.parts.some((part) => part.verdict === verdict)))
}

const sizeOrder = ['S', 'M', 'L', 'XL'] as const

/**
 * First case in full; each further one of the same scenario at half, and never more than four times the first: repeats
 * of a kind are cheaper than the first of it.
 */
export function totalEffort(cases: readonly ScenarioCase[]): { lowDays: number; highDays: number; size: string } {
  const sorted = [...cases].sort((a, b) => b.design.effort.highDays - a.design.effort.highDays)
  const sum = (pick: (item: ScenarioCase) => number) => {
    const [first, ...rest] = sorted.map(pick)
    const repeats = rest.reduce((total, days) => total + days / 2, 0)
    return Math.round(Math.min((first ?? 0) + repeats, (first ?? 0) * 4))
  }
  const size = sizeOrder.findLast((candidate) => sorted.some((item) => item.design.effort.size === candidate)) ?? 'S'
  return {
    lowDays: sum((item) => item.design.effort.lowDays),
    highDays: sum((item) => item.design.effort.highDays),
    size,
  }
}

function casePage(scenario: string, messages: Messages, item: ScenarioCase, index: number, words: Words): CasePage {
  const { detection, design } = item
  const say = (finding: Finding) => statement(messages, finding, words)
  return {
    anchor: anchor('case', `${scenario}-${detection.subject || 'estate'}-${index + 1}`),
    subject: detection.subject,
    confidence: detection.confidence,
    level: detection.level,
    use: detection.use,
    evidence: detection.evidence.map((finding) => ({
      id: finding.id,
      weight: weightOf(messages, finding),
      score: scoreOf(messages, finding),
      text: sentence(messages, finding, words),
      at: finding.at,
    })),
    verdict: design.verdict,
    parts: design.parts.map((part) => ({ part: part.part, verdict: part.verdict, reasons: part.reasons.map(say) })),
    target: say(design.target),
    blockers: design.blockers.map(say),
    losses: design.losses.map(say),
    prerequisites: design.prerequisites.map(say),
    handSteps: design.handSteps.map(say),
    licences: design.licences,
    effort: { ...design.effort, drivers: design.effort.drivers.map(say) },
    stages: item.stages.map((stage) => stageView(scenario, stage, words)),
  }
}

/** A finding as a sentence: its message with the places filled. */
function sentence(messages: Messages, finding: Finding, words: Words): string {
  return words.message(finding.id, messages[finding.id]?.text ?? finding.id, finding.params)
}

function stageView(scenario: string, stage: Stage, words: Words): CasePage['stages'][number] {
  const say = (what: 'content' | 'gate' | 'wayBack') =>
    words.translated(`stages.${scenario}.${stage.name}.${what}`, stage[what])
  return {
    name: stage.name,
    content: say('content'),
    gate: say('gate'),
    rollback: stage.rollback.join(', '),
    wayBack: say('wayBack'),
  }
}

function scoreOf(messages: Messages, finding: Finding): string {
  const kind = messages[finding.id]
  return kind?.kind === 'evidence' ? kind.score : ''
}

/** Where each of thousands of rules names all the others, listing every place would outgrow any file. */
const MOST_PLACES = 50

function statement(messages: Messages, finding: Finding, words: Words): Statement {
  const kind = messages[finding.id]
  const source = kind !== undefined && kind.kind !== 'evidence' ? (kind.source ?? '') : ''
  const { at } = finding
  return {
    id: finding.id,
    text: sentence(messages, finding, words),
    source,
    at: at.slice(0, MOST_PLACES),
    places: at.length,
  }
}
