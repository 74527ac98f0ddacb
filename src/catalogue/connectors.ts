import type { ConnectorKind } from '../model/index.js'
import { cataloguedOn, type Dated, learnPage } from './fact.js'

/** What a kind of connector usually does, and what takes its place in Entra. */
export interface ConnectorTarget extends Dated {
  /** Name as the product shows it. */
  readonly name: string
  readonly usualRole: string
  /** Equivalent in Entra and the method that carries it. */
  readonly equivalent: string
  readonly supportToday: string
  /** Scenario ids it belongs to, likeliest first. */
  readonly scenarios: readonly string[]
}

const guide = learnPage('/microsoft-identity-manager/migrate-entra-id')
const supported = learnPage('/microsoft-identity-manager/supported-management-agents')
const ecmaHost = learnPage('/entra/identity/app-provisioning/on-premises-application-provisioning-architecture')
const ldapHost = learnPage('/entra/identity/app-provisioning/on-premises-ldap-connector-configure')
const sqlHost = learnPage('/entra/identity/app-provisioning/on-premises-sql-connector-configure')
const inboundApi = learnPage('/entra/identity/app-provisioning/inbound-provisioning-api-concepts')
const crossTenant = learnPage('/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview')
const fimConnector = learnPage('/microsoft-identity-manager/migrate-from-the-fim-connector-for-azure-active-directory')

const verified = { verifiedOn: cataloguedOn, state: 'verified' } as const
const unverified = { verifiedOn: cataloguedOn, state: 'unverified' } as const
const database = ['hr-onprem', 'app-onprem', 'bhold-roles'] as const

const textFile = {
  ...verified,
  usualRole: 'file source or drop file',
  equivalent: 'In: API-driven inbound provisioning. Out: a custom ECMA2 connector, or a job that writes the file.',
  supportToday: 'supported',
  scenarios: ['hr-onprem', 'app-onprem'],
  source: inboundApi,
} as const

