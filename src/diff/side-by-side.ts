import type { Estate } from '../model/index.js'
import type { Consequence } from './consequences/consequence.js'
import { type Difference, diffEstates, type EstateDiff } from './diff.js'
import type { Facet } from './thing.js'

/** What one export says of a thing, beside what the others say. */
export interface SideValue {
  /** '' where it says nothing of it. */
  readonly text: string
  /** Token of this kind of term. */
  readonly term?: string
  /** Said in brackets after the term. */
  readonly detail?: string
  /** false: the thing itself is not there. */
  readonly isThere: boolean
  /** The same as in the first export. */
  readonly isSame: boolean
}

export interface SideRow {
  readonly difference: Difference
  /** The export it was found in, from 1: the first is what the others are held against. */
  readonly exports: readonly number[]
  /** One an export. */
  readonly values: readonly SideValue[]
  /** What follows in any of them, each once. */
  readonly consequences: readonly Consequence[]
}

export interface SideBySide {
  readonly rows: readonly SideRow[]
  /** One for each export but the first. */
  readonly diffs: readonly EstateDiff[]
}

interface Collected {
  readonly difference: Difference
  readonly exports: number[]
  readonly values: (SideValue | undefined)[]
  readonly consequences: Map<string, Consequence>
}

/** Any number of exports, each held against the first: one row a difference, whichever of them have it. */
export function sideBySide(estates: readonly Estate[]): SideBySide {
  const [first, ...others] = estates
  const diffs = first === undefined ? [] : others.map((other) => diffEstates(first, other))
  const rows = new Map<string, Collected>()
  for (const [index, diff] of diffs.entries()) {
    const seen = new Map<string, number>()
    for (const difference of diff.differences) {
      const same = keyOf(difference)
      // Two of one name in one place are two rows.
      const times = (seen.get(same) ?? 0) + 1
      seen.set(same, times)
      const key = `${same}\n${times}`
      const row: Collected = rows.get(key) ?? {
        difference,
        exports: [],
        values: [firstValue(difference)],
        consequences: new Map(),
      }
      row.exports.push(index + 1)
      row.values[index + 1] = laterValue(difference)
      for (const one of difference.consequences)
        row.consequences.set(JSON.stringify([one.id, one.params, one.names]), one)
      rows.set(key, row)
    }
  }
  return {
    diffs,
    rows: [...rows.values()].map(({ difference, exports, values, consequences }) => ({
      difference,
      exports,
      consequences: [...consequences.values()],
      values: estates.map((_, index) => values[index] ?? { ...(values[0] ?? laterValue(difference)), isSame: true }),
    })),
  }
}

/** The same difference in another export: of the same thing, in the same place, about the same. */
function keyOf(difference: Difference): string {
  const { path, thing, other, facet, change } = difference
  const about = facet?.after.id ?? (change === 'moved' ? 'order' : 'there')
  const itself = other ?? thing
  const own = other === undefined && change === 'added' ? itself.name : itself.keys.join('\n')
  return [...path.map((around) => around.id ?? around.name), itself.kind, itself.id ?? own, about].join('\n')
}

function firstValue({ change, facet, order, thing }: Difference): SideValue {
  if (facet !== undefined) return value(facet.before, true, true)
  if (order !== undefined) return value({ text: order.before.join(' › ') }, true, true)
  return value({ text: change === 'added' ? '' : thing.name }, change !== 'added', true)
}

function laterValue({ change, facet, order, thing }: Difference): SideValue {
  if (facet !== undefined) return value(facet.after, true, false)
  if (order !== undefined) return value({ text: order.after.join(' › ') }, true, false)
  return value({ text: change === 'removed' ? '' : thing.name }, change !== 'removed', false)
}

function value(
  { text, term, detail }: Pick<Facet, 'text' | 'term' | 'detail'>,
  isThere: boolean,
  isSame: boolean,
): SideValue {
  return {
    text,
    ...(term === undefined ? {} : { term }),
    ...(detail === undefined ? {} : { detail }),
    isThere,
    isSame,
  }
}
