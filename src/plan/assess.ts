import type { Analyzer, Decided, Detection, InputKind } from '../../analyzers/analyzer.js'
import { type EffortFigures, effort as effortOf } from '../../analyzers/effort.js'
import { withRunHistory } from '../../analyzers/facts/run-history.js'
import { checkCatalogue, disputedFacts, staleFacts } from '../catalogue/check.js'
import { catalogueEntries } from '../catalogue/entries.js'
import { designMappings, type MappingTable, mappingTable } from '../entra/index.js'
import type { Decision, Estate, SyncServer } from '../model/index.js'
import { compareText } from '../model/index.js'
import { collectAsks } from './asks.js'
import type {
  Assessment,
  AssessOptions,
  Completeness,
  InputsAtHand,
  ScenarioResult,
  ScenarioStatus,
} from './assessment.js'
import { guardAuthority } from './authority/authority.js'
import { deadlines } from './deadlines.js'
import { checkAnswers, checkDecisions } from './decisions/check.js'
import { answersOf } from './decisions/decided.js'
import { calibratedFigures } from './effort/calibrate.js'
import { effortTotal } from './effort/total.js'
import { proveResidual } from './residual/residual.js'
import { planWaves } from './waves/waves.js'

/**
 * Estate → assessment: every scenario detected and judged, dates held against it, gaps named. Pure.
 *
 * @throws InputError when a decision names what there is not, or two decisions speak against each other
 */
export function assess(estate: Estate, options: AssessOptions): Assessment {
  checkCatalogue(catalogueEntries)
  const { decisions = [], calibration = { bases: [], rates: [] } } = options
  const figures = calibratedFigures(calibration)
  const inputs = inputsAtHand(estate)
  const scenarios = judge(options.analyzers.map(withRunHistory), estate, inputs, decisions).map((result) =>
    priced(result, figures),
  )
  const left = new Set(decisions.flatMap((decision) => (decision.kind === 'skip' ? [decision.scenario] : [])))
  const mappings = mappingsOf(estate, scenarios)
  const effort = effortTotal(
    scenarios,
    left,
    [...calibration.bases, ...calibration.rates].map((item) => item.name),
  )
  const waves = planWaves(estate, scenarios, mappings, decisions, effort)
  return {
    asOf: options.asOf,
    estate,
    inputs,
    scenarios,
    mappings,
    deadlines: deadlines(estate, options.asOf),
    asks: collectAsks(scenarios, estate, inputs),
    completeness: completenessOf(estate),
    decisions,
    effort,
    waves,
    authority: guardAuthority(estate, scenarios, mappings, waves),
    residual: proveResidual(estate, scenarios, mappings, waves),
    staleFacts: staleFacts(catalogueEntries, options.asOf),
    disputedFacts: disputedFacts(catalogueEntries),
  }
}

function priced(result: ScenarioResult, figures: EffortFigures): ScenarioResult {
  const cases = result.cases.map((item) => {
    const { size, drivers } = item.design.effort
    return { ...item, design: { ...item.design, effort: effortOf(size, drivers, figures) } }
  })
  return { ...result, cases }
}

/** Answers are checked before a design follows them, those to choices that another answer brings up after it. */
function judge(
  analyzers: readonly Analyzer[],
  estate: Estate,
  inputs: InputsAtHand,
  decisions: readonly Decision[],
): readonly ScenarioResult[] {
  const run = (decided?: Decided) => analyzers.map((analyzer) => runAnalyzer(analyzer, estate, inputs, decided))
  checkDecisions(
    decisions,
    analyzers.map((analyzer) => analyzer.meta.id),
  )
  const proposed = run()
  checkAnswers(decisions, proposed, 'left')
  if (!decisions.some((decision) => decision.kind === 'choice')) return proposed
  const results = run(answersOf(decisions))
  checkAnswers(decisions, results)
  return results
}

/** Every table of the estate, and what designs ask for besides: the alternatives their choices take. */
function mappingsOf(estate: Estate, scenarios: readonly ScenarioResult[]): readonly MappingTable[] {
  const proposed = designMappings(estate)
  const known = new Set(proposed.map((table) => table.id))
  const asked = new Set(scenarios.flatMap((scenario) => scenario.cases.flatMap(({ design }) => design.mappingTables)))
  const further = [...asked].filter((id) => !known.has(id)).flatMap((id) => mappingTable(estate, id) ?? [])
  return [...proposed, ...further]
}

function runAnalyzer(
  analyzer: Analyzer,
  estate: Estate,
  inputs: InputsAtHand,
  decided: Decided | undefined,
): ScenarioResult {
  const detections = [...analyzer.detect(estate)].sort(
    (a, b) => b.confidence - a.confidence || compareText(a.subject, b.subject) || compareText(a.subjectId, b.subjectId),
  )
  const cases = detections.map((detection) => {
    const design = analyzer.map(detection, estate, decided)
    return { detection, design, stages: analyzer.stages(design) }
  })
  return { meta: analyzer.meta, status: statusOf(analyzer, detections, inputs), cases }
}

function statusOf(analyzer: Analyzer, detections: readonly Detection[], inputs: InputsAtHand): ScenarioStatus {
  const [strongest] = detections
  if (strongest !== undefined && strongest.level !== 'trace') return strongest.level
  if (!analyzer.meta.visibleIn.some((kind) => inputs[kind])) return 'cannot-be-seen'
  return strongest?.level ?? 'not-found'
}

export function inputsAtHand(estate: Estate): InputsAtHand {
  const nothing: Record<InputKind, boolean> = {
    'mim-sync': false,
    'mim-service': false,
    'connect-sync': false,
    'run-history': false,
    objects: false,
    scheduler: false,
    'extension-source': false,
    'certificate-management': false,
    bhold: false,
    directory: false,
  }
  return {
    ...nothing,
    'mim-sync': estate.servers.some((server) => server.product === 'mim-sync' && isWhole(server)),
    'connect-sync': estate.servers.some((server) => server.product === 'connect-sync' && isWhole(server)),
    'mim-service': estate.services.some((service) => service.parts.policy),
    objects: (estate.objectSources ?? []).length > 0,
    'run-history': estate.runs !== undefined,
    scheduler: (estate.schedules ?? []).length > 0,
    'extension-source': (estate.extensionSources ?? []).some((source) => source.classes.length > 0),
  }
}

/**
 * A server without its connectors, or with single agents sent alone, cannot rule anything out. The flows that travel with
 * a single agent come without the metaverse schema.
 */
function isWhole(server: SyncServer): boolean {
  if (server.product === 'connect-sync') return server.connectors.length > 0 && server.syncRules.length > 0
  return server.connectors.length > 0 && (server.metaverse?.schema.objectTypes.length ?? 0) > 0
}

/** How much of the input was read and understood; every command that reads says so by its exit code. */
export function completenessOf(estate: Estate): Completeness {
  const { files } = estate.ledger
  const count = (outcome: string) => files.filter((file) => file.outcome === outcome).length
  const elements = { modelled: 0, documented: 0, ignored: 0, unknown: 0 }
  for (const file of files)
    for (const status of ['modelled', 'documented', 'ignored', 'unknown'] as const)
      elements[status] += file.counts[status]
  const failed = count('failed')
  const missingParts = estate.notices.some((notice) => notice.id === 'M2E-READ-009')
  return {
    filesRead: count('read'),
    filesFailed: failed,
    filesSkipped: count('skipped'),
    elements,
    complete: failed === 0 && elements.unknown === 0 && !missingParts,
  }
}
