/** Sources of flows as closures. */

import { ExpressionError } from '../../expression/index.js'
import { dnComponent } from '../core/dn.js'
import { RuleError } from '../core/errors.js'
import { OBJECT_ID } from '../core/metaverse.js'
import type { AttributeShape, Shape } from '../core/shape.js'
import type { Produced, Stored } from '../core/values.js'
import { DECLINED, isAtoms, Unknown } from '../core/values.js'
import type { SourceSpec } from './blueprint.js'
import type { Frame } from './frame.js'
import { storedFromValue } from './frame.js'
import type { Producer } from './model.js'

export type Side = 'cs' | 'mv'

export interface CompiledSource {
  readonly produce: Producer
  readonly sources: readonly number[]
  readonly readsDn: boolean
  readonly always: boolean
  readonly scripted: boolean
  /** Slot of references that the pipeline translates instead of `produce`. */
  readonly reference: number | undefined
}

const MV_PREFIX = 'mv.'

/** A source that reads `shape` on `side` and gives an attribute of `target`'s kind. */
export function compileSource(source: SourceSpec, side: Side, shape: Shape, target: AttributeShape): CompiledSource {
  const plain = { sources: [], readsDn: false, always: false, scripted: false, reference: undefined }
  switch (source.kind) {
    case 'attribute':
      return compileAttribute(source.name, side, shape, target)
    case 'constant': {
      const value = target.multi && source.value !== undefined && !isAtoms(source.value) ? [source.value] : source.value
      return { ...plain, produce: () => value }
    }
    case 'expression': {
      const reads = source.reads.filter((name) => side === 'mv' || !name.startsWith(MV_PREFIX))
      const attributes = reads.filter((name) => name !== 'dn' || shape.find('dn') !== undefined)
      return {
        ...plain,
        produce: expressionProducer(source.expression, side, target),
        sources: attributes.map((name) => shape.slot(name)),
        readsDn: side === 'cs' && attributes.length < reads.length,
      }
    }
    case 'dn-part': {
      const { part } = source
      return { ...plain, readsDn: true, produce: (frame) => dnPart(frame, part, target) }
    }
    case 'scripted': {
      const attributes = source.sources.filter((name) => name !== 'dn' || shape.find('dn') !== undefined)
      return {
        ...plain,
        scripted: true,
        sources: attributes.map((name) => shape.slot(name)),
        readsDn: attributes.length < source.sources.length,
        always: source.always ?? source.sources.length === 0,
        produce:
          source.run === undefined
            ? missing(`the code of ${source.name} is not at hand`)
            : fittingProducer(source.run, target, source.name),
      }
    }
    case 'unknown':
      return { ...plain, always: true, produce: missing(source.why) }
  }
}

/** SE-IAF-11: a script that returns several values for a single-valued attribute fails like any other flow. */
function fittingProducer(run: Producer, target: AttributeShape, name: string): Producer {
  return (frame) => {
    const value = run(frame)
    return typeof value === 'symbol' ? value : fitted(value, target, name)
  }
}

function missing(why: string): Producer {
  const unknown = new Unknown(why)
  return () => unknown
}

function compileAttribute(name: string, side: Side, shape: Shape, target: AttributeShape): CompiledSource {
  const plain = { always: false, scripted: false }
  if (name === 'dn' && side === 'cs' && shape.find('dn') === undefined)
    return { ...plain, sources: [], readsDn: true, reference: undefined, produce: (frame) => frame.image?.dn }
  if (name === OBJECT_ID && side === 'mv')
    return {
      ...plain,
      sources: [],
      readsDn: false,
      reference: undefined,
      produce: (frame) => fitted(frame.mv?.id, target, name),
    }
  const slot = shape.slot(name)
  const produce: Producer =
    side === 'cs'
      ? (frame) => fitted(frame.image?.values[slot], target, name)
      : (frame) => fitted(frame.mv?.values[slot], target, name)
  const reference = shape.isReference(slot) && target.kind === 'reference' ? slot : undefined
  return { ...plain, sources: [slot], readsDn: false, reference, produce }
}

/** One value for a multi-valued target becomes a list of one; several for a single-valued one are an error (SE-IAF-11). */
export function fitted(value: Stored | undefined, target: AttributeShape, name: string): Stored | undefined {
  if (value === undefined) return undefined
  if (!isAtoms(value)) return target.multi ? [value] : value
  if (value.length === 0) return undefined
  if (target.multi) return value
  if (value.length === 1) return value[0]
  throw new RuleError('flow-multi-values-to-single-value', `${name} has several values for a single-valued attribute.`)
}

function dnPart(frame: Frame, part: number, target: AttributeShape): Stored | undefined {
  if (frame.image === undefined) return undefined
  const value = dnComponent(frame.image.dn, part)
  if (value === undefined) throw new RuleError('dn-index-out-of-bounds', `The DN has no component ${part}.`)
  return target.multi ? [value] : value
}

function expressionProducer(
  expression: Extract<SourceSpec, { kind: 'expression' }>['expression'],
  side: Side,
  target: AttributeShape,
): Producer {
  return (frame) => {
    frame.unknown = undefined
    const result = evaluated(() =>
      storedFromValue(expression.evaluate(side === 'cs' ? frame.inbound : frame.outbound), target.multi),
    )
    if (frame.unknown !== undefined) return new Unknown(frame.unknown)
    return typeof result === 'symbol' ? result : fitted(result, target, 'The expression')
  }
}

/** Runs an expression; what goes wrong in it gets the field's code. */
export function evaluated(run: () => Produced): Produced {
  try {
    return run()
  } catch (error) {
    // A function that is described nowhere is like code that is not at hand.
    if (error instanceof ExpressionError && error.code === 'undocumented-function') return new Unknown(error.message)
    throw asRuleError(error)
  }
}

export function asRuleError(error: unknown): unknown {
  if (error instanceof ExpressionError)
    return new RuleError(
      error.code === 'raised' ? 'sync-rule-error-function-triggered' : 'sync-rule-invalid-expression',
      error.message,
    )
  if (error instanceof RangeError) return new RuleError('sync-rule-invalid-expression', error.message)
  return error
}

/** The value as text, for DNs; undefined when there is none. */
export function producedText(value: Produced): string | undefined {
  if (value === undefined || value === DECLINED || typeof value === 'symbol') return undefined
  const only = isAtoms(value) ? value[0] : value
  return typeof only === 'string' ? only : typeof only === 'number' ? String(only) : undefined
}
