import type { MappingLine, MappingTable, TodaysPath } from '../../src/entra/index.js'

/** A mapping table as a person reads it: one line a target attribute. */
export function mappingMarkdown(table: MappingTable): string {
  const { exact, conditional, approximate, impossible } = table.shares
  return [
    `## ${table.title}`,
    '',
    `${table.scenario}: ${table.source.name} (${table.source.objectType}) → ${table.target.name} (${table.target.objectType}); ${exact} exact, ${conditional} conditional, ${approximate} approximate, ${impossible} impossible`,
    '',
    '| target | today | Entra mapping | result |',
    '| --- | --- | --- | --- |',
    ...table.lines.map((line) => `| ${cells(line).map(escapeCell).join(' | ')} |`),
    '',
    ...table.names.map((item) => `- ${item.attribute} → ${item.name}${item.kind === 'custom' ? ' (to be added)' : ''}`),
    '',
  ].join('\n')
}

function cells(line: MappingLine): readonly string[] {
  const shown = line.mapping ?? line.proposal
  const target = shown === undefined || shown.target === line.target ? line.target : `${line.target} → ${shown.target}`
  const once = shown?.flowType === 'ObjectAddOnly' ? ' (once)' : ''
  const text = shown === undefined ? '–' : `${line.mapping === undefined ? 'proposed: ' : ''}${shown.text}${once}`
  const reasons = line.reasons.filter((reason) => reason.result !== 'exact' || line.result === 'exact')
  return [target, pathText(line.today), text, [line.result, ...reasons.map((reason) => reason.text)].join('<br>')]
}

export function pathText({ steps, deliveries }: TodaysPath): string {
  const sources = steps.map((step) => {
    const from = step.contributions.map((item) => `${item.connector}.${item.rule}`).join(', then ')
    return `${from === '' ? 'nothing' : from} → mv.${step.attribute}`
  })
  const rules = deliveries.map((item) => `${item.initialOnly ? 'once: ' : ''}${item.rule}`)
  return [...sources, ...rules.map((rule) => `→ ${rule}`)].join('<br>')
}

function escapeCell(text: string): string {
  return text.replace(/\|/g, '\\|')
}
