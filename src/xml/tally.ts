import type { XmlElement } from './element.js'
import { isNamespaceDeclaration, localOf } from './names.js'
import { compilePathPattern, type PathPattern } from './path-pattern.js'
import type { Reading, SubtreeMark } from './reading.js'

export type TallyStatus = 'modelled' | 'documented' | 'ignored' | 'unknown'
export type TallyCounts = Readonly<Record<TallyStatus, number>>

/** Something known that no reader models. The first rule that matches a path counts. */
export interface TallyRule {
  /** Pattern of local names, see compilePathPattern. */
  readonly path: string
  readonly status: 'documented' | 'ignored'
  readonly reason: string
}

/** Elements, or attributes (path ending in `@name`), of one generalised path that share a fate. */
export interface TallyEntry {
  /**
   * Path of local names without indices. What is unknown, documented or ignored together with an element above it is
   * counted in the entry of the topmost; the attributes below that one are in the entry that ends in `@*`.
   */
  readonly path: string
  readonly status: TallyStatus
  readonly reason?: string
  readonly count: number
  /** 1-based line of the first element counted here. */
  readonly firstLine: number
}

export interface CoverageTally {
  readonly elements: TallyCounts
  /** Namespace declarations are not counted. */
  readonly attributes: TallyCounts
  /** In the order of first appearance. The counts add up to those of elements and attributes. */
  readonly entries: readonly TallyEntry[]
}

type Verdict = SubtreeMark | { readonly status: 'modelled' | 'unknown'; readonly reason: undefined }
type Counts = Record<TallyStatus, number>

interface Entry {
  readonly path: string
  readonly verdict: Verdict
  count: number
  firstLine: number
}

/** All elements of one generalised path; what depends on the path alone is found out once. */
interface PathNode {
  readonly segments: readonly string[]
  readonly path: string
  readonly rule: SubtreeMark | undefined
  readonly children: Map<string, PathNode>
  /** By status and reason. */
  readonly entries: Map<string, Entry>
}

/** What an element leaves to its children: the fate of those that have none of their own, and where it is counted. */
interface Inherited {
  readonly verdict: Verdict
  readonly node: PathNode
}

const modelled: Verdict = { status: 'modelled', reason: undefined }
const unknown: Verdict = { status: 'unknown', reason: undefined }

/** Adds up readings, of one document or of many records of one file. */
export class TallyBook {
  readonly #rules: readonly { readonly matches: PathPattern; readonly mark: SubtreeMark }[]
  readonly #top: PathNode
  readonly #entries: Entry[] = []
  readonly #elements = noCounts()
  readonly #attributes = noCounts()

  constructor(rules: readonly TallyRule[] = []) {
    this.#rules = rules.map(({ path, status, reason }) => ({
      matches: compilePathPattern(path),
      mark: { status, reason },
    }))
    this.#top = this.#node([])
  }

  /** Counts every element and attribute of the reading's tree. Elements above the root only name the path. */
  add(reading: Reading): void {
    const { elements, attributes } = reading.marks
    const stack: { element: XmlElement; parent: PathNode; inherited: Inherited | undefined }[] = [
      { element: reading.root, parent: this.#nodeAbove(reading.root), inherited: undefined },
    ]
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { element, parent, inherited } = next
      const node = this.#child(parent, element.local)
      const mark = elements.get(element)
      const own = mark === 'modelled' ? modelled : (mark ?? node.rule)
      const verdict = own ?? inherited?.verdict ?? unknown
      const counted = own === undefined && inherited !== undefined ? inherited.node : node
      this.#count(this.#elements, counted, verdict, element.line)
      this.#addAttributes(element, node, counted, verdict, attributes.get(element))
      const legacy = legacyOf(node, mark, own, inherited)
      for (let at = element.children.length - 1; at >= 0; at--) {
        const child = element.children[at]
        if (child !== undefined) stack.push({ element: child, parent: node, inherited: legacy })
      }
    }
  }

  result(): CoverageTally {
    return {
      elements: { ...this.#elements },
      attributes: { ...this.#attributes },
      entries: this.#entries.map(({ path, verdict: { status, reason }, count, firstLine }) => ({
        path,
        status,
        ...(reason === undefined ? {} : { reason }),
        count,
        firstLine,
      })),
    }
  }

  #addAttributes(
    element: XmlElement,
    node: PathNode,
    counted: PathNode,
    verdict: Verdict,
    read: readonly string[] | undefined,
  ): void {
    for (const name in element.attributes) {
      if (isNamespaceDeclaration(name)) continue
      const own = this.#child(node, `@${localOf(name)}`)
      if (read?.includes(name)) this.#count(this.#attributes, own, modelled, element.line)
      else if (own.rule !== undefined) this.#count(this.#attributes, own, own.rule, element.line)
      else {
        const place = node === counted ? own : this.#child(counted, '@*')
        this.#count(this.#attributes, place, verdict === modelled ? unknown : verdict, element.line)
      }
    }
  }

  #count(counts: Counts, node: PathNode, verdict: Verdict, line: number): void {
    counts[verdict.status]++
    const key = `${verdict.status} ${verdict.reason ?? ''}`
    const entry = node.entries.get(key)
    if (entry !== undefined) {
      entry.count++
      return
    }
    const fresh = { path: node.path, verdict, count: 1, firstLine: line }
    node.entries.set(key, fresh)
    this.#entries.push(fresh)
  }

  #nodeAbove(element: XmlElement): PathNode {
    return element.parent === undefined ? this.#top : this.#child(this.#nodeAbove(element.parent), element.parent.local)
  }

  #child(parent: PathNode, segment: string): PathNode {
    let child = parent.children.get(segment)
    if (child === undefined) {
      child = this.#node([...parent.segments, segment])
      parent.children.set(segment, child)
    }
    return child
  }

  #node(segments: readonly string[]): PathNode {
    return {
      segments,
      path: segments.map((segment) => `/${segment}`).join(''),
      rule: this.#rules.find(({ matches }) => matches(segments))?.mark,
      children: new Map(),
      entries: new Map(),
    }
  }
}

/** A reader's mark covers the subtree, a rule its own path only, and what nobody knows is unknown all the way down. */
function legacyOf(
  node: PathNode,
  mark: 'modelled' | SubtreeMark | undefined,
  own: Verdict | undefined,
  inherited: Inherited | undefined,
): Inherited | undefined {
  if (mark !== undefined && mark !== 'modelled') return { verdict: mark, node }
  return own === undefined && inherited === undefined ? { verdict: unknown, node } : inherited
}

function noCounts(): Counts {
  return { modelled: 0, documented: 0, ignored: 0, unknown: 0 }
}
