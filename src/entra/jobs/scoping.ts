import type { ScopingFilter, Translation } from '../../expression/filter/index.js'
import {
  SCOPE_OPERATORS,
  scopeOperator,
  translateConnectorFilterToScoping,
  translateScopeToScoping,
} from '../../expression/filter/index.js'
import type { Connector, ScopeCondition } from '../../model/index.js'
import type { JobNote } from '../artefacts/provisioning-job.js'
import type { FactTable } from '../mapping/attribute-facts.js'
import { sameText } from '../mapping/flow-graph.js'
import { jobNote } from './notes.js'

/** A scope and what could not be said in it. */
export interface JobScope {
  /** undefined: everything of the type. */
  readonly filter: ScopingFilter | undefined
  readonly notes: readonly JobNote[]
}

interface ScopeNaming {
  readonly facts: FactTable
  readonly rename: (attribute: string) => string | undefined
  /** By the name in the job: no object lacks it. What a filter itself demands does not count. */
  readonly isAlwaysPresent: (name: string) => boolean
}

type Scope = readonly (readonly ScopeCondition[])[]

export function scopeFromFilters(connector: Connector, objectType: string, naming: ScopeNaming): JobScope {
  const filters = connector.filters.filter((filter) => sameText(filter.objectType, objectType))
  return allOf(
    filters.map((filter) => judged(connector.name, translateConnectorFilterToScoping(filter, optionsOf(naming)))),
  )
}

/** @param what whose scope it is, for the notes */
export function scopeFromConditions(what: string, scope: Scope, naming: ScopeNaming): JobScope {
  return judged(what, translateScopeToScoping(scope, optionsOf(naming)))
}

function optionsOf({ facts, rename, isAlwaysPresent }: ScopeNaming) {
  return {
    alwaysPresent: isAlwaysPresent,
    attributeName: rename,
    attributeKinds: (attribute: string) => {
      const known = facts.get(attribute)
      return known?.type === undefined ? undefined : { type: known.type, multivalued: known.multiValued === true }
    },
  }
}

function judged(what: string, translation: Translation<ScopingFilter>): JobScope {
  const { quality, target, reasons } = translation
  const why = reasons.map((reason) => reason.text).join(' ')
  if (target === undefined) return { filter: undefined, notes: [jobNote('filter-lost', { what, why })] }
  const notes = quality === 'exact' ? [] : [jobNote('filter-nearly', { what, quality, why })]
  return { filter: target.groups.length === 0 ? undefined : target, notes }
}

/** Scopes that have to hold together: each group of one with each group of the other. */
export function allOf(scopes: readonly JobScope[]): JobScope {
  let filter: ScopingFilter | undefined
  for (const scope of scopes) {
    if (scope.filter === undefined) continue
    const right = scope.filter
    filter =
      filter === undefined
        ? right
        : {
            groups: filter.groups.flatMap((a) => right.groups.map((b) => ({ clauses: [...a.clauses, ...b.clauses] }))),
          }
  }
  return { filter, notes: scopes.flatMap((scope) => scope.notes) }
}

/** Scopes of which one has to hold. What cannot be said of one leaves the whole open. */
export function anyOf(scopes: readonly JobScope[]): JobScope {
  const notes = scopes.flatMap((scope) => scope.notes)
  const groups = scopes.flatMap((scope) => scope.filter?.groups ?? [])
  const isOpen = scopes.some((scope) => scope.filter === undefined)
  return { filter: isOpen || groups.length === 0 ? undefined : { groups }, notes }
}

/** What a scope leaves out; undefined when a condition has no opposite. */
export function negatedScope(scope: Scope): Scope | undefined {
  let result: readonly (readonly ScopeCondition[])[] = [[]]
  for (const group of scope) {
    const opposites = group.map(opposite)
    if (opposites.some((condition) => condition === undefined)) return undefined
    result = result.flatMap((known) =>
      opposites.flatMap((condition) => (condition === undefined ? [] : [[...known, condition]])),
    )
  }
  return result
}

/** Bits have no opposite: a missing value fails both tests. */
function opposite(condition: ScopeCondition): ScopeCondition | undefined {
  const known = scopeOperator(condition.operator)
  if (known === undefined || known.test.startsWith('bit') || known.test === 'member-of') return undefined
  const other = SCOPE_OPERATORS.find((item) => item.test === known.test && item.negative !== known.negative)
  return other === undefined ? undefined : { ...condition, operator: other.token }
}
