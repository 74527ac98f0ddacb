import type { ConnectorKind } from '../model/index.js'
import { cataloguedOn, type Dated, learnPage } from './fact.js'

/**
 * Who is hit by a date, as plain data for the deadline radar to hold against an Estate. Versions are those of the
 * metaverse parameter `Microsoft.Synchronize.ServerConfigurationVersion`, compared number by number.
 */
export type Condition =
  /** An Entra Connect server, whatever its version. */
  | { readonly kind: 'connect-server' }
  /** An Entra Connect server older than this version. */
  | { readonly kind: 'connect-version-below'; readonly version: string }
  /** An Entra Connect server of `from` or later, but older than `below`. */
  | { readonly kind: 'connect-version-range'; readonly from: string; readonly below: string }
  /** A MIM synchronization server or a MIM Service. */
  | { readonly kind: 'mim-server' }
  /** A connector of this kind; with `product`, only on a server of that product. */
  | {
      readonly kind: 'connector-kind'
      readonly connectorKind: ConnectorKind
      readonly product?: 'mim-sync' | 'connect-sync'
    }
  /** The Connect parameter `Microsoft.OptionalFeature.<name>` is `True`. */
  | { readonly kind: 'feature'; readonly name: string }
  /** An enabled policy rule starts a workflow with one of these activities, and rule or workflow is the customer's. */
  | { readonly kind: 'workflow-activity'; readonly activities: readonly string[] }
  /** A database connector works on BHOLD's tables. */
  | { readonly kind: 'bhold' }
  /**
   * No export tells. Where the product `on` is in the input (or `any`), the radar lists the date as unknown and asks
   * for `what`.
   */
  | { readonly kind: 'ask'; readonly on: 'connect-server' | 'mim-server' | 'any'; readonly what: string }
  /** History, or a release that hits nobody. */
  | { readonly kind: 'none' }

export interface TimelineRecord extends Dated {
  /** Stable name, kebab-case, never reused. */
  readonly id: string
  /** `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, as precise as the source; undefined for a standing fact. */
  readonly date: string | undefined
  /**
   * `ends`: support, a service or a way of doing ends; `changes`: the same thing behaves differently from then on;
   * `starts`: something becomes available; `history`: background. Only the first two can have stopped something.
   */
  readonly what: 'ends' | 'changes' | 'starts' | 'history'
  readonly subject: string
  readonly effect: string
  readonly detects: Condition
}

const news = learnPage('/entra/fundamentals/whats-new')
const guide = learnPage('/microsoft-identity-manager/migrate-entra-id')
const mim = learnPage('/microsoft-identity-manager/microsoft-identity-manager-2016')
const deprecated = learnPage('/microsoft-identity-manager/microsoft-identity-manager-2016-deprecated-features')
const versions = learnPage('/microsoft-identity-manager/reference/version-history')
const support = learnPage('/microsoft-identity-manager/support-update-for-azure-active-directory-premium-customers')
const licensing = learnPage('/microsoft-identity-manager/microsoft-identity-manager-licensing')
const hybridReporting = learnPage('/microsoft-identity-manager/identity-manager-hybrid-reporting-azure')
const fimConnector = learnPage('/microsoft-identity-manager/migrate-from-the-fim-connector-for-azure-active-directory')
const connect = learnPage('/entra/identity/hybrid/connect/reference-connect-version-history')
const cloudSync = learnPage('/entra/identity/hybrid/cloud-sync/what-is-cloud-sync')
const cloudSyncSection = learnPage('/entra/identity/hybrid/cloud-sync/')
const agents = learnPage('/entra/identity/hybrid/cloud-sync/reference-version-history')
const toActiveDirectory = learnPage('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')
const authority = learnPage('/entra/identity/hybrid/concept-source-of-authority-overview')
const newName = learnPage('/entra/fundamentals/new-name')
const idFix = 'https://github.com/microsoft/idfix'

