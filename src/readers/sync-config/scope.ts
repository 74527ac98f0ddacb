import type { Provenance, ScopeCondition } from '../../model/index.js'
import { textOf, wholeTextOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import type { Section } from './section.js'

/** Operators of synchronization rule scopes, MIM and Entra Connect alike. */
const scopeOperators: ReadonlySet<string> = new Set([
  'EQUAL',
  'NOTEQUAL',
  'LESSTHAN',
  'LESSTHAN_OR_EQUAL',
  'GREATERTHAN',
  'GREATERTHAN_OR_EQUAL',
  'CONTAINS',
  'NOTCONTAINS',
  'STARTSWITH',
  'NOTSTARTSWITH',
  'ENDSWITH',
  'NOTENDSWITH',
  'ISNULL',
  'ISNOTNULL',
  'ISIN',
  'ISNOTIN',
  'ISBITSET',
  'ISBITNOTSET',
  'ISMEMBEROF',
  'ISNOTMEMBEROF',
])

/** The `scope` children of `scoping` or of one `conditions` group: all of them must hold. */
export function readScopeConditions(group: Section | undefined, book: NoticeBook): readonly ScopeCondition[] {
  return (group?.many('scope') ?? []).map((scope) => {
    const operator = textOf(scope, 'csOperator')
    noteOperator(operator, scope.at, book)
    return {
      attribute: textOf(scope, 'csAttribute'),
      operator,
      value: wholeTextOf(scope, 'csValue'),
      at: scope.at,
    }
  })
}

/** Says so when a scope uses an operator nobody knows. */
export function noteOperator(operator: string, at: Provenance, book: NoticeBook): void {
  if (scopeOperators.has(operator.toUpperCase())) return
  book.tally(
    'M2E-READ-023',
    `scope ${operator}`,
    at,
    `Scope condition uses the operator "${operator}", which this tool does not know.`,
    'Check what the condition selects; it is kept as written and not evaluated.',
  )
}
