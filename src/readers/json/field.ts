import type { Provenance } from '../../model/index.js'
import { childrenOf, type JsonArray, type JsonNode, type JsonObject, jsonPath } from './node.js'

/** Why a value with all inside it needs no reading, or that it was read. */
export type JsonMark =
  | { readonly status: 'modelled' }
  | { readonly status: 'documented' | 'ignored'; readonly reason: string }

/** What was read of one file; the ledger is made of it. */
export interface JsonMarks {
  readonly file: string
  readonly of: Map<JsonNode, JsonMark>
}

const modelled: JsonMark = { status: 'modelled' }

/**
 * One value under a reader's eyes. What is asked for in the shape it has counts as modelled; a text where an object is
 * expected stays unread, and the ledger says so. Names are looked up whatever their case. Of a name given twice the last
 * counts, as for every other reader of JSON.
 */
export class Field {
  constructor(
    private readonly marks: JsonMarks,
    /** Looking at it marks nothing. */
    readonly node: JsonNode,
  ) {}

  get at(): Provenance {
    return { file: this.marks.file, path: jsonPath(this.node), line: this.node.line }
  }

  has(name: string): boolean {
    const node = this.#find(name)
    return node !== undefined && node.kind !== 'null'
  }

  /** The property's value, nothing marked. */
  peek(name: string): Field | undefined {
    const node = this.#find(name)
    return node === undefined ? undefined : new Field(this.marks, node)
  }

  /** Properties in document order, nothing marked. */
  members(): readonly Field[] {
    return this.node.kind === 'object' ? this.node.members.map((node) => new Field(this.marks, node)) : []
  }

  /** Elements of an array, nothing marked. */
  items(): readonly Field[] {
    return this.node.kind === 'array' ? this.node.items.map((node) => new Field(this.marks, node)) : []
  }

  get name(): string {
    return typeof this.node.key === 'string' ? this.node.key : ''
  }

  object(name: string): Field | undefined {
    const node = this.#find(name)
    if (node?.kind !== 'object' && node?.kind !== 'null') return undefined
    this.marks.of.set(node, modelled)
    return node.kind === 'null' ? undefined : new Field(this.marks, node)
  }

  /** Objects of an array. A single object stands for an array of one: that is how PowerShell writes it. */
  objects(name: string): readonly Field[] {
    const node = this.#find(name)
    return node === undefined ? [] : this.#items(node, (item) => item.kind === 'object')
  }

  /** Arrays or objects of an array, for lists of lists. */
  groups(name: string): readonly Field[] {
    const node = this.#find(name)
    return node === undefined ? [] : this.#items(node, (item) => item.kind === 'object' || item.kind === 'array')
  }

  /** Objects inside this array, or this object itself. */
  each(): readonly Field[] {
    return this.#items(this.node, (item) => item.kind === 'object')
  }

  /** Texts of an array; a single text stands for an array of one. Empty ones are left out. */
  texts(name: string): readonly string[] {
    const node = this.#find(name)
    if (node === undefined) return []
    return this.#items(node, isScalar)
      .map((item) => scalarText(item.node))
      .filter((text) => text !== '')
  }

  /** Text of a scalar as written, '' when absent or null. */
  text(name: string): string {
    const node = this.#find(name)
    if (node === undefined || !isScalar(node)) return ''
    this.marks.of.set(node, modelled)
    return scalarText(node)
  }

  /** `true`/`false` as literal or text, in any case; undefined for anything else, which stays unread. */
  flag(name: string): boolean | undefined {
    const text = this.#textLike(name, /^\s*(?:true|false)?\s*$/i)
      ?.trim()
      .toLowerCase()
    return text === 'true' ? true : text === 'false' ? false : undefined
  }

  /** Whole number as literal or text; undefined for anything else, which stays unread. */
  integer(name: string): number | undefined {
    const text = this.#textLike(name, /^\s*(?:[-+]?\d{1,15})?\s*$/)?.trim()
    return text === undefined || text === '' ? undefined : Number(text)
  }

  #textLike(name: string, shape: RegExp): string | undefined {
    const node = this.#find(name)
    return node !== undefined && isScalar(node) && shape.test(scalarText(node)) ? this.text(name) : undefined
  }

  /** The property with all inside is kept and shown, or counted, without being understood. */
  document(name: string, reason: string): void {
    this.#mark(name, { status: 'documented', reason })
  }

  ignore(name: string, reason: string): void {
    this.#mark(name, { status: 'ignored', reason })
  }

  /** This value with all inside, as above. */
  documentAll(reason: string): void {
    this.marks.of.set(this.node, { status: 'documented', reason })
  }

  #mark(name: string, mark: JsonMark): void {
    const node = this.#find(name)
    if (node !== undefined) this.marks.of.set(node, mark)
  }

  #items(node: JsonNode, fits: (item: JsonNode) => boolean): readonly Field[] {
    if (node.kind === 'null') {
      this.marks.of.set(node, modelled)
      return []
    }
    if (node.kind !== 'array') {
      if (!fits(node)) return []
      this.marks.of.set(node, modelled)
      return [new Field(this.marks, node)]
    }
    return this.#arrayItems(node, fits)
  }

  #arrayItems(node: JsonArray, fits: (item: JsonNode) => boolean): readonly Field[] {
    this.marks.of.set(node, modelled)
    return node.items.filter(fits).map((item) => {
      this.marks.of.set(item, modelled)
      return new Field(this.marks, item)
    })
  }

  #find(name: string): JsonNode | undefined {
    if (this.node.kind !== 'object') return undefined
    return memberOf(this.node, name)
  }
}

/** Last member of that name in any case. */
export function memberOf(node: JsonObject, name: string): JsonNode | undefined {
  const wanted = name.toLowerCase()
  return node.members.findLast((member) => typeof member.key === 'string' && member.key.toLowerCase() === wanted)
}

function isScalar(node: JsonNode): boolean {
  return childrenOf(node).length === 0 && node.kind !== 'object' && node.kind !== 'array'
}

function scalarText(node: JsonNode): string {
  return node.kind === 'object' || node.kind === 'array' ? '' : node.text
}
