/** The character reader under the three parsers: tokens by need, offsets kept, one way to complain. */

import type { Language, Span } from './ast.js'
import { ExpressionError } from './errors.js'

/** Nesting a person can write; beyond it the text is generated or hostile. */
export const DEPTH_LIMIT = 200

/** What stands for a quote or a backslash inside a literal. */
export interface QuoteRule {
  /** `""` is a quote. */
  readonly doubled: boolean
  /** `\"` is a quote. */
  readonly escapedQuote: boolean
  /** `\\` is a backslash. */
  readonly escapedBackslash: boolean
}

const NAME = /[\p{L}_][\p{L}\p{N}_.-]*/uy
const DIGITS = /\d+/y
const HEX = /&H([0-9A-Fa-f]+)/y

export class Reader {
  position = 0
  private depth = 0

  constructor(
    readonly text: string,
    readonly language: Language,
  ) {}

  /** The next character that is no white space, not consumed; `''` at the end. */
  peek(): string {
    this.skipBlank()
    return this.text.charAt(this.position)
  }

  skipBlank(): void {
    while (this.position < this.text.length && /\s/.test(this.text.charAt(this.position))) this.position++
  }

  /** Consumes `token` when it stands next. */
  accept(token: string): boolean {
    this.skipBlank()
    if (!this.text.startsWith(token, this.position)) return false
    this.position += token.length
    return true
  }

  expect(token: string, where: string): void {
    if (this.accept(token)) return
    const found = this.peek()
    throw this.syntax(
      found === ''
        ? `The text ends where ${token} is expected ${where}.`
        : `Expected ${token} ${where}, found ${found}.`,
    )
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    this.skipBlank()
    pattern.lastIndex = this.position
    const found = pattern.exec(this.text)
    if (found !== null) this.position += found[0].length
    return found
  }

  name(): string | undefined {
    return this.match(NAME)?.[0]
  }

  digits(): string | undefined {
    return this.match(DIGITS)?.[0]
  }

  /** The digits after `&H`, when a hexadecimal number stands next. */
  hexDigits(): string | undefined {
    return this.match(HEX)?.[1]
  }

  /** Text up to `closing`, which is consumed. */
  until(closing: string, what: string): string {
    const end = this.text.indexOf(closing, this.position)
    if (end < 0) throw this.syntax(`${what} is not closed by ${closing}.`)
    const found = this.text.slice(this.position, end)
    this.position = end + closing.length
    return found
  }

  /** A literal whose opening quote stands next. */
  quoted(rule: QuoteRule): string {
    const start = this.position
    this.position++
    let value = ''
    for (;;) {
      const character = this.text.charAt(this.position)
      if (character === '') throw this.syntax('A text literal is not closed by a double quote.', start)
      this.position++
      if (character === '"') {
        if (!rule.doubled || this.text.charAt(this.position) !== '"') return value
        value += '"'
        this.position++
      } else if (character === '\\') value += this.backslash(rule)
      else value += character
    }
  }

  private backslash(rule: QuoteRule): string {
    const next = this.text.charAt(this.position)
    const escapes = next === '"' ? rule.escapedQuote : next === '\\' && rule.escapedBackslash
    if (!escapes) return '\\'
    this.position++
    return next
  }

  /** Runs `work` one level deeper and refuses to go too deep. */
  nested<T>(work: () => T): T {
    if (++this.depth > DEPTH_LIMIT)
      throw new ExpressionError({
        code: 'too-deep',
        message: `The expression is nested deeper than ${DEPTH_LIMIT} levels.`,
        span: this.here(),
        language: this.language,
      })
    const result = work()
    this.depth--
    return result
  }

  /** Span from `start` to where the reader stands. */
  from(start: number): Span {
    return { start, end: this.position }
  }

  here(): Span {
    return { start: this.position, end: Math.min(this.position + 1, this.text.length) }
  }

  syntax(message: string, at: number = this.position): ExpressionError {
    return new ExpressionError({
      code: 'syntax',
      message,
      span: { start: at, end: Math.min(at + 1, this.text.length) },
      language: this.language,
    })
  }

  /** Refuses anything after the expression. */
  finish(): void {
    const rest = this.peek()
    if (rest !== '') throw this.syntax(`Unexpected ${rest} after the expression.`)
  }
}
