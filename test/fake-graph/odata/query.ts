import { badRequest } from '../http/error.js'
import type { Json, JsonObject } from '../json.js'
import { isObject } from '../json.js'
import { type Test, testOf } from './filter.js'

/** Options of a query, by name with the dollar sign. */
export type Query = ReadonlyMap<string, string>

const known = new Set([
  '$filter',
  '$select',
  '$top',
  '$skip',
  '$skiptoken',
  '$count',
  '$expand',
  '$orderby',
  '$search',
  '$deltatoken',
])

export function queryOf(text: string): Query {
  const query = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const sign = pair.indexOf('=')
    const name = decoded(sign === -1 ? pair : pair.slice(0, sign))
    if (name.startsWith('$') && !known.has(name))
      throw badRequest(`The query parameter '${name}' is not supported.`, 'BadRequest')
    query.set(name, sign === -1 ? '' : decoded(pair.slice(sign + 1)))
  }
  return query
}

/** A plus stands for a blank here, as the service reads it: who means a plus has to send `%2B`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badRequest('The query is not well encoded.', 'BadRequest')
  }
}

export interface ListOptions {
  /** Objects of one page where none is asked for. */
  readonly page?: number
  /** Most objects of one page. */
  readonly most?: number
  /** `ne`, `not` and `endsWith` want `ConsistencyLevel: eventual` and `$count=true`. */
  readonly directory?: boolean
  /** Upper and lower case differ in filters. */
  readonly caseSensitive?: boolean
  /** Properties that cannot be filtered. */
  readonly notFilterable?: readonly string[]
}

export interface ListCall {
  readonly query: Query
  readonly headers: Readonly<Record<string, string>>
  readonly root: string
  readonly path: string
}

/** A collection that can look up what a filter asks for. */
export interface Source {
  listed(): Iterable<JsonObject>
  withText(property: string, text: string): Iterable<JsonObject>
}

/** One page of a collection with what the query asks for. Only objects of the page are looked at more than once. */
export function listBody(
  call: ListCall,
  source: Iterable<JsonObject> | Source,
  options: ListOptions = {},
  shape: (item: JsonObject) => JsonObject = (item) => item,
): JsonObject {
  const { page = 100, most = 999, caseSensitive = false } = options
  const filter = call.query.get('$filter')
  const test: Test | undefined = filter === undefined ? undefined : filterOf(filter, call, options, caseSensitive)
  const items = 'withText' in source ? candidates(source, filter) : source
  let kept = test === undefined ? [...items] : [...items].filter((item) => test(item))
  const order = call.query.get('$orderby')
  if (order !== undefined) kept = ordered(kept, order)

  const top = numberOf(call.query, '$top')
  if (top !== undefined && (top < 1 || top > most))
    throw badRequest(
      `Invalid page size specified: '${top}'. Must be between 1 and ${most} inclusive.`,
      'Request_UnsupportedQuery',
    )
  const size = top ?? page
  const from = offsetOf(call.query) + (numberOf(call.query, '$skip') ?? 0)
  const slice = kept.slice(from, from + size)
  const body: JsonObject = { '@odata.context': `${call.root}/$metadata#${call.path.replace(/^\//, '')}` }
  if (call.query.get('$count') === 'true') body['@odata.count'] = kept.length
  if (from + size < kept.length) body['@odata.nextLink'] = nextLink(call, from + size)
  body.value = slice.map((item) => selected(shape(item), call.query))
  return body
}

/** Objects a filter can find at all: `a eq 'b'` is looked up. */
function candidates(source: Source, filter: string | undefined): Iterable<JsonObject> {
  const simple = /^\s*(\w+) eq '((?:[^']|'')*)'\s*$/.exec(filter ?? '')
  return simple?.[1] === undefined
    ? source.listed()
    : source.withText(simple[1], (simple[2] ?? '').replaceAll("''", "'"))
}

function filterOf(filter: string, call: ListCall, options: ListOptions, caseSensitive: boolean): Test {
  const test = testOf(filter, caseSensitive)
  const bad = options.notFilterable?.find((name) => new RegExp(`\\b${name}\\b`).test(filter))
  if (bad !== undefined) throw badRequest(`Invalid filter clause: property '${bad}' cannot be filtered.`, 'BadRequest')
  const advanced = /\bne\b|\bnot\b|\bendsWith\(/i.test(filter.replace(/'(?:[^']|'')*'/g, "''"))
  const eventual = call.headers.consistencylevel?.toLowerCase() === 'eventual' && call.query.get('$count') === 'true'
  if (options.directory === true && advanced && !eventual)
    throw badRequest(
      'Operator is not supported without ConsistencyLevel: eventual and $count=true.',
      'Request_UnsupportedQuery',
    )
  return test
}

function nextLink(call: ListCall, offset: number): string {
  const kept = [...call.query].filter(([name]) => name !== '$skiptoken' && name !== '$skip')
  const token = Buffer.from(`offset:${offset}`).toString('base64url')
  const pairs = [...kept, ['$skiptoken', token] as const].map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${call.root}/${call.path.replace(/^\//, '')}?${pairs.join('&')}`
}

function offsetOf(query: Query): number {
  const token = query.get('$skiptoken')
  if (token === undefined) return 0
  const offset = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1]
  if (offset === undefined) throw badRequest('Skip token is not valid.', 'Directory_ExpiredPageToken')
  return Number(offset)
}

function numberOf(query: Query, name: string): number | undefined {
  const text = query.get(name)
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value '${text}' for ${name}.`, 'BadRequest')
  return Number(text)
}

function ordered(items: readonly JsonObject[], order: string): JsonObject[] {
  const [name = '', direction] = order.trim().split(/\s+/)
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1
  const keyOf = (item: JsonObject): string => String(item[name] ?? '')
  return [...items].sort((a, b) => sign * (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
}

/** Only what `$select` names; the id always stays, as in the service. */
export function selected(item: JsonObject, query: Query): JsonObject {
  const select = query.get('$select')
  if (select === undefined) return item
  const names = new Set(select.split(',').map((name) => name.trim().toLowerCase()))
  const out: JsonObject = {}
  for (const [name, value] of Object.entries(item))
    if (names.has(name.toLowerCase()) || name === 'id' || name.startsWith('@odata.')) out[name] = value
  // What was asked for and is not set is told as null.
  for (const name of select.split(',')) {
    const plain = name.trim()
    if (plain !== '' && !Object.keys(out).some((key) => key.toLowerCase() === plain.toLowerCase())) out[plain] = null
  }
  return out
}

/** Names of `$expand`, without what they ask for inside. */
export function expansions(query: Query): ReadonlySet<string> {
  const names: string[] = []
  let depth = 0
  let name = ''
  for (const letter of query.get('$expand') ?? '') {
    if (letter === '(') depth++
    if (letter === ',' && depth === 0) {
      names.push(name)
      name = ''
    } else if (depth === 0) name += letter
    if (letter === ')') depth--
  }
  return new Set([...names, name].map((text) => text.trim()).filter((text) => text !== ''))
}

/** Value at `a/b/c`. */
export function valueAt(item: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = item
  for (const part of path) {
    if (!isObject(value)) return undefined
    value = propertyOf(value, part)
  }
  return value
}

function propertyOf(item: JsonObject, name: string): Json | undefined {
  if (name in item) return item[name]
  const key = Object.keys(item).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : item[key]
}
