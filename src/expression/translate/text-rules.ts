/** Rules for text functions, shared by both source languages. */

import type { Call, Expression } from '../ast.js'
import { call, sameExpression, stringLiteral } from '../ast.js'
import { diacriticOf } from '../library/diacritics.js'
import { escapeRegExp, expandMonikers } from '../library/text.js'
import type { Rule, TranslationContext } from './context.js'
import { groupReference, replaceLiteral, replacePattern } from './context.js'

/** The same function under another name; arguments keep their order. */
export function renamed(name: string): Rule {
  return (node, context) =>
    call(
      name,
      node.args.map((argument) => context.translate(argument)),
    )
}

/** The same, resting on open questions. */
export function renamedAssuming(name: string, ...questions: readonly string[]): Rule {
  return (node, context) => {
    for (const question of questions) context.assume(question, node)
    return renamed(name)(node, context)
  }
}

/** No way; says why and what to do instead. */
export function refused(reason: Parameters<TranslationContext['refuse']>[0], advice: string): Rule {
  return (node, context) => context.refuse(reason, node, { function: node.name, advice })
}

function first(node: Call, context: TranslationContext): Expression {
  const [source] = node.args
  return source === undefined
    ? context.refuse('not-constant', node, { function: node.name })
    : context.translate(source)
}

/** A constant whole number among the arguments, or a refusal. */
function constantAt(node: Call, index: number, context: TranslationContext): number {
  const found = context.constantInteger(node.args[index])
  return found ?? context.refuse('not-constant', node, { function: node.name, argument: String(index + 1) })
}

/** The rule's result for a present text; the source gives "" for an absent one, a bare Replace would give nothing. */
function emptyWhenAbsent(node: Call, source: Expression, result: Expression, context: TranslationContext): Expression {
  const [argument] = node.args
  if (argument !== undefined && context.isPresent(argument)) return result
  return context.guarded(source, result, stringLiteral(''))
}

export function trimmed(pattern: string): Rule {
  return (node, context) => replacePattern(first(node, context), pattern, '')
}

export const trimBoth: Rule = (node, context) =>
  context.place === 'cloud-sync' ? call('Trim', [first(node, context)]) : trimmed('^\\s+|\\s+$')(node, context)

/** Left, with the cuts people write by position. */
export const leftPart: Rule = (node, context) => {
  const [source, count] = node.args
  const before = cutBefore(source, count)
  if (source !== undefined && before !== undefined) {
    const target = context.translate(source)
    if (/\p{L}/u.test(before)) context.assume('Q-03', node)
    return emptyWhenAbsent(node, target, replacePattern(target, `${escapeRegExp(before)}[\\s\\S]*\\z`, ''), context)
  }
  const dropped = lengthMinus(source, count)
  if (source !== undefined && dropped !== undefined) {
    const target = context.translate(source)
    return emptyWhenAbsent(node, target, replacePattern(target, `[\\s\\S]{${dropped}}\\z`, ''), context)
  }
  return call(
    'Left',
    node.args.map((argument) => context.translate(argument)),
  )
}

/** The text of `Left(x, InStr(x, "text") - 1)`. */
function cutBefore(source: Expression | undefined, count: Expression | undefined): string | undefined {
  if (count?.kind !== 'binary' || count.operator !== '-' || count.right.kind !== 'integer' || count.right.value !== 1n)
    return undefined
  return soughtIn(source, count.left)
}

/** The text sought by `InStr(x, "text")` over the same `x`. */
function soughtIn(source: Expression | undefined, position: Expression): string | undefined {
  if (position.kind !== 'call' || position.name !== 'InStr' || position.args.length !== 2 || source === undefined)
    return undefined
  const [subject, sought] = position.args
  const isSame = subject !== undefined && sameExpression(subject, source)
  return isSame && sought?.kind === 'string' && sought.value !== '' ? sought.value : undefined
}

/** The n of `Len(x) - n` over the same `x`. */
function lengthMinus(source: Expression | undefined, count: Expression | undefined): number | undefined {
  if (count?.kind !== 'binary' || count.operator !== '-' || count.right.kind !== 'integer' || source === undefined)
    return undefined
  const { left } = count
  const [measured] = left.kind === 'call' && left.name === 'Len' ? left.args : []
  const isSame = measured !== undefined && sameExpression(measured, source)
  const dropped = Number(count.right.value)
  return isSame && dropped > 0 && dropped < 10_000 ? dropped : undefined
}

