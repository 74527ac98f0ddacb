import { resolve } from 'node:path'
import { connectorExportFlows, connectorImportFlows, serverName } from '../../../reports/tables/estate.js'
import { isSignal } from '../../../reports/tables/service.js'
import type { Words } from '../../../reports/words.js'
import type { Connector, Estate, IdentityService, SyncServer } from '../../model/index.js'
import { completenessOf } from '../../plan/assess.js'
import { openEstate } from '../../readers/open.js'
import { complain } from '../complaints.js'
import type { CliIo, ExitCode } from '../io.js'
import { Progress } from '../progress.js'
import { english } from '../resources.js'
import { objectLines, objectSourcesJson, runsJson } from './inspect-objects.js'

export interface InspectOptions {
  readonly json?: boolean
}

/** `mim2entra inspect`: what is in here? */
export async function runInspect(paths: readonly string[], options: InspectOptions, io: CliIo): Promise<ExitCode> {
  const progress = new Progress(io)
  progress.doing('read')
  const estate = await openEstate(
    paths.map((path) => resolve(io.cwd, path)),
    { onFile: (name) => progress.doing('read', name) },
  )
  progress.done(plural(estate.ledger.files.length, 'file'))
  complain(estate, io)
  io.out(
    options.json === true
      ? `${JSON.stringify(inspectJson(estate), undefined, 2)}\n`
      : inspectText(estate, await english()),
  )
  return completenessOf(estate).complete ? 0 : 3
}

/** Counts of one connector; the independent check of the reader in numbers. */
export function connectorCounts(connector: Connector, server: SyncServer) {
  const rules = server.syncRules.filter((rule) => rule.connectorId === connector.id)
  const ruleFlows = rules.flatMap((rule) => rule.mappings)
  return {
    objectTypes: connector.schema.objectTypes.length,
    attributes: connector.schema.attributes.length,
    selectedAttributes: connector.selectedAttributes.length,
    partitions: connector.partitions.length,
    filters: connector.filters.length,
    filterAlternatives: connector.filters.reduce((sum, filter) => sum + filter.alternatives.length, 0),
    filterConditions: connector.filters.reduce(
      (sum, filter) =>
        sum + filter.alternatives.reduce((inner, alternative) => inner + alternative.conditions.length, 0),
      0,
    ),
    joinProfiles: connector.joins.length,
    joinCriteria: connector.joins.reduce((sum, join) => sum + join.criteria.length, 0),
    projections: connector.projections.length,
    importFlows:
      connectorImportFlows(server, connector) + ruleFlows.filter((flow) => flow.direction === 'inbound').length,
    exportFlows: connectorExportFlows(connector) + ruleFlows.filter((flow) => flow.direction === 'outbound').length,
    classicExportFlows: connectorExportFlows(connector),
    syncRules: rules.length,
    runProfiles: connector.runProfiles.length,
    runSteps: connector.runProfiles.reduce((sum, profile) => sum + profile.steps.length, 0),
  }
}

export function inspectJson(estate: Estate) {
  return {
    files: estate.ledger.files.map(({ file, kind, outcome, sizeBytes, encoding, counts }) => ({
      file,
      kind: kind ?? null,
      outcome,
      sizeBytes,
      encoding: encoding ?? null,
      elements: counts,
    })),
    servers: estate.servers.map((server) => ({
      id: server.id,
      product: server.product,
      name: server.name,
      exportedAt: server.exportedAt,
      metaverse:
        server.metaverse === undefined
          ? null
          : {
              objectTypes: server.metaverse.schema.objectTypes.length,
              attributes: server.metaverse.schema.attributes.length,
              importFlowGroups: server.metaverse.importFlows.length,
              importFlows: server.metaverse.importFlows.reduce((sum, group) => sum + group.flows.length, 0),
              deletionRules: server.metaverse.deletionRules.length,
              provisioning: server.metaverse.provisioning,
            },
      syncRules: {
        all: server.syncRules.length,
        custom: server.syncRules.filter((rule) => !rule.standard).length,
        disabled: server.syncRules.filter((rule) => rule.disabled).length,
        flows: server.syncRules.reduce((sum, rule) => sum + rule.mappings.length, 0),
        scopeConditions: server.syncRules.reduce((sum, rule) => sum + rule.scope.flat().length, 0),
        joinConditions: server.syncRules.reduce((sum, rule) => sum + rule.joins.flat().length, 0),
      },
      connectors: server.connectors.map((connector) => ({
        id: connector.id,
        name: connector.name,
        kind: connector.kind,
        category: connector.category,
        subtype: connector.subtype,
        target: connector.connection.target,
        counts: connectorCounts(connector, server),
      })),
    })),
    services: estate.services.map((service) => ({
      source: service.source,
      parts: service.parts,
      objects: serviceCounts(service),
    })),
    objectSources: objectSourcesJson(estate),
    runs: runsJson(estate),
    notices: estate.notices,
  }
}

