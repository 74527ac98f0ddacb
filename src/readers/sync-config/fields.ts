import { normalizeGuid, type SourceAttribute } from '../../model/index.js'
import type { Section } from './section.js'

/** Text of a child without surrounding white space, '' when the child is absent. For names, tokens and numbers. */
export function textOf(parent: Section | undefined, child: string): string {
  return parent?.one(child)?.text().trim() ?? ''
}

/** Text of a child as written, '' when the child is absent. For values, where a blank may have meaning. */
export function wholeTextOf(parent: Section | undefined, child: string): string {
  return parent?.one(child)?.text() ?? ''
}

/** Trimmed texts of all children of that name, empty ones left out. */
export function textsOf(parent: Section | undefined, child: string): readonly string[] {
  return (parent?.many(child) ?? []).map((cursor) => cursor.text().trim()).filter((text) => text !== '')
}

/** Attribute without surrounding white space, '' when absent. */
export function attributeOf(cursor: Section | undefined, name: string): string {
  return cursor?.attribute(name)?.trim() ?? ''
}

/** GUID in its normal form, '' when the child is absent or empty. */
export function guidOf(parent: Section | undefined, child: string): string {
  return normalizeGuid(textOf(parent, child))
}

/** `0`/`1`, `true`/`false`, `True`/`False`; undefined for anything else. */
export function parseFlag(text: string): boolean | undefined {
  switch (text.trim().toLowerCase()) {
    case '1':
    case 'true':
      return true
    case '0':
    case 'false':
      return false
    default:
      return undefined
  }
}

export function flagOf(parent: Section | undefined, child: string): boolean | undefined {
  return parseFlag(textOf(parent, child))
}

/** Whole decimal number; undefined for anything else. */
export function parseInteger(text: string): number | undefined {
  return /^\s*[-+]?\d{1,15}\s*$/.test(text) ? Number(text) : undefined
}

export function integerOf(parent: Section | undefined, child: string): number | undefined {
  return parseInteger(textOf(parent, child))
}

/** Adds a property only when it has a value: optional properties of the model are absent, never undefined. */
export function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V })
}

/** `src-attribute` children; empty ones name nothing. */
export function sourceAttributesOf(parent: Section): readonly SourceAttribute[] {
  return parent.many('src-attribute').flatMap((cursor) => {
    const name = cursor.text().trim()
    const intrinsic = parseFlag(attributeOf(cursor, 'intrinsic')) ?? false
    return name === '' ? [] : [{ name, intrinsic }]
  })
}
