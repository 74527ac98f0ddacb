import type { CoverageEntry, Notice } from '../../../model/index.js'
import type { EstatePart, ReadResult } from '../../reader.js'
import type { TableRecord } from '../snapshot/format.js'
import type { SnapshotView } from '../snapshot/view.js'
import { connectorParts } from './connectors.js'
import { Interpretation } from './interpretation.js'
import { metaverseParts, ruleParts } from './metaverse.js'
import { objectParts } from './objects.js'
import { runParts } from './runs.js'
import { serviceParts } from './service.js'

/** Everything a whole snapshot says, as the same parts that exports give. */
export function interpretSnapshot(view: SnapshotView, file: string): ReadResult {
  const parts: EstatePart[] = []
  const notices: Notice[] = []
  const entries: CoverageEntry[] = []
  for (const record of view.sources()) {
    const to = new Interpretation(file, record)
    const { source } = record
    for (const table of view.tables(source)) {
      noteTable(table, to)
      entries.push(...coverageOf(view, table))
    }
    noteConnection(to)
    if (record.product === 'mim-service') parts.push(...serviceParts(view, source, to))
    else
      parts.push(
        ...metaverseParts(view, source, to),
        ...connectorParts(view, source, to),
        ...ruleParts(view, source, to),
        ...objectParts(view, source, to),
        ...runParts(view, source, to),
      )
    notices.push(...to.notices)
  }
  const count = (status: CoverageEntry['status']) =>
    entries.reduce((sum, entry) => sum + (entry.status === status ? entry.count : 0), 0)
  const counts = { modelled: count('modelled'), documented: 0, ignored: count('ignored'), unknown: 0 }
  return { parts, notices, coverage: { counts, entries } }
}

/** Tables a product need not have are no loss. */
const optional = new Set(['synchronization-rule', 'lineage', 'binding', 'locale', 'value-xml'])

function noteTable(table: TableRecord, to: Interpretation): void {
  const name = `${table.schema_name}.${table.table_name}`
  if (table.state === 'missing' || table.state === 'denied' || table.state === 'unfit' || table.state === 'failed') {
    if (table.state === 'missing' && optional.has(table.dataset)) return
    to.say(
      'M2E-READ-090',
      table.table_name,
      `The table ${name} could not be read: ${table.message}.`,
      table.state === 'denied'
        ? 'Give the login the role db_datareader and take the snapshot again.'
        : 'Say which version of the product this is, and add its exports.',
    )
  } else if (table.state === 'budget')
    to.say(
      'M2E-READ-090',
      table.table_name,
      `Of ${name} ${table.rows.toLocaleString('en-US')} rows were read${table.server_rows === null ? '' : ` of ${table.server_rows.toLocaleString('en-US')}`}: ${table.message}.`,
      'Take the snapshot again with a larger --max-rows.',
    )
  else if (table.server_rows !== null && table.server_rows !== table.rows)
    to.say(
      'M2E-READ-094',
      table.table_name,
      `Of ${name} ${table.rows.toLocaleString('en-US')} rows were read and the server counts ${table.server_rows.toLocaleString('en-US')}: it was written to meanwhile.`,
      'Take the snapshot between two runs if the difference matters.',
    )
}

function noteConnection(to: Interpretation): void {
  const { encryption, isolation, database_name, server } = to.record
  const where = `${database_name} of ${server}`
  if (encryption !== 'encrypted')
    to.say(
      'M2E-READ-095',
      '',
      encryption === 'clear'
        ? `${where} was read over a connection that is not encrypted.`
        : `Whether the connection to ${where} was encrypted the server did not tell: the login may not ask (VIEW SERVER STATE).`,
    )
  if (isolation !== 'snapshot')
    to.say(
      'M2E-READ-096',
      '',
      `${where} was read without locks (${isolation}): rows that changed meanwhile may be missing or stale.`,
    )
}

function coverageOf(view: SnapshotView, table: TableRecord): CoverageEntry[] {
  return view.columns(table.source, table.dataset).map(({ name, storage, reason }) => ({
    path: `/${table.table_name}/@${name}`,
    status: storage === '' ? 'ignored' : 'modelled',
    ...(reason === '' ? {} : { reason }),
    count: storage === '' ? 1 : table.rows,
  }))
}
