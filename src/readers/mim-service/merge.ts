import type { ServiceObject } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { nameOf } from './values.js'

/**
 * One object for each id, in order of first appearance: the policy export repeats a third of the schema as placeholders.
 * A placeholder gives way to the object itself; of two different ones the first stays.
 */
export function mergeObjects(objects: readonly ServiceObject[], book: NoticeBook): readonly ServiceObject[] {
  const merged = new Map<string, ServiceObject>()
  for (const [index, object] of objects.entries()) {
    // An object without id cannot be referred to, and is not the same as another without.
    const key = object.id === '' ? `#${index}` : object.id
    const known = merged.get(key)
    if (known === undefined || (known.isPlaceholder && !object.isPlaceholder)) merged.set(key, object)
    else if (!object.isPlaceholder && !known.isPlaceholder) noteDifference(known, object, book)
  }
  return [...merged.values()]
}

function noteDifference(kept: ServiceObject, other: ServiceObject, book: NoticeBook): void {
  if (sameContent(kept, other)) return
  book.tally(
    'M2E-READ-032',
    kept.type,
    other.at,
    `${kept.type} ${nameOf(kept)} stands in the input twice with different values; the one in ${kept.at.file} was kept.`,
    'Give exports that were made at the same time.',
  )
}

function sameContent(a: ServiceObject, b: ServiceObject): boolean {
  const names = Object.keys(a.attributes)
  if (a.type !== b.type || names.length !== Object.keys(b.attributes).length) return false
  return names.every((name) => {
    const values = Object.hasOwn(b.attributes, name) ? b.attributes[name] : undefined
    return (
      values?.length === a.attributes[name]?.length && a.attributes[name]?.every((value, at) => value === values?.[at])
    )
  })
}
