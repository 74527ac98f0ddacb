/** The readable text form of a scope, both ways. Exported rules hold elements, which the reader turns into clauses. */

import { parseGroupText, printGroups, printWord } from '../core/group-text.js'
import type { ParseResult } from '../core/parse-result.js'
import { parsed, SyntaxFault } from '../core/parse-result.js'
import type { ScopeFilter } from './ast.js'
import { scopeOperator } from './ast.js'

/** Parses `(attribute OPERATOR value AND …) OR (…)`. A token never seen is kept with a notice. */
export function parseScope(text: string): ParseResult<ScopeFilter> {
  return parsed(text, (notices) =>
    parseGroupText(text, { phrases: [], notes: false }).map((clauses) =>
      clauses.map(({ attribute, operator, values, offset }) => {
        if (values.length > 1) throw new SyntaxFault('A clause has one value.', offset)
        if (scopeOperator(operator) === undefined)
          notices.push({ id: 'unknown-operator', message: `${operator} is not a known operator.`, offset })
        return { attribute, operator, value: values[0] ?? '' }
      }),
    ),
  )
}

export function printScope(scope: ScopeFilter): string {
  return printGroups(scope, ({ attribute, operator, value }) => {
    const head = `${printWord(attribute)} ${printWord(operator)}`
    return value === '' ? head : `${head} ${printWord(value)}`
  })
}
