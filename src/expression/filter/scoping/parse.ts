/** Scoping filters as text and as the JSON of a Graph synchronization schema, both ways. */

import { parseGroupText, printGroups, printQuoted, printWord } from '../core/group-text.js'
import type { ParseResult } from '../core/parse-result.js'
import { parsed, SyntaxFault } from '../core/parse-result.js'
import type { ScopingClause, ScopingFilter, ScopingGroup } from './ast.js'
import { SCOPING_OPERATORS, scopingOperator, VALUELESS } from './ast.js'

const PHRASES = SCOPING_OPERATORS.filter((operator) => operator.includes(' ')).sort((a, b) => b.length - a.length)

/** Parses `(department EQUALS "Sales" AND mail IS NOT NULL) OR (…)`. An operator never listed is kept with a notice. */
export function parseScoping(text: string): ParseResult<ScopingFilter> {
  return parsed(text, (notices) => ({
    groups: parseGroupText(text, { phrases: PHRASES, notes: false }).map((clauses) => ({
      clauses: clauses.map(({ attribute, operator, values, offset }) => {
        if (scopingOperator(operator) === undefined)
          notices.push({ id: 'unknown-operator', message: `${operator} is not a listed operator.`, offset })
        return { attribute, operator, values }
      }),
    })),
  }))
}

export function printScoping(filter: ScopingFilter): string {
  return printGroups(
    filter.groups.map((group) => group.clauses),
    printScopingClause,
  )
}

export function printScopingClause({ attribute, operator, values }: ScopingClause): string {
  const token = PHRASES.some((phrase) => phrase === operator) ? operator : printWord(operator)
  const head = `${printWord(attribute)} ${token}`
  if (values.length === 0) return head
  const [only, further] = values
  const plain = only !== undefined && further === undefined ? printWord(only) : values.map(printQuoted).join(', ')
  return `${head} ${plain}`
}

/** The `scope` of an object mapping (`groups[].clauses[]`), as Graph sends and takes it. */
export interface GraphScope {
  readonly groups: readonly {
    readonly name?: string
    readonly clauses: readonly {
      readonly sourceOperandName: string
      readonly operatorName: string
      readonly targetOperand: { readonly values: readonly string[] }
    }[]
  }[]
}

export function scopingToGraph(filter: ScopingFilter): GraphScope {
  return {
    groups: filter.groups.map((group) => ({
      ...(group.name === undefined ? {} : { name: group.name }),
      clauses: group.clauses.map(({ attribute, operator, values }) => ({
        sourceOperandName: attribute,
        operatorName: operator,
        targetOperand: { values },
      })),
    })),
  }
}

/** Reads the JSON of a `scope`; an error names the place by its JSON path. */
export function scopingFromGraph(json: unknown): ParseResult<ScopingFilter> {
  return parsed('', (notices) => {
    if (json === null || json === undefined) return { groups: [] }
    const groups = listAt(json, 'groups', 'scope')
    return {
      groups: groups.map((group, index) => {
        const at = `scope.groups[${index}]`
        const clauses = listAt(group, 'clauses', at).map((clause, number): ScopingClause => {
          const where = `${at}.clauses[${number}]`
          const operator = textAt(clause, 'operatorName', where)
          if (scopingOperator(operator) === undefined)
            notices.push({
              id: 'unknown-operator',
              message: `${where}: ${operator} is not a listed operator.`,
              offset: 0,
            })
          const values = listAt(fieldAt(clause, 'targetOperand') ?? {}, 'values', `${where}.targetOperand`)
          return { attribute: textAt(clause, 'sourceOperandName', where), operator, values: values.map(String) }
        })
        const name = fieldAt(group, 'name')
        const result: ScopingGroup = typeof name === 'string' ? { name, clauses } : { clauses }
        return result
      }),
    }
  })
}

function fieldAt(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? Object.entries(json).find(([key]) => key === name)?.[1] : undefined
}

function listAt(json: unknown, name: string, where: string): readonly unknown[] {
  const value = fieldAt(json, name)
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new SyntaxFault(`${where}.${name} is not a list.`, 0)
  return value
}

function textAt(json: unknown, name: string, where: string): string {
  const value = fieldAt(json, name)
  if (typeof value !== 'string') throw new SyntaxFault(`${where}.${name} is missing.`, 0)
  return value
}

/** Whether an operator of a clause takes no value. */
export function takesNoValue(operator: string): boolean {
  const known = scopingOperator(operator)
  return known !== undefined && VALUELESS.includes(known)
}