/** One entry a connector kind; the compiler sees to it that none is missing. */
export const connectorTargets: Readonly<Record<ConnectorKind, ConnectorTarget>> = {
  'active-directory': {
    ...verified,
    name: 'Active Directory Domain Services',
    usualRole: 'source and target',
    equivalent:
      'To the tenant: Cloud Sync or Connect. HR into AD: HR or API-driven app. AD from the cloud: Entra to AD groups (generally available) and users (preview). Attribute writeback: none in general.',
    supportToday: 'supported to 2029-01-09; AD 2012 to 2022 on SP2',
    scenarios: ['ad-groups', 'ad-to-ad-sync', 'hr-onprem', 'soa-users'],
    source: guide,
  },
  'active-directory-gal': {
    ...verified,
    name: 'Active Directory global address list (GAL)',
    usualRole: 'contacts and groups over forests',
    equivalent: 'Cross-tenant synchronization, multitenant organization, Exchange Online contacts by script.',
    supportToday: 'supported to 2029-01-09; Exchange 2013 to 2019',
    scenarios: ['gal-cross-org'],
    source: crossTenant,
  },
  'ad-lds': {
    ...verified,
    name: 'Active Directory Lightweight Directory Services',
    usualRole: 'application directory',
    equivalent:
      'ECMA Connector Host, Generic LDAP (AD LDS is allowed, AD DS is not a target; no initial password for AD LDS).',
    supportToday: 'supported to 2029-01-09',
    scenarios: ['app-onprem'],
    source: ldapHost,
  },
  'mim-service': {
    ...verified,
    name: 'MIM Service',
    usualRole: 'portal objects and expected rules',
    equivalent: 'No connector: lifecycle workflows, access packages and provisioning jobs take its place.',
    supportToday: 'synchronization and Service have to be of one version',
    scenarios: ['portal-workflows'],
    source: guide,
  },
  'sql-server': {
    ...verified,
    name: 'SQL Server',
    usualRole: 'HR source, application target, BHOLD',
    equivalent: 'HR: API-driven inbound provisioning. Application: ECMA Connector Host, Generic SQL.',
    supportToday: 'listed for SQL Server 2012 to 2017; newer and Azure SQL: Generic SQL',
    scenarios: database,
    source: sqlHost,
  },
  oracle: {
    ...verified,
    name: 'Oracle Database',
    usualRole: 'HR source, application target',
    equivalent: 'HR: API-driven inbound provisioning. Application: ECMA Connector Host, Generic SQL (10g to 18c).',
    supportToday: 'listed for 10g and 11g; newer: Generic SQL',
    scenarios: ['hr-onprem', 'app-onprem'],
    source: sqlHost,
  },
  db2: {
    ...verified,
    name: 'IBM DB2',
    usualRole: 'HR source, application target',
    equivalent: 'HR: API-driven inbound provisioning. Application: ECMA Connector Host, Generic SQL (DB2 9, 10, 11.5).',
    supportToday: 'listed for 9.5 and 9.7; newer: Generic SQL',
    scenarios: ['hr-onprem', 'app-onprem'],
    source: sqlHost,
  },
  'generic-sql': {
    ...verified,
    name: 'Generic SQL',
    usualRole: 'HR source, application target; multi-valued tables, watermark',
    equivalent:
      'ECMA Connector Host, Generic SQL: the exported connector loads into its wizard. One object type, nothing multi-valued.',
    supportToday: 'supported; connectors package 1.1.2057.0 is the newest read',
    scenarios: database,
    source: sqlHost,
  },
  'generic-ldap': {
    ...verified,
    name: 'Generic LDAP',
    usualRole: 'directory target or source',
    equivalent:
      'ECMA Connector Host, Generic LDAP. LDAP as a source to Entra is not supported; the LDAP connector of Connect has limited support.',
    supportToday: 'supported',
    scenarios: ['app-onprem', 'fim-aad-connector'],
    source: ldapHost,
  },
  'sun-directory': {
    ...verified,
    name: 'Sun, iPlanet or Oracle directory server',
    usualRole: 'target',
    equivalent: 'ECMA Connector Host, Generic LDAP.',
    supportToday: 'listed for Sun 6.x and 7.x, Oracle 11; then Generic LDAP',
    scenarios: ['app-onprem'],
    source: ldapHost,
  },
  'ibm-directory': {
    ...verified,
    name: 'IBM Directory Server',
    usualRole: 'target',
    equivalent: 'ECMA Connector Host, Generic LDAP (Tivoli).',
    supportToday: 'listed for 6.x; then Generic LDAP',
    scenarios: ['app-onprem'],
    source: ldapHost,
  },
  'novell-edirectory': {
    ...verified,
    name: 'Novell eDirectory',
    usualRole: 'target',
    equivalent: 'ECMA Connector Host, Generic LDAP.',
    supportToday: 'listed for 8.7.3 to 8.8.6; then Generic LDAP',
    scenarios: ['app-onprem'],
    source: ldapHost,
  },
  powershell: {
    ...verified,
    name: 'Windows PowerShell',
    usualRole: 'anything',
    equivalent:
      'ECMA Connector Host, PowerShell: same shape of script, users only, no password; else a Logic App or a runbook.',
    supportToday: 'supported',
    scenarios: ['app-onprem', 'saas-provisioning'],
    source: ecmaHost,
  },
  'web-services': {
    ...verified,
    name: 'Web Services (SAP ECC, PeopleSoft, Oracle eBusiness, SOAP, REST)',
    usualRole: 'HR source, ERP target',
    equivalent:
      'ECMA Connector Host, Web Services: the .wsconfig is used again. SAP HR: SuccessFactors or API-driven inbound. SAP Cloud Identity Services SCIM 2.0 connector with groups.',
    supportToday: 'supported; complex SAP roles stay',
    scenarios: ['hr-sap', 'app-onprem'],
    source: ecmaHost,
  },
  'lotus-domino': {
    ...unverified,
    name: 'Lotus Domino',
    usualRole: 'mail directory',
    equivalent: 'No profile of the ECMA Connector Host is published: a custom connector or a Logic App.',
    supportToday: 'Domino 9.0.x',
    scenarios: ['app-onprem'],
    source: supported,
  },
  'sharepoint-profiles': {
    ...verified,
    name: 'SharePoint profile store',
    usualRole: 'profile',
    equivalent: 'Profile synchronization of SharePoint Online is built in.',
    supportToday: 'SharePoint 2013 to 2019',
    scenarios: ['app-onprem'],
    source: supported,
  },
  'generic-csv': {
    ...verified,
    name: 'Generic CSV',
    usualRole: 'file source',
    equivalent: 'API-driven inbound provisioning (CSV2SCIM).',
    supportToday: 'new in preview in March 2024',
    scenarios: ['hr-onprem'],
    source: inboundApi,
  },
  'delimited-file': { ...textFile, name: 'Delimited text file' },
  'fixed-width-file': { ...textFile, name: 'Fixed-width text file' },
  'avp-file': { ...textFile, name: 'Attribute-value pair text file' },
  'ldif-file': { ...textFile, name: 'LDIF file' },
  'dsml-file': { ...textFile, name: 'DSML file' },
  'microsoft-graph': {
    ...verified,
    name: 'Microsoft Graph',
    usualRole: 'guests, cloud objects',
    equivalent: 'Entra to AD users (preview); SCIM or API-driven inbound provisioning.',
    supportToday: 'supported; must not overlap Connect; 4.4.1642 or later',
    scenarios: ['mim-graph-b2b'],
    source: learnPage('/microsoft-identity-manager/microsoft-identity-manager-2016-connector-graph'),
  },
  'entra-id': {
    ...verified,
    name: 'Windows Azure Active Directory',
    usualRole: 'the tenant',
    equivalent:
      'On a MIM server: Cloud Sync, else Connect, else the Graph connector or an inbound API. On a Connect server: the Cloud Sync job itself.',
    supportToday: 'on a MIM server deprecated in 2021 and without a connection since April 2024',
    scenarios: ['fim-aad-connector', 'connect-to-cloud-sync'],
    source: fimConnector,
  },
  'certificate-management': {
    ...verified,
    name: 'FIM Certificate Management',
    usualRole: 'smart cards',
    equivalent: 'No connector: certificate-based authentication and passkeys; card issuance moves elsewhere.',
    supportToday: 'removed from MIM 2016; again in the list of SP3, as deprecated',
    scenarios: ['strong-credentials'],
    source: supported,
  },
  ecma1: {
    ...verified,
    name: 'Custom connector, ECMA1',
    usualRole: 'anything',
    equivalent: 'Rewrite as ECMA2 or SCIM.',
    supportToday: 'deprecated with SP3',
    scenarios: ['app-onprem', 'custom-app-scim'],
    source: ecmaHost,
  },
  'ecma2-other': {
    ...verified,
    name: 'Custom connector, ECMA2',
    usualRole: 'anything',
    equivalent: 'The same DLL in the ECMA Connector Host (users, one type), else a SCIM endpoint in front of it.',
    supportToday: "supported framework; the connector itself is its maker's",
    scenarios: ['app-onprem', 'custom-app-scim', 'codeless-provisioning'],
    source: learnPage('/entra/identity/app-provisioning/on-premises-custom-connector'),
  },
  unknown: {
    ...unverified,
    name: 'Connector of a kind not seen before',
    usualRole: 'not known',
    equivalent: 'Not known: look at its DLL, its parameters and its flows.',
    supportToday: 'not known',
    scenarios: ['custom-app-scim'],
    source: supported,
  },
}
