import { cataloguedOn } from '../catalogue/fact.js'
import { type Condition, type TimelineRecord, timeline } from '../catalogue/timeline.js'
import {
  compareText,
  type Estate,
  fillTemplate,
  type Provenance,
  type SyncServer,
  type TemplateParams,
} from '../model/index.js'
import type { Deadline } from './assessment.js'
import { type DeadlineReasonId, deadlineReasons } from './deadline-reasons.js'

/** Day the dated facts were last read; the day an assessment is held against unless another one is asked for. */
export const catalogueDate = cataloguedOn

/** Why a date applies, or what would have to be known. */
interface Why {
  readonly id: DeadlineReasonId
  readonly params: TemplateParams
}

interface Hit extends Why {
  readonly at: Provenance
}

/** A condition held against an Estate. `unknown` says what would have to be known. */
type Applies =
  | { readonly hit: 'yes' | 'unknown'; readonly why: Why; readonly more: number; readonly at: readonly Provenance[] }
  | { readonly hit: 'no' }

/**
 * Dated facts that concern this Estate: what has stopped, what stops within twelve months, what comes later, and what the
 * input cannot tell.
 */
export function deadlines(estate: Estate, asOf: string): Deadline[] {
  return timeline
    .filter((record) => record.what === 'ends' || record.what === 'changes')
    .flatMap((record) => deadline(record, estate, asOf))
    .sort((a, b) => compareText(a.date, b.date) || compareText(a.subject, b.subject))
}

function deadline(record: TimelineRecord, estate: Estate, asOf: string): Deadline[] {
  if (record.date === undefined) return []
  const applies = holds(record.detects, estate)
  if (applies.hit === 'no') return []
  const { why, more } = applies
  return [
    {
      id: record.id,
      date: record.date,
      subject: record.subject,
      effect: record.effect,
      state: applies.hit === 'unknown' ? 'unknown' : stateOf(record.date, asOf),
      reason: `${fillTemplate(deadlineReasons[why.id], why.params)}${more === 0 ? '' : ` (${more} more)`}`,
      wording: {
        reason: { id: why.id === 'ask' ? `deadlines.${record.id}.ask` : `deadlines.why.${why.id}`, params: why.params },
        more,
      },
      at: applies.at,
      source: record.source,
      certainty: record.state,
    },
  ]
}

/** A date given as month or year has passed when the month or year has. */
function stateOf(date: string, asOf: string): 'stopped' | 'soon' | 'later' {
  if (compareText(date, asOf.slice(0, date.length)) < 0 || date === asOf) return 'stopped'
  const nextYear = `${Number(asOf.slice(0, 4)) + 1}${asOf.slice(4)}`
  return compareText(date, nextYear) <= 0 ? 'soon' : 'later'
}

function holds(condition: Condition, estate: Estate): Applies {
  switch (condition.kind) {
    case 'none':
      return { hit: 'no' }
    case 'connect-server':
      return hits(connectServers(estate).map((server) => hit('connect-server', { server: label(server) }, server.at)))
    case 'mim-server':
      return hits([
        ...estate.servers
          .filter((server) => server.product === 'mim-sync')
          .map((server) => hit('mim-server', { server: label(server) }, server.at)),
        ...estate.services.map((service) => hit('mim-service', {}, service.at)),
      ])
    case 'connect-version-below':
      return connectVersion(estate, (version) => compareVersions(version, condition.version) < 0)
    case 'connect-version-range':
      return connectVersion(
        estate,
        (version) => compareVersions(version, condition.from) >= 0 && compareVersions(version, condition.below) < 0,
      )
    case 'connector-kind':
      return hits(
        estate.servers
          .filter((server) => condition.product === undefined || server.product === condition.product)
          .flatMap((server) => server.connectors)
          .filter((connector) => connector.kind === condition.connectorKind)
          .map((connector) => hit('connector', { connector: connector.name }, connector.at)),
      )
    case 'feature':
      return hits(
        connectServers(estate).flatMap((server) =>
          (server.metaverse?.parameters ?? [])
            .filter(
              (setting) =>
                setting.name === `Microsoft.OptionalFeature.${condition.name}` &&
                setting.value.value?.toLowerCase() === 'true',
            )
            .map((setting) => hit('feature', { feature: condition.name }, setting.at)),
        ),
      )
    case 'workflow-activity':
      return workflowActivity(estate, condition.activities)
    case 'bhold':
      return bhold(estate)
    case 'ask':
      return ask(estate, condition)
  }
}

