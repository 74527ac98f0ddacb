import { compareText } from '../../model/index.js'
import type { MappingLine, MappingResult, MappingTable, SourceName } from './model.js'
import { mappingResults } from './model.js'

interface TableParts extends Omit<MappingTable, 'id' | 'shares'> {
  /** What tells tables of the same two systems apart. */
  readonly key: string
}

/** A table of its lines; names nobody reads are left out. */
export function tableOf({ key, ...parts }: TableParts): MappingTable {
  const read = new Set(parts.lines.flatMap((line) => (line.mapping ?? line.proposal)?.reads ?? []))
  const names = parts.names.filter((item) => read.has(item.name))
  return {
    ...parts,
    id: [parts.scenario, parts.source.id, parts.target.id, key].join('/'),
    names: [...names].sort(byName),
    shares: sharesOf(parts.lines),
  }
}

function byName(a: SourceName, b: SourceName): number {
  return compareText(a.name, b.name) || compareText(a.attribute, b.attribute)
}

export function sharesOf(lines: readonly MappingLine[]): Readonly<Record<MappingResult, number>> {
  const counts = { exact: 0, conditional: 0, approximate: 0, impossible: 0 }
  for (const { result } of lines) counts[result]++
  return counts
}

/** Shares of several tables together. */
export function totalShares(tables: readonly MappingTable[]): Readonly<Record<MappingResult, number>> {
  const total = { exact: 0, conditional: 0, approximate: 0, impossible: 0 }
  for (const { shares } of tables) for (const result of mappingResults) total[result] += shares[result]
  return total
}

/**
 * Tables of the same two systems differ by their object types: where title or id alone does not tell them apart, the types
 * are added.
 */
export function toldApart(tables: readonly MappingTable[]): readonly MappingTable[] {
  const ids = counted(tables.map((table) => table.id))
  const named = tables.map((table) => ({
    ...table,
    id: ids.get(table.id) === 1 ? table.id : `${table.id}/${table.source.objectType}/${table.target.objectType}`,
  }))
  const titles = counted(named.map((table) => table.title))
  return named.map((table) => {
    if (titles.get(table.title) === 1) return table
    const [, , , key = ''] = table.id.split('/')
    return { ...table, title: `${table.title}, ${key} to ${table.target.objectType}` }
  })
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}
