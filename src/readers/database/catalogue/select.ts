import { isSecretName } from '../../secrets.js'
import type { SqlParameter } from '../connect/connection.js'
import { type Dataset, neverRead, type What } from './dataset.js'
import { configurationTypes, traceTypes } from './service.js'

/** A column as the catalogue of the database describes it. */
export interface FoundColumn {
  readonly name: string
  /** SQL type without its length, lower case. */
  readonly type: string
}

/** How values of a column are kept. */
export type Storage = 'text' | 'guid' | 'integer' | 'boolean' | 'time' | 'binary' | 'real'

export interface ChosenColumn {
  readonly name: string
  readonly type: string
  readonly storage: Storage
}

export interface PassedColumn {
  readonly name: string
  readonly reason: string
}

const storages: Readonly<Record<string, Storage>> = {
  uniqueidentifier: 'guid',
  tinyint: 'integer',
  smallint: 'integer',
  int: 'integer',
  bigint: 'integer',
  bit: 'boolean',
  datetime: 'time',
  datetime2: 'time',
  smalldatetime: 'time',
  binary: 'binary',
  varbinary: 'binary',
  image: 'binary',
  float: 'real',
  real: 'real',
  char: 'text',
  varchar: 'text',
  text: 'text',
  nchar: 'text',
  nvarchar: 'text',
  ntext: 'text',
  xml: 'text',
}

/** Sent as nvarchar(max), so that all kinds of long text arrive alike. */
const longTexts = new Set(['text', 'ntext', 'xml'])

export interface Choice {
  readonly columns: readonly ChosenColumn[]
  readonly passed: readonly PassedColumn[]
  /** Required columns the table does not have. */
  readonly missing: readonly string[]
}

/** Which of the columns that are there will be read. */
export function chooseColumns(dataset: Dataset, found: readonly FoundColumn[]): Choice {
  const wanted = new Set(dataset.wanted.map((name) => name.toLowerCase()))
  const columns: ChosenColumn[] = []
  const passed: PassedColumn[] = []
  for (const { name, type } of found) {
    const storage = storages[type]
    const isWanted = wanted.has(name.toLowerCase())
    if (neverRead.has(name.toLowerCase())) passed.push({ name, reason: 'holds or protects passwords; never read' })
    else if (!isWanted && dataset.open !== true) passed.push({ name, reason: 'not needed for anything' })
    else if (!isWanted && isSecretName(name)) passed.push({ name, reason: 'is a password by its name; never read' })
    else if (storage === undefined) passed.push({ name, reason: `of type ${type}, which is not read` })
    else columns.push({ name, type, storage })
  }
  const have = new Set(columns.map(({ name }) => name.toLowerCase()))
  return { columns, passed, missing: dataset.required.filter((name) => !have.has(name.toLowerCase())) }
}

export interface SelectForm {
  readonly dataset: Dataset
  readonly columns: readonly ChosenColumn[]
  readonly what: readonly What[]
  /** Hint that no lock is taken; goes against snapshot isolation, so it is left out there. */
  readonly withoutLocks: boolean
}

/** The page after a key, or the first. `WITH TIES` keeps all rows of one key together, so none is lost between pages. */
export function pageStatement(form: SelectForm, isFirst: boolean): string {
  const { dataset, columns } = form
  const list = columns.map(columnExpression).join(', ')
  const head = `/* m2e:${dataset.id} */ SELECT ${dataset.key === '' ? '' : 'TOP (@rows) WITH TIES '}${list} FROM ${source(form)}`
  const conditions = [...(isFirst ? [] : [`${quote(dataset.key)} > @after`]), ...rowConditions(form)]
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  return `${head}${where}${dataset.key === '' ? '' : ` ORDER BY ${quote(dataset.key)}`}`
}

/** All rows at once, in the order of the pages: what the offline script sends. */
export function wholeStatement(form: SelectForm): string {
  return pageStatement(form, true).replace('TOP (@rows) WITH TIES ', '')
}

export function countStatement(form: SelectForm): string {
  const conditions = rowConditions(form)
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  return `/* m2e:${form.dataset.id}/count */ SELECT COUNT_BIG(*) AS [rows] FROM ${source(form)}${where}`
}

/** Requests of the MIM Service by their state: how many, without reading one. */
export function requestStatement(withoutLocks: boolean): string {
  const hint = withoutLocks ? ' WITH (NOLOCK)' : ''
  const status = `[AttributeKey] IN (SELECT [Key] FROM [fim].[AttributeInternal]${hint} WHERE [Name] = N'RequestStatus')`
  return `/* m2e:request-summary */ SELECT [ValueString] AS [status], COUNT_BIG(*) AS [requests] FROM [fim].[ObjectValueString]${hint} WHERE ${status} GROUP BY [ValueString] ORDER BY [ValueString]`
}

export function afterParameter(column: ChosenColumn, value: string): SqlParameter {
  if (column.storage === 'guid') return { type: 'uniqueidentifier', value }
  return column.storage === 'integer' ? { type: 'bigint', value } : { type: 'nvarchar', value }
}

/** Brackets double inside of themselves: an attribute may be called anything. */
export function quote(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}

function columnExpression({ name, type }: ChosenColumn): string {
  return longTexts.has(type) ? `CAST(${quote(name)} AS nvarchar(max)) AS ${quote(name)}` : quote(name)
}

function source({ dataset, withoutLocks }: SelectForm): string {
  return `${quote(dataset.schema)}.${quote(dataset.table)}${withoutLocks ? ' WITH (NOLOCK)' : ''}`
}

/** For the offline script, which has no isolation but that of its hints. */
export function rowConditionText(dataset: Dataset, what: readonly What[]): string {
  return rowConditions({ dataset, what, withoutLocks: true }).join(' AND ')
}

function rowConditions({ dataset, what, withoutLocks }: Omit<SelectForm, 'columns'>): string[] {
  if (dataset.objectTypes === undefined) return []
  const hint = withoutLocks ? ' WITH (NOLOCK)' : ''
  const [verb, types] = what.includes('objects') ? ['NOT IN', traceTypes] : ['IN', configurationTypes]
  const list = types.map((name) => `N'${name}'`).join(', ')
  const ofTypes = `[ObjectTypeKey] IN (SELECT [Key] FROM [fim].[ObjectTypeInternal]${hint} WHERE [Name] ${verb} (${list}))`
  if (dataset.table === 'Objects') return [ofTypes]
  return [`[ObjectKey] IN (SELECT [ObjectKey] FROM [fim].[Objects]${hint} WHERE ${ofTypes})`]
}