const none = { kind: 'none' } as const
const verified = { verifiedOn: cataloguedOn, state: 'verified' } as const
const secondHand = { verifiedOn: cataloguedOn, state: 'second-hand' } as const
const unverified = { verifiedOn: cataloguedOn, state: 'unverified' } as const

/** A Connect build leaves support: everything from it up to, but without, the next one known. */
function connectBuildEnds(version: string, next: string, date: string, verifiedOn: string): TimelineRecord {
  return {
    ...secondHand,
    verifiedOn,
    id: `connect-${version.replaceAll('.', '-')}-support-end`,
    date,
    what: 'ends',
    subject: `Entra Connect ${version}`,
    effect: `Entra Connect ${version} leaves support. Install a newer build before that day.`,
    detects: { kind: 'connect-version-range', from: version, below: next },
    source: connect,
  }
}

/** Dates that lie ahead on the day of the catalogue, or run. */
const ahead: readonly TimelineRecord[] = [
  {
    ...verified,
    id: 'successfactors-basic-authentication-end',
    date: '2026-11',
    what: 'ends',
    subject: 'SuccessFactors basic authentication',
    effect:
      'Inbound and writeback jobs that sign in to SuccessFactors with basic authentication stop. Workload identity is usable since May 2026.',
    detects: { kind: 'ask', on: 'any', what: 'whether the tenant has SuccessFactors provisioning jobs' },
    source: news,
  },
  {
    ...verified,
    id: 'connect-to-cloud-sync-waves',
    date: '2026-07',
    what: 'changes',
    subject: 'Move from Connect Sync to Cloud Sync',
    effect:
      'Tenants are told in waves to move from Connect Sync to Cloud Sync. The notice carries the deadline of the tenant; exceptions go through support; simple configurations first.',
    detects: {
      kind: 'ask',
      on: 'connect-server',
      what: 'the Message Center post, Connect Health notice or e-mail with the deadline of this tenant',
    },
    source: cloudSyncSection,
  },
  connectBuildEnds('2.5.190.0', '2.6.1.0', '2027-02-02', '2026-10-06'),
  connectBuildEnds('2.6.1.0', '2.6.3.0', '2027-03-10', '2026-10-06'),
  connectBuildEnds('2.6.3.0', '2.6.84.0', '2027-07-07', '2026-10-06'),
  connectBuildEnds('2.6.84.0', '2.6.91.0', '2027-09-16', '2026-10-06'),
  connectBuildEnds('2.6.91.0', '2.6.92.0', '2027-09-23', '2026-10-06'),
  {
    ...verified,
    id: 'mim-extended-support-end',
    date: '2029-01-09',
    what: 'ends',
    subject: 'Microsoft Identity Manager 2016',
    effect: 'Extended support of MIM 2016 ends (it was 2026-01-13 before).',
    detects: { kind: 'mim-server' },
    source: mim,
  },
]

