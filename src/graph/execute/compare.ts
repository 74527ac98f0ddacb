import { isObject } from '../client/client.js'
import type { Json, JsonObject, ListRule } from '../step.js'
import type { DifferenceLine } from './context.js'

type Lists = Readonly<Record<string, ListRule>>

/**
 * What of `desired` is not so in `present`. Properties we do not set do not count, nor what the service adds to what we
 * sent; nothing, null and an empty list are the same; lists keep no order unless their rule says so.
 */
export function differences(
  desired: JsonObject,
  present: JsonObject,
  lists: Lists = {},
  at = '',
): readonly DifferenceLine[] {
  return Object.entries(desired).flatMap(([name, wanted]) => {
    const path = at === '' ? name : `${at}.${name}`
    const is = present[name]
    if (wanted === undefined || (name.startsWith('@odata.') && is === undefined)) return []
    if (isObject(wanted) && isObject(is)) return differences(wanted, is, lists, path)
    if (Array.isArray(wanted)) return listDifferences(wanted, Array.isArray(is) ? is : [], lists, path)
    return isSame(wanted, is) ? [] : [changed(path, is, wanted)]
  })
}

function changed(path: string, from: Json | undefined, to: Json): DifferenceLine {
  if (isNothing(from)) return { sign: '+', path, to }
  return isNothing(to) ? { sign: '-', path, from: from ?? null } : { sign: '~', path, from: from ?? null, to }
}

function listDifferences(
  wanted: readonly Json[],
  is: readonly Json[],
  lists: Lists,
  path: string,
): readonly DifferenceLine[] {
  const rule = ruleAt(lists, path)
  if (rule?.kind === 'ordered') return orderedDifferences(wanted, is, lists, path)
  const left = [...is]
  const missing = wanted.filter((item) => {
    const found = left.findIndex((other) => covers(item, other, lists, path))
    if (found < 0) return true
    left.splice(found, 1)
    return false
  })
  const added = missing.map((to): DifferenceLine => ({ sign: '+', path, to }))
  if (rule?.kind === 'merged') return added
  return [...added, ...left.map((from): DifferenceLine => ({ sign: '-', path, from }))]
}

/** Rules name lists inside lists without the numbers of their elements. */
function ruleAt(lists: Lists, path: string): ListRule | undefined {
  return lists[path.replace(/\.\d+(?=\.|$)/g, '')]
}

function orderedDifferences(
  wanted: readonly Json[],
  is: readonly Json[],
  lists: Lists,
  path: string,
): readonly DifferenceLine[] {
  return Array.from({ length: Math.max(wanted.length, is.length) }, (_, index) => index).flatMap((index) => {
    const to = wanted[index]
    const from = is[index]
    const here = `${path}.${index}`
    if (to === undefined) return from === undefined ? [] : [{ sign: '-', path: here, from } as const]
    if (from === undefined) return [{ sign: '+', path: here, to } as const]
    if (isObject(to) && isObject(from)) return differences(to, from, lists, here)
    return covers(to, from, lists, here) ? [] : [changed(here, from, to)]
  })
}

function covers(wanted: Json, is: Json, lists: Lists, path: string): boolean {
  if (isObject(wanted)) return isObject(is) && differences(wanted, is, lists, path).length === 0
  if (Array.isArray(wanted)) return Array.isArray(is) && listDifferences(wanted, is, lists, path).length === 0
  return isSame(wanted, is)
}

/** What is to be sent for a list that others write, too: theirs and ours. */
export function mergedList(wanted: readonly Json[], is: readonly Json[], by: string): readonly Json[] {
  const key = (item: Json) => (isObject(item) ? String(item[by] ?? '').toLowerCase() : String(item))
  const ours = new Map(wanted.map((item) => [key(item), item]))
  const kept = is.map((item) => {
    const own = ours.get(key(item))
    ours.delete(key(item))
    return own === undefined ? item : isObject(own) && isObject(item) ? { ...item, ...own } : own
  })
  return [...kept, ...ours.values()]
}

/** Two values the service would call the same. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isNothing(a) && isNothing(b)) return true
  if (typeof a === 'string' && typeof b === 'string') return canonicalText(a) === canonicalText(b)
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && listDifferences(a, b, {}, '').length === 0
  if (isObject(a) && isObject(b)) return differences(a, b).length === 0 && differences(b, a).length === 0
  return a === b
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/
const duration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** Sets that travel as one text. */
const flagList = /^(?:Add|Update|Delete|joiner|mover|leaver)(?:, ?(?:Add|Update|Delete|joiner|mover|leaver))+$/

/** One spelling of ids, times and durations; marks of other plans of this tool count as this plan's. */
function canonicalText(text: string): string {
  if (guid.test(text)) return text.toLowerCase()
  if (instant.test(text)) return new Date(text).toISOString()
  const parts = duration.exec(text)
  if (parts !== null && text.length > 1) {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    return `PT${((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)}S`
  }
  const flags = flagList.test(text) ? text.split(/, ?/).sort().join(',') : text
  return flags.replace(/\[mim2entra:[^/\]]+\//g, '[mim2entra:/')
}

/** What `present` has where `desired` sets something: what it takes to put it back. */
export function beforeImage(desired: JsonObject, present: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(desired)
      .filter(([name, wanted]) => wanted !== undefined && !name.startsWith('@odata.'))
      .map(([name, wanted]) => {
        const is = present[name]
        return [name, isObject(wanted) && isObject(is) ? beforeImage(wanted, is) : (is ?? null)]
      }),
  )
}
