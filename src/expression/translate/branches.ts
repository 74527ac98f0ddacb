/**
 * Results and conditions. The source languages choose with boolean operators and may answer "nothing" or fail; Entra has
 * a bare comparison, Switch, and one wrapper for "nothing". A condition is therefore translated together with what
 * happens on either side of it.
 */

import type { Call, Expression } from '../ast.js'
import { call, rewrite, stringLiteral } from '../ast.js'
import { emitCondition } from './conditions.js'
import type { TranslationContext } from './context.js'

/** One way a rule can end. */
export type Branch =
  | { readonly kind: 'value'; readonly expression: Expression }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'error'; readonly node: Expression }

export function valueBranch(expression: Expression): Branch {
  return { kind: 'value', expression }
}

/** Translates a node that stands where a result is expected. */
export function translateBranch(node: Expression, context: TranslationContext): Branch {
  if (node.kind === 'null') return nothing(node, context)
  if (node.kind === 'constant' && node.name !== 'CRLF') {
    if (node.name === 'IgnoreThisFlow') noteIgnored(node, context)
    else
      context.note('precedence-lost', 'approximate', node, { example: 'another rule of lower precedence contributes' })
    return { kind: 'nothing' }
  }
  if (node.kind !== 'call') return valueBranch(context.translate(node))
  switch (node.name) {
    case 'Null':
      return nothing(node, context)
    case 'Error':
      return context.place === 'cloud-sync' ? valueBranch(context.translate(node)) : { kind: 'error', node }
    case 'IIF':
      return chooseByCondition(node, context)
    case 'Switch':
      return chooseByPairs(node, context)
    case 'With':
      return translateBranch(inlineVariable(node, context), context)
    default:
      return valueBranch(context.translate(node))
  }
}

/**
 * A null result. Cloud Sync takes the empty text as "clear"; elsewhere the wrapper says "leave alone". Which of the two
 * the source meant, the caller may know.
 */
function nothing(node: Expression, context: TranslationContext): Branch {
  const { nullMeans } = context.options
  if (context.place === 'cloud-sync') {
    if (nullMeans !== 'clear') noteCleared(node, context)
  } else if (nullMeans === 'skip') context.note('other-branch-filled', 'conditional', node)
  else
    context.note('null-becomes-skip', 'approximate', node, {
      example: 'the target holds a value and the source gives null: the source may clear it, the target keeps it',
    })
  return { kind: 'nothing' }
}

function noteIgnored(node: Expression, context: TranslationContext): void {
  if (context.place === 'cloud-sync') noteCleared(node, context)
  else context.note('other-branch-filled', 'conditional', node)
}

function noteCleared(node: Expression, context: TranslationContext): void {
  context.note('null-becomes-clear', 'approximate', node, {
    example: 'the target holds a value and the source leaves it alone: Cloud Sync takes the empty text and clears it',
  })
}

function chooseByCondition(node: Call, context: TranslationContext): Branch {
  const [test, yes, no] = node.args
  if (test === undefined || yes === undefined || no === undefined) return valueBranch(context.translate(node))
  const shortened = truncationIdiom(test, yes, no)
  if (shortened !== undefined) {
    context.note('present', 'conditional', node, { attribute: shortened.subject })
    return valueBranch(context.translate(shortened.expression))
  }
  return emitCondition(test, translateBranch(yes, context), translateBranch(no, context), context)
}

/** `IIF(Len(x) > n, Left(x, n), x)` is `Left(x, n)`. */
function truncationIdiom(
  test: Expression,
  yes: Expression,
  no: Expression,
): { readonly expression: Expression; readonly subject: string } | undefined {
  if (test.kind !== 'binary' || (test.operator !== '>' && test.operator !== '>=')) return undefined
  const { left, right } = test
  if (left.kind !== 'call' || left.name !== 'Len' || right.kind !== 'integer') return undefined
  if (yes.kind !== 'call' || yes.name !== 'Left' || no.kind !== 'attribute') return undefined
  const [subject, count] = yes.args
  const measured = left.args[0]
  const isSame =
    subject?.kind === 'attribute' &&
    subject.name === no.name &&
    measured?.kind === 'attribute' &&
    measured.name === no.name
  return isSame && count?.kind === 'integer' && count.value === right.value
    ? { expression: yes, subject: no.name }
    : undefined
}

