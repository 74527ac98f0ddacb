import type { Connector, ConnectorKind, Estate, SyncServer } from '../../src/model/index.js'
import type { Detection } from '../analyzer.js'
import type { PlacedConnector } from './connectors.js'
import { connectorById, sameName } from './connectors.js'
import { deliveriesOf } from './flows.js'
import { isPersonType } from './people.js'

const kindNames: Readonly<Record<ConnectorKind, string>> = {
  'active-directory': 'Active Directory',
  'active-directory-gal': 'Active Directory GAL',
  'ad-lds': 'AD LDS',
  'mim-service': 'MIM Service',
  'sql-server': 'SQL Server',
  oracle: 'Oracle',
  db2: 'IBM DB2',
  'delimited-file': 'delimited text file',
  'fixed-width-file': 'fixed-width text file',
  'avp-file': 'attribute-value text file',
  'ldif-file': 'LDIF file',
  'dsml-file': 'DSML file',
  'sun-directory': 'Sun directory',
  'novell-edirectory': 'Novell eDirectory',
  'ibm-directory': 'IBM directory',
  'entra-id': 'Entra ID',
  powershell: 'PowerShell',
  'generic-sql': 'Generic SQL',
  'generic-ldap': 'Generic LDAP',
  'web-services': 'Web Services',
  'lotus-domino': 'Lotus Domino',
  'microsoft-graph': 'Microsoft Graph',
  'sharepoint-profiles': 'SharePoint profiles',
  'generic-csv': 'Generic CSV',
  'certificate-management': 'Certificate Management',
  ecma1: 'ECMA1',
  'ecma2-other': 'custom ECMA2',
  unknown: 'unknown kind',
}

/** The connector's kind in the field's words. */
export function kindName(connector: Connector): string {
  return kindNames[connector.kind]
}

/** What an ECMA connector's own parameters say about the other side; the DLL's name says nothing to a customer. */
function hostParameter(connector: Connector): string {
  const parameters = connector.connection.extensible?.parameters ?? []
  const named = parameters.find((item) => {
    const value = item.value.value ?? ''
    return (
      /^(host|server|url|endpoint|dsn file|connection string)\b/i.test(item.name.trim()) &&
      value !== '' &&
      !value.includes('\n')
    )
  })
  return named?.value.value?.trim() ?? ''
}

/** Where it connects: table, file format, server; `the system behind …` where the export names nothing. */
export function whereOf(connector: Connector): string {
  const { database, target } = connector.connection
  if (database !== undefined) {
    const table = [database.database, database.table].filter((item) => item !== '').join('.')
    return table === '' ? database.server : `${table} on ${database.server}`
  }
  if (connector.connection.kind === 'extensible') {
    const host = hostParameter(connector)
    return host === '' ? `the system behind ${connector.name}` : host
  }
  return target === '' ? `the system behind ${connector.name}` : target
}

/** AD connectors of a server that receive people. */
export function directoriesOfPeople(server: SyncServer): readonly Connector[] {
  return server.connectors.filter(
    (connector) =>
      connector.kind === 'active-directory' &&
      deliveriesOf(server, connector).some((item) => isPersonType(server, item.metaverseObjectType)),
  )
}

/** Metaverse attributes of these types that this connector shares with others, and with whom. */
export function sharedAttributes(
  { server, connector }: PlacedConnector,
  objectTypes: readonly string[],
): readonly { readonly attribute: string; readonly others: readonly string[] }[] {
  const nameOf = (id: string): string => server.connectors.find((item) => item.id === id)?.name ?? id
  return (server.metaverse?.importFlows ?? [])
    .filter((group) => objectTypes.some((type) => sameName(type, group.objectType)))
    .filter((group) => group.flows.some((flow) => flow.connectorId === connector.id))
    .flatMap((group) => {
      const others = group.flows.filter((flow) => flow.connectorId !== connector.id).map((flow) => flow.connectorId)
      return others.length === 0 ? [] : [{ attribute: group.attribute, others: [...new Set(others)].map(nameOf) }]
    })
}

/** Deletion rules under which an object goes when it leaves this connector. */
export function deletionRulesNaming({ server, connector }: PlacedConnector) {
  return (server.metaverse?.deletionRules ?? []).filter(
    (rule) => rule.kind === 'declared-any' && rule.connectorIds.includes(connector.id),
  )
}

/** Type of a metaverse attribute. */
export function isReferenceAttribute(server: SyncServer, name: string): boolean {
  return (server.metaverse?.schema.attributes ?? []).some(
    (item) => sameName(item.name, name) && item.type === 'reference',
  )
}

/** The connector a detection is about; a detection always comes from the same Estate. */
export function placedOf(estate: Estate, found: Detection): PlacedConnector {
  const placed = connectorById(estate, found.subjectId)
  if (placed === undefined)
    throw new Error(`No connector ${found.subjectId} in this Estate: map what was detected in it`)
  return placed
}
