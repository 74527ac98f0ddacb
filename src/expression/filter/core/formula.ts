/**
 * Boolean formulas over leaves of any kind, always with `not` pushed down to the leaves. Translators build one from
 * their source, so that negation over groups is right in one place.
 */

export type Formula<L> =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'leaf'; readonly leaf: L; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula<L>[] }

export const ALWAYS: Formula<never> = Object.freeze({ kind: 'constant', value: true })
export const NEVER: Formula<never> = Object.freeze({ kind: 'constant', value: false })

export function leafOf<L>(leaf: L): Formula<L> {
  return { kind: 'leaf', leaf, negated: false }
}

export function allOf<L>(parts: readonly Formula<L>[]): Formula<L> {
  return combine('and', parts)
}

export function anyOf<L>(parts: readonly Formula<L>[]): Formula<L> {
  return combine('or', parts)
}

function combine<L>(kind: 'and' | 'or', parts: readonly Formula<L>[]): Formula<L> {
  const neutral = kind === 'and'
  const kept: Formula<L>[] = []
  for (const part of parts) {
    if (part.kind === 'constant') {
      if (part.value !== neutral) return part
    } else if (part.kind === kind) kept.push(...part.parts)
    else kept.push(part)
  }
  const [first, second] = kept
  if (first === undefined) return { kind: 'constant', value: neutral }
  return second === undefined ? first : { kind, parts: kept }
}

export function negate<L>(formula: Formula<L>): Formula<L> {
  switch (formula.kind) {
    case 'constant':
      return { kind: 'constant', value: !formula.value }
    case 'leaf':
      return { ...formula, negated: !formula.negated }
    case 'and':
      return anyOf(formula.parts.map(negate))
    case 'or':
      return allOf(formula.parts.map(negate))
  }
}

/** Replaces every leaf by a formula; the negation of a leaf is kept. */
export function substitute<L, M>(formula: Formula<L>, change: (leaf: L) => Formula<M>): Formula<M> {
  switch (formula.kind) {
    case 'constant':
      return formula
    case 'leaf': {
      const replaced = change(formula.leaf)
      return formula.negated ? negate(replaced) : replaced
    }
    case 'and':
      return allOf(formula.parts.map((part) => substitute(part, change)))
    case 'or':
      return anyOf(formula.parts.map((part) => substitute(part, change)))
  }
}

/** Every leaf, left to right. */
export function leavesOf<L>(formula: Formula<L>): readonly L[] {
  switch (formula.kind) {
    case 'constant':
      return []
    case 'leaf':
      return [formula.leaf]
    default:
      return formula.parts.flatMap((part) => leavesOf(part))
  }
}
