import type { Expression } from '../../expression/index.js'
import { attributesOf } from '../../expression/index.js'
import type { EntraMapping, MappingLine, MappingReason, TodaysPath } from './model.js'
import { provenanceOf } from './path.js'
import { distinctReasons, worstResult } from './reasons.js'

export interface Drafted {
  readonly target: string
  readonly expression: Expression
  readonly text: string
  readonly flowType: EntraMapping['flowType']
}

export function mappingOf(drafted: Drafted): EntraMapping {
  return { ...drafted, reads: attributesOf(drafted.expression) }
}

/** A line with what was drafted as its mapping, or as its proposal where a reason forbids it. */
export function lineOf(
  target: string,
  today: TodaysPath,
  drafted: EntraMapping | undefined,
  reasons: readonly MappingReason[],
): MappingLine {
  const result = worstResult(reasons)
  const stands = result !== 'impossible'
  return {
    target,
    today,
    mapping: stands ? drafted : undefined,
    proposal: stands ? undefined : drafted,
    result,
    reasons: distinctReasons(reasons),
    provenance: provenanceOf(today),
  }
}