const mimFamily: readonly TimelineRecord[] = [
  {
    ...secondHand,
    id: 'zoomit-via',
    date: '1999',
    what: 'history',
    subject: 'Zoomit VIA',
    effect: 'Microsoft buys Zoomit and its VIA metadirectory; the later engine descends from it.',
    detects: none,
    source: guide,
  },
  {
    ...verified,
    id: 'miis-2003',
    date: '2003',
    what: 'history',
    subject: 'Microsoft Identity Integration Server',
    effect: 'The technology MIM is based on is introduced.',
    detects: none,
    source: guide,
  },
  {
    ...secondHand,
    id: 'ilm-2007',
    date: '2007',
    what: 'history',
    subject: 'Identity Lifecycle Manager 2007',
    effect: 'MIIS and Certificate Lifecycle Manager become one product.',
    detects: none,
    source: guide,
  },
  {
    ...secondHand,
    id: 'fim-2010',
    date: '2010',
    what: 'history',
    subject: 'Forefront Identity Manager 2010',
    effect: 'Portal, service and policy join the synchronization engine.',
    detects: none,
    source: guide,
  },
  {
    ...secondHand,
    id: 'mim-2016',
    date: '2015',
    what: 'history',
    subject: 'Microsoft Identity Manager 2016',
    effect: 'MIM 2016 follows FIM 2010 R2 (2015 to 2016).',
    detects: none,
    source: guide,
  },
  {
    ...verified,
    id: 'fim-azure-ad-connector-offered',
    date: '2014',
    what: 'history',
    subject: 'FIM connector for Azure AD',
    effect: 'The connector is offered to customers with several forests.',
    detects: none,
    source: fimConnector,
  },
  {
    ...verified,
    id: 'mim-sp2',
    date: '2019-10',
    what: 'starts',
    subject: 'MIM 2016 SP2 (4.6.34.0)',
    effect: 'Service Pack 2 is available.',
    detects: none,
    source: versions,
  },
  {
    ...verified,
    id: 'fim-azure-ad-connector-deprecated',
    date: '2021',
    what: 'history',
    subject: 'FIM connector for Azure AD',
    effect: 'The connector is declared deprecated.',
    detects: { kind: 'connector-kind', connectorKind: 'entra-id', product: 'mim-sync' },
    source: fimConnector,
  },
  {
    ...verified,
    id: 'silverlight-end',
    date: '2021-10-12',
    what: 'ends',
    subject: 'BHOLD modules built on Silverlight',
    effect:
      'BHOLD Model Generator, Analytics and FIM Integration no longer work and are to be uninstalled; new BHOLD deployments are not advised.',
    detects: { kind: 'bhold' },
    source: deprecated,
  },
  {
    ...verified,
    id: 'mfa-server-end',
    date: '2024-09-30',
    what: 'ends',
    subject: 'MFA Server',
    effect:
      'MFA Server no longer serves requests (announced in September 2022): password-reset and PAM gates built on it are dead.',
    detects: { kind: 'workflow-activity', activities: ['PhoneAuthenticationGate', 'PAMRequestMFASequenceActivity'] },
    source: deprecated,
  },
  {
    ...verified,
    id: 'mim-sp2-hotfix-4-6-673-0',
    date: '2023-10-03',
    what: 'starts',
    subject: 'MIM 2016 SP2 hotfix 4.6.673.0',
    effect: 'The build Service Pack 3 upgrades from.',
    detects: none,
    source: versions,
  },
  {
    ...verified,
    id: 'generic-csv-connector',
    date: '2024-03',
    what: 'starts',
    subject: 'Generic CSV connector',
    effect: 'The connector is available, first as a preview.',
    detects: none,
    source: versions,
  },
  {
    ...verified,
    id: 'fim-azure-ad-connector-end',
    date: '2024-04',
    what: 'ends',
    subject: 'FIM connector for Azure AD',
    effect: 'The connector can no longer connect to the tenant: every run fails.',
    detects: { kind: 'connector-kind', connectorKind: 'entra-id', product: 'mim-sync' },
    source: deprecated,
  },
  {
    ...verified,
    id: 'migration-guide-changes',
    date: '2025',
    what: 'history',
    subject: 'Migration guide of MIM',
    effect:
      'Since the edition of 2024-02-23 group provisioning lost its preview label; SAP Integration Suite and reuse of custom connectors were added.',
    detects: none,
    source: guide,
  },
  {
    ...verified,
    id: 'mim-hybrid-reporting-end',
    date: '2025-11',
    what: 'ends',
    subject: 'MIM hybrid reporting',
    effect:
      'The cloud end of hybrid reporting is gone. Azure Arc, the Azure Monitor Agent and a data collection rule take its place.',
    detects: {
      kind: 'ask',
      on: 'mim-server',
      what: 'whether the hybrid reporting agent is installed on the MIM server',
    },
    source: hybridReporting,
  },
  {
    ...verified,
    id: 'mim-sp3',
    date: '2026-04',
    what: 'starts',
    subject: 'MIM 2016 SP3',
    effect:
      'SQL Server 2022, Azure SQL for the synchronization service with a managed identity, SharePoint SE, Exchange SE, Service Manager warehouse 2022, AD FS claims. In place only, from 4.6.673.0 on Windows Server 2019 or 2022; update KB5085154 wants the baseline ISO; no way back by uninstall; not for all-in-one servers; the portal is redeployed on SharePoint SE.',
    detects: none,
    source: mim,
  },
  {
    ...verified,
    id: 'mim-sp3-deprecates-ecma1',
    date: '2026-04',
    what: 'changes',
    subject: 'ECMA1 connectors',
    effect: 'Service Pack 3 deprecates ECMA1: rewrite the connector as ECMA2 or SCIM.',
    detects: { kind: 'connector-kind', connectorKind: 'ecma1' },
    source: mim,
  },
  {
    ...verified,
    id: 'mim-sp3-deprecates-certificate-agent',
    date: '2026-04',
    what: 'changes',
    subject: 'FIM Certificate Management agent',
    effect: 'Service Pack 3 lists the agent as deprecated, with the Notes and SAP R/3 agents and MFA Server.',
    detects: { kind: 'connector-kind', connectorKind: 'certificate-management' },
    source: mim,
  },
  {
    ...verified,
    id: 'mim-sp3-windows-server-2025',
    date: '2026-03',
    what: 'history',
    subject: 'Windows Server 2025 for MIM SP3',
    effect: 'The product page says yes, the upgrade page of 2026-03-17 says no. Plan on no.',
    detects: none,
    source: mim,
  },
  {
    ...unverified,
    id: 'mim-sp3-build',
    date: undefined,
    what: 'history',
    subject: 'MIM 2016 SP3 build number',
    effect: 'The build number is said to be 4.7.3.0.',
    detects: none,
    source: versions,
  },
  {
    ...verified,
    id: 'mim-premium-support',
    date: undefined,
    what: 'history',
    subject: 'Standard support of MIM for P1 and P2 customers',
    effect:
      'Covered: synchronization, PCNS, Service and Portal, add-ins, warehouse scripts, connectors. Not covered: Certificate Management, BHOLD, PAM.',
    detects: none,
    source: support,
  },
  {
    ...verified,
    id: 'mim-pam-isolated-only',
    date: undefined,
    what: 'history',
    subject: 'MIM PAM',
    effect: 'PAM is advised for isolated networks only.',
    detects: none,
    source: deprecated,
  },
  {
    ...verified,
    id: 'mim-licensing',
    date: undefined,
    what: 'history',
    subject: 'Licences of MIM',
    effect: 'Synchronization needs no client licence; the rest is covered by P1 or P2.',
    detects: none,
    source: licensing,
  },
]

