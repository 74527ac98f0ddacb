/** MIM custom expressions: text to tree. */

import type { Expression } from '../ast.js'
import { attribute, call, stringLiteral } from '../ast.js'
import type { Decisions } from '../decisions.js'
import { DEFAULT_DECISIONS } from '../decisions.js'
import { ExpressionError } from '../errors.js'
import type { QuoteRule } from '../reader.js'
import { Reader } from '../reader.js'

/**
 * Reads a MIM expression. A backslash before a quote is read as an escape first and as an ordinary character when that
 * leaves no expression.
 */
export function parseMim(text: string, decisions: Decisions = DEFAULT_DECISIONS): Expression {
  const rule: QuoteRule = {
    doubled: decisions.embeddedQuote !== 'backslash',
    escapedQuote: decisions.embeddedQuote !== 'doubled',
    escapedBackslash: decisions.mimBackslash === 'escape',
  }
  try {
    return read(text, rule)
  } catch (error) {
    if (!(error instanceof ExpressionError) || error.code !== 'syntax' || !text.includes('\\"')) throw error
    return read(text, { ...rule, escapedQuote: false })
  }
}

function read(text: string, rule: QuoteRule): Expression {
  const reader = new Reader(text, 'mim')
  const expression = readSum(reader, rule)
  reader.finish()
  return expression
}

function readSum(reader: Reader, rule: QuoteRule): Expression {
  return reader.nested(() => {
    reader.skipBlank()
    const start = reader.position
    const first = readTerm(reader, rule)
    const terms = [first]
    while (reader.accept('+')) terms.push(readTerm(reader, rule))
    return terms.length === 1 ? first : call('+', terms, reader.from(start))
  })
}

function readTerm(reader: Reader, rule: QuoteRule): Expression {
  const next = reader.peek()
  const start = reader.position
  if (next === '"') return stringLiteral(reader.quoted(rule), reader.from(start))
  if (next === '-' || /\d/.test(next)) {
    const negative = reader.accept('-')
    const digits = reader.digits()
    if (digits === undefined) throw reader.syntax('A minus sign must be followed by digits.')
    const value = BigInt(digits)
    return { kind: 'integer', value: negative ? -value : value, hexadecimal: false, span: reader.from(start) }
  }
  if (reader.accept('$')) {
    const name = reader.name()
    if (name === undefined) throw reader.syntax('A $ must be followed by the name of a workflow parameter.')
    return { kind: 'parameter', name, span: reader.from(start) }
  }
  if (reader.accept('(')) {
    const inner = readSum(reader, rule)
    reader.expect(')', 'to close the bracket')
    return inner
  }
  const name = reader.name()
  if (name === undefined)
    throw reader.syntax(next === '' ? 'The text ends where a value is expected.' : `Unexpected ${next}.`)
  if (!reader.accept('(')) return attribute(name, reader.from(start))
  const args: Expression[] = []
  if (!reader.accept(')')) {
    do args.push(readSum(reader, rule))
    while (reader.accept(','))
    reader.expect(')', `after the arguments of ${name}`)
  }
  return call(name, args, reader.from(start))
}
