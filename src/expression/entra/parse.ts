/** Entra provisioning expressions: text to tree. */

import type { BinaryOperator, Expression } from '../ast.js'
import { attribute, binary, booleanLiteral, call, omitted, stringLiteral } from '../ast.js'
import { ExpressionError, nearestName } from '../errors.js'
import type { QuoteRule } from '../reader.js'
import { Reader } from '../reader.js'

const QUOTES: QuoteRule = { doubled: false, escapedQuote: true, escapedBackslash: true }

export const ENTRA_ENUM_WORDS: readonly string[] = ['vbTextCompare', 'vbBinaryCompare', 'Unicode', 'ASCII', 'UTF8']

const COMPARISON: readonly BinaryOperator[] = ['<>', '<=', '>=', '=', '<', '>']

/** Reads an Entra expression. `&` is read for old Cloud Sync samples and linted; it is never written. */
export function parseEntra(text: string): Expression {
  const reader = new Reader(text, 'entra')
  const expression = readComparison(reader)
  reader.finish()
  return expression
}

function readComparison(reader: Reader): Expression {
  return reader.nested(() => {
    reader.skipBlank()
    const start = reader.position
    const left = readConcatenation(reader)
    refuseForeign(reader)
    const operator = COMPARISON.find((candidate) => reader.accept(candidate))
    if (operator === undefined) return left
    const right = readConcatenation(reader)
    refuseForeign(reader)
    return binary(operator, left, right, reader.from(start))
  })
}

function readConcatenation(reader: Reader): Expression {
  reader.skipBlank()
  const start = reader.position
  let left = readPrimary(reader)
  while (reader.peek() === '&' && !reader.text.startsWith('&&', reader.position)) {
    reader.accept('&')
    left = binary('&', left, readPrimary(reader), reader.from(start))
  }
  return left
}

/** Operators people bring along from the other languages. */
function refuseForeign(reader: Reader): void {
  const next = reader.peek()
  const start = reader.position
  const found = ['&&', '||', '+', '*', '-', '/'].find((operator) => reader.text.startsWith(operator, start))
  if (found === undefined || next === '') return
  const advice =
    found === '&&' || found === '||'
      ? `nest IIF on the ${found === '&&' ? 'true' : 'false'} path instead`
      : 'there is no arithmetic; join text with Append or Join'
  throw new ExpressionError({
    code: 'misplaced-operator',
    message: `${found} is not an operator of Entra expressions: ${advice}.`,
    span: { start, end: start + found.length },
    language: 'entra',
  })
}

function readPrimary(reader: Reader): Expression {
  const next = reader.peek()
  const start = reader.position
  if (next === '') throw reader.syntax('The text ends where a value is expected.')
  if (next === '"') return stringLiteral(reader.quoted(QUOTES), reader.from(start))
  if (next === '[') {
    reader.accept('[')
    return attribute(readAttributeName(reader), reader.from(start))
  }
  if (next === '(') {
    reader.accept('(')
    const inner = readComparison(reader)
    reader.expect(')', 'to close the bracket')
    return inner
  }
  if (next === '&') {
    const hex = reader.hexDigits()
    if (hex === undefined) throw reader.syntax('Unexpected &.')
    return { kind: 'integer', value: BigInt(`0x${hex}`), hexadecimal: true, span: reader.from(start) }
  }
  if (next === '-' || /\d/.test(next)) {
    const negative = reader.accept('-')
    const digits = reader.digits()
    if (digits === undefined) throw reader.syntax('A minus sign must be followed by digits.')
    const value = BigInt(digits)
    return { kind: 'integer', value: negative ? -value : value, hexadecimal: false, span: reader.from(start) }
  }
  return readWord(reader, start)
}

/**
 * A SCIM name holds brackets and quotes of its own: `phoneNumbers[type eq "work"].value`. Brackets nest, and a bracket
 * inside their quotes is text.
 */
function readAttributeName(reader: Reader): string {
  let name = reader.until(']', 'An attribute name')
  while (isOpen(name)) name += `]${reader.until(']', 'An attribute name')}`
  return name.trim()
}

function isOpen(name: string): boolean {
  let depth = 0
  let isQuoted = false
  for (const character of name) {
    if (character === '"' && depth > 0) isQuoted = !isQuoted
    else if (!isQuoted && character === '[') depth++
    else if (!isQuoted && character === ']') depth--
  }
  return depth > 0 || isQuoted
}

function readWord(reader: Reader, start: number): Expression {
  const name = reader.name()
  if (name === undefined) throw reader.syntax(`Unexpected ${reader.peek()}.`)
  if (reader.accept('(')) return call(name, readArguments(reader, name), reader.from(start))
  const span = reader.from(start)
  if (/^true$|^false$/i.test(name)) return booleanLiteral(name.toLowerCase() === 'true', span)
  if (ENTRA_ENUM_WORDS.includes(name)) return { kind: 'enum', word: name, span }
  throw new ExpressionError({
    code: 'unknown-word',
    message: `${name} is no option of Entra expressions; an attribute stands in square brackets, text in quotes.`,
    span,
    language: 'entra',
    suggestion: nearestName(name, ENTRA_ENUM_WORDS),
  })
}

/** Empty arguments count: they hold their place. */
function readArguments(reader: Reader, name: string): readonly Expression[] {
  if (reader.accept(')')) return []
  const args: Expression[] = []
  for (;;) {
    const next = reader.peek()
    const span = { start: reader.position, end: reader.position }
    args.push(next === ',' || next === ')' ? omitted(span) : readComparison(reader))
    if (reader.accept(')')) return args
    reader.expect(',', `or ) after an argument of ${name}`)
  }
}
