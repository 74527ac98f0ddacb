/** Which types of objects a formula selects, decided from its type conditions. */

import type { Formula } from '../core/formula.js'
import { ALWAYS, leafOf, leavesOf, NEVER, substitute } from '../core/formula.js'
import { sameText } from '../core/text-case.js'
import type { XPathAtom } from './xpath-formula.js'

/** MIM object type → what it is in Entra. */
export type ObjectTypeMap = Readonly<Record<string, 'user' | 'device'>>

export const DEFAULT_OBJECT_TYPES: ObjectTypeMap = { Person: 'user' }

export interface TypedFormula {
  readonly target: 'user' | 'device'
  /** The formula for objects of that type, free of type conditions. */
  readonly formula: Formula<XPathAtom>
}

export type TypeDecision =
  | { readonly kind: 'one'; readonly typed: TypedFormula }
  /** Nothing of the mapped types; `types` as the filter names them. */
  | { readonly kind: 'none'; readonly types: readonly string[] }
  | { readonly kind: 'several'; readonly types: readonly string[] }

/** Finds the one mapped type a formula selects, or says why there is none. */
export function decideType(formula: Formula<XPathAtom>, types: ObjectTypeMap): TypeDecision {
  const names = [...new Set(leavesOf(formula).flatMap((atom) => (atom.kind === 'type' ? [atom.name] : [])))]
  const found: TypedFormula[] = []
  for (const [name, target] of Object.entries(types)) {
    const own = forType(formula, name)
    if (own.kind !== 'constant' || own.value) found.push({ target, formula: own })
  }
  const others = forOtherTypes(formula, Object.keys(types))
  const selectsOthers = others.kind !== 'constant' || others.value
  const [only, further] = found
  if (only === undefined) return { kind: 'none', types: names }
  if (further !== undefined || selectsOthers) return { kind: 'several', types: names }
  return { kind: 'one', typed: only }
}

function forType(formula: Formula<XPathAtom>, type: string): Formula<XPathAtom> {
  return substitute(formula, (atom): Formula<XPathAtom> => {
    if (atom.kind !== 'type') return leafOf(atom)
    return sameText(atom.name, type, true) ? ALWAYS : NEVER
  })
}

/** The formula for objects of a type that is not mapped; what it asks of other types stays open. */
function forOtherTypes(formula: Formula<XPathAtom>, types: readonly string[]): Formula<XPathAtom> {
  return substitute(formula, (atom): Formula<XPathAtom> => {
    if (atom.kind === 'type' && types.some((type) => sameText(atom.name, type, true))) return NEVER
    return leafOf(atom)
  })
}