const connectAndCloudSync: readonly TimelineRecord[] = [
  {
    ...secondHand,
    id: 'azure-ad-sync',
    date: '2014',
    what: 'history',
    subject: 'Azure AD Sync',
    effect: 'Azure AD Sync replaces DirSync at the end of 2014. Neither works any more.',
    detects: none,
    source: connect,
  },
  {
    ...secondHand,
    id: 'azure-ad-connect',
    date: '2015-06',
    what: 'history',
    subject: 'Azure AD Connect',
    effect: 'Azure AD Connect replaces Azure AD Sync.',
    detects: none,
    source: connect,
  },
  {
    ...verified,
    id: 'connect-v1-retired',
    date: '2022-08-31',
    what: 'ends',
    subject: 'Entra Connect V1',
    effect: 'Connect V1 is retired.',
    detects: { kind: 'connect-version-below', version: '2.0.0.0' },
    source: connect,
  },
  {
    ...verified,
    id: 'connect-twelve-months',
    date: '2023-03-15',
    what: 'history',
    subject: 'Support of Connect V2 versions',
    effect: 'A version retires 12 months after its successor.',
    detects: none,
    source: connect,
  },
  {
    ...verified,
    id: 'connect-v1-refused',
    date: '2023-10-01',
    what: 'ends',
    subject: 'Entra Connect V1',
    effect: 'The service refuses Connect V1: synchronization has stopped.',
    detects: { kind: 'connect-version-below', version: '2.0.0.0' },
    source: connect,
  },
  {
    ...verified,
    id: 'agent-1-1-1370-0',
    date: '2023-10',
    what: 'starts',
    subject: 'Provisioning agent 1.1.1370.0',
    effect: 'The agent that source of authority needs.',
    detects: none,
    source: agents,
  },
  {
    ...verified,
    id: 'agent-1-1-1586-0',
    date: '2024-05',
    what: 'starts',
    subject: 'Provisioning agent 1.1.1586.0',
    effect: 'The agent that account tasks of lifecycle workflows need for people mastered in AD.',
    detects: none,
    source: agents,
  },
  {
    ...verified,
    id: 'agent-1-1-2102-0',
    date: '2025-09',
    what: 'starts',
    subject: 'Provisioning agent 1.1.2102.0',
    effect: 'A newer agent is available.',
    detects: none,
    source: agents,
  },
  {
    ...verified,
    id: 'agent-1-1-2334-0',
    date: '2026',
    what: 'starts',
    subject: 'Provisioning agent 1.1.2334.0',
    effect: 'The agent that provisioning from Entra to AD asks for.',
    detects: none,
    source: toActiveDirectory,
  },
  {
    ...secondHand,
    id: 'agent-1-1-2505-0',
    date: '2026-10-01',
    what: 'starts',
    subject: 'Provisioning agent 1.1.2505.0',
    effect: 'The newest agent on that day.',
    detects: none,
    source: agents,
  },
  {
    ...verified,
    id: 'cloud-sync-exchange-hybrid',
    date: '2023-11',
    what: 'starts',
    subject: 'Exchange hybrid writeback in Cloud Sync',
    effect: 'Generally available.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'group-writeback-v2-end',
    date: '2024-06-30',
    what: 'ends',
    subject: 'Group Writeback v2 of Entra Connect',
    effect:
      'Security groups are no longer written back to AD by Connect; v1 goes on for Microsoft 365 groups only. Entra to AD group provisioning takes its place.',
    detects: { kind: 'feature', name: 'GroupWriteBack' },
    source: connect,
  },
  {
    ...verified,
    id: 'connect-windows-server-2025',
    date: '2026-02',
    what: 'starts',
    subject: 'Windows Server 2025 for Connect',
    effect: 'Supported.',
    detects: none,
    source: connect,
  },
  {
    ...verified,
    id: 'hard-match-role-holders-blocked',
    date: '2026-06-01',
    what: 'changes',
    subject: 'Hard match onto role holders',
    effect: 'A person from AD is no longer hard-matched onto a cloud user who holds an Entra role.',
    detects: { kind: 'ask', on: 'any', what: 'the cloud users with Entra roles that still have to be matched' },
    source: news,
  },
  {
    ...verified,
    id: 'onpremises-object-identifier-fixed',
    date: '2026-07-01',
    what: 'changes',
    subject: 'onPremisesObjectIdentifier',
    effect: 'A set value can no longer be changed: clear it through the beta endpoint first.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'cloud-sync-device-sync',
    date: '2026-09-29',
    what: 'starts',
    subject: 'Device sync in Cloud Sync',
    effect:
      'Preview in July 2026; no preview banner on the page of 2026-09-29, while the decision guide still says unsupported. Plan on unsupported.',
    detects: none,
    source: cloudSync,
  },
  {
    ...verified,
    id: 'cloud-managed-mailbox-writeback',
    date: '2026-08-04',
    what: 'starts',
    subject: 'Writeback for cloud-managed mailboxes',
    effect: 'Generally available.',
    detects: none,
    source: news,
  },
  connectBuildEnds('2.5.76.0', '2.5.79.0', '2026-09-01', cataloguedOn),
  connectBuildEnds('2.5.79.0', '2.5.190.0', '2026-10-23', cataloguedOn),
  {
    ...secondHand,
    id: 'connect-2-6-92-0',
    date: '2026-09-23',
    what: 'starts',
    subject: 'Entra Connect 2.6.92.0',
    effect: 'A newer build is available.',
    detects: none,
    source: connect,
  },
  {
    ...verified,
    id: 'connect-below-2-5-79-0-stopped',
    date: '2026-09-30',
    what: 'ends',
    subject: 'Entra Connect below 2.5.79.0',
    effect: 'Synchronization stops for every build below 2.5.79.0.',
    detects: { kind: 'connect-version-below', version: '2.5.79.0' },
    source: connect,
  },
]

