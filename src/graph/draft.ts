import type { Artefact, GraphCall } from '../entra/index.js'
import { placesOf } from '../entra/index.js'
import { message } from './messages.js'
import type {
  Ask,
  Check,
  Condition,
  Json,
  JsonObject,
  Lookup,
  LookupWay,
  Message,
  Step,
  StepRequest,
  Undo,
  UndoWay,
} from './step.js'

/** What a kind says of one step; the rest follows from the plan. */
export interface Draft
  extends Pick<Step, 'stage' | 'title' | 'scopes' | 'change'>,
    Partial<
      Pick<
        Step,
        | 'tenant'
        | 'signIn'
        | 'licence'
        | 'basis'
        | 'asks'
        | 'reads'
        | 'find'
        | 'gives'
        | 'wait'
        | 'verify'
        | 'undo'
        | 'counts'
        | 'destructive'
      >
    > {
  /** What the step is called after; several drafts of one artefact differ here. Shared by scenarios that share the thing. */
  readonly part: string
  /** Key of something several artefacts share (`application/…`): the first one that wants it makes it. */
  readonly shared?: string
  /** Part, of the same owner, that changes later what this one sets. */
  readonly until?: string
  /** Keys of artefacts that have to be done before, although nothing of them is used. */
  readonly behind?: readonly string[]
}

/** Where the steps of one artefact are drafted. */
export interface Drafting {
  /** `artefactKey` of the artefact. */
  readonly key: string
  /** All artefacts of the plan, for what several of them share. */
  readonly all: readonly Artefact[]
  /** Marks what is made: `[mim2entra:<plan>/<key>]`. */
  readonly stamp: (key: string) => string
}

export type StepsOfKind<K extends Artefact['kind']> = (
  artefact: Extract<Artefact, { readonly kind: K }>,
  drafting: Drafting,
) => readonly Draft[]

/** Place of what a part of an artefact gives. */
export function made(key: string, part = ''): string {
  return `{${madeKey(key, part)}}`
}

/** The same without braces, as `gives` wants it. */
export function madeKey(key: string, part = ''): string {
  return part === '' ? `made:${key}` : `made:${key}/${part}`
}

type Options = Partial<Pick<StepRequest, 'api' | 'headers' | 'body' | 'type'>>

export function get(path: string, options: Options = {}): StepRequest {
  return request('GET', path, options)
}

export function post(path: string, type = '', body?: object, options: Options = {}): StepRequest {
  return request('POST', path, { ...options, type, ...(body === undefined ? {} : { body: asJson(body) }) })
}

export function remove(path: string): StepRequest {
  return request('DELETE', path, {})
}

export function request(method: StepRequest['method'], path: string, options: Options): StepRequest {
  return { api: 'v1.0', method, path, headers: {}, type: '', ...options }
}

/**
 * The request an artefact makes, its own short places (`{groupId}`) replaced by the plan's.
 * @param along properties of the body besides
 */
export function requestOf(
  call: GraphCall,
  places: Readonly<Record<string, string>> = {},
  along: JsonObject = {},
): StepRequest {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole)
  const { api, method, type } = call
  const body = { ...mapTexts(asJson(call.body), filled), ...along }
  return { api, method, path: filled(call.path), headers: {}, type, body }
}

/** Plain data: what is undefined is not there. */
export function asJson(body: object): JsonObject {
  return JSON.parse(JSON.stringify(body)) as JsonObject
}

export function mapTexts<T extends Json>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((item: Json) => mapTexts(item, change)) as unknown as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, member === undefined ? member : mapTexts(member, change)]),
  ) as T
}

export function pick(body: Json | undefined, ...names: readonly string[]): JsonObject {
  const all = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as JsonObject) : {}
  return Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])))
}

/** A text in a URL: quotes doubled as OData wants it, then percent-encoded. Places stay, to be encoded when they are filled. */
export function odataText(text: string): string {
  const pieces = placesOf(text).map((found) => found.text)
  const splitter = pieces.length === 0 ? [text] : splitBy(text, pieces)
  return `'${splitter.map((piece) => (pieces.includes(piece) ? piece : encoded(piece.replaceAll("'", "''")))).join('')}'`
}

function splitBy(text: string, pieces: readonly string[]): readonly string[] {
  const result: string[] = []
  let rest = text
  for (const piece of pieces) {
    const at = rest.indexOf(piece)
    if (at > 0) result.push(rest.slice(0, at))
    result.push(piece)
    rest = rest.slice(at + piece.length)
  }
  return rest === '' ? result : [...result, rest]
}

/** Blanks stay readable in a query; the URL turns them into `%20`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27').replaceAll('%20', ' ')
}

export function equal(path: string, value: Json): Condition {
  return { path, is: 'equal', value }
}

export function notEqual(path: string, value: Json): Condition {
  return { path, is: 'not-equal', value }
}

export function oneOf(path: string, ...values: readonly Json[]): Condition {
  return { path, is: 'one-of', values }
}

export function containing(path: string, value: string): Condition {
  return { path, is: 'containing', value }
}

export function byKey(path: string, options: Options = {}): Lookup {
  return { ways: [{ by: 'key', request: get(path, options), answer: 'object', where: [] }] }
}

export function keyIn(path: string, ...where: readonly Condition[]): LookupWay {
  return { by: 'key', request: get(path), answer: 'list', where }
}

/**
 * By the mark this tool leaves, whichever plan left it, and then by name alone.
 * @param path of a list; the mark is looked for in `property` of its items
 */
export function byStampOrName(path: string, key: string, property: string, ...name: readonly Condition[]): Lookup {
  const ask = get(path)
  return {
    ways: [
      {
        by: 'stamp',
        request: ask,
        answer: 'list',
        where: [containing(property, '[mim2entra:'), containing(property, `/${key}]`)],
      },
      { by: 'name', request: ask, answer: 'list', where: name },
    ],
  }
}

export const nothingToUndo: Undo = { created: { kind: 'nothing' }, changed: { kind: 'nothing' } }

/** What was made is removed; what was changed gets its former values. */
export function removedBy(...requests: readonly StepRequest[]): Undo {
  return { created: { kind: 'requests', requests }, changed: { kind: 'restore' } }
}

export const restored: Undo = { created: { kind: 'nothing' }, changed: { kind: 'restore' } }

export function impossible(why: Message): UndoWay {
  return { kind: 'impossible', why }
}

export function check(
  what: Message,
  path: string,
  expect: readonly Condition[],
  options: Partial<Pick<Check, 'answer' | 'where'>> = {},
): Check {
  return { what, request: get(path), answer: 'object', where: [], expect, ...options }
}

/** Every value that people are asked for in some texts. */
export function asksIn(texts: readonly string[], secret: readonly string[], many: readonly string[]): readonly Ask[] {
  const names = new Set(
    texts.flatMap((text) => placesOf(text).flatMap(({ place }) => (place.kind === 'ask' ? [place.name] : []))),
  )
  return [...names].map((name) => ({ name, secret: secret.includes(name), many: many.includes(name) }))
}

/** A title names what it is about by its name, even where the design has a place. */
export function readable(text: string): string {
  let shown = text
  for (const { text: whole, place } of placesOf(text)) {
    const name =
      place.kind === 'made' ? (place.key.split('/')[1] ?? place.key) : place.kind === 'find' ? place.value : place.name
    shown = shown.replace(whole, name)
  }
  return shown
}

export function titled(id: Parameters<typeof message>[0], params: Readonly<Record<string, string>> = {}): Message {
  return message(id, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, readable(value)])))
}
