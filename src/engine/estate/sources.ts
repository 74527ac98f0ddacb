/** Flow mappings of an export as sources of the engine. What cannot be run becomes unknown, with the reason. */

import { attempt, attributesOf, compile, fromMimTree, parse } from '../../expression/index.js'
import type { FlowMapping, RuleExpression, SensitiveValue, SyncRuleFlow } from '../../model/index.js'
import type { AttributeShape } from '../core/shape.js'
import type { Stored } from '../core/values.js'
import type { SourceSpec } from '../rules/blueprint.js'
import type { Producer } from '../rules/model.js'

/** Finds the hook of a scripted mapping. */
export type FindHook = (ruleName: string) => Producer | undefined

/** Intrinsic attributes are written `dn` or `<dn>`; the engine knows the DN as `dn`. */
export function attributeName(name: string, intrinsic: boolean): string {
  return intrinsic ? name.replaceAll(/[<>]/g, '') : name
}

export function sourceOf(mapping: FlowMapping, target: AttributeShape, hook: FindHook): SourceSpec {
  switch (mapping.kind) {
    case 'direct':
      return { kind: 'attribute', name: attributeName(mapping.source.name, mapping.source.intrinsic) }
    case 'constant':
      return constantSource(mapping.constant, target)
    case 'dn-part':
      return { kind: 'dn-part', part: mapping.part }
    case 'scripted':
      return {
        kind: 'scripted',
        name: mapping.ruleName,
        sources: mapping.sources.map((source) => attributeName(source.name, source.intrinsic)),
        run: hook(mapping.ruleName),
      }
    case 'sync-rule':
      return ruleSource(mapping, target)
    case 'unknown':
      return { kind: 'unknown', why: `a mapping of unknown kind ${mapping.element}` }
  }
}

interface RuleMapping {
  readonly form?: string
  readonly kind: string
  readonly sources: readonly { readonly name: string; readonly intrinsic: boolean }[]
  readonly constant?: SensitiveValue
  readonly expression?: RuleExpression
}

function ruleSource(mapping: RuleMapping, target: AttributeShape): SourceSpec {
  const form = mapping.form ?? mapping.kind
  const [first] = mapping.sources
  if (form === 'direct' && first !== undefined)
    return { kind: 'attribute', name: attributeName(first.name, first.intrinsic) }
  if (form === 'constant') return constantSource(mapping.constant, target)
  if (form === 'expression' && mapping.expression !== undefined) return expressionSource(mapping.expression)
  return { kind: 'unknown', why: 'a mapping of a synchronization rule that could not be read' }
}

/** A flow of a synchronization rule as the rule itself holds it. */
export function ruleFlowSource(flow: SyncRuleFlow, target: AttributeShape): SourceSpec {
  const { constant, expression } = flow
  return ruleSource(
    {
      kind: flow.kind,
      sources: flow.sources.map((name) => ({ name, intrinsic: name === 'dn' })),
      ...(constant === undefined ? {} : { constant }),
      ...(expression === undefined ? {} : { expression }),
    },
    target,
  )
}

function constantSource(constant: SensitiveValue | undefined, target: AttributeShape): SourceSpec {
  if (constant?.redacted === true)
    return { kind: 'unknown', why: 'a constant that was redacted when the export was read' }
  return { kind: 'constant', value: typed(constant?.value, target) }
}

/** A constant is written as text; the target's type says what it is. */
function typed(text: string | undefined, target: AttributeShape): Stored | undefined {
  if (text === undefined) return undefined
  if (target.kind === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (target.kind === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return text
}

function expressionSource(expression: RuleExpression): SourceSpec {
  const compiled = attempt(() =>
    expression.language === 'mim'
      ? compile('mim', fromMimTree(expression.root))
      : compile(expression.language, parse(expression.language, expression.text)),
  )
  if (!compiled.ok) return { kind: 'unknown', why: `an expression that cannot be run: ${compiled.error.message}` }
  return { kind: 'expression', expression: compiled.value, reads: attributesOf(compiled.value.expression) }
}
