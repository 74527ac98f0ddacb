import { DocumentProblem } from '../document-problem.js'
import { doubleQuotes, isOneOf, readDoubleQuoted, readHereString, readSingleQuoted, singleQuotes } from './quotes.js'
import { type TextPart, type Token, variableName } from './token.js'

const blank = /(?:[ \t\f\v\u00a0\uFEFF]+|`[ \t]*\n)+/y
const variable = /\$(?:\{[^}]*\}|[A-Za-z_]\w*(?::[A-Za-z_]\w*)?|[?$^])/y
const splat = /@([A-Za-z_]\w*)/y
const parameter = /[-–—―]([A-Za-z_?][\w-]*)(:?)/y
const word = /[^\s(){}[\],;|&'"‘’‚‛“”„`$=<>]+/y
const marks = /@\(|@\{|\$\(|\+=|\|\||&&|[(){}[\],;|&=<>$@]/y

const MAX_CHARACTERS = 20_000_000
const MAX_TOKENS = 2_000_000
const MAX_DEPTH = 100
const closerOf: Readonly<Record<string, string>> = { '(': ')', '@(': ')', '$(': ')', '{': '}', '@{': '}', '[': ']' }

/**
 * Cuts a script into tokens. Comments and continued lines are gone afterwards, every bracket has its partner.
 *
 * @throws DocumentProblem when a text, comment or bracket is not closed, or a limit is exceeded
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > MAX_CHARACTERS)
    throw new DocumentProblem('too-large', `it has ${text.length} characters, too many for a script`)
  return [...new Tokenizer(text).tokens()]
}

/** The tokens of the beginning of a script, as far as they are whole. */
export function tokenizeHead(text: string): readonly Token[] {
  const tokens: Token[] = []
  try {
    for (const token of new Tokenizer(text).tokens()) tokens.push(token)
  } catch (problem) {
    // The beginning of a file ends anywhere; what came before the end is what is asked for.
    if (!(problem instanceof DocumentProblem)) throw problem
  }
  return tokens
}

class Tokenizer {
  #at = 0
  #line = 1
  #count = 0
  readonly #open: { readonly closer: string; readonly line: number }[] = []

  constructor(private readonly text: string) {}

  *tokens(): Generator<Token> {
    let fresh = true
    for (;;) {
      const spaced = this.#skip() || fresh
      if (this.#at >= this.text.length) break
      this.#count += 1
      if (this.#count > MAX_TOKENS)
        throw new DocumentProblem('too-large', 'the script has too many statements', this.#line)
      const token = this.#next(spaced)
      fresh = token.kind === 'newline'
      yield token
    }
    const open = this.#open.at(-1)
    if (open !== undefined) {
      throw new DocumentProblem(
        'truncated',
        `"${open.closer}" is missing for what opens in line ${open.line}`,
        open.line,
      )
    }
  }

  /** Passes white space, continued lines and comments; line ends are tokens. */
  #skip(): boolean {
    const from = this.#at
    for (;;) {
      const passed = this.#match(blank)
      if (passed !== undefined) this.#countLines(passed)
      else if (this.text.startsWith('<#', this.#at)) this.#passTo('#>', 'a comment')
      else if (this.text[this.#at] === '#') this.#at = endOfLine(this.text, this.#at)
      else break
    }
    if (/^`[ \t]*$/.test(this.text.slice(this.#at, this.#at + 64)))
      throw new DocumentProblem('truncated', `it ends in a continued line (line ${this.#line})`, this.#line)
    return this.#at > from
  }

  #next(spaced: boolean): Token {
    const line = this.#line
    const character = this.text.charAt(this.#at)
    if (character === '\n') {
      this.#at += 1
      this.#line += 1
      return { kind: 'newline', line, spaced }
    }
    const string = this.#string(character)
    if (string !== undefined) return { kind: 'string', parts: string, line, spaced }
    const name = this.#match(variable)
    if (name !== undefined) return { kind: 'variable', name: variableName(name), line, spaced }
    splat.lastIndex = this.#at
    const splatted = splat.exec(this.text)
    if (splatted !== null) {
      this.#at += splatted[0].length
      return { kind: 'splat', name: (splatted[1] ?? '').toLowerCase(), line, spaced }
    }
    return this.#markOrWord(line, spaced)
  }

  #markOrWord(line: number, spaced: boolean): Token {
    parameter.lastIndex = this.#at
    const dashed = spaced ? parameter.exec(this.text) : null
    if (dashed !== null) {
      this.#at += dashed[0].length
      return { kind: 'parameter', name: dashed[1] ?? '', colon: dashed[2] === ':', line, spaced }
    }
    const mark = this.#match(marks)
    if (mark !== undefined) {
      this.#bracket(mark)
      return { kind: 'mark', text: mark, line, spaced }
    }
    const text = this.#match(word)
    if (text !== undefined) return { kind: 'word', text, line, spaced }
    // A backtick before anything else escapes it; as a word of its own it makes the statement one nobody reads.
    this.#at += 2
    return { kind: 'word', text: '`', line, spaced }
  }

  #string(character: string): readonly TextPart[] | undefined {
    const from = this.#at
    const here = character === '@' ? readHereString(this.text, from) : undefined
    const single = isOneOf(singleQuotes, character)
    if (here === undefined && !single && !isOneOf(doubleQuotes, character)) return undefined
    const read = here ?? (single ? readSingleQuoted(this.text, from) : readDoubleQuoted(this.text, from))
    if (read === undefined || read === 'cut')
      throw new DocumentProblem('truncated', `a text is not closed (line ${this.#line})`, this.#line)
    this.#at = read.end
    this.#countLines(this.text.slice(from, read.end))
    return read.parts
  }

  #bracket(mark: string): void {
    const closer = closerOf[mark]
    if (closer !== undefined) {
      this.#open.push({ closer, line: this.#line })
      if (this.#open.length > MAX_DEPTH)
        throw new DocumentProblem('too-deep', `brackets nest more than ${MAX_DEPTH} deep`, this.#line)
      return
    }
    if (mark !== ')' && mark !== '}' && mark !== ']') return
    const open = this.#open.pop()
    if (open?.closer !== mark)
      throw new DocumentProblem('damaged', `"${mark}" closes nothing (line ${this.#line})`, this.#line)
  }

  #passTo(end: string, what: string): void {
    const at = this.text.indexOf(end, this.#at + 2)
    if (at === -1) throw new DocumentProblem('truncated', `${what} is not closed (line ${this.#line})`, this.#line)
    this.#countLines(this.text.slice(this.#at, at))
    this.#at = at + end.length
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #countLines(passed: string): void {
    for (let at = passed.indexOf('\n'); at !== -1; at = passed.indexOf('\n', at + 1)) this.#line += 1
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}
