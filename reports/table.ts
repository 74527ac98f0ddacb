import type { Provenance, TemplateParams } from '../src/model/index.js'
import type { Cell, Column, ReportTable, Row } from './model.js'
import type { Words } from './words.js'

/** How one column of a table is made from one fact. Its title is the text `tables.<table>.column.<key>`. */
export interface ColumnOf<T> extends Omit<Column, 'title'> {
  readonly cell: (fact: T) => Cell | undefined
}

export function text<T>(key: string, cell: (fact: T) => Cell | undefined): ColumnOf<T> {
  return { key, kind: 'text', cell }
}

export function count<T>(key: string, cell: (fact: T) => number | undefined): ColumnOf<T> {
  return { key, kind: 'number', cell }
}

/** Expressions, DNs, tokens: shown in a fixed-width face. */
export function code<T>(key: string, cell: (fact: T) => Cell | undefined): ColumnOf<T> {
  return { key, kind: 'code', cell }
}

/** What the code says about a table; its title, sheet, lead and what is said instead of no rows come from the words. */
export interface TableHead {
  readonly id: string
  readonly chapter: ReportTable['chapter']
  /** Fills the places of the lead. */
  readonly params?: TemplateParams
}

/** One row a fact, in the order given. `at` gives each row its evidence. */
export function table<T>(
  words: Words,
  head: TableHead,
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
  const say = (what: string) => words(`tables.${head.id}.${what}`, head.params)
  return {
    id: head.id,
    title: say('title'),
    sheet: say('sheet'),
    lead: say('lead'),
    chapter: head.chapter,
    columns: columns.map(({ key, kind }) => ({ key, title: say(`column.${key}`), kind })),
    rows,
    whenEmpty: say('empty'),
  }
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
