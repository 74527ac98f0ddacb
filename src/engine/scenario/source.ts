/** Sources, conditions and types of the scenario notation. */

import type { ScopeClause } from '../../expression/filter/index.js'
import type { Produced, Stored } from '../core/values.js'
import { Unknown } from '../core/values.js'
import type { AttributeShape, SourceSpec, TypeSpec } from '../rules/blueprint.js'
import type { Frame } from '../rules/frame.js'
import { storedFromValue } from '../rules/frame.js'
import type { Predicate } from '../rules/model.js'
import { asRuleError } from '../rules/produce.js'
import type { NotationExpression } from './language.js'
import { compileNotation, isTrue } from './language.js'
import type { Condition, FlowSource, Types } from './notation.js'

export function loadTypes(types: Types | undefined): TypeSpec {
  return Object.fromEntries(
    Object.entries(types ?? {}).map(([type, attributes]) => [
      type,
      Object.fromEntries(Object.entries(attributes).map(([name, kind]) => [name, shapeOf(kind)])),
    ]),
  )
}

function shapeOf(text: string): AttributeShape {
  const multi = text.endsWith('[]')
  const kind = multi ? text.slice(0, -2) : text
  return kind === 'integer' || kind === 'boolean' || kind === 'reference' ? { kind, multi } : { kind: 'string', multi }
}

/** `scripted`: an expression stands for a hook. */
export function loadSource(flow: FlowSource, scripted = false): SourceSpec {
  if (flow.src !== undefined) return { kind: 'attribute', name: flow.src }
  if (flow.dnPart !== undefined) return { kind: 'dn-part', part: flow.dnPart }
  if (flow.expr !== undefined) {
    const { compiled, reads } = compileNotation(flow.expr)
    if (!scripted) return { kind: 'expression', expression: compiled, reads }
    return {
      kind: 'scripted',
      name: flow.expr,
      sources: reads.filter((name) => !name.startsWith('mv.')),
      // SE-SYNC-2: an expression that reads nothing of the object is a constant.
      always: false,
      run: (frame) => expression(compiled, frame),
    }
  }
  const value = flow.const
  return { kind: 'constant', value: value === null || value === undefined ? undefined : (value as Stored) }
}

/** Evaluates over the frame as it stands; errors get the field's code. */
export function expression(
  compiled: NotationExpression['compiled'],
  frame: Frame,
  side: 'inbound' | 'outbound' = 'inbound',
): Produced {
  try {
    return storedFromValue(compiled.evaluate(frame[side]), false)
  } catch (error) {
    throw asRuleError(error)
  }
}

export function clausesOf(conditions: readonly Condition[]): readonly ScopeClause[] {
  return conditions.map(([attribute, operator, value]) => ({ attribute, operator, value: clauseValue(value) }))
}

function clauseValue(value: Condition[2]): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'object' ? value.map(clauseValue).join(';') : String(value)
}

/** An expression as a predicate over the frame as it stands. */
export function predicateOf(source: string, side: 'cs' | 'mv'): Predicate {
  const { compiled } = compileNotation(source)
  return (frame) => {
    frame.unknown = undefined
    try {
      const result = isTrue(compiled.evaluate(side === 'cs' ? frame.inbound : frame.outbound))
      return frame.unknown === undefined ? result : new Unknown(frame.unknown)
    } catch (error) {
      throw asRuleError(error)
    }
  }
}
