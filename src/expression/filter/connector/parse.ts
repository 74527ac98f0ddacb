/** The readable text form of a connector filter, both ways. Exports hold elements, which the reader turns into conditions. */

import type { TextClause } from '../core/group-text.js'
import { parseGroupText, printGroups, printQuoted, printWord } from '../core/group-text.js'
import type { FilterNotice, ParseResult } from '../core/parse-result.js'
import { parsed, SyntaxFault } from '../core/parse-result.js'
import type { ConnectorCondition, ConnectorFilterShape } from './ast.js'
import { connectorOperator } from './ast.js'

/** Parses `(attribute operator "value" AND …) OR (…)`; notes `@intrinsic`, `@encoding=…`, `@radix=…` follow the value. */
export function parseConnectorFilter(text: string): ParseResult<ConnectorFilterShape> {
  return parsed(text, (notices) => {
    const word = text.trim()
    if (word === 'scripted' || word === 'unknown') return { kind: word, alternatives: [] }
    const groups = parseGroupText(text, { phrases: [], notes: true })
    return {
      kind: 'declared',
      alternatives: groups.map((clauses) => ({ conditions: clauses.map((clause) => readCondition(clause, notices)) })),
    }
  })
}

function readCondition(clause: TextClause, notices: FilterNotice[]): ConnectorCondition {
  const { attribute, operator, values, notes, offset } = clause
  if (values.length > 1) throw new SyntaxFault('A condition has one value.', offset)
  if (connectorOperator(operator) === undefined)
    notices.push({ id: 'unknown-operator', message: `${operator} is not a known operator.`, offset })
  let condition: ConnectorCondition = { attribute, intrinsic: notes.includes('@intrinsic'), operator, value: values[0] }
  for (const note of notes) {
    if (note.startsWith('@encoding=')) condition = { ...condition, encoding: note.slice('@encoding='.length) }
    else if (note.startsWith('@radix=')) condition = { ...condition, radix: note.slice('@radix='.length) }
    else if (note !== '@intrinsic') throw new SyntaxFault(`${note} means nothing here.`, offset)
  }
  return condition
}

export function printConnectorFilter(filter: ConnectorFilterShape): string {
  if (filter.kind !== 'declared') return filter.kind
  return printGroups(
    filter.alternatives.map((alternative) => alternative.conditions),
    (condition) => {
      const words = [printWord(condition.attribute), printWord(condition.operator)]
      if (condition.value !== undefined) words.push(printQuoted(condition.value))
      if (condition.intrinsic) words.push('@intrinsic')
      if (condition.encoding !== undefined) words.push(`@encoding=${condition.encoding}`)
      if (condition.radix !== undefined) words.push(`@radix=${condition.radix}`)
      return words.join(' ')
    },
  )
}
