import {
  type Assessment,
  type Finding,
  type Messages,
  messageText,
  type ScenarioCase,
  type ScenarioResult,
  type Verdict,
  verdicts,
  weightOf,
} from '../src/plan/assessment.js'
import type { CasePage, ScenarioPage, Statement } from './model.js'
import { anchor } from './table.js'

export function scenarioPages(assessment: Assessment): ScenarioPage[] {
  return assessment.scenarios.map(scenarioPage)
}

function scenarioPage(result: ScenarioResult): ScenarioPage {
  const { meta } = result
  // A trace is listed with its evidence, but it decides nothing.
  const firm = result.cases.filter((item) => item.detection.level !== 'trace')
  const [strongest] = firm
  const carried = verdictsOf(firm)
  return {
    id: meta.id,
    number: meta.number,
    title: meta.title,
    summary: meta.summary,
    guideRow: meta.guideRow,
    status: result.status,
    verdict: carried[0] ?? '',
    verdicts: carried,
    confidence: strongest?.detection.confidence,
    use: strongest?.detection.use,
    effort: firm.length === 0 ? undefined : totalEffort(firm),
    documentation: meta.documentation,
    cases: result.cases.map((item, index) => casePage(meta.id, meta.messages, item, index)),
    asks: meta.asks,
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

function casePage(scenario: string, messages: Messages, item: ScenarioCase, index: number): CasePage {
  const { detection, design } = item
  const say = (finding: Finding) => statement(messages, finding)
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
      text: messageText(messages, finding),
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
    stages: item.stages.map((stage) => ({ ...stage, rollback: stage.rollback.join(', ') })),
  }
}

function scoreOf(messages: Messages, finding: Finding): string {
  const kind = messages[finding.id]
  return kind?.kind === 'evidence' ? kind.score : ''
}

/** Where each of thousands of rules names all the others, listing every place would outgrow any file. */
const MOST_PLACES = 50

function statement(messages: Messages, finding: Finding): Statement {
  const kind = messages[finding.id]
  const source = kind !== undefined && kind.kind !== 'evidence' ? (kind.source ?? '') : ''
  const { at } = finding
  return {
    id: finding.id,
    text: messageText(messages, finding),
    source,
    at: at.slice(0, MOST_PLACES),
    places: at.length,
  }
}
