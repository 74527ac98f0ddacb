/** Comparisons inside conditions. */

import type { Binary, BinaryOperator, Expression } from '../ast.js'
import { binary, call, integerLiteral, stringLiteral } from '../ast.js'
import type { Branch } from './branches.js'
import { combine, emitCondition, emitGuarded, emitPattern, isCondition } from './conditions.js'
import type { TranslationContext } from './context.js'
import { isDate, translateDate } from './dates.js'

const MIRRORED: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

/** The choice a comparison makes. */
export function emitComparison(node: Binary, yes: Branch, no: Branch, context: TranslationContext): Branch {
  const { left, right, operator } = node
  if (isLiteral(left) && !isLiteral(right))
    return emitComparison(binary(MIRRORED[operator] ?? operator, right, left, node.span), yes, no, context)
  if (operator === '<>') return emitComparison(binary('=', left, right, node.span), no, yes, context)
  if (operator === '=' && right.kind === 'boolean' && isCondition(left))
    return emitCondition(left, right.value ? yes : no, right.value ? no : yes, context)
  if (operator === '=' && right.kind === 'null')
    return emitCondition(call('IsNull', [left], node.span), yes, no, context)
  const special = emitCount(node, yes, no, context)
  if (special !== undefined) return special
  if (isDate(left) || isDate(right)) return emitDateComparison(node, yes, no, context)
  const key = operator === '=' ? literalKey(right, left, context) : undefined
  if (key !== undefined && key !== '') return emitKey(node, key, yes, no, context)
  if (operator === '=' && right.kind !== 'integer') return emitEquality(node, yes, no, context)
  if (right.kind === 'string' || left.kind === 'string')
    context.note('number-as-text', 'approximate', node, {
      example: '"10" < "9": the source compares text, the target numbers',
    })
  const condition = binary(operator, context.translate(left), context.translate(right))
  return emitGuarded(node, condition, yes, no, context)
}

function isLiteral(node: Expression): boolean {
  return node.kind === 'string' || node.kind === 'integer' || node.kind === 'boolean' || node.kind === 'null'
}

/** The text a literal has in the target, when a Switch can look for it. */
function literalKey(node: Expression, other: Expression, context: TranslationContext): string | undefined {
  if (node.kind === 'boolean') return node.value ? 'True' : 'False'
  if (node.kind === 'integer') return other.kind === 'attribute' ? String(node.value) : undefined
  const text = context.constantText(node)
  if (node.kind === 'parameter' && text !== undefined)
    context.note('parameter-value', 'conditional', node, { parameter: node.name })
  const isFlag = other.kind === 'attribute' && context.factsOf(other.name).type === 'boolean'
  return isFlag && text !== undefined && /^(true|false)$/i.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
    : text
}

/** `Switch(x, no, "key", yes)`; an absent attribute equals no key but "". */
function emitKey(node: Binary, key: string, yes: Branch, no: Branch, context: TranslationContext): Branch {
  if (node.right.kind === 'string' && /\p{L}/u.test(key)) context.assume('Q-03', node)
  const subject = context.translate(node.left)
  if (node.left.kind === 'string' || node.left.kind === 'attribute') context.noteSwitch(node)
  return combine((a, b) => call('Switch', [subject, b, stringLiteral(key), a]), yes, no, context)
}

/** Two values of the object against each other: absence of either is decided before they are compared. */
function emitEquality(node: Binary, yes: Branch, no: Branch, context: TranslationContext): Branch {
  context.assume('Q-03', node)
  const left = context.translate(node.left)
  const right = context.translate(node.right)
  const compare = (a: Expression, b: Expression): Expression => call('IIF', [binary('=', left, right), a, b])
  const leftPresent = context.isPresent(node.left)
  const rightPresent = context.isPresent(node.right)
  if (leftPresent && rightPresent) return combine(compare, yes, no, context)
  context.note('not-empty', 'conditional', node, { attribute: 'both sides' })
  return combine(
    (a, b) => {
      const inner = rightPresent ? compare(a, b) : context.guarded(right, compare(a, b), b)
      if (leftPresent) return inner
      return context.guarded(left, inner, rightPresent ? b : context.guarded(right, b, a))
    },
    yes,
    no,
    context,
  )
}