/** Connect's Switch: conditions and values by turns; nothing when none holds. */
function chooseByPairs(node: Call, context: TranslationContext): Branch {
  const pairs: { readonly test: Expression; readonly value: Expression }[] = []
  for (let index = 0; index + 1 < node.args.length; index += 2) {
    const test = node.args[index]
    const value = node.args[index + 1]
    if (test !== undefined && value !== undefined) pairs.push({ test, value })
  }
  const last = pairs.at(-1)
  const hasDefault = last?.test.kind === 'boolean' && last.test.value
  let result: Branch = hasDefault ? translateBranch(last.value, context) : nothing(node, context)
  const conditions = hasDefault ? pairs.slice(0, -1) : pairs
  const keyed = switchOnOneAttribute(conditions.map((pair) => pair.test))
  const values = conditions.map((pair) => translateBranch(pair.value, context))
  if (keyed !== undefined && values.every((value) => value.kind !== 'error')) {
    if (keyed.keys.some((key) => /\p{L}/u.test(key))) context.assume('Q-03', node)
    const fallback = result.kind === 'error' ? dropError(result.node, context) : materialise(result, context)
    const args = keyed.keys.flatMap((key, index) => {
      const value = values[index]
      return value === undefined ? [] : [stringLiteral(key), materialise(value, context)]
    })
    return valueBranch(call('Switch', [context.translate(keyed.subject), fallback, ...args]))
  }
  for (let index = conditions.length - 1; index >= 0; index--) {
    const pair = conditions[index]
    const value = values[index]
    if (pair !== undefined && value !== undefined) result = emitCondition(pair.test, value, result, context)
  }
  return result
}

/** The subject and keys when every condition compares the same attribute with another text. */
function switchOnOneAttribute(
  tests: readonly Expression[],
): { readonly subject: Expression; readonly keys: readonly string[] } | undefined {
  const keys: string[] = []
  let subject: Expression | undefined
  for (const test of tests) {
    if (test.kind !== 'binary' || test.operator !== '=' || test.left.kind !== 'attribute') return undefined
    if (test.right.kind !== 'string' || test.right.value === '' || keys.includes(test.right.value)) return undefined
    if (subject?.kind === 'attribute' && subject.name !== test.left.name) return undefined
    subject = test.left
    keys.push(test.right.value)
  }
  return subject === undefined ? undefined : { subject, keys }
}

function inlineVariable(node: Call, context: TranslationContext): Expression {
  const [variable, value, body] = node.args
  if (variable?.kind !== 'variable' || value === undefined || body === undefined)
    return context.refuse('not-constant', node, { function: 'With' })
  return rewrite(body, (inner) => (inner.kind === 'variable' && inner.name === variable.name ? value : inner))
}

/** The target expression of a branch; "nothing" becomes the empty text the wrapper around the whole looks for. */
export function materialise(branch: Branch, context: TranslationContext): Expression {
  switch (branch.kind) {
    case 'value':
      return branch.expression
    case 'nothing':
      context.ignoresEmpty = true
      return stringLiteral('')
    case 'error':
      return dropError(branch.node, context)
  }
}

/** A failing branch without a counterpart: the object has to be kept out by a scoping filter instead. */
export function dropError(node: Expression, context: TranslationContext): Expression {
  noteError(node, context)
  context.ignoresEmpty = true
  return stringLiteral('')
}

export function noteError(node: Expression, context: TranslationContext): void {
  const message = node.kind === 'call' && node.args[0]?.kind === 'string' ? node.args[0].value : ''
  context.note('error-becomes-scope', 'approximate', node, {
    message,
    example: 'an object the rule fails for: the source stops it, the target goes on',
    advice: 'keep such objects out with a scoping filter',
  })
}
