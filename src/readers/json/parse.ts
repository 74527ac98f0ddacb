import { DocumentProblem } from '../document-problem.js'
import { defaultJsonLimits, type JsonArray, type JsonLimits, type JsonNode, type JsonObject, nameStep } from './node.js'
import { readJsonString } from './string.js'

const blank = /[ \t\n\r]*/y
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const literal = /true|false|null/y

/**
 * Parses JSON as RFC 8259 has it, keeping where every value stands and names given twice. A byte order mark at either end
 * is passed over: Windows tools write the first, and files that were put together have the second.
 *
 * @throws DocumentProblem when the text is not one complete JSON value or exceeds a limit
 */
export function parseJson(text: string, limits: Partial<JsonLimits> = {}): JsonNode {
  return new Parser(text, { ...defaultJsonLimits, ...limits }).document()
}

class Parser {
  #at = 0
  #line = 1
  #depth = 0
  #values = 0
  readonly #open: string[] = []

  constructor(
    private readonly text: string,
    private readonly limits: JsonLimits,
  ) {}

  document(): JsonNode {
    if (this.text.length > this.limits.maxCharacters)
      throw new DocumentProblem('too-large', `it has ${this.text.length} characters, too many to read at once`)
    this.#marks()
    if (this.#at >= this.text.length) throw new DocumentProblem('empty', 'it holds nothing')
    const root = this.#value(undefined, undefined, this.#line)
    this.#marks()
    if (this.#at < this.text.length) this.#fail(`${this.#found()} follows after the end of the document`)
    return root
  }

  /** White space and byte order marks around the document. */
  #marks(): void {
    this.#blank()
    while (this.text[this.#at] === '\uFEFF') {
      this.#at += 1
      this.#blank()
    }
  }

  #blank(): void {
    blank.lastIndex = this.#at
    const passed = blank.exec(this.text)?.[0] ?? ''
    for (let at = passed.indexOf('\n'); at !== -1; at = passed.indexOf('\n', at + 1)) this.#line += 1
    this.#at += passed.length
  }

  #value(parent: JsonNode | undefined, key: string | number | undefined, line: number): JsonNode {
    this.#values += 1
    if (this.#values > this.limits.maxValues)
      throw new DocumentProblem('too-large', `it holds more than ${this.limits.maxValues} values`, this.#line)
    const next = this.text[this.#at]
    if (next === '{') return this.#object({ kind: 'object', members: [], line, parent, key })
    if (next === '[') return this.#array({ kind: 'array', items: [], line, parent, key })
    if (next === '"') return { kind: 'string', text: this.#string(), line, parent, key }
    const word = this.#match(literal)
    if (word !== undefined) {
      return { kind: word === 'null' ? 'null' : 'boolean', text: word === 'null' ? '' : word, line, parent, key }
    }
    const number = this.#match(numeral)
    if (number === undefined) this.#fail(`a value is expected, ${this.#found()} is there`, cutLiteral(this.#rest()))
    if (/^(?:\.|[eE][-+]?)$/.test(this.#rest())) this.#fail('a number is not complete', true)
    return { kind: 'number', text: number, line, parent, key }
  }

  #object(node: JsonObject & { members: JsonNode[] }): JsonObject {
    this.#enter()
    if (this.#passed('}')) return this.#leave(node)
    do {
      this.#blank()
      if (this.text[this.#at] !== '"') this.#fail(`a property's name is expected, ${this.#found()} is there`)
      const line = this.#line
      const name = this.#string()
      this.#blank()
      if (this.text[this.#at] !== ':') this.#fail(`":" is expected, ${this.#found()} is there`)
      this.#at += 1
      this.#blank()
      this.#open.push(nameStep(name))
      node.members.push(this.#value(node, name, line))
      this.#open.pop()
    } while (this.#passed(','))
    if (!this.#passed('}')) this.#fail(`"," or "}" is expected, ${this.#found()} is there`)
    return this.#leave(node)
  }

  #array(node: JsonArray & { items: JsonNode[] }): JsonArray {
    this.#enter()
    if (this.#passed(']')) return this.#leave(node)
    do {
      this.#blank()
      this.#open.push(`[${node.items.length}]`)
      node.items.push(this.#value(node, node.items.length, this.#line))
      this.#open.pop()
    } while (this.#passed(','))
    if (!this.#passed(']')) this.#fail(`"," or "]" is expected, ${this.#found()} is there`)
    return this.#leave(node)
  }

  #enter(): void {
    this.#at += 1
    this.#depth += 1
    if (this.#depth > this.limits.maxDepth) {
      throw new DocumentProblem('too-deep', `it nests more than ${this.limits.maxDepth} deep`, this.#line)
    }
  }

  #leave<T extends JsonNode>(node: T): T {
    this.#depth -= 1
    return node
  }

  /** Passes the character when it comes next, white space before it in any case. */
  #passed(character: string): boolean {
    this.#blank()
    if (this.text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #string(): string {
    const read = readJsonString(this.text, this.#at)
    if ('problem' in read) {
      this.#at = read.at
      return this.#fail(read.problem, read.at >= this.text.length)
    }
    this.#at = read.end
    return read.value
  }

  #rest(): string {
    return this.text.slice(this.#at, this.#at + 8)
  }

  #found(): string {
    const next = this.text.codePointAt(this.#at)
    if (next === undefined) return 'the end of the file'
    return next < 0x20 || next === 0x7f ? `the control character ${next}` : `"${String.fromCodePoint(next)}"`
  }

  #fail(message: string, cut = this.#at >= this.text.length): never {
    const path = `$${this.#open.join('')}`
    throw new DocumentProblem(cut ? 'truncated' : 'damaged', `${message} (line ${this.#line})`, this.#line, path)
  }
}

/** `tr` at the end of a file is a cut `true`, `-` a cut number. */
function cutLiteral(rest: string): boolean {
  return rest === '' || rest === '-' || ['true', 'false', 'null'].some((word) => word.startsWith(rest))
}
