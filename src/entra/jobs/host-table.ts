import type { Connector, Estate } from '../../model/index.js'
import { sameText } from '../mapping/flow-graph.js'
import type { MappingTable } from '../mapping/model.js'
import { ecmaHostFor } from './ecma-host-for.js'

/** What of a mapping table the ECMA Connector Host can write; attributes it refuses stay on the old product. */
export function tableForHost(estate: Estate, table: MappingTable, target: Connector): MappingTable {
  const { leftOut } = ecmaHostFor(estate, target, table.target.objectType)
  const lines = table.lines.filter((line) => !leftOut.some((item) => sameText(item.attribute, line.target)))
  const read = new Set(lines.flatMap((line) => line.mapping?.reads ?? []))
  return { ...table, lines, names: table.names.filter((item) => read.has(item.name)) }
}
