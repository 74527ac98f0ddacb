/** Conditions of MIM and Connect Sync as Entra choices. */

import type { Binary, BinaryOperator, Call, Expression } from '../ast.js'
import { attributesOf, binary, call, integerLiteral, sameExpression, stringLiteral } from '../ast.js'
import { compileExpression } from '../compile.js'
import { attempt } from '../errors.js'
import type { Branch } from './branches.js'
import { materialise, noteError, translateBranch, valueBranch } from './branches.js'
import { emitComparison } from './comparisons.js'
import type { TranslationContext } from './context.js'
import { replacePattern } from './context.js'

const MIM_COMPARISONS: Readonly<Record<string, BinaryOperator>> = {
  Eq: '=',
  NotEquals: '<>',
  LessThan: '<',
  GreaterThan: '>',
  LessThanOrEquals: '<=',
  GreaterThanOrEquals: '>=',
}

const COMPARISONS: readonly string[] = ['=', '<>', '<', '<=', '>', '>=']
const TEST_FUNCTIONS: readonly string[] = [
  'IsPresent',
  'IsNull',
  'IsNullOrEmpty',
  'IsEmpty',
  'IsBitSet',
  'IsString',
  'IsNumeric',
  'IsGuid',
  'IsDate',
  'IsCert',
  'CBool',
]

/** Whether a node answers true or false by itself. */
export function isCondition(node: Expression): boolean {
  if (node.kind === 'boolean') return true
  if (node.kind === 'binary')
    return COMPARISONS.includes(node.operator) || node.operator === '&&' || node.operator === '||'
  return node.kind === 'call' && (node.name in MIM_COMPARISONS || TEST_FUNCTIONS.includes(node.name))
}

/** The comparison a node makes, whichever way its language writes it. */
export function asComparison(node: Expression): Binary | undefined {
  if (node.kind === 'binary') return COMPARISONS.includes(node.operator) ? node : undefined
  if (node.kind !== 'call') return undefined
  const operator = MIM_COMPARISONS[node.name]
  const [left, right] = node.args
  return operator === undefined || left === undefined || right === undefined
    ? undefined
    : binary(operator, left, right, node.span)
}

/** The choice `test ? yes : no` in the target language. */
export function emitCondition(test: Expression, yes: Branch, no: Branch, context: TranslationContext): Branch {
  if (test.kind === 'boolean') return test.value ? yes : no
  if (test.kind === 'null') return no
  if (test.kind === 'binary' && test.operator === '&&')
    return emitCondition(test.left, emitCondition(test.right, yes, no, context), no, context)
  if (test.kind === 'binary' && test.operator === '||')
    return emitCondition(test.left, yes, emitCondition(test.right, yes, no, context), context)
  const comparison = asComparison(test)
  if (comparison !== undefined) return emitComparison(comparison, yes, no, context)
  if (test.kind === 'call') return emitTest(test, yes, no, context)
  if (test.kind === 'attribute') return choose(context.translate(test), 'True', yes, no, context)
  return context.refuse('no-counterpart', test, { function: test.kind })
}

function emitTest(test: Call, yes: Branch, no: Branch, context: TranslationContext): Branch {
  const [subject] = test.args
  if (subject === undefined) return context.refuse('no-counterpart', test, { function: test.name })
  switch (test.name) {
    case 'IsPresent':
      return emitPresence(subject, yes, no, context)
    case 'IsNullOrEmpty':
      return emitPresence(subject, no, yes, context)
    case 'IsNull':
      context.note('not-empty', 'conditional', test, { attribute: attributesOf(subject).join(', ') })
      return emitPresence(subject, no, yes, context)
    case 'CBool':
      if (isCondition(subject) || (subject.kind === 'call' && subject.name === 'IIF'))
        return emitCondition(subject, yes, no, context)
      if (subject.kind === 'call' && (subject.name === 'Contains' || subject.name === 'Len'))
        return emitCondition(binary('>', subject, integerLiteral(0), test.span), yes, no, context)
      if (subject.kind === 'attribute') return emitFlag(context.translate(subject), yes, no, context)
      // CBool(NULL) is False although NULL <> 0 is True, so the guard asks the original test.
      return emitGuarded(test, binary('<>', context.translate(subject), integerLiteral(0)), yes, no, context)
    case 'IIF': {
      const [inner, whenTrue, whenFalse] = test.args
      if (inner === undefined || whenTrue === undefined || whenFalse === undefined) break
      const first = emitCondition(whenTrue, yes, no, context)
      return emitCondition(inner, first, emitCondition(whenFalse, yes, no, context), context)
    }
    case 'IsBitSet': {
      const bits = call(
        'BitAnd',
        test.args.map((argument) => context.translate(argument)),
      )
      return emitGuarded(test, binary('<>', bits, integerLiteral(0)), yes, no, context)
    }
    case 'IsString':
      return emitGuarded(test, call('IsString', [context.translate(subject)]), yes, no, context)
    case 'IsNumeric':
      return emitPattern(subject, '^\\s*[+-]?[0-9]{1,18}\\s*\\z', yes, no, context)
    case 'IsGuid':
      return emitPattern(
        subject,
        '^(?:[{]HEX[}]|HEX)\\z'.replaceAll('HEX', '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'),
        yes,
        no,
        context,
      )
    default:
  }
  return context.refuse('no-counterpart', test, {
    function: test.name,
    advice: 'move the test into a scoping filter, or into the source',
  })
}

