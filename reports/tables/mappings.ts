import type { MappingView, Report, ReportTable } from '../model.js'
import { code, table, text } from '../table.js'
import type { Words } from '../words.js'

/** How today's flows read as mappings of Entra jobs, one line a target attribute. */
export function mappingTable(mappings: readonly MappingView[], words: Words): ReportTable {
  const lines = mappings.flatMap((job) => job.lines.map((line) => ({ job, line })))
  return table(
    words,
    { id: 'entra-mappings', chapter: 'mappings' },
    lines,
    [
      text('job', ({ job }) => ({ text: job.title, href: `#${job.anchor}` })),
      text('target', ({ line }) => line.target),
      code('today', ({ line }) => line.today),
      code('mapping', ({ line }) => line.mapping),
      text('result', ({ line }) => words.term('result', line.result)),
      text('reasons', ({ line }) => line.reasons),
      text('scenario', ({ job }) => ({ text: job.scenario, href: `#scenario-${job.scenario}` })),
    ],
    ({ line }) => line.at,
    ({ line }) => line.anchor,
  )
}

/** Shares over all mappings, for the first screen. */
export function mappingShares(mappings: readonly MappingView[]): Report['headline']['mappings'] {
  const shares = { exact: 0, conditional: 0, approximate: 0, impossible: 0 }
  for (const each of mappings)
    for (const result of ['exact', 'conditional', 'approximate', 'impossible'] as const)
      shares[result] += each.shares[result]
  return shares
}