export const rightPart: Rule = (node, context) => {
  const [source, countNode] = node.args
  const target = first(node, context)
  const dropped = lengthMinus(source, countNode)
  if (dropped !== undefined)
    return emptyWhenAbsent(node, target, replacePattern(target, `^[\\s\\S]{${dropped}}`, ''), context)
  const count = constantAt(node, 1, context)
  if (count === 0) return stringLiteral('')
  if (count < 0) return emptyWhenAbsent(node, target, target, context)
  return emptyWhenAbsent(node, target, replacePattern(target, `^[\\s\\S]*(?=[\\s\\S]{${count}}\\z)`, ''), context)
}

/** Mid; a negative count means the whole text in Connect Sync and nothing in MIM. */
export function middlePart(negative: 'whole' | 'empty'): Rule {
  return (node, context) => {
    const [source, startNode, countNode] = node.args
    const target = first(node, context)
    const after = cutAfter(source, startNode)
    const count = countNode === undefined ? undefined : context.constantInteger(countNode)
    const takesRest = countNode === undefined || (count !== undefined && count >= 448)
    if (after !== undefined && takesRest) {
      if (/\p{L}/u.test(after)) context.assume('Q-03', node)
      // The source returns the whole text when the cut falls behind its end.
      const pattern = `^[\\s\\S]*?${escapeRegExp(after)}(?=[\\s\\S])`
      if (count !== undefined) context.note('text-long-enough', 'conditional', node, { atMost: String(count) })
      return emptyWhenAbsent(node, target, replacePattern(target, pattern, ''), context)
    }
    const start = constantAt(node, 1, context)
    if (countNode !== undefined && count === undefined)
      return context.refuse('not-constant', node, { function: node.name, argument: '3' })
    if (count === 0 || (count !== undefined && count < 0 && negative === 'empty')) return stringLiteral('')
    if (start <= 0 || (count !== undefined && count < 0)) return emptyWhenAbsent(node, target, target, context)
    if (count === undefined)
      return emptyWhenAbsent(node, target, replacePattern(target, `^[\\s\\S]{${start - 1}}(?=[\\s\\S])`, ''), context)
    if (start === 1)
      return call('Left', [target, { kind: 'integer', value: BigInt(count), hexadecimal: false, span: node.span }])
    context.note('text-long-enough', 'conditional', node, { atLeast: String(start) })
    return call('Mid', [target, ...node.args.slice(1).map((argument) => context.translate(argument))])
  }
}

/** The text of `Mid(x, InStr(x, "text") + length)`. */
function cutAfter(source: Expression | undefined, start: Expression | undefined): string | undefined {
  if (start?.kind !== 'binary' || start.operator !== '+' || start.right.kind !== 'integer') return undefined
  const sought = soughtIn(source, start.left)
  return sought !== undefined && BigInt(sought.length) === start.right.value && sought.length === 1 ? sought : undefined
}

/** Pads by adding the most pads needed and removing the surplus. */
export function padded(side: 'left' | 'right'): Rule {
  return (node, context) => {
    const target = first(node, context)
    const length = constantAt(node, 1, context)
    const pad =
      context.constantText(node.args[2]) ?? (node.args[2]?.kind === 'integer' ? String(node.args[2].value) : undefined)
    if (pad?.length !== 1) return context.refuse('not-constant', node, { function: node.name, argument: '3' })
    if (length <= 0) return emptyWhenAbsent(node, target, target, context)
    if (length > 1000) return context.refuse('too-long', node, { function: node.name })
    const pads = stringLiteral(pad.repeat(length))
    const one = escapeRegExp(pad)
    const result =
      side === 'left'
        ? replacePattern(
            call('Join', [stringLiteral(''), pads, target]),
            `^${one}{0,${length}}(?=[\\s\\S]{${length}})`,
            '',
          )
        : replacePattern(
            call('Join', [stringLiteral(''), target, pads]),
            `^(?<k1>[\\s\\S]{${length},})${one}{${length}}\\z|^(?<k2>[\\s\\S]{${length}})[\\s\\S]*\\z`,
            groupReference('k1') + groupReference('k2'),
          )
    return emptyWhenAbsent(node, target, result, context)
  }
}

