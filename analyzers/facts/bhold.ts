import type { Connector, Provenance } from '../../src/model/index.js'
import { databaseKinds, plainName } from './connectors.js'

/** Signs that a database connector works on BHOLD, not on an HR or application table. */
export interface BholdSigns {
  /** Tables of BHOLD's synchronization interface it reads or writes, as written. */
  readonly tables: readonly string[]
  /** The rules extension BHOLD's guide prescribes. */
  readonly extension: string
  /** Columns that only BHOLD's tables have together. */
  readonly columns: readonly string[]
  /** Database name is the one BHOLD's installer proposes. */
  readonly isDefaultDatabase: boolean
  readonly at: Provenance
}

const tables = new Set(['fimemployee', 'fimorgunit', 'tblobjects', 'tblreferences'])
const columnSets = [
  ['RecordID', 'Orgunit', 'DefaultAlias', 'Active'],
  ['RecordID', 'OrgunitID', 'ParentID', 'DisplayName'],
  ['ObjectID', 'ObjectType', 'SamAccountName', 'Application', 'ReferenceID'],
]

function bareTable(name: string): string {
  return plainName(name.split('.').at(-1) ?? name)
}

/** undefined when nothing points to BHOLD. One bare sign is not enough: see `isBhold`. */
export function bholdSigns(connector: Connector): BholdSigns | undefined {
  const { database } = connector.connection
  if (database === undefined || !databaseKinds.includes(connector.kind)) return undefined
  const named = [database.table, database.multivalueTable, database.deltaTable].filter((name) =>
    tables.has(bareTable(name)),
  )
  const present = new Set(database.columns.map((column) => plainName(column.name)))
  const matched = columnSets.find((set) => set.every((name) => present.has(plainName(name)))) ?? []
  const assembly = connector.extension?.assembly ?? ''
  const extension = plainName(assembly).includes('fimemployeeextension') ? assembly : ''
  const isDefaultDatabase = plainName(database.database) === 'b1'
  if (named.length === 0 && matched.length === 0 && extension === '' && !isDefaultDatabase) return undefined
  return { tables: [...new Set(named)], extension, columns: matched, isDefaultDatabase, at: connector.connection.at }
}

/** Two signs of four, or the extension alone. `tblobjects` or a database `b1` alone may be anyone's. */
export function isBhold(connector: Connector): boolean {
  const signs = bholdSigns(connector)
  if (signs === undefined) return false
  if (signs.extension !== '') return true
  const count = [signs.tables.length > 0, signs.columns.length > 0, signs.isDefaultDatabase].filter(Boolean).length
  return count >= 2
}
