import type { Estate } from '../../model/index.js'
import { oncePer } from '../once.js'
import { peopleSources } from './cases/people-sources.js'
import { designMappings, serversOf, uploadTablesOf } from './design.js'
import { entraTable } from './entra-table.js'
import { flowGraphOf } from './flow-graph.js'
import type { MappingTable } from './model.js'
import { type InboundSystem, systemOf } from './source-naming.js'
import { toldApart } from './table.js'
import { tenantTables } from './tenant-tables.js'

export type InboundTarget = 'active-directory' | 'entra'

/** Tables of one source of people, for the system it is read as and the directory it is written to. */
export function inboundTables(
  estate: Estate,
  sourceId: string,
  system: InboundSystem,
  target: InboundTarget,
): readonly MappingTable[] {
  const key = [sourceId, system, target].join('\n')
  const known = computed(estate)
  const found = known.get(key)
  if (found !== undefined) return found
  const tables = compute(estate, sourceId, system, target)
  known.set(key, tables)
  return tables
}

const computed: (estate: Estate) => Map<string, readonly MappingTable[]> = oncePer(() => new Map())

function compute(
  estate: Estate,
  sourceId: string,
  system: InboundSystem,
  target: InboundTarget,
): readonly MappingTable[] {
  const rules = estate.services.flatMap((service) => service.syncRules)
  return serversOf(estate)
    .filter((server) => server.product === 'mim-sync' && server.connectors.some((item) => item.id === sourceId))
    .flatMap((server) => {
      const graph = flowGraphOf(server, rules)
      const sources = peopleSources(graph).filter((item) => item.connector.id === sourceId)
      return target === 'entra'
        ? sources.map((source) => entraTable(estate, graph, source, system))
        : toldApart(uploadTablesOf(estate, graph, sources, system)).filter(
            (table) => table.target.kind === 'active-directory',
          )
    })
}

/** A table by its id: one of the proposed design, or one of the alternatives a decision may take. */
export function mappingTable(estate: Estate, id: string): MappingTable | undefined {
  const [scenario = '', sourceId = ''] = id.split('/')
  if (scenario === 'fim-aad-connector') return tenantTables(estate).find((table) => table.id === id)
  const proposed = designMappings(estate).find((table) => table.id === id)
  if (proposed !== undefined || !scenario.startsWith('hr-')) return proposed
  return (['entra', 'active-directory'] as const)
    .flatMap((target) => inboundTables(estate, sourceId, systemOf(scenario), target))
    .find((table) => table.id === id)
}
