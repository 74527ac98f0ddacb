export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json | undefined
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : []
}

export function textsOf(value: Json | undefined): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Id of an object that is named by nothing else: `{ id }`. */
export function idIn(value: Json | undefined): string | undefined {
  return isObject(value) ? textOf(value.id) : undefined
}

/** A copy that shares nothing with its original. */
export function copyOf<T extends Json | undefined>(value: T): T {
  return value === undefined ? value : structuredClone(value)
}

/** With properties in the order of their names, at every depth. */
export function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted)
  if (!isObject(value)) return value
  const ordered: JsonObject = {}
  for (const name of Object.keys(value).sort()) {
    const item = value[name]
    if (item !== undefined) ordered[name] = sorted(item)
  }
  return ordered
}
