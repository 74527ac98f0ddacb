import type { Estate, NamedCount, ObjectSource, Provenance } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { count, table, text } from '../table.js'
import type { Words } from '../words.js'

interface RiskLine {
  readonly connector: string
  /** Key of `cells.risk.<kind>`. */
  readonly kind: 'pending-delete' | 'pending-export' | 'unconfirmed' | 'disconnector' | 'outside-schema' | 'cut-off'
  readonly detail: string
  readonly objects: number
  readonly at: Provenance
}

/** Objects that a cutover could surprise: changes that are still on their way, and objects that nothing holds. */
export function objectsAtRiskTable(estate: Estate, words: Words): ReportTable {
  return table(
    words,
    { id: 'objects-at-risk', chapter: 'operations' },
    (estate.objectSources ?? []).flatMap(linesOf),
    [
      text('connector', (line) => line.connector),
      text('kind', (line) => words(`cells.risk.${line.kind}`)),
      text('detail', (line) => line.detail),
      count('objects', (line) => line.objects),
      text('why', (line) => words(`cells.risk-why.${line.kind}`)),
    ],
    (line) => line.at,
  )
}

function linesOf(source: ObjectSource): readonly RiskLine[] {
  const { connectorName: connector, at } = source
  const lines = (kind: RiskLine['kind'], counts: readonly NamedCount[]): readonly RiskLine[] =>
    counts
      .filter((item) => item.count > 0)
      .map((item) => ({ connector, kind, detail: item.name, objects: item.count, at }))
  const isDelete = ({ name }: NamedCount) => /delete/i.test(name)
  return [
    ...lines('pending-delete', source.pendingExports.filter(isDelete)),
    ...lines(
      'pending-export',
      source.pendingExports.filter((item) => !isDelete(item)),
    ),
    ...lines('unconfirmed', source.unconfirmedExports),
    ...lines(
      'disconnector',
      source.byConnectorState.filter(({ name }) => /disconnector/i.test(name)),
    ),
    ...lines(
      'outside-schema',
      source.outsideSchema.map(({ name, objects }) => ({ name, count: objects })),
    ),
    ...(source.truncated ? lines('cut-off', [{ name: source.kind, count: source.objects }]) : []),
  ]
}