/** Positions and lengths compared with a number: found or not, long enough or not. */
function emitCount(node: Binary, yes: Branch, no: Branch, context: TranslationContext): Branch | undefined {
  const { left, right, operator } = node
  if (left.kind !== 'call' || right.kind !== 'integer') return undefined
  if (left.name === 'Contains') return emitContains(left.args, operator, Number(right.value), node, yes, no, context)
  if (left.name !== 'Len') return undefined
  const [subject] = left.args
  const range = lengthRange(operator, Number(right.value))
  if (subject === undefined || range === undefined) return undefined
  const [low, high] = range
  if (low > high || high < 0) return no
  // An absent or empty text has length 0, which the pattern test would take for a mismatch.
  const withinZero = low <= 0
  const pattern = `^[\\s\\S]{${Math.max(low, 0)},${high === Number.POSITIVE_INFINITY ? '' : high}}\\z`
  const tested = emitPattern(subject, pattern, yes, no, context)
  if (!withinZero || tested.kind !== 'value') return tested
  const target = context.translate(subject)
  return combine(
    () => context.guarded(target, tested.expression, yes.kind === 'value' ? yes.expression : stringLiteral('')),
    yes,
    no,
    context,
  )
}

function lengthRange(operator: BinaryOperator, bound: number): readonly [number, number] | undefined {
  switch (operator) {
    case '=':
      return [bound, bound]
    case '>':
      return [bound + 1, Number.POSITIVE_INFINITY]
    case '>=':
      return [bound, Number.POSITIVE_INFINITY]
    case '<':
      return [0, bound - 1]
    case '<=':
      return [0, bound]
    default:
      return undefined
  }
}

/** `Contains(values, text) > 0` looks for the text in the joined values. */
function emitContains(
  args: readonly Expression[],
  operator: BinaryOperator,
  bound: number,
  node: Binary,
  yes: Branch,
  no: Branch,
  context: TranslationContext,
): Branch {
  const [values, sought, option] = args
  const found = (operator === '>' && bound === 0) || (operator === '>=' && bound === 1)
  const absent =
    (operator === '=' && bound === 0) || (operator === '<' && bound === 1) || (operator === '<=' && bound === 0)
  if (values === undefined || sought === undefined || (!found && !absent))
    return context.refuse('no-counterpart', node, { function: 'Contains', advice: 'only found or not found survives' })
  const text = context.constantText(sought)
  if (values.kind === 'attribute' && context.factsOf(values.name).type === 'reference')
    return context.refuse('reference-mapping', node, { function: 'Contains' })
  const separator = text?.includes('|') ? '\\' : '|'
  context.note('separator-absent', 'conditional', node, { separator })
  const joined = call('Join', [stringLiteral(separator), context.translateList(values)])
  const ignoresCase = option?.kind === 'enum' && option.word === 'CaseInsensitive'
  const compare: Expression = { kind: 'enum', word: ignoresCase ? 'vbTextCompare' : 'vbBinaryCompare', span: node.span }
  const position = call('InStr', [joined, context.translate(sought), integerLiteral(1), compare])
  const condition = binary('>', position, integerLiteral(0))
  return combine((a, b) => call('IIF', [condition, a, b]), found ? yes : no, found ? no : yes, context)
}

/** Dates are text in the target and text order is not time order: the difference is compared with zero. */
function emitDateComparison(node: Binary, yes: Branch, no: Branch, context: TranslationContext): Branch {
  context.note('whole-seconds', 'conditional', node, { example: 'two instants within one second' })
  const difference = call('DateDiff', [
    stringLiteral('s'),
    translateDate(node.right, context),
    translateDate(node.left, context),
  ])
  return emitGuarded(node, binary(node.operator, difference, integerLiteral(0)), yes, no, context)
}