/** Service objects by type: all of them, and the customer's. */
function serviceCounts(service: IdentityService) {
  const types = [...new Set(service.objects.map((object) => object.type))].sort()
  return types.map((type) => {
    const objects = service.objects.filter((object) => object.type === type)
    return { type, all: objects.length, signal: objects.filter(isSignal).length }
  })
}

function inspectText(estate: Estate, words: Words): string {
  const lines = [
    ...estate.servers.flatMap((server) => serverTree(server, words)),
    ...estate.services.flatMap(serviceTree),
    ...objectLines(estate),
    ...unreadLines(estate),
    ...estate.notices
      .filter((notice) => notice.severity === 'warning')
      .map((notice) => `${notice.severity.padEnd(7)} ${notice.id} ${notice.message}`),
  ]
  return `${lines.join('\n')}\n`
}

function serverTree(server: SyncServer, words: Words): string[] {
  const product = words.term('product', server.product)
  const exported = server.exportedAt === '' ? '' : `, exported ${server.exportedAt.slice(0, 16)}`
  const children = [
    ...(server.metaverse === undefined ? ['metaverse: not in the input'] : [metaverseLine(server)]),
    ...(server.syncRules.length === 0 ? [] : [ruleLine(server)]),
  ]
  return [
    `${product} ${serverName(server)}${exported}`,
    ...children.map((text) => `├─ ${text}`),
    ...server.connectors.flatMap((connector, index) =>
      connectorTree(connector, server, index === server.connectors.length - 1, words),
    ),
  ]
}

function metaverseLine({ metaverse, product }: SyncServer): string {
  if (metaverse === undefined) return ''
  const schema = `${plural(metaverse.schema.objectTypes.length, 'object type')}, ${plural(metaverse.schema.attributes.length, 'attribute')}`
  // Entra Connect keeps flows, deletion and provisioning in its rules.
  if (product === 'connect-sync')
    return `metaverse: ${schema}, ${plural(metaverse.parameters.length, 'global setting')}`
  const flows = metaverse.importFlows.reduce((sum, group) => sum + group.flows.length, 0)
  return `metaverse: ${schema}, ${plural(flows, 'import flow')} into ${plural(metaverse.importFlows.length, 'attribute')}, ${plural(metaverse.deletionRules.length, 'deletion rule')}, provisioning ${metaverse.provisioning}`
}

function ruleLine(server: SyncServer): string {
  const custom = server.syncRules.filter((rule) => !rule.standard).length
  const flows = server.syncRules.reduce((sum, rule) => sum + rule.mappings.length, 0)
  return `synchronization rules: ${server.syncRules.length} (${custom} custom), ${plural(flows, 'flow')}`
}

function connectorTree(connector: Connector, server: SyncServer, last: boolean, words: Words): string[] {
  const counts = connectorCounts(connector, server)
  const bar = last ? ' ' : '│'
  const target = connector.connection.target === '' ? '' : ` → ${connector.connection.target}`
  const flows = [
    plural(counts.importFlows, 'import flow'),
    plural(counts.exportFlows, 'export flow'),
    plural(counts.joinCriteria, 'join'),
    plural(counts.projections, 'projection'),
    plural(counts.filterAlternatives, 'filter'),
  ]
  const types = connector.partitions
    .filter((partition) => partition.selected)
    .flatMap((partition) => partition.objectTypes)
  return [
    `${last ? '└─' : '├─'} ${connector.name}  [${words.term('connector', connector.kind)}]${target}`,
    `${bar}  ├─ ${flows.join(', ')}`,
    `${bar}  ├─ ${plural(counts.partitions, 'partition')}, ${plural(counts.objectTypes, 'object type')} in the schema, selected: ${[...new Set(types)].join(', ') || 'none'}`,
    `${bar}  └─ ${plural(counts.runProfiles, 'run profile')} with ${plural(counts.runSteps, 'step')}`,
  ]
}

function serviceTree(service: IdentityService): string[] {
  const counts = serviceCounts(service)
  const all = counts.reduce((sum, line) => sum + line.all, 0)
  const signal = counts.reduce((sum, line) => sum + line.signal, 0)
  return [
    `MIM Service ${service.source || service.at.file}: ${all} objects, ${signal} the customer's`,
    ...counts.map(
      (line, index) =>
        `${index === counts.length - 1 ? '└─' : '├─'} ${line.type}: ${line.all}${line.signal === 0 ? '' : ` (${line.signal} the customer's)`}`,
    ),
  ]
}

function unreadLines(estate: Estate): string[] {
  return estate.ledger.files
    .filter((file) => file.outcome !== 'read')
    .map((file) => `${file.outcome.padEnd(7)} ${file.file}${file.kind === undefined ? ' (not recognised)' : ''}`)
}

function plural(value: number, noun: string): string {
  return `${value.toLocaleString('en-US')} ${noun}${value === 1 ? '' : 's'}`
}
