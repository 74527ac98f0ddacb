import { describe, expect, it } from 'vitest'
import { connectorKind } from './connector-kind.js'

describe('connectorKind', () => {
  it.each([
    ['AD', '', '', 'active-directory'],
    ['ad', '', '', 'active-directory'],
    ['AD GAL', '', '', 'active-directory-gal'],
    ['ADAM', '', '', 'ad-lds'],
    ['FIM', '', '', 'mim-service'],
    ['MSSQL', '', '', 'sql-server'],
    ['ORACLE', '', '', 'oracle'],
    ['DB2', '', '', 'db2'],
    ['Delimited', '', '', 'delimited-file'],
    ['Fixed', '', '', 'fixed-width-file'],
    ['AVP', '', '', 'avp-file'],
    ['LDIF', '', '', 'ldif-file'],
    ['DSML', '', '', 'dsml-file'],
    ['iPlanet', '', '', 'sun-directory'],
    ['eDirectory', '', '', 'novell-edirectory'],
    ['IBM DS', '', '', 'ibm-directory'],
    ['Extensible', '', 'Old.dll', 'ecma1'],
    ['Extensible2', 'Windows Azure Active Directory (Microsoft)', '', 'entra-id'],
    ['Extensible2', 'PowerShell (Microsoft)', '', 'powershell'],
    ['Extensible2', 'Generic SQL (Microsoft)', '', 'generic-sql'],
    ['Extensible2', 'Generic LDAP (Microsoft)', '', 'generic-ldap'],
    ['Extensible2', 'Microsoft Web Service ECMA2 Connector (Microsoft)', '', 'web-services'],
    ['Extensible2', 'Lotus Domino (Microsoft)', '', 'lotus-domino'],
    ['Extensible2', 'Graph (Microsoft)', '', 'microsoft-graph'],
    ['Extensible2', 'SharePoint Profile Store (Microsoft)', '', 'sharepoint-profiles'],
    ['Extensible2', 'Renamed', 'Microsoft.IAM.Connector.GenericSql.dll', 'generic-sql'],
    ['Extensible2', '', 'C:\\MIM\\Microsoft.IAM.Connector.PowerShell.dll', 'powershell'],
    ['Extensible2', '', 'Microsoft.IdentityManagement.MA.WebServices.dll', 'web-services'],
    ['Extensible2', 'PowerShell', 'Granfeldt.PowerShell.ManagementAgent.dll', 'ecma2-other'],
    ['Extensible2', '__proto__', 'constructor', 'ecma2-other'],
    ['SAP R/3', '', '', 'unknown'],
    ['__proto__', '', '', 'unknown'],
    ['', '', '', 'unknown'],
  ])('%s / %s / %s is %s', (category, subtype, assembly, kind) => {
    expect(connectorKind(category, subtype, assembly)).toBe(kind)
  })
})
