import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import { DocumentProblem } from '../document-problem.js'
import type { JsonArray, JsonNode, JsonObject } from '../json/node.js'

const MAX_CHARACTERS = 10_000_000
const MAX_DEPTH = 100
const MAX_INDENT = 400
const MAX_VALUES = 300_000

/**
 * Parses YAML into the same tree JSON becomes, so that readers know one shape. Scalars keep their text: an unquoted
 * `False` or `0050` is what the file says. Tags make nothing of a value, aliases are followed within bounds.
 *
 * @throws DocumentProblem when the text is not one well-formed YAML document or exceeds a limit
 */
export function parseYaml(text: string): JsonNode {
  if (text.length > MAX_CHARACTERS)
    throw new DocumentProblem('too-large', `it has ${text.length} characters, too many for a list of rules`)
  refuseDeepNesting(text)
  const lines = new LineCounter()
  const document = onlyDocument(text, lines)
  const [error] = document.errors
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0])
    const cut = error.pos[1] >= text.trimEnd().length
    throw new DocumentProblem(cut ? 'truncated' : 'damaged', `${firstSentence(error.message)} (line ${line})`, line)
  }
  if (document.contents === null) throw new DocumentProblem('empty', 'it holds nothing')
  return new Converter(document, lines).root()
}

function onlyDocument(text: string, lines: LineCounter): Document.Parsed {
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    keepSourceTokens: false,
    prettyErrors: false,
    strict: true,
    uniqueKeys: false,
    logLevel: 'silent',
  })
  if (!Array.isArray(parsed) || parsed.length === 0) throw new DocumentProblem('empty', 'it holds nothing')
  const [first, second] = parsed.filter((one) => one.contents !== null || one.errors.length > 0)
  if (first === undefined) throw new DocumentProblem('empty', 'it holds nothing')
  if (second !== undefined) {
    const { line } = lines.linePos(second.range[0])
    throw new DocumentProblem('damaged', `a second document begins in line ${line}`, line)
  }
  return first
}

/** The library goes down one call a level; what would end the program is refused before. */
function refuseDeepNesting(text: string): void {
  let flow = 0
  let line = 1
  for (let at = -1; at < text.length; at += 1) {
    const character = text[at]
    if (at === -1 || character === '\n') {
      if (at >= 0) line += 1
      // More columns than any list of rules has, each of which may be a level.
      const lead = /^[ \t]*(?:[-?:][ \t]+)*/.exec(text.slice(at + 1, at + 2 + MAX_INDENT))?.[0].length ?? 0
      if (lead >= MAX_INDENT) throw tooDeep(line)
    } else if (character === '[' || character === '{') flow += 1
    else if ((character === ']' || character === '}') && flow > 0) flow -= 1
    if (flow > 10 * MAX_DEPTH) throw tooDeep(line)
  }
}

function tooDeep(line: number): DocumentProblem {
  return new DocumentProblem('too-deep', `it nests more than ${MAX_DEPTH} deep (line ${line})`, line)
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.replace(/[.:]?\s*$/, '') ?? message
}

class Converter {
  #values = 0
  #depth = 0

  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  root(): JsonNode {
    return this.#node(this.document.contents, undefined, undefined, 1)
  }

  #node(source: unknown, parent: JsonNode | undefined, key: string | number | undefined, lineOfKey: number): JsonNode {
    const node = this.#resolve(source)
    const line = typeof key === 'string' ? lineOfKey : this.#lineOf(node, lineOfKey)
    this.#values += 1
    if (this.#values > MAX_VALUES)
      throw new DocumentProblem('too-large', `it holds more than ${MAX_VALUES} values`, line)
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw tooDeep(line)
    const made = this.#make(node, { line, parent, key })
    this.#depth -= 1
    return made
  }

  #make(node: unknown, base: Pick<JsonNode, 'line' | 'parent' | 'key'>): JsonNode {
    if (isMap(node)) {
      const made: JsonObject & { members: JsonNode[] } = { kind: 'object', members: [], ...base }
      for (const pair of node.items) {
        const line = this.#lineOf(pair.key, base.line)
        made.members.push(this.#node(pair.value, made, keyText(pair.key, line), line))
      }
      return made
    }
    if (isSeq(node)) {
      const made: JsonArray & { items: JsonNode[] } = { kind: 'array', items: [], ...base }
      for (const item of node.items) made.items.push(this.#node(item, made, made.items.length, base.line))
      return made
    }
    if (!isScalar(node) || node.value === null) return { kind: 'null', text: '', ...base }
    const text = node.type === 'PLAIN' ? (node.source ?? String(node.value)) : String(node.value)
    return { kind: 'string', text, ...base }
  }

  #resolve(source: unknown): unknown {
    if (!isAlias(source)) return source
    const target = source.resolve(this.document)
    if (target !== undefined) return target
    const line = this.#lineOf(source, 1)
    throw new DocumentProblem('damaged', `*${source.source} names nothing (line ${line})`, line)
  }

  #lineOf(node: unknown, otherwise: number): number {
    const range = (node as Node | null | undefined)?.range
    return range === undefined || range === null ? otherwise : this.lines.linePos(range[0]).line
  }
}

function keyText(key: unknown, line: number): string {
  if (!isScalar(key)) throw new DocumentProblem('damaged', `a name is no text (line ${line})`, line)
  return key.type === 'PLAIN' ? (key.source ?? '') : String(key.value ?? '')
}
