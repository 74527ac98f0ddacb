import { type Assessment, verdicts } from '../src/plan/assessment.js'
import { askViews, deadlineViews } from './dates-and-asks.js'
import { estateMaps } from './estate-map.js'
import { flowFacts } from './flows.js'
import { lineage } from './lineage.js'
import { mappingViews } from './mappings.js'
import type { Headline, MappingView, Report, ReportTable, ScenarioPage } from './model.js'
import { noticeViews } from './notices.js'
import { waveViews } from './plan.js'
import { risks } from './risks.js'
import { scenarioPages } from './scenarios.js'
import { connectorSettingTable } from './tables/connector-settings.js'
import { coverageTables, noticeTable } from './tables/coverage.js'
import { estateTables } from './tables/estate.js'
import { furtherTables } from './tables/further.js'
import { mappingShares, mappingTable } from './tables/mappings.js'
import { operationTables } from './tables/operations.js'
import { planTables } from './tables/plan.js'
import { ruleTables } from './tables/rules.js'
import { schemaTables } from './tables/schema.js'
import { isSignal, serviceTables } from './tables/service.js'
import type { Words } from './words.js'

/** Assessment → report. Pure; every format is made from the result and from nothing else. */
export function buildReport(assessment: Assessment, product: Report['product'], words: Words): Report {
  const { estate } = assessment
  const notices = noticeViews(estate.notices, words)
  const scenarios = scenarioPages(assessment, words)
  const flows = estate.servers.flatMap((server) => flowFacts(server, words))
  const mappings = mappingViews(assessment.mappings, words)
  const tables: ReportTable[] = [
    ...planTables(assessment, scenarios, words),
    mappingTable(mappings, words),
    ...estateTables(estate.servers, words),
    connectorSettingTable(estate.servers, words),
    ...schemaTables(estate.servers, flows, words),
    ...ruleTables(estate.servers, flows, words),
    ...serviceTables(estate.services, words),
    ...operationTables(estate.servers, words),
    ...furtherTables(estate, words),
    noticeTable(notices, words),
    ...coverageTables(estate.ledger, words),
  ]
  return {
    language: words.language,
    title: titleOf(assessment, words),
    asOf: assessment.asOf,
    product,
    headline: headline(assessment, scenarios, mappings),
    deadlines: deadlineViews(assessment.deadlines, words),
    maps: estateMaps(estate.servers, words),
    scenarios,
    asks: askViews(assessment.asks, words),
    notices,
    completeness: assessment.completeness,
    risks: risks(assessment, scenarios, words),
    mappings,
    waves: waveViews(assessment, scenarios, words),
    lineage: lineage(flows, assessment.mappings),
    tables,
  }
}

function titleOf({ estate }: Assessment, words: Words): string {
  const names = estate.servers.map((server) => server.name).filter((name) => name !== '')
  return names.length === 0
    ? words('report.title')
    : words('report.title-of', { names: [...new Set(names)].join(', ') })
}

function headline(
  assessment: Assessment,
  scenarios: readonly ScenarioPage[],
  mappings: readonly MappingView[],
): Headline {
  const { estate } = assessment
  const connectors = estate.servers.flatMap((server) => server.connectors)
  const objects = estate.services.flatMap((service) => service.objects)
  const statuses = ['certain', 'likely', 'possible', 'trace', 'not-found', 'cannot-be-seen'] as const
  const tally = <K extends string>(keys: readonly K[], of: (page: ScenarioPage) => string) =>
    Object.fromEntries(keys.map((key) => [key, scenarios.filter((page) => of(page) === key).length])) as Record<
      K,
      number
    >
  const deadlines = (state: string) => assessment.deadlines.filter((deadline) => deadline.state === state).length
  return {
    servers: estate.servers.length,
    services: estate.services.length,
    connectors: connectors.length,
    rules:
      estate.servers.reduce((sum, server) => sum + server.syncRules.length, 0) +
      estate.services.reduce((sum, service) => sum + service.syncRules.length, 0),
    serviceObjects: { all: objects.length, signal: objects.filter(isSignal).length },
    scenarios: tally(statuses, (page) => page.status),
    verdicts: tally(verdicts, (page) => page.verdict),
    effort: { lowDays: assessment.effort.lowDays, highDays: assessment.effort.highDays },
    licences: licences(scenarios),
    mappings: mappingShares(mappings),
    deadlinesStopped: deadlines('stopped'),
    deadlinesSoon: deadlines('soon'),
    deadlinesUnknown: deadlines('unknown'),
  }
}

const levels = ['free', 'p1', 'p2', 'id-governance', 'guest-meter', 'none']

/** Which level which scenarios need, and what it is counted by. */
function licences(scenarios: readonly ScenarioPage[]): Headline['licences'] {
  const needs = scenarios
    .filter((page) => page.verdict !== '')
    .flatMap((page) =>
      page.cases
        .filter((item) => item.level !== 'trace')
        .flatMap((item) => item.licences.map((need) => ({ ...need, scenario: page.id }))),
    )
  return levels
    .map((level) => {
      const ofLevel = needs.filter((need) => need.level === level)
      return {
        level,
        scenarios: [...new Set(ofLevel.map((need) => need.scenario))],
        per: [...new Set(ofLevel.map((need) => need.per))],
      }
    })
    .filter((line) => line.scenarios.length > 0)
}
