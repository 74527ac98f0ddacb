import { oncePer } from '../../src/entra/once.js'
import {
  type ConnectorRunStatistics,
  connectorRunStatistics,
  type Estate,
  normalizeGuid,
  type Provenance,
  runHistorySpan,
} from '../../src/model/index.js'
import type { Analyzer, Detection, Finding, Messages, TargetDesign } from '../analyzer.js'
import { detection, effort, finding } from '../finding.js'
import { designOf, part, says, use } from './design.js'

/** Silent for longer than this: nothing uses the connector any more. */
const DAYS_UNTIL_UNUSED = 365

/** A history shorter than this proves nothing about a connector that is not in it. */
const DAYS_THAT_PROVE = 90

/** What the run history says of a connector, whatever the scenario. */
export const runHistoryMessages: Messages = {
  'M2E-RUNH-011': use(
    60,
    '{connector} ran {runs} {runs|time|times} in the run history ({first} to {end}), last on {last}.',
  ),
  'M2E-RUNH-012': use(
    -60,
    '{connector} ran last on {last}, {days} days before the run history ends ({end}); other connectors ran since.',
  ),
  'M2E-RUNH-013': use(-60, '{connector} did not run once in the {days} days of the run history ({first} to {end}).'),
  'M2E-RUNH-014': use(-25, 'No run of {connector} in the run history succeeded ({runs} of {runs} with errors).'),
  'M2E-RUNH-101': says(
    'target',
    'Nothing takes the place of {connector}: the run history shows that nothing uses it. Confirm with its owner, then take it out.',
  ),
  'M2E-RUNH-102': says('reason', '{connector} has not run for {days} days; whoever needed it has done without it.'),
}

/**
 * An analyzer that also weighs the run history for what it finds on a connector, and retires what has not run for a year.
 */
export function withRunHistory(analyzer: Analyzer): Analyzer {
  const meta = { ...analyzer.meta, messages: { ...analyzer.meta.messages, ...runHistoryMessages } }
  const weighed = (found: Detection, estate: Estate): Detection => {
    const history = historyEvidence(estate, found)
    if (history.length === 0) return found
    return detection(meta, { name: found.subject, id: found.subjectId }, [...found.evidence, ...history]) ?? found
  }
  return {
    ...analyzer,
    meta,
    detect: (estate) => analyzer.detect(estate).map((found) => weighed(found, estate)),
    map: (found, estate, decided) => retired(found) ?? analyzer.map(found, estate, decided),
  }
}

/** The part of the history that is about one server, and the clock it gives. */
interface ServerHistory {
  readonly span: NonNullable<ReturnType<typeof runHistorySpan>>
  readonly connectors: ReadonlyMap<string, ConnectorRunStatistics>
  /** Most connectors of the server ran: one that did not was not merely left out of what was sent. */
  readonly tellsWhoIsMissing: boolean
  readonly at: Provenance
}

/** By connector id. Histories of other servers say nothing about this one: each was sent on a day of its own. */
const historyByConnector = oncePer((estate: Estate): ReadonlyMap<string, ServerHistory> => {
  const found = new Map<string, ServerHistory>()
  for (const { connectors } of estate.servers) {
    const ids = new Set(connectors.map(({ id }) => id))
    const runs = (estate.runs ?? []).filter((run) => ids.has(normalizeGuid(run.connectorId)))
    const [first] = runs
    const span = runHistorySpan(runs)
    if (span === undefined || first === undefined) continue
    const told = new Map(connectorRunStatistics(runs).map((line) => [line.connectorId, line]))
    const history = { span, connectors: told, tellsWhoIsMissing: told.size * 2 > ids.size, at: first.at }
    for (const id of ids) found.set(id, history)
  }
  return found
})

function historyEvidence(estate: Estate, { subject, subjectId }: Detection): readonly Finding[] {
  const history = historyByConnector(estate).get(subjectId)
  if (history === undefined) return []
  const { span } = history
  const told = history.connectors.get(subjectId)
  const params = { connector: subject, first: span.first, end: span.last }
  if (told === undefined) {
    if (span.days < DAYS_THAT_PROVE || !history.tellsWhoIsMissing) return []
    return [finding('M2E-RUNH-013', { ...params, days: span.days }, history.at)]
  }
  const { last, daysSilent, troubled } = told
  if (daysSilent !== undefined && daysSilent > DAYS_UNTIL_UNUSED)
    return [finding('M2E-RUNH-012', { ...params, last, days: daysSilent }, told.at)]
  return [
    finding('M2E-RUNH-011', { ...params, runs: told.runs, last }, told.at),
    ...(troubled === told.runs ? [finding('M2E-RUNH-014', { ...params, runs: told.runs }, told.at)] : []),
  ]
}

/** The design of what the history shows to be out of use; undefined for everything else. */
function retired(found: Detection): TargetDesign | undefined {
  const idle = found.evidence.find(({ id }) => id === 'M2E-RUNH-012' || id === 'M2E-RUNH-013')
  if (idle === undefined || found.use !== 0) return undefined
  return designOf(found, {
    parts: [part('', 'retire', finding('M2E-RUNH-102', idle.params, idle.at))],
    target: finding('M2E-RUNH-101', idle.params, idle.at),
    licences: [],
    effort: effort('S'),
  })
}
