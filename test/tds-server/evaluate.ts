import type { Database, Row, Table } from './database.js'
import { type Condition, type Operand, type Select, SqlSyntaxProblem } from './select.js'
import type { SqlAnswer } from './server.js'
import { guidBytes, type SqlColumn, type SqlType, type SqlValue } from './types.js'

export interface Scope {
  readonly database: Database
  readonly tables: readonly Table[]
  readonly parameters: ReadonlyMap<string, SqlValue>
}

/** @throws SqlSyntaxProblem with the number a server gives: 208, 207, 229, 102 */
export function evaluate(select: Select, scope: Scope): SqlAnswer {
  if (select.table === undefined) return withoutTable(select, scope)
  const table = tableFor(select.table, scope)
  const after = seekOf(select, table, scope)
  let rows: Iterable<Row> = filtered(table.rows(after), table, select, scope)
  if (select.groupBy !== undefined) return grouped(rows, table, select, select.groupBy)
  if (select.items.some((item) => item.kind === 'count')) return counted(rows, table, select)
  const orderBy = select.orderBy === undefined ? undefined : columnIndex(table, select.orderBy)
  if (orderBy !== undefined && table.isOrdered !== true) rows = sorted(rows, orderBy, table.columns[orderBy]?.type)
  if (select.top !== undefined) rows = topOf(rows, Number(scope.parameters.get(select.top)), select.withTies, orderBy)
  const items = select.items.map((item) => {
    if (item.kind !== 'column') throw new SqlSyntaxProblem(102, 'Incorrect syntax near a function.')
    const index = columnIndex(table, item.column)
    const type: SqlType = item.asLongText ? 'nvarchar(max)' : (table.columns[index]?.type ?? 'int')
    return { index, column: { name: item.alias, type } }
  })
  return {
    columns: items.map(({ column }) => column),
    rows: projected(
      rows,
      items.map(({ index }) => index),
    ),
  }
}

function withoutTable(select: Select, scope: Scope): SqlAnswer {
  const columns: SqlColumn[] = []
  const row = select.items.map((item): SqlValue => {
    if (item.kind !== 'function') throw new SqlSyntaxProblem(102, 'Incorrect syntax near a column.')
    const asks = item.name === 'HAS_PERMS_BY_NAME'
    columns.push({ name: item.alias, type: asks ? 'int' : 'nvarchar(256)' })
    if (item.name === 'DB_NAME') return scope.database.name
    if (item.name === 'SERVERPROPERTY') return item.argument.includes('Version') ? '16.0.4003.1' : 'TDSTEST'
    if (!asks) throw new SqlSyntaxProblem(195, `'${item.name}' is not a recognized built-in function name.`)
    const wanted = String(scope.parameters.get(item.argument)).toLowerCase()
    const table = scope.tables.find(({ schema, name }) => `[${schema}].[${name}]`.toLowerCase() === wanted)
    return table === undefined ? null : table.denied === true ? 0 : 1
  })
  return { columns, rows: [row] }
}

function tableFor(wanted: { schema: string; name: string }, scope: Scope): Table {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const table = scope.tables.find(({ schema, name }) => same(schema, wanted.schema) && same(name, wanted.name))
  if (table === undefined) throw new SqlSyntaxProblem(208, `Invalid object name '${wanted.schema}.${wanted.name}'.`)
  if (table.denied === true && table.schema === 'sys')
    throw new SqlSyntaxProblem(300, 'VIEW SERVER STATE permission was denied on object.')
  if (table.denied === true)
    throw new SqlSyntaxProblem(229, `The SELECT permission was denied on the object '${wanted.name}'.`)
  return table
}

function columnIndex(table: Table, column: string): number {
  const index = table.columns.findIndex(({ name }) => name.toLowerCase() === column.toLowerCase())
  if (index < 0) throw new SqlSyntaxProblem(207, `Invalid column name '${column}'.`)
  return index
}