const authorityAndProvisioning: readonly TimelineRecord[] = [
  {
    ...verified,
    id: 'group-source-of-authority',
    date: '2025-10',
    what: 'starts',
    subject: 'Source of authority of groups',
    effect: 'Generally available.',
    detects: none,
    source: authority,
  },
  {
    ...verified,
    id: 'user-source-of-authority',
    date: '2026-01',
    what: 'starts',
    subject: 'Source of authority of users',
    effect: 'Generally available.',
    detects: none,
    source: authority,
  },
  {
    ...verified,
    id: 'contact-source-of-authority',
    date: '2026',
    what: 'starts',
    subject: 'Source of authority of contacts',
    effect: 'Available with Connect 2.5.79.0 or later.',
    detects: none,
    source: authority,
  },
  {
    ...verified,
    id: 'provisioning-21vianet',
    date: '2026-02',
    what: 'starts',
    subject: 'Provisioning in 21Vianet',
    effect: 'Generally available.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'scim-inbound-api',
    date: '2026-03',
    what: 'starts',
    subject: 'SCIM 2.0 inbound API',
    effect:
      'Generally available; with it cross-tenant groups in preview, Backup and Recovery in preview (daily copies, five days) and the Tenant Configuration Management APIs.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'workday-lookahead',
    date: '2026-04',
    what: 'starts',
    subject: 'Workday lookahead',
    effect: 'Future terminations are read from Workday; generally available. Account discovery in preview.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'scim-oauth-code-form',
    date: '2026-04',
    what: 'changes',
    subject: 'SCIM apps with the OAuth authorization-code form',
    effect: 'They have to move to client credentials or workload federation.',
    detects: {
      kind: 'ask',
      on: 'any',
      what: 'which provisioning apps of the tenant sign in with the OAuth authorization-code form',
    },
    source: news,
  },
  {
    ...verified,
    id: 'entra-to-active-directory',
    date: '2026-08',
    what: 'starts',
    subject: 'Entra to AD',
    effect: 'Groups generally available, users and enforcement in preview, licence by number of configurations.',
    detects: none,
    source: toActiveDirectory,
  },
  {
    ...verified,
    id: 'sap-cloud-identity-scim',
    date: '2025-09-30',
    what: 'starts',
    subject: 'SAP Cloud Identity Services SCIM 2.0 connector',
    effect: 'Available, with groups.',
    detects: none,
    source: news,
  },
]