function hit(id: DeadlineReasonId, params: TemplateParams, at: Provenance): Hit {
  return { id, params, at }
}

function hits(found: readonly Hit[]): Applies {
  const [first] = found
  if (first === undefined) return { hit: 'no' }
  return { hit: 'yes', why: first, more: found.length - 1, at: found.map((item) => item.at) }
}

function connectServers(estate: Estate): SyncServer[] {
  return estate.servers.filter((server) => server.product === 'connect-sync')
}

function label(server: SyncServer): string {
  return server.name === '' ? server.at.file : server.name
}

const VERSION_SETTING = 'Microsoft.Synchronize.ServerConfigurationVersion'

/** Entra Connect writes its version into its global settings; without them the date can not be checked. */
function connectVersion(estate: Estate, affected: (version: string) => boolean): Applies {
  const servers = connectServers(estate)
  const found: Hit[] = []
  const silent: Provenance[] = []
  for (const server of servers) {
    const setting = server.metaverse?.parameters.find((parameter) => parameter.name === VERSION_SETTING)
    const version = setting?.value.value?.trim() ?? ''
    if (setting === undefined || !/^\d+(?:\.\d+)+$/.test(version)) silent.push(server.at)
    else if (affected(version)) found.push(hit('version', { server: label(server), version }, setting.at))
  }
  if (found.length > 0) return hits(found)
  if (silent.length === 0) return { hit: 'no' }
  return { hit: 'unknown', why: { id: 'version-unknown', params: {} }, more: 0, at: silent }
}

/** Numeric, part by part; a missing part counts as 0. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function workflowActivity(estate: Estate, activities: readonly string[]): Applies {
  return hits(
    estate.services.flatMap((service) =>
      service.workflows
        .filter((workflow) => workflow.activities.some((activity) => activities.includes(activity.activity)))
        .filter((workflow) =>
          service.policies.some(
            (policy) =>
              !policy.disabled &&
              (policy.object.origin !== 'shipped' || workflow.object.origin !== 'shipped') &&
              [
                ...policy.authenticationWorkflowIds,
                ...policy.authorizationWorkflowIds,
                ...policy.actionWorkflowIds,
              ].includes(workflow.object.id),
          ),
        )
        .map((workflow) => hit('workflow', { workflow: workflow.object.displayName }, workflow.object.at)),
    ),
  )
}

const bholdTables = new Set(['fimemployee', 'fimorgunit', 'tblobjects', 'tblreferences'])

function bhold(estate: Estate): Applies {
  return hits(
    estate.servers
      .flatMap((server) => server.connectors)
      .filter((connector) => {
        const table = connector.connection.database?.table.toLowerCase() ?? ''
        return bholdTables.has(table.replace(/^.*\./, '').replace(/[[\]"]/g, ''))
      })
      .map((connector) => hit('bhold', { connector: connector.name }, connector.at)),
  )
}

function ask(estate: Estate, condition: Extract<Condition, { kind: 'ask' }>): Applies {
  const concerned =
    condition.on === 'any' ||
    (condition.on === 'connect-server' && connectServers(estate).length > 0) ||
    (condition.on === 'mim-server' &&
      (estate.services.length > 0 || estate.servers.some((server) => server.product === 'mim-sync')))
  return concerned
    ? { hit: 'unknown', why: { id: 'ask', params: { what: condition.what } }, more: 0, at: [] }
    : { hit: 'no' }
}
