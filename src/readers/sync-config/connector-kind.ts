import type { ConnectorKind } from '../../model/index.js'

/** `category` in lower case → kind. Case differs between versions. */
const kindOfCategory: ReadonlyMap<string, ConnectorKind> = new Map([
  ['ad', 'active-directory'],
  ['ad gal', 'active-directory-gal'],
  ['adam', 'ad-lds'],
  ['fim', 'mim-service'],
  ['mssql', 'sql-server'],
  ['oracle', 'oracle'],
  ['db2', 'db2'],
  ['delimited', 'delimited-file'],
  ['fixed', 'fixed-width-file'],
  ['avp', 'avp-file'],
  ['ldif', 'ldif-file'],
  ['dsml', 'dsml-file'],
  ['iplanet', 'sun-directory'],
  ['edirectory', 'novell-edirectory'],
  ['ibm ds', 'ibm-directory'],
  ['extensible', 'ecma1'],
  ['notes', 'lotus-domino'],
  ['lotus notes', 'lotus-domino'],
  ['fim certificate management', 'certificate-management'],
])

/** `subtype` of an Extensible2 connector in lower case → kind. */
const kindOfSubtype: ReadonlyMap<string, ConnectorKind> = new Map([
  ['windows azure active directory (microsoft)', 'entra-id'],
  ['powershell (microsoft)', 'powershell'],
  ['generic sql (microsoft)', 'generic-sql'],
  ['generic ldap (microsoft)', 'generic-ldap'],
  ['microsoft web service ecma2 connector (microsoft)', 'web-services'],
  ['lotus domino (microsoft)', 'lotus-domino'],
  ['graph (microsoft)', 'microsoft-graph'],
  ['microsoft graph (microsoft)', 'microsoft-graph'],
  ['sharepoint profile store (microsoft)', 'sharepoint-profiles'],
  ['generic csv (microsoft)', 'generic-csv'],
  ['fim certificate management (microsoft)', 'certificate-management'],
])

/** Connector DLLs of Microsoft: the second clue, when the subtype was changed or is missing. */
const kindOfAssembly: readonly (readonly [RegExp, ConnectorKind])[] = [
  [/^microsoft\.azure\.activedirectory\.connector\.dll$/i, 'entra-id'],
  [/^microsoft\.iam\.connector\.powershell\.dll$/i, 'powershell'],
  [/^microsoft\.iam\.connector\.genericsql\.dll$/i, 'generic-sql'],
  [/^microsoft\.iam\.connector\.genericldap\.dll$/i, 'generic-ldap'],
  [/^microsoft\.identitymanagement\.ma\.webservices\.dll$/i, 'web-services'],
  [/^microsoft\.iam\.connector\.(?:lotus)?domino\.dll$/i, 'lotus-domino'],
  [/^microsoft\.(?:iam|identitymanagement)\.connector\.(?:microsoft)?graph(?:connector)?\.dll$/i, 'microsoft-graph'],
  [/^microsoft\.iam\.connector\.sharepoint\w*\.dll$/i, 'sharepoint-profiles'],
  [/^microsoft\.iam\.connector\.genericcsv\.dll$/i, 'generic-csv'],
]

/**
 * What a connector connects to. The name of the connector says nothing; category comes first, then subtype, then the DLL.
 * @param assembly file name of the connector DLL of an extensible connector, '' when there is none
 */
export function connectorKind(category: string, subtype: string, assembly: string): ConnectorKind {
  const known = kindOfCategory.get(category.trim().toLowerCase())
  if (known !== undefined) return known
  if (category.trim().toLowerCase() !== 'extensible2') return 'unknown'
  const bySubtype = kindOfSubtype.get(subtype.trim().toLowerCase())
  if (bySubtype !== undefined) return bySubtype
  const file = assembly.trim().replace(/^.*[\\/]/, '')
  return kindOfAssembly.find(([pattern]) => pattern.test(file))?.[1] ?? 'ecma2-other'
}
