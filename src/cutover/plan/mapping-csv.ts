import type { MappingLine, MappingTable } from '../../plan/assessment.js'
import type { RunbookWords } from '../runbook/words.js'
import { csv } from './csv.js'

const columns = ['table', 'target', 'today', 'entra', 'flow', 'note', 'result', 'why'] as const

/** `mapping.csv`: one line a target attribute, what feeds it today and what will. */
export function mappingCsv(tables: readonly MappingTable[], words: RunbookWords): string {
  return csv([
    columns.map((column) => words(`runbook.mapping.${column}`)),
    ...tables.flatMap((table) => table.lines.map((line) => lineOf(table, line, words))),
  ])
}

function lineOf({ title }: MappingTable, line: MappingLine, words: RunbookWords): readonly string[] {
  const shown = line.mapping ?? line.proposal
  return [
    title,
    line.target,
    todayText(line),
    shown?.text ?? '',
    shown?.flowType ?? '',
    line.mapping === undefined && line.proposal !== undefined ? words('runbook.mapping.proposal') : '',
    words.term('result', line.result),
    line.reasons
      .map(({ id, text, params, instead }) => `${words.translated(id, text, params)} ${instead}`.trim())
      .join(' '),
  ]
}

/** Rules from the target back to the sources, the first in rank first. */
function todayText({ today }: MappingLine): string {
  const deliveries = today.deliveries.map(({ rule }) => rule)
  const sources = today.steps.flatMap(({ attribute, contributions }) =>
    [...contributions]
      .sort((a, b) => a.rank - b.rank)
      .map(({ connector, rule }) => `${attribute} <- ${connector}: ${rule}`),
  )
  return [...deliveries, ...sources].join('; ')
}
