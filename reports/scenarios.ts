import {
  type Artefact,
  type Assessment,
  artefactKey,
  type Choice,
  type Finding,
  type Messages,
  type ScenarioCase,
  type ScenarioResult,
  type Stage,
  type Verdict,
  verdicts,
  weightOf,
} from '../src/plan/assessment.js'
import { mappingAnchor } from './mappings.js'
import type { CasePage, ChoiceView, ScenarioPage, Statement } from './model.js'
import { effortLines } from './plan.js'
import { anchor } from './table.js'
import type { Words } from './words.js'

export function scenarioPages(assessment: Assessment, words: Words): ScenarioPage[] {
  return assessment.scenarios.map((result) => scenarioPage(assessment, result, words))
}

function scenarioPage(assessment: Assessment, result: ScenarioResult, words: Words): ScenarioPage {
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
    effort: firm.length === 0 ? undefined : effortOf(assessment, meta.id, firm),
    formula: effortLines(assessment, meta.id, words),
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

/** What the scenario adds to the total; things that another scenario counts are not in it. */
function effortOf(assessment: Assessment, scenario: string, cases: readonly ScenarioCase[]): ScenarioPage['effort'] {
  const size = sizeOrder.findLast((candidate) => cases.some((item) => item.design.effort.size === candidate)) ?? 'S'
  const sum = assessment.effort.scenarios.find((item) => item.scenario === scenario)
  return { lowDays: sum?.lowDays ?? 0, highDays: sum?.highDays ?? 0, size }
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
    parts: design.parts.map((part) => ({
      part: words.term('part', part.part),
      verdict: part.verdict,
      reasons: part.reasons.map(say),
    })),
    target: say(design.target),
    blockers: design.blockers.map(say),
    losses: design.losses.map(say),
    prerequisites: design.prerequisites.map(say),
    handSteps: design.handSteps.map(say),
    licences: design.licences.map(({ level, per }) => ({ level, per: words.term('per', per) })),
    choices: design.choices.map((choice) => choiceView(choice, (item) => sentence(messages, item, words))),
    artefacts: design.artefacts.map((artefact) => ({
      key: artefactKey(artefact),
      kind: artefact.kind,
      name: artefactName(artefact, words),
    })),
    mappings: design.mappingTables.map(mappingAnchor),
    effort: { ...design.effort, drivers: design.effort.drivers.map(say) },
    stages: item.stages.map((stage) => stageView(scenario, stage, words)),
  }
}

/** A finding as a sentence: its message with the places filled. */
function sentence(messages: Messages, finding: Finding, words: Words): string {
  return words.message(finding.id, messages[finding.id]?.text ?? finding.id, finding.params)
}

function choiceView(choice: Choice, say: (finding: Finding) => string): ChoiceView {
  return {
    id: choice.id,
    question: say(choice.question),
    options: choice.options.map((option) => ({
      id: option.id,
      text: say(option.text),
      betterWhen: say(option.betterWhen),
      taken: option.id === choice.taken,
      proposed: option.id === choice.proposed,
    })),
    because: say(choice.because),
    overridden: choice.taken !== choice.proposed,
  }
}

/** What people call it; kinds without a name of their own go by their key. */
function artefactName(artefact: Artefact, words: Words): string {
  if (artefact.kind === 'hand-step' && artefact.wording !== undefined)
    return words.translated(`hand-steps.${artefact.wording.id}.name`, artefact.name, artefact.wording.params)
  if (artefact.kind === 'hand-step') return words.phrase(artefact.name)
  if ('name' in artefact) return artefact.name
  return artefactKey(artefact).slice(artefact.kind.length + 1)
}

function stageView(scenario: string, stage: Stage, words: Words): CasePage['stages'][number] {
  const say = (what: 'content' | 'gate' | 'wayBack') =>
    words.translated(`stages.${scenario}.${stage.name}.${what}`, stage[what], stage.params)
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
