import type { Connector, DatabaseConnection, ExtensibleConnection, SchemaAttribute } from '../../src/model/index.js'
import { place } from './sync-builder.js'

export function database(overrides: Partial<DatabaseConnection> = {}): Connector['connection'] {
  const at = place('connection')
  const base: DatabaseConnection = {
    provider: 'SQLOLEDB',
    server: 'SQL01',
    database: 'db',
    table: 'table',
    deltaTable: '',
    multivalueTable: '',
    authentication: '',
    columns: [],
    objectTypeColumn: '',
    objectTypes: [],
  }
  return {
    kind: 'database',
    target: 'SQL01',
    account: '',
    database: { ...base, ...overrides },
    anchor: [],
    settings: [],
    at,
  }
}

export function columns(...names: readonly string[]): DatabaseConnection['columns'] {
  return names.map((name) => ({ name, dataType: 'DBTYPE_WSTR', nullable: true, readOnly: false, at: place(name) }))
}

/** An ECMA connection; parameters as plain name and value. */
export function extensible(
  parameters: Readonly<Record<string, string>> = {},
  overrides: Partial<ExtensibleConnection> = {},
): Connector['connection'] {
  const at = place('connection')
  const list = Object.entries(parameters).map(([name, value]) => ({
    name,
    use: 'connectivity',
    type: 'string',
    value: { value, redacted: false },
    encrypted: false,
    at: place(`parameter[${name}]`),
  }))
  const base: ExtensibleConnection = {
    generation: 2,
    assembly: '',
    assemblyVersion: '',
    importEnabled: true,
    exportEnabled: true,
    parameters: list,
  }
  const connection = { ...base, ...overrides }
  return {
    kind: 'extensible',
    target: connection.assembly,
    account: '',
    extensible: connection,
    anchor: [],
    settings: [],
    at,
  }
}

export function schemaAttribute(name: string, overrides: Partial<SchemaAttribute> = {}): SchemaAttribute {
  return {
    name,
    type: 'string',
    multivalued: false,
    syntax: '',
    indexed: false,
    immutable: false,
    encrypted: false,
    exportOnly: false,
    readOnly: false,
    at: place(`attribute-type[${name}]`),
    ...overrides,
  }
}
