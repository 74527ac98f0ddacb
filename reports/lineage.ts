import type { Provenance, SyncServer } from '../src/model/index.js'
import type { MappingTable } from '../src/plan/assessment.js'
import type { FlowFact } from './flows.js'
import { mappingAnchor } from './mappings.js'
import type { LineageAttribute } from './model.js'
import { anchor } from './table.js'

interface Line {
  readonly server: SyncServer
  readonly objectType: string
  readonly attribute: string
  readonly imports: { readonly flow: number; readonly precedence: number }[]
  readonly exports: number[]
}

/**
 * Every metaverse attribute with its way in and out, and beside each way out the mapping that takes its place.
 *
 * @param flows the facts behind the table `flows`, in its order
 */
export function lineage(flows: readonly FlowFact[], mappings: readonly MappingTable[]): LineageAttribute[] {
  const lines = new Map<string, Line>()
  for (const [index, flow] of flows.entries())
    for (const attribute of flow.metaverseAttributes.length === 0 ? [''] : new Set(flow.metaverseAttributes)) {
      const key = [flow.server.id, flow.metaverseObjectType, attribute].join('\n')
      const line = lines.get(key) ?? {
        server: flow.server,
        objectType: flow.metaverseObjectType,
        attribute,
        imports: [],
        exports: [],
      }
      if (flow.direction === 'import') line.imports.push({ flow: index, precedence: flow.precedence ?? 0 })
      else line.exports.push(index)
      lines.set(key, line)
    }
  const takenOver = mappingsByPlace(mappings)
  const used = new Map<string, number>()
  return [...lines.values()].sort(byName).map((line) => ({
    anchor: unique(anchor('lineage', `${line.server.name}-${line.objectType}-${line.attribute || 'none'}`), used),
    server: line.server.id,
    objectType: line.objectType,
    attribute: line.attribute,
    sources: [...line.imports].sort((a, b) => a.precedence - b.precedence).map(({ flow }) => flow),
    targets: line.exports.map((flow) => ({ flow, mappings: takenOver.get(placeKey(flows[flow]?.at)) ?? [] })),
  }))
}

function byName(a: Line, b: Line): number {
  return (
    order(a.server.id, b.server.id) ||
    order(a.objectType, b.objectType) ||
    order(a.attribute.toLowerCase(), b.attribute.toLowerCase()) ||
    order(a.attribute, b.attribute)
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Names that differ only in signs still lead to places of their own. */
function unique(wanted: string, used: Map<string, number>): string {
  const times = (used.get(wanted) ?? 0) + 1
  used.set(wanted, times)
  return times === 1 ? wanted : `${wanted}-${times}`
}

/** Mapping lines by the place of the flow that they take over. */
function mappingsByPlace(mappings: readonly MappingTable[]): Map<string, string[]> {
  const byPlace = new Map<string, string[]>()
  for (const each of mappings)
    for (const [index, line] of each.lines.entries())
      for (const delivery of line.today.deliveries) {
        const key = placeKey(delivery.at)
        byPlace.set(key, [...(byPlace.get(key) ?? []), `${mappingAnchor(each.id)}-${index + 1}`])
      }
  return byPlace
}

function placeKey(at: Provenance | undefined): string {
  return at === undefined ? '' : `${at.file}\n${at.path}\n${at.line ?? ''}`
}
