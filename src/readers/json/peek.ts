import type { DocumentPeek } from '../reader.js'
import { readJsonString } from './string.js'

/** Names of properties seen in the beginning of a file, as paths in lower case; arrays do not show in them. */
export interface JsonShape {
  /** `directories.objects`: a property `objects` of the object, or of an object in the array, `directories`. */
  has(path: string): boolean
}

const MAX_DEPTH = 6
const shapes = new WeakMap<DocumentPeek, JsonShape>()

/** Looks at the beginning of a file, which may end anywhere. Nothing is seen in what does not begin like JSON. */
export function peekJson(peek: DocumentPeek): JsonShape {
  const known = shapes.get(peek)
  if (known !== undefined) return known
  const paths = new Set(peek.root === undefined ? namesIn(peek.head) : [])
  const shape: JsonShape = { has: (path) => paths.has(path.toLowerCase()) }
  shapes.set(peek, shape)
  return shape
}

interface Level {
  readonly path: string
  /** Property whose value comes next. */
  key: string
}

function* namesIn(head: string): Generator<string> {
  const start = /^[\uFEFF\s]*/.exec(head)?.[0].length ?? 0
  if (head[start] !== '{' && head[start] !== '[') return
  const levels: Level[] = []
  for (let at = start; at < head.length; ) {
    const character = head[at]
    if (character === '"') {
      const read = readJsonString(head, at)
      if ('problem' in read) return
      at = read.end
      const level = levels.at(-1)
      if (level === undefined || !/^\s*:/.test(head.slice(at, at + 64))) continue
      level.key = read.value.toLowerCase()
      if (levels.length <= MAX_DEPTH) yield join(level.path, level.key)
      continue
    }
    const top = levels.at(-1)
    if (character === '{' || character === '[') levels.push({ path: join(top?.path ?? '', top?.key ?? ''), key: '' })
    else if (character === '}' || character === ']') levels.pop()
    if (levels.length === 0) return
    at += 1
  }
}

function join(path: string, key: string): string {
  return path === '' || key === '' ? path + key : `${path}.${key}`
}