const governanceAndTools: readonly TimelineRecord[] = [
  {
    ...verified,
    id: 'entra-id-on-screen',
    date: '2023-08-15',
    what: 'history',
    subject: 'Microsoft Entra ID',
    effect: 'Azure Active Directory becomes Microsoft Entra ID on screen.',
    detects: none,
    source: newName,
  },
  {
    ...verified,
    id: 'entra-id-in-names',
    date: '2023-10-01',
    what: 'history',
    subject: 'Microsoft Entra ID',
    effect: 'The new name enters product and licence names.',
    detects: none,
    source: newName,
  },
  {
    ...verified,
    id: 'azure-ad-graph-blocked',
    date: '2025-02-01',
    what: 'ends',
    subject: 'Azure AD Graph',
    effect: 'Apps without an extension are blocked.',
    detects: { kind: 'ask', on: 'any', what: 'scripts and connectors that call Azure AD Graph' },
    source: news,
  },
  {
    ...verified,
    id: 'azure-ad-graph-end',
    date: '2025-06-30',
    what: 'ends',
    subject: 'Azure AD Graph',
    effect: 'The extension ends too.',
    detects: { kind: 'ask', on: 'any', what: 'scripts and connectors that call Azure AD Graph' },
    source: news,
  },
  {
    ...verified,
    id: 'azuread-module-unsupported',
    date: '2025-03-30',
    what: 'ends',
    subject: 'PowerShell module AzureAD',
    effect: 'The module leaves support.',
    detects: { kind: 'ask', on: 'any', what: 'scripts that use the modules AzureAD or MSOnline' },
    source: news,
  },
  {
    ...unverified,
    id: 'azuread-module-retired',
    date: '2025-07',
    what: 'ends',
    subject: 'PowerShell module AzureAD',
    effect: 'Retirement was announced for early July 2025; the real day is not known.',
    detects: { kind: 'ask', on: 'any', what: 'scripts that use the modules AzureAD or MSOnline' },
    source: news,
  },
  {
    ...verified,
    id: 'msonline-end',
    date: '2025-05',
    what: 'ends',
    subject: 'PowerShell module MSOnline',
    effect: 'The module stopped between April and late May 2025.',
    detects: { kind: 'ask', on: 'any', what: 'scripts that use the modules AzureAD or MSOnline' },
    source: news,
  },
  {
    ...verified,
    id: 'legacy-method-policies-end',
    date: '2025-09-30',
    what: 'ends',
    subject: 'Old MFA and password-reset method policies',
    effect: 'Methods are managed in the authentication methods policy only.',
    detects: { kind: 'ask', on: 'any', what: 'whether the tenant has moved to the authentication methods policy' },
    source: news,
  },
  {
    ...verified,
    id: 'workflow-inactivity-trigger',
    date: '2025-11',
    what: 'starts',
    subject: 'Inactivity trigger of lifecycle workflows',
    effect:
      'Generally available; dynamic approvers, soft delete of cloud security groups and Account Recovery in preview.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'guest-meter-enforced',
    date: '2026-01',
    what: 'changes',
    subject: 'Guest billing meter',
    effect: 'Governed guests count on a meter tied to an Azure subscription.',
    detects: { kind: 'ask', on: 'any', what: 'how many guests the tenant governs' },
    source: news,
  },
  {
    ...verified,
    id: 'workflow-extension-triggers',
    date: '2026-02',
    what: 'starts',
    subject: 'Workflow triggers on extension attributes',
    effect: 'Generally available, with delegation by administrative unit and external MFA.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'synced-passkeys',
    date: '2026-03',
    what: 'starts',
    subject: 'Synced passkeys and passkey profiles',
    effect: 'Generally available.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'certificate-sign-in-ios',
    date: '2026-04',
    what: 'starts',
    subject: 'Certificate sign-in on iOS',
    effect: 'Generally available.',
    detects: none,
    source: news,
  },
  {
    ...verified,
    id: 'idfix-withdrawn',
    date: '2026-06-30',
    what: 'ends',
    subject: 'IdFix',
    effect: 'Unsupported, installers removed. The Cloud Sync prerequisites still tell readers to run it.',
    detects: none,
    source: idFix,
  },
  {
    ...verified,
    id: 'dynamic-groups-member-of-end',
    date: '2026-11-03',
    what: 'ends',
    subject: 'memberOf in dynamic groups (preview)',
    effect: 'Dynamic groups whose rule asks for memberOf keep the members they had and no longer change.',
    detects: { kind: 'ask', on: 'any', what: 'whether the tenant has dynamic groups with memberOf in their rule' },
    source: learnPage('/entra/identity/users/groups-dynamic-rule-member-of'),
  },
  {
    ...verified,
    id: 'pim-beta-end',
    date: '2026-10-28',
    what: 'ends',
    subject: 'Older beta calls of PIM',
    effect: 'Scripts that use them stop.',
    detects: { kind: 'ask', on: 'any', what: 'scripts that call the older beta endpoints of PIM' },
    source: news,
  },
]

/** Every dated fact, by chapter, then as the chapter lists them. */
export const timeline: readonly TimelineRecord[] = [
  ...ahead,
  ...mimFamily,
  ...connectAndCloudSync,
  ...authorityAndProvisioning,
  ...governanceAndTools,
]