/** Replace of every occurrence; control characters can be sought but not written. */
export const replaceText: Rule = (node, context) => {
  const [, old, replacement] = node.args
  const target = first(node, context)
  const sought = context.constantText(old)
  const inserted = replacement?.kind === 'integer' ? String(replacement.value) : context.constantText(replacement)
  if (inserted !== undefined && hasControl(expandMonikers(inserted)))
    return context.refuse('no-control-characters', node, { function: node.name, advice: 'use a visible separator' })
  if (sought === undefined || /\p{L}/u.test(expandMonikers(sought))) context.assume('Q-03', node)
  if (old === undefined || replacement === undefined)
    return context.refuse('not-constant', node, { function: node.name })
  if (sought !== undefined && hasControl(expandMonikers(sought)))
    return replacePattern(target, controlPattern(expandMonikers(sought)), (inserted ?? '').replaceAll('$', '$$$$'))
  return replaceLiteral(
    target,
    context.translate(old),
    inserted === undefined ? context.translate(replacement) : stringLiteral(inserted),
  )
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

function controlPattern(text: string): string {
  return [...text]
    .map((character) =>
      hasControl(character) ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}` : escapeRegExp(character),
    )
    .join('')
}

/** One Replace a pair, as long as no replacement brings in a character that a later pair seeks. */
export const replaceCharacters: Rule = (node, context) => {
  const target = first(node, context)
  const pattern = context.constantText(node.args[1])
  if (pattern === undefined) return context.refuse('not-constant', node, { function: node.name, argument: 'pattern' })
  const pairs = pattern
    .replace(/\s/g, '')
    .split(',')
    .map((pair) => pair.split(':'))
  const clean = pairs.every(
    ([source, replacement, surplus]) =>
      source !== undefined && [...source].length === 1 && replacement !== undefined && surplus === undefined,
  )
  if (!clean) return context.refuse('no-counterpart', node, { function: node.name, argument: pattern })
  const sequential = pairs.every(([, replacement = ''], index) =>
    pairs.slice(index + 1).every(([later = '']) => !replacement.includes(later)),
  )
  if (sequential)
    return pairs.reduce<Expression>(
      (source, [sought = '', replacement = '']) =>
        replaceLiteral(source, stringLiteral(sought), stringLiteral(replacement)),
      target,
    )
  if (pairs.every(([sought = '', replacement]) => diacriticOf(sought) === replacement)) {
    context.note('wider-diacritics', 'approximate', node, {
      example: 'a letter with a diacritic the pattern does not list',
    })
    return call('NormalizeDiacritics', [target])
  }
  return context.refuse('no-counterpart', node, { function: node.name, argument: pattern })
}

/** Concatenation: Join treats null and empty alike. */
export function joined(operands: readonly Expression[], node: Expression, context: TranslationContext): Expression {
  const flat = operands.flatMap((operand) => flatten(operand))
  const isContainer = context.options.builds === 'container'
  if (isContainer && namesPart(flat)) context.note('container-not-escaped', 'conditional', node, {})
  if (!isContainer && looksLikeDn(flat))
    return context.refuse('dn-construction', node, {
      advice: 'map cn and parentDistinguishedName separately; the connector builds and escapes the name',
    })
  if (!flat.every((operand) => context.isPresent(operand))) context.assume('Q-05', node)
  if (!flat.some((operand) => context.isPresent(operand)))
    context.note('present', 'conditional', node, { attribute: 'at least one operand' })
  return call('Join', [stringLiteral(''), ...flat.map((operand) => context.translate(operand))])
}

function flatten(node: Expression): readonly Expression[] {
  if (node.kind === 'binary' && node.operator === '&') return [...flatten(node.left), ...flatten(node.right)]
  if (node.kind === 'call' && (node.name === '+' || node.name === 'Concatenate')) return node.args.flatMap(flatten)
  return [node]
}

/** A value stands where a name is being written. */
function namesPart(operands: readonly Expression[]): boolean {
  return operands.some((operand, index) => {
    const before = operands[index - 1]
    return operand.kind !== 'string' && before?.kind === 'string' && /(?:^|,)\s*[A-Z]+=[^,]*$/i.test(before.value)
  })
}

function looksLikeDn(operands: readonly Expression[]): boolean {
  const [head] = operands
  const isRdn = head?.kind === 'string' && /^(?:CN|OU|UID|DC)=/i.test(head.value)
  return isRdn && operands.some((operand) => operand.kind === 'string' && /,\s*(?:CN|OU|DC|O)=/i.test(operand.value))
}
