import { normalizeGuid, type Provenance, type ServiceObject } from '../../model/index.js'

/** Values of an attribute; an absent attribute has none. */
export function valuesOf(object: ServiceObject, name: string): readonly string[] {
  return Object.hasOwn(object.attributes, name) ? (object.attributes[name] ?? []) : []
}

/** First value as written, '' when there is none. */
export function wholeTextOf(object: ServiceObject, name: string): string {
  return valuesOf(object, name)[0] ?? ''
}

/** First value without surrounding white space, '' when there is none. */
export function textOf(object: ServiceObject, name: string): string {
  return wholeTextOf(object, name).trim()
}

/** Values without surrounding white space, empty ones left out. */
export function textsOf(object: ServiceObject, name: string): readonly string[] {
  return valuesOf(object, name)
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

/** Ids the attribute refers to, in normal form. */
export function referencesOf(object: ServiceObject, name: string): readonly string[] {
  return textsOf(object, name).map(normalizeGuid)
}

export function referenceOf(object: ServiceObject, name: string): string | undefined {
  return referencesOf(object, name)[0]
}

/** `True`, `true`, `1`; anything else, also an absent attribute, is false. */
export function isTrue(object: ServiceObject, name: string): boolean {
  return /^(?:true|1)$/i.test(textOf(object, name))
}

export function integerOf(object: ServiceObject, name: string): number | undefined {
  const text = textOf(object, name)
  return /^[-+]?\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Adds a property only when it has a value: optional properties of the model are absent, never undefined. */
export function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V })
}

/** Place of one value: the object, then the attribute, then which of its values. */
export function valuePlace(object: ServiceObject, attribute: string, index?: number): Provenance {
  const position = index === undefined ? '' : `[${index + 1}]`
  return { ...object.at, path: `${object.at.path}/${attribute}${position}` }
}

/** How a person finds the object in the portal. */
export function nameOf(object: ServiceObject): string {
  return object.displayName === '' ? `{${object.id}}` : `"${object.displayName}"`
}
