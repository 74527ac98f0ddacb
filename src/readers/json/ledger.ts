import type { CoverageCounts, CoverageEntry, CoverageStatus } from '../../model/index.js'
import type { ReadResult } from '../reader.js'
import type { JsonMark, JsonMarks } from './field.js'
import { childrenOf, generalPath, type JsonNode } from './node.js'

interface Fate {
  readonly status: CoverageStatus
  readonly reason: string | undefined
  /** Path of the topmost value that shares the fate for this reason alone. */
  readonly path: string
}

interface Twin {
  readonly node: JsonNode
  readonly name: string
}

/**
 * Counts every value of the file, the outermost and each item of an array included. What is documented, ignored or
 * unknown together with a value above it is counted in the entry of the topmost.
 */
export function tallyJson(root: JsonNode, marks: JsonMarks): ReadResult['coverage'] {
  const counts: Record<CoverageStatus, number> = { modelled: 0, documented: 0, ignored: 0, unknown: 0 }
  const entries = new Map<string, CoverageEntry & { count: number }>()
  const waiting: { readonly node: JsonNode; readonly above: Fate | undefined }[] = [{ node: root, above: undefined }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const fate = fateOf(next.node, marks.of.get(next.node), next.above)
    counts[fate.status] += 1
    count(entries, fate, next.node.line)
    const legacy = fate.status === 'modelled' ? undefined : fate
    const children = childrenOf(next.node)
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at]
      if (child !== undefined) waiting.push({ node: child, above: legacy })
    }
  }
  return { counts: counts satisfies CoverageCounts, entries: [...entries.values()] }
}

function fateOf(node: JsonNode, mark: JsonMark | undefined, above: Fate | undefined): Fate {
  if (mark === undefined) return above ?? { status: 'unknown', reason: undefined, path: generalPath(node) }
  const reason = mark.status === 'modelled' ? undefined : mark.reason
  return { status: mark.status, reason, path: generalPath(node) }
}

function count(entries: Map<string, CoverageEntry & { count: number }>, fate: Fate, line: number): void {
  const key = `${fate.status}\n${fate.path}\n${fate.reason ?? ''}`
  const known = entries.get(key)
  if (known !== undefined) {
    known.count += 1
    return
  }
  const reason = fate.reason === undefined ? {} : { reason: fate.reason }
  entries.set(key, { path: fate.path, status: fate.status, ...reason, count: 1, firstLine: line })
}

/** Names given twice in one object, the same in different case included. */
export function twinsOf(root: JsonNode): readonly Twin[] {
  const twins: Twin[] = []
  const waiting: JsonNode[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'object') {
      const seen = new Set<string>()
      for (const member of node.members) {
        const name = String(member.key)
        if (seen.has(name.toLowerCase())) twins.push({ node: member, name })
        seen.add(name.toLowerCase())
      }
    }
    waiting.push(...childrenOf(node).toReversed())
  }
  return twins
}
