import type { MappingLine, MappingTable } from '../../src/plan/assessment.js'
import type { Report, ReportTable } from '../model.js'
import { code, table, text } from '../table.js'
import type { Words } from '../words.js'

interface Line {
  readonly table: MappingTable
  readonly line: MappingLine
}

/** How today's flows read as mappings of Entra jobs, one line a target attribute. */
export function mappingTable(mappings: readonly MappingTable[], words: Words): ReportTable {
  const lines = mappings.flatMap((each) => each.lines.map((line): Line => ({ table: each, line })))
  return table(
    words,
    { id: 'entra-mappings', chapter: 'mappings' },
    lines,
    [
      text('job', ({ table: each }) => each.title),
      text('target', ({ line }) => (line.mapping ?? line.proposal)?.target ?? line.target),
      code('today', ({ line }) => todayText(line, words)),
      code('mapping', ({ line }) => mappingText(line, words)),
      text('result', ({ line }) => words.term('result', line.result)),
      text('reasons', ({ line }) => reasonText(line, words)),
      text('scenario', ({ table: each }) => ({ text: each.scenario, href: `#scenario-${each.scenario}` })),
    ],
    ({ line }) => line.provenance,
  )
}

/** Shares over all mappings, for the first screen. */
export function mappingShares(mappings: readonly MappingTable[]): Report['headline']['mappings'] {
  const shares = { exact: 0, conditional: 0, approximate: 0, impossible: 0 }
  for (const each of mappings)
    for (const result of ['exact', 'conditional', 'approximate', 'impossible'] as const)
      shares[result] += each.shares[result]
  return shares
}

/** Source → metaverse, one line an attribute on the way; then the rules that deliver it. */
function todayText({ today }: MappingLine, words: Words): string {
  const sources = today.steps.map((step) => {
    const from = step.contributions.map((item) => `${item.connector}.${item.rule}`).join(words('cells.then'))
    return `${from === '' ? words('cells.nothing') : from} → mv.${step.attribute}`
  })
  return [
    ...sources,
    ...today.deliveries.map((item) => `→ ${item.initialOnly ? words('cells.once', { rule: item.rule }) : item.rule}`),
  ].join('\n')
}

function mappingText({ mapping, proposal }: MappingLine, words: Words): string {
  const shown = mapping ?? proposal
  if (shown === undefined) return ''
  const text = shown.flowType === 'ObjectAddOnly' ? words('cells.set-once', { text: shown.text }) : shown.text
  return mapping === undefined ? words('cells.proposed', { text }) : text
}

function reasonText({ result, reasons }: MappingLine, words: Words): string {
  return reasons
    .filter((reason) => reason.result !== 'exact' || result === 'exact')
    .flatMap((reason) => [
      words.translated(`mappings.${reason.id}`, reason.text, reason.params),
      ...(reason.instead === ''
        ? []
        : [words.translated(`mappings.${reason.id}.instead`, reason.instead, reason.params)]),
    ])
    .join(' ')
}
