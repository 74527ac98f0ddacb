import type { InputDocument, Reader, ReadResult } from '../reader.js'

/** Wraps text into a document, for tests. */
export function jsonDocument(text: string, name = 'export/input.json'): InputDocument {
  return { name, sizeBytes: text.length, sha256: '0'.repeat(64), encoding: 'utf-8', text }
}

export function readAtOnce(reader: Reader, text: string, name?: string): ReadResult {
  const result = reader.read(jsonDocument(text, name))
  if (result instanceof Promise) throw new TypeError('These readers answer at once.')
  return result
}

/** The one reader of a list that recognises the text. */
export function recognising(readers: readonly Reader[], text: string): Reader | undefined {
  return readers.find((reader) => reader.recognise({ root: undefined, head: text.slice(0, 65_536) }))
}

/** Number of values, counted by other means than the reader's. */
export function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, item) => sum + sizeOf(item), 1)
}