/** CBool of an attribute, whether it holds numbers or booleans: everything but absent, 0 and False is true. */
function emitFlag(subject: Expression, yes: Branch, no: Branch, context: TranslationContext): Branch {
  const falsy = ['', '0', 'False'].map((key) => stringLiteral(key))
  return combine((a, b) => call('Switch', [subject, a, ...falsy.flatMap((key) => [key, b])]), yes, no, context)
}

/** Presence: `Switch(x, whenPresent, "", whenAbsent)`; a collection is counted. */
export function emitPresence(
  subject: Expression,
  present: Branch,
  absent: Branch,
  context: TranslationContext,
): Branch {
  if (context.isPresent(subject)) return present
  if (context.isList(subject)) {
    const counted = binary('>', call('Count', [context.translateList(subject)]), {
      kind: 'integer',
      value: 0n,
      hexadecimal: false,
      span: subject.span,
    })
    return combine((yes, no) => call('IIF', [counted, yes, no]), present, absent, context)
  }
  // IIF cannot see a null; Switch can, and is chosen for that.
  context.noteSwitch(subject)
  const target = context.translate(subject)
  return combine((yes, no) => call('Switch', [target, yes, stringLiteral(''), no]), present, absent, context)
}

/** A test by regular expression: removing the match leaves nothing exactly when the whole text matches. */
export function emitPattern(
  subject: Expression,
  pattern: string,
  yes: Branch,
  no: Branch,
  context: TranslationContext,
): Branch {
  const target = context.translate(subject)
  const rest = replacePattern(target, pattern, '')
  return combine(
    (whenTrue, whenFalse) =>
      call('Switch', [
        target,
        call('Switch', [rest, whenFalse, stringLiteral(''), whenTrue]),
        stringLiteral(''),
        whenFalse,
      ]),
    yes,
    no,
    context,
  )
}

/** `Switch(subject, no, "key", yes)`: equality that an absent attribute fails, as in the source. */
function choose(subject: Expression, key: string, yes: Branch, no: Branch, context: TranslationContext): Branch {
  return combine(
    (whenTrue, whenFalse) => call('Switch', [subject, whenFalse, stringLiteral(key), whenTrue]),
    yes,
    no,
    context,
  )
}

/** Builds the choice; a failing side falls away with a note, equal sides need no choice. */
export function combine(
  build: (yes: Expression, no: Expression) => Expression,
  yes: Branch,
  no: Branch,
  context: TranslationContext,
): Branch {
  if (yes.kind === 'error') {
    noteError(yes.node, context)
    return no
  }
  if (no.kind === 'error') {
    noteError(no.node, context)
    return yes
  }
  if (yes.kind === 'nothing' && no.kind === 'nothing') return yes
  const whenTrue = materialise(yes, context)
  const whenFalse = materialise(no, context)
  if (sameExpression(whenTrue, whenFalse)) return valueBranch(whenTrue)
  const built = build(whenTrue, whenFalse)
  context.requireSize(built)
  return valueBranch(built)
}

/**
 * An IIF over a condition that an absent attribute would leave undetermined. With one such attribute, what the source
 * answers for its absence is known beforehand and goes into a Switch around the IIF; with several, presence becomes a
 * condition of the translation.
 */
export function emitGuarded(
  test: Expression,
  condition: Expression,
  yes: Branch,
  no: Branch,
  context: TranslationContext,
): Branch {
  const unsure = attributesOf(test).filter(
    (name) => context.factsOf(name).alwaysPresent !== true && !context.isListName(name),
  )
  const [only] = unsure
  if (only === undefined) return combine((a, b) => call('IIF', [condition, a, b]), yes, no, context)
  const whenNull = unsure.length === 1 ? answerFor(test, only, null, context) : undefined
  if (whenNull === undefined) {
    context.note('present', 'conditional', test, { attribute: unsure.join(', ') })
    return combine((a, b) => call('IIF', [condition, a, b]), yes, no, context)
  }
  const whenEmpty = answerFor(test, only, '', context)
  if (whenEmpty !== undefined && whenEmpty !== whenNull)
    context.note('not-empty', 'conditional', test, { attribute: only })
  context.noteSwitch(test)
  const subject = context.translate({ kind: 'attribute', name: only, span: test.span })
  return combine(
    (a, b) => call('Switch', [subject, call('IIF', [condition, a, b]), stringLiteral(''), whenNull ? a : b]),
    yes,
    no,
    context,
  )
}

/** Two moments: an answer that holds at both does not hang on the clock. */
const CLOCKS: readonly number[] = [0, Date.UTC(2200, 0, 1)]

/** What the source condition says when its one attribute is absent or empty; undefined when it fails or depends. */
function answerFor(test: Expression, name: string, value: '' | null, context: TranslationContext): boolean | undefined {
  const [early, late] = CLOCKS.map((now) => {
    const outcome = attempt(() =>
      compileExpression(context.rules.dialect, test).evaluate({
        attributes: new Map(value === null ? [] : [[name, value]]),
        parameters: { get: (parameter) => context.options.parameters?.get(parameter) },
        now,
      }),
    )
    return outcome.ok ? (outcome.value ?? false) : undefined
  })
  return typeof early === 'boolean' && early === late ? early : undefined
}

/** A condition used as a value: the texts "True" and "False". */
export function conditionAsValue(node: Expression, context: TranslationContext): Expression {
  const branch = emitCondition(node, valueBranch(stringLiteral('True')), valueBranch(stringLiteral('False')), context)
  return materialise(branch, context)
}

/** A choice used as a value somewhere inside an expression. */
export function choiceAsValue(node: Call, context: TranslationContext): Expression {
  return materialise(translateBranch(node, context), context)
}
