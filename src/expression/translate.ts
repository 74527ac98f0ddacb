/** MIM and Connect Sync expressions into Entra provisioning expressions, with a verdict that is as good as the worst part. */

import type { Call, Expression } from './ast.js'
import { call, NOWHERE, walk } from './ast.js'
import { resolveCall } from './compile.js'
import { ENTRA_FUNCTIONS } from './entra/functions.js'
import { EXPRESSION_LENGTH, LONGEST_EXPRESSION, validateEntra } from './entra/limits.js'
import { printEntra } from './entra/print.js'
import { ExpressionError } from './errors.js'
import { parameterAt } from './function-table.js'
import { materialise, translateBranch } from './translate/branches.js'
import { CONNECT_RULES } from './translate/connect-rules.js'
import type { SourceRules } from './translate/context.js'
import { TranslationContext, Untranslatable } from './translate/context.js'
import { MIM_RULES } from './translate/mim-rules.js'
import type { TranslationOptions } from './translate/options.js'
import type { Translation } from './translate/result.js'
import { worstOf } from './translate/result.js'

const SOURCES: Readonly<Record<'mim' | 'connect', SourceRules>> = { mim: MIM_RULES, connect: CONNECT_RULES }

/** Translates an expression. Never throws for what an expression says; an expression that would not compile is impossible. */
export function translate(
  from: 'mim' | 'connect',
  expression: Expression,
  options: TranslationOptions = {},
): Translation {
  const rules = SOURCES[from]
  const context = new TranslationContext(rules, options, listNamesIn(expression, rules))
  try {
    checkCalls(expression, rules)
    const branch = translateBranch(expression, context)
    if (branch.kind === 'nothing')
      return refusal(context, () => context.refuse('no-counterpart', expression, { advice: 'leave the mapping out' }))
    if (branch.kind === 'error')
      return refusal(context, () =>
        context.refuse('no-counterpart', expression, { advice: 'a scoping filter keeps the object out' }),
      )
    const inner = materialise(branch, context)
    return finish(wrap(inner, context), context)
  } catch (error) {
    if (error instanceof Untranslatable) return impossible(context)
    if (!(error instanceof ExpressionError)) throw error
    context.note('unknown-function', 'impossible', expression, { advice: error.message })
    return impossible(context)
  }
}

/** Cloud Sync clears with "" and has no wrapper for "leave alone". */
function wrap(inner: Expression, context: TranslationContext): Expression {
  return context.ignoresEmpty && context.place !== 'cloud-sync' ? call('IgnoreFlowIfNullOrEmpty', [inner]) : inner
}

function finish(expression: Expression, context: TranslationContext): Translation {
  if (context.place === 'cloud-sync')
    walk(expression, (node) => {
      if (node.kind === 'call' && ENTRA_FUNCTIONS.get(node.name)?.availability === 'app-and-hr')
        context.refuse('not-on-cloud-sync', { ...node, span: NOWHERE }, { function: node.name })
    })
  validateEntra(expression)
  const text = printEntra(expression)
  if (text.length > LONGEST_EXPRESSION)
    context.refuse('too-long', expression, {
      length: String(text.length),
      limit: EXPRESSION_LENGTH.statement,
      source: EXPRESSION_LENGTH.source,
    })
  return {
    from: languageOf(context),
    to: 'entra',
    verdict: worstOf(context.reasons),
    expression,
    text,
    reasons: context.reasons,
  }
}

function refusal(context: TranslationContext, refuse: () => never): Translation {
  try {
    return refuse()
  } catch (error) {
    if (error instanceof Untranslatable) return impossible(context)
    throw error
  }
}

function impossible(context: TranslationContext): Translation {
  return {
    from: languageOf(context),
    to: 'entra',
    verdict: 'impossible',
    expression: undefined,
    text: undefined,
    reasons: context.reasons,
  }
}

function languageOf(context: TranslationContext): 'mim' | 'connect' {
  return context.rules.language === 'mim' ? 'mim' : 'connect'
}

function checkCalls(expression: Expression, rules: SourceRules): void {
  walk(expression, (node) => {
    if (node.kind === 'call') resolveCall(rules.dialect, node)
  })
}

/** Attributes the expression hands to functions over collections: they are collections. */
function listNamesIn(expression: Expression, rules: SourceRules): ReadonlySet<string> {
  const names = new Set<string>()
  walk(expression, (node) => {
    const definition = node.kind === 'call' ? rules.dialect.functions.get(node.name) : undefined
    if (node.kind !== 'call' || definition === undefined) return
    for (const [index, argument] of node.args.entries()) {
      if (parameterAt(definition, index)?.type === 'list' || isIterated(node, index))
        addSingleReads(argument, names, rules)
    }
  })
  return names
}

function isIterated(node: Call, index: number): boolean {
  return index === 1 && (node.name === 'Select' || node.name === 'Where')
}

/** A function of single values inside a collection is mapped over it, so what it reads is a collection too. */
function addSingleReads(node: Expression, names: Set<string>, rules: SourceRules): void {
  if (node.kind === 'attribute') names.add(node.name)
  if (node.kind !== 'call') return
  const definition = rules.dialect.functions.get(node.name)
  if (node.name === 'ImportedValue' && node.args[0]?.kind === 'string') names.add(node.args[0].value)
  if (definition === undefined || definition.returns === 'list') return
  const [first] = node.args
  if (first !== undefined) addSingleReads(first, names, rules)
}
