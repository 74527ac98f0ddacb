import type { MappingLine, MappingTable } from '../../src/plan/assessment.js'
import type { Report, ReportTable } from '../model.js'
import { code, table, text } from '../table.js'

interface Line {
  readonly table: MappingTable
  readonly line: MappingLine
}

/** How today's flows read as mappings of Entra jobs, one line a target attribute. */
export function mappingTable(mappings: readonly MappingTable[]): ReportTable {
  const lines = mappings.flatMap((each) => each.lines.map((line): Line => ({ table: each, line })))
  return table(
    {
      id: 'entra-mappings',
      sheet: 'Entra mappings',
      title: 'Attribute mappings in Entra',
      lead: 'Each target attribute with its path today, the mapping a provisioning job would hold, and how true it is to today.',
      chapter: 'mappings',
      whenEmpty: 'No flow leads from a source to a target that a provisioning job could take over.',
    },
    lines,
    [
      text('job', 'Job', ({ table: each }) => each.title),
      text('target', 'Target attribute', ({ line }) => (line.mapping ?? line.proposal)?.target ?? line.target),
      code('today', 'Today', ({ line }) => todayText(line)),
      code('mapping', 'In Entra', ({ line }) => mappingText(line)),
      text('result', 'Result', ({ line }) => line.result),
      text('reasons', 'Why', ({ line }) => reasonText(line)),
      text('scenario', 'Scenario', ({ table: each }) => ({ text: each.scenario, href: `#scenario-${each.scenario}` })),
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
function todayText({ today }: MappingLine): string {
  const sources = today.steps.map((step) => {
    const from = step.contributions.map((item) => `${item.connector}.${item.rule}`).join(', then ')
    return `${from === '' ? 'nothing' : from} → mv.${step.attribute}`
  })
  return [...sources, ...today.deliveries.map((item) => `→ ${item.initialOnly ? 'once: ' : ''}${item.rule}`)].join('\n')
}

function mappingText({ mapping, proposal }: MappingLine): string {
  const shown = mapping ?? proposal
  if (shown === undefined) return ''
  return `${mapping === undefined ? 'proposed: ' : ''}${shown.text}${shown.flowType === 'ObjectAddOnly' ? ' (once)' : ''}`
}

function reasonText({ result, reasons }: MappingLine): string {
  return reasons
    .filter((reason) => reason.result !== 'exact' || result === 'exact')
    .map((reason) => (reason.instead === '' ? reason.text : `${reason.text} ${reason.instead}`))
    .join(' ')
}
