/** A formula over scoping tests as groups of clauses: OR of ANDs, contradictions and repetitions removed. */

import type { Formula } from '../core/formula.js'
import type { ScopingClause, ScopingFilter } from '../scoping/ast.js'
import { printScoping, printScopingClause } from '../scoping/parse.js'
import { unsupportedScopingAttribute } from '../scoping/validate.js'
import type { ReasonList, Translation } from './result.js'
import { reasonOf, translation } from './result.js'
import type { Alternatives, ClauseOptions } from './scoping-clauses.js'
import { clausesFor } from './scoping-clauses.js'
import type { ScopingTest } from './scoping-tests.js'

/** More groups than a person can review; no limit of the service is documented. */
export const DEFAULT_GROUP_LIMIT = 64

export interface AssemblyOptions extends Partial<ClauseOptions> {
  readonly groupLimit?: number | undefined
  /** Attributes (of the target) that always have a value: their `IS NULL` alternatives fall away. */
  readonly alwaysPresent?: ((attribute: string) => boolean) | undefined
}

/** The scoping filter a formula becomes. */
export function assembleScoping(
  formula: Formula<ScopingTest>,
  options: AssemblyOptions,
  reasons: ReasonList,
): Translation<ScopingFilter> {
  const limit = options.groupLimit ?? DEFAULT_GROUP_LIMIT
  const builder = new Assembler({ textCase: options.textCase ?? 'operator' }, options, limit, reasons)
  const alternatives = builder.alternatives(formula)
  if (alternatives !== undefined && alternatives.length === 0) reasons.add(reasonOf('scoping.nothing'))
  if (alternatives === undefined || alternatives.length === 0)
    return translation<ScopingFilter>(undefined, reasons, printScoping)
  // A group without clauses lets everything through, as no groups do.
  const everything = alternatives.some((clauses) => clauses.length === 0)
  const groups = everything ? [] : alternatives.map((clauses) => ({ clauses }))
  return translation({ groups }, reasons, printScoping)
}

class Assembler {
  constructor(
    private readonly clauseOptions: ClauseOptions,
    private readonly options: AssemblyOptions,
    private readonly limit: number,
    private readonly reasons: ReasonList,
  ) {}

  /** undefined: something could not be said; the other parts are still looked at, for their reasons. */
  alternatives(formula: Formula<ScopingTest>): Alternatives | undefined {
    switch (formula.kind) {
      case 'constant':
        return formula.value ? [[]] : []
      case 'leaf':
        return this.leaf(formula.leaf, formula.negated)
      case 'or': {
        const parts = formula.parts.map((part) => this.alternatives(part))
        return this.limited(allDefined(parts)?.flat())
      }
      case 'and': {
        const parts = withoutRedundant(formula.parts).map((part) => this.alternatives(part))
        return allDefined(parts)?.reduce<Alternatives | undefined>(
          (all, next) => all && this.limited(product(all, next)),
          [[]],
        )
      }
    }
  }

  private leaf(test: ScopingTest, negated: boolean): Alternatives | undefined {
    if (test.kind !== 'refused') {
      const barred = unsupportedScopingAttribute(test.attribute)
      if (barred !== undefined) {
        const params = { attribute: test.source, target: test.attribute, fragment: test.fragment }
        this.reasons.add(
          reasonOf(
            barred === 'multi-valued'
              ? 'scoping.multi-valued'
              : barred === 'date'
                ? 'scoping.date'
                : 'scoping.attribute-not-supported',
            params,
          ),
        )
        return undefined
      }
    }
    const found = clausesFor(test, negated, this.clauseOptions, this.reasons)
    const always = this.options.alwaysPresent
    if (found === undefined || always === undefined) return found
    return found.filter(
      (clauses) => !clauses.some(({ attribute, operator }) => operator === 'IS NULL' && always(attribute)),
    )
  }

  private limited(alternatives: Alternatives | undefined): Alternatives | undefined {
    if (alternatives === undefined) return undefined
    const kept = simplify(alternatives)
    if (kept.length <= this.limit) return kept
    this.reasons.add(reasonOf('scoping.too-many-groups', { count: String(kept.length) }))
    return undefined
  }
}

/** A test that holds makes its attribute present, so asking for presence beside it says nothing. */
function withoutRedundant(parts: readonly Formula<ScopingTest>[]): readonly Formula<ScopingTest>[] {
  const tested = new Set<string>()
  for (const part of parts) {
    if (part.kind !== 'leaf' || part.negated || part.leaf.kind === 'refused' || part.leaf.kind === 'present') continue
    tested.add(part.leaf.attribute)
  }
  return parts.filter(
    (part) => part.kind !== 'leaf' || part.negated || part.leaf.kind !== 'present' || !tested.has(part.leaf.attribute),
  )
}

function allDefined<T>(parts: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = parts.filter((part) => part !== undefined)
  return found.length === parts.length ? found : undefined
}

function product(left: Alternatives, right: Alternatives): Alternatives {
  return left.flatMap((a) => right.map((b) => [...a, ...b]))
}

/** Removes impossible groups, repeated clauses and groups that a wider one covers. */
function simplify(alternatives: Alternatives): Alternatives {
  const groups = alternatives.flatMap((clauses) => {
    const kept = simplifyGroup(clauses)
    return kept === undefined ? [] : [{ clauses: kept, keys: new Set(kept.map(printScopingClause)) }]
  })
  return groups
    .filter(
      (group, index) =>
        !groups.some((other, place) => {
          if (place === index || other.keys.size > group.keys.size) return false
          const covers = [...other.keys].every((key) => group.keys.has(key))
          return covers && (other.keys.size < group.keys.size || place < index)
        }),
    )
    .map((group) => group.clauses)
}

/** The clauses of a group without what says nothing; undefined when they contradict each other. */
function simplifyGroup(clauses: readonly ScopingClause[]): readonly ScopingClause[] | undefined {
  const unique = [...new Map(clauses.map((clause) => [printScopingClause(clause), clause])).values()]
  for (const { attribute, operator, values } of unique) {
    const others = unique.filter((other) => other.attribute === attribute)
    if (operator === 'IS NULL' && others.length > 1) return undefined
    if (operator === 'IS TRUE' && others.some((other) => other.operator === 'IS FALSE')) return undefined
    if (operator === 'EQUALS' && others.some((other) => contradicts(other, values[0]))) return undefined
  }
  // Every clause but IS NULL is false for an absent value, so IS NOT NULL beside one says nothing.
  return unique.filter(
    ({ attribute, operator }) =>
      operator !== 'IS NOT NULL' ||
      !unique.some((other) => other.attribute === attribute && other.operator !== 'IS NOT NULL'),
  )
}

function contradicts(other: ScopingClause, value: string | undefined): boolean {
  if (other.operator === 'EQUALS') return other.values[0] !== value
  return other.operator === 'NOT EQUALS' && other.values[0] === value
}