/** Where an ordered table can begin. */
function seekOf(select: Select, table: Table, scope: Scope): SqlValue | undefined {
  if (table.isOrdered !== true) return undefined
  const seek = select.where.find((condition) => condition.kind === 'compare' && condition.operator === '>')
  return seek?.kind === 'compare' ? operandValue(seek.with, scope) : undefined
}

function* filtered(rows: Iterable<Row>, table: Table, select: Select, scope: Scope): Iterable<Row> {
  const conditions = table.isOrdered === true ? [] : select.where.map((condition) => testOf(condition, table, scope))
  for (const row of rows) if (conditions.every((test) => test(row))) yield row
}

function testOf(condition: Condition, table: Table, scope: Scope): (row: Row) => boolean {
  const index = columnIndex(table, condition.column)
  const type = table.columns[index]?.type
  if (condition.kind === 'compare') {
    const value = operandValue(condition.with, scope)
    return (row) => {
      const order = compare(row[index] ?? null, value, type)
      return condition.operator === '>' ? order > 0 : order === 0
    }
  }
  const values =
    condition.kind === 'in'
      ? condition.values
      : [...(evaluate(condition.select, scope).rows as Iterable<Row>)].map((row) => row[0] ?? null)
  const keys = new Set(values.map((value) => String(value).toLowerCase()))
  return (row) => keys.has(String(row[index]).toLowerCase()) !== condition.not
}

function operandValue(operand: Operand, scope: Scope): SqlValue {
  if (operand.kind === 'session') return 51
  return operand.kind === 'literal' ? operand.value : (scope.parameters.get(operand.name) ?? null)
}

/** uniqueidentifier is ordered by its last group first, which no client would guess. */
function compare(a: SqlValue, b: SqlValue, type: SqlType | undefined): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  if (type === 'uniqueidentifier') return Buffer.compare(guidOrder(String(a)), guidOrder(String(b)))
  if (typeof a === 'number' || typeof a === 'bigint') return Number(BigInt(a) - BigInt(b as number))
  const [left, right] = [String(a).toLowerCase(), String(b).toLowerCase()]
  return left < right ? -1 : left > right ? 1 : 0
}

export function guidOrder(text: string): Buffer {
  const bytes = guidBytes(text)
  return Buffer.from([10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3].map((index) => bytes[index] ?? 0))
}

function sorted(rows: Iterable<Row>, index: number, type: SqlType | undefined): Row[] {
  return [...rows].sort((a, b) => compare(a[index] ?? null, b[index] ?? null, type))
}

function* topOf(rows: Iterable<Row>, limit: number, withTies: boolean, orderBy: number | undefined): Iterable<Row> {
  let count = 0
  let last: SqlValue = null
  for (const row of rows) {
    const key = orderBy === undefined ? null : (row[orderBy] ?? null)
    if (count >= limit && !(withTies && key === last)) return
    last = key
    count += 1
    yield row
  }
}

function* projected(rows: Iterable<Row>, indices: readonly number[]): Iterable<Row> {
  for (const row of rows) yield indices.map((index) => row[index] ?? null)
}

function counted(rows: Iterable<Row>, table: Table, select: Select): SqlAnswer {
  let count = table.isOrdered === true ? (table.rowCount ?? 0) : 0
  if (table.isOrdered !== true) for (const _ of rows) count += 1
  return { columns: [{ name: select.items[0]?.alias ?? '', type: 'bigint' }], rows: [[count]] }
}

function grouped(rows: Iterable<Row>, table: Table, select: Select, groupBy: string): SqlAnswer {
  const index = columnIndex(table, groupBy)
  const groups = new Map<SqlValue, number>()
  for (const row of rows) groups.set(row[index] ?? null, (groups.get(row[index] ?? null) ?? 0) + 1)
  const columns = select.items.map((item): SqlColumn => {
    const type = item.kind === 'count' ? 'bigint' : (table.columns[index]?.type ?? 'int')
    return { name: item.alias, type }
  })
  const entries = [...groups].sort(([a], [b]) => compare(a, b, table.columns[index]?.type))
  return { columns, rows: entries.map(([key, count]) => select.items.map((i) => (i.kind === 'count' ? count : key))) }
}
