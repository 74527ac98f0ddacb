/** Entra Connect Sync expressions: text to tree. */

import type { BinaryOperator, Expression } from '../ast.js'
import { attribute, binary, booleanLiteral, call, stringLiteral } from '../ast.js'
import type { Decisions } from '../decisions.js'
import { DEFAULT_DECISIONS } from '../decisions.js'
import { ExpressionError, nearestName } from '../errors.js'
import type { QuoteRule } from '../reader.js'
import { Reader } from '../reader.js'

/** Bare words that stand for an option of a function. */
export const CONNECT_ENUM_WORDS: readonly string[] = [
  'Unicode',
  'ASCII',
  'UTF8',
  'vbTextCompare',
  'vbBinaryCompare',
  'CaseSensitive',
  'CaseInsensitive',
  'DC',
]

const CONSTANTS = ['CRLF', 'IgnoreThisFlow', 'AuthoritativeNull'] as const
const WORDS: readonly string[] = ['True', 'False', 'NULL', ...CONSTANTS, ...CONNECT_ENUM_WORDS]

/** The Connect Sync reader knows how quotes stand inside literals. */
class ConnectReader extends Reader {
  readonly quotes: QuoteRule

  constructor(text: string, decisions: Decisions) {
    super(text, 'connect')
    this.quotes = {
      doubled: decisions.embeddedQuote !== 'backslash',
      escapedQuote: decisions.embeddedQuote !== 'doubled',
      escapedBackslash: true,
    }
  }
}

/** Reads a Connect Sync expression. */
export function parseConnect(text: string, decisions: Decisions = DEFAULT_DECISIONS): Expression {
  const reader = new ConnectReader(text, decisions)
  const expression = readLogical(reader)
  reader.finish()
  return expression
}

const LOGICAL: readonly BinaryOperator[] = ['&&', '||']
const COMPARISON: readonly BinaryOperator[] = ['<>', '<=', '>=', '=', '<', '>']

function readLogical(reader: ConnectReader): Expression {
  return reader.nested(() => readLevel(reader, readComparison, (inner) => takeAny(inner, LOGICAL)))
}

function readComparison(reader: ConnectReader): Expression {
  return readLevel(reader, readSum, (inner) => takeAny(inner, COMPARISON))
}

function readSum(reader: ConnectReader): Expression {
  return readLevel(reader, readUnary, takeArithmetic)
}

/** One level of left-associative operators. */
function readLevel(
  reader: ConnectReader,
  operand: (reader: ConnectReader) => Expression,
  operator: (reader: ConnectReader) => BinaryOperator | undefined,
): Expression {
  reader.skipBlank()
  const start = reader.position
  let left = operand(reader)
  for (let found = operator(reader); found !== undefined; found = operator(reader)) {
    left = binary(found, left, operand(reader), reader.from(start))
  }
  return left
}

function takeAny(reader: ConnectReader, operators: readonly BinaryOperator[]): BinaryOperator | undefined {
  return operators.find((operator) => reader.accept(operator))
}

function takeArithmetic(reader: ConnectReader): BinaryOperator | undefined {
  const next = reader.peek()
  if (next === '/') throw reader.syntax('Division is not an operator of Connect Sync expressions (Q-10).')
  // `&&` belongs to a lower level.
  if (next === '&' && reader.text.startsWith('&&', reader.position)) return undefined
  if (next !== '+' && next !== '-' && next !== '*' && next !== '&') return undefined
  reader.accept(next)
  return next
}

function readUnary(reader: ConnectReader): Expression {
  const next = reader.peek()
  const start = reader.position
  if (next !== '-') return readPrimary(reader)
  reader.accept('-')
  if (/\d/.test(reader.peek())) {
    const digits = reader.digits() ?? '0'
    return { kind: 'integer', value: -BigInt(digits), hexadecimal: false, span: reader.from(start) }
  }
  const operand = reader.nested(() => readUnary(reader))
  return { kind: 'unary', operator: '-', operand, span: reader.from(start) }
}

function readPrimary(reader: ConnectReader): Expression {
  const next = reader.peek()
  const start = reader.position
  switch (next) {
    case '':
      throw reader.syntax('The text ends where a value is expected.')
    case '"':
      return stringLiteral(reader.quoted(reader.quotes), reader.from(start))
    case '[':
      reader.accept('[')
      return attribute(reader.until(']', 'An attribute name').trim(), reader.from(start))
    case '%':
      reader.accept('%')
      return { kind: 'parameter', name: reader.until('%', 'A parameter').trim(), span: reader.from(start) }
    case '$':
      return readVariable(reader, start)
    case '(':
      return readGroup(reader)
    case '&':
      return readHexadecimal(reader, start)
    case '“':
    case '”':
      throw reader.syntax('Typographic quotes are not accepted: use straight double quotes.')
  }
  const digits = reader.digits()
  if (digits !== undefined)
    return { kind: 'integer', value: BigInt(digits), hexadecimal: false, span: reader.from(start) }
  return readWord(reader, start)
}

function readVariable(reader: ConnectReader, start: number): Expression {
  reader.accept('$')
  const name = reader.name()
  if (name === undefined) throw reader.syntax('A $ must be followed by the name of a variable.')
  return { kind: 'variable', name, span: reader.from(start) }
}

function readGroup(reader: ConnectReader): Expression {
  reader.accept('(')
  const inner = readLogical(reader)
  reader.expect(')', 'to close the bracket')
  return inner.kind === 'binary' ? { ...inner, grouped: true } : inner
}

function readHexadecimal(reader: ConnectReader, start: number): Expression {
  const hex = reader.hexDigits()
  if (hex === undefined) throw reader.syntax('& needs a value on its left, or H and hexadecimal digits on its right.')
  return { kind: 'integer', value: BigInt(`0x${hex}`), hexadecimal: true, span: reader.from(start) }
}

function readWord(reader: ConnectReader, start: number): Expression {
  const name = reader.name()
  if (name === undefined) throw reader.syntax(`Unexpected ${reader.peek()}.`)
  if (reader.accept('(')) {
    const args: Expression[] = []
    if (!reader.accept(')')) {
      do args.push(readLogical(reader))
      while (reader.accept(','))
      reader.expect(')', `after the arguments of ${name}`)
    }
    return call(name, args, reader.from(start))
  }
  const span = reader.from(start)
  if (/^true$|^false$/i.test(name)) return booleanLiteral(name.toLowerCase() === 'true', span)
  if (/^null$/i.test(name)) return { kind: 'null', span }
  const constant = CONSTANTS.find((candidate) => candidate === name)
  if (constant !== undefined) return { kind: 'constant', name: constant, span }
  if (CONNECT_ENUM_WORDS.includes(name)) return { kind: 'enum', word: name, span }
  throw new ExpressionError({
    code: 'unknown-word',
    message: `${name} is no constant or option of Connect Sync expressions; an attribute stands in square brackets.`,
    span,
    language: 'connect',
    suggestion: nearestName(name, WORDS),
  })
}
