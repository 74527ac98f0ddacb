import type { Provenance } from '../src/model/index.js'
import type { Cell, Column, ReportTable, Row } from './model.js'

/** How one column of a table is made from one fact. */
export interface ColumnOf<T> extends Column {
  readonly cell: (fact: T) => Cell | undefined
}

export function text<T>(key: string, title: string, cell: (fact: T) => Cell | undefined): ColumnOf<T> {
  return { key, title, kind: 'text', cell }
}

export function count<T>(key: string, title: string, cell: (fact: T) => number | undefined): ColumnOf<T> {
  return { key, title, kind: 'number', cell }
}

/** Expressions, DNs, tokens: shown in a fixed-width face. */
export function code<T>(key: string, title: string, cell: (fact: T) => Cell | undefined): ColumnOf<T> {
  return { key, title, kind: 'code', cell }
}

/** One row a fact, in the order given. `at` gives each row its evidence. */
export function table<T>(
  head: Omit<ReportTable, 'columns' | 'rows'>,
  facts: readonly T[],
  columns: readonly ColumnOf<T>[],
  at: (fact: T) => Provenance | readonly Provenance[],
  idOf?: (fact: T) => string,
): ReportTable {
  const rows = facts.map((fact, index): Row => {
    const where = at(fact)
    return {
      id: idOf?.(fact) ?? `${head.id}-${index + 1}`,
      cells: columns.map((column) => column.cell(fact) ?? ''),
      at: Array.isArray(where) ? where : [where as Provenance],
    }
  })
  return { ...head, columns: columns.map(({ key, title, kind }) => ({ key, title, kind })), rows }
}

/** Anchor of a connector's row; the same text always gives the same anchor. */
export function anchor(kind: string, id: string): string {
  const plain = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${kind}-${plain || 'unnamed'}`
}

/** File and line for people: `MV.XML line 12`. */
export function whereText(at: Provenance): string {
  const place = at.path === '' ? '' : ` ${at.path}`
  return at.line === undefined ? `${at.file}${place}` : `${at.file}:${at.line}${place}`
}
