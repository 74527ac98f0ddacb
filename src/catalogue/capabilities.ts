import { cataloguedOn, type Dated, learnPage, type Reading } from './fact.js'

/** What a service of Entra or Connect can do and where it ends. */
export interface Capability extends Dated {
  /** Short, in the words of the field. */
  readonly subject: string
  readonly text: string
  /** Numbers of the text, by what they count; units in the name. */
  readonly limits: Readonly<Record<string, number>>
  /** Lowest versions named, by component. */
  readonly versions: Readonly<Record<string, string>>
  /** Things named as missing or refused. */
  readonly excludes: readonly string[]
  /** Age of the statement as the page gives it: `yyyy-mm`, `yyyy-mm-dd` or ''. */
  readonly asOf: string
  /** Both texts where Microsoft's pages contradict each other; empty otherwise. */
  readonly readings: readonly Reading[]
}

const cloudSync = learnPage('/entra/identity/hybrid/cloud-sync/what-is-cloud-sync')
const cloudSyncPrerequisites = learnPage('/entra/identity/hybrid/cloud-sync/how-to-prerequisites')
const toActiveDirectory = learnPage('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')
/** Start page of the section: the paths of the device and transition pages are not known for certain. */
const cloudSyncSection = learnPage('/entra/identity/hybrid/cloud-sync/')

const plain = { limits: {}, versions: {}, excludes: [], asOf: '', readings: [], state: 'verified' } as const
const today = { ...plain, verifiedOn: cataloguedOn } as const

export const capabilities = {
  'cloudsync.objects-per-domain': {
    ...today,
    subject: 'Cloud Sync: objects a domain',
    text: 'Cloud Sync takes up to 150,000 objects a domain.',
    limits: { objectsPerDomain: 150_000 },
    asOf: '2026-06',
    source: cloudSync,
  },
  'cloudsync.group-members': {
    ...today,
    subject: 'Cloud Sync: members of a group',
    text: 'Cloud Sync takes groups of up to 50,000 members; Connect takes 250,000 and any number of objects.',
    limits: { groupMembers: 50_000, connectGroupMembers: 250_000 },
    asOf: '2026-06',
    source: cloudSync,
  },
  'cloudsync.scope-items': {
    ...today,
    subject: 'Cloud Sync: units and groups in one scope',
    text: 'A configuration takes about 50 organizational units or groups and 4 MB of scope. Warn at 50, block above 59.',
    limits: { warnAtItems: 50, blockAboveItems: 59, scopeMegabytes: 4 },
    source: cloudSyncPrerequisites,
    readings: [
      {
        text: 'About 50 organizational units or groups.',
        source: cloudSyncPrerequisites,
        asOf: '',
        plannedOn: true,
      },
      {
        text: '59 organizational units or groups.',
        source: cloudSyncPrerequisites,
        asOf: '',
        plannedOn: false,
      },
    ],
  },
  'cloudsync.scope-group-members': {
    ...today,
    subject: 'Cloud Sync: scoping group',
    text: 'A scoping group has up to 50,000 members. A unit or group renamed later drops out without a word.',
    limits: { scopingGroupMembers: 50_000 },
    source: cloudSyncPrerequisites,
  },
  'cloudsync.delete-threshold': {
    ...today,
    subject: 'Cloud Sync: accidental deletes',
    text: 'The delete threshold is 500 objects unless changed.',
    limits: { deletions: 500 },
    source: learnPage('/entra/identity/hybrid/cloud-sync/how-to-accidental-deletes'),
  },
  'cloudsync.agent': {
    ...today,
    subject: 'Provisioning agent: server',
    text: 'Domain-joined Windows Server 2022 or 2025 is recommended (2016 and later work), no Server Core, 4 GB, .NET 4.7.1, TLS 1.2, a group managed service account; three agents advised; Tier 0; outbound ports 443 and 80.',
    limits: { advisedAgents: 3, memoryGigabytes: 4, oldestWindowsServer: 2016 },
    versions: { dotNetFramework: '4.7.1', tls: '1.2' },
    excludes: ['Server Core'],
    source: cloudSyncPrerequisites,
  },
  'cloudsync.cycle': {
    ...plain,
    subject: 'Cloud Sync: cycle',
    text: 'The FAQ says every 2 minutes; other pages say up to 20 minutes for Entra to AD.',
    limits: { minutes: 2, minutesToActiveDirectory: 20 },
    source: learnPage('/entra/identity/hybrid/cloud-sync/reference-cloud-sync-faq'),
    verifiedOn: cataloguedOn,
    state: 'unverified',
    readings: [
      {
        text: 'Every 2 minutes.',
        source: learnPage('/entra/identity/hybrid/cloud-sync/reference-cloud-sync-faq'),
        asOf: '',
        plannedOn: false,
      },
      { text: 'Up to 20 minutes from Entra to AD.', source: toActiveDirectory, asOf: '', plannedOn: true },
    ],
  },
  'cloudsync.not-in': {
    ...today,
    subject: 'Cloud Sync: what it does not do',
    text: 'Cloud Sync has no custom synchronization rules with precedence, no cross-forest references, no joining of one person from two forests (preview caveats), no choice of source anchor, no full attribute filtering, no set-up of pass-through authentication or AD FS, no device writeback, no staging server and no custom LDAP source.',
    excludes: [
      'custom synchronization rules with precedence',
      'cross-forest references',
      'joining one person from two forests',
      'choice of source anchor',
      'full attribute filtering',
      'set-up of pass-through authentication and AD FS',
      'device writeback',
      'staging server',
      'custom LDAP source',
    ],
    asOf: '2026-06',
    source: cloudSync,
  },
  'cloudsync.now-in': {
    ...today,
    subject: 'Cloud Sync: what it does by now',
    text: 'Cloud Sync does password hash sync, password writeback, Exchange hybrid writeback, extension attributes 1-15 and custom attributes, filtering by unit, seamless single sign-on, US Government clouds, and device sync from agent 1.1.1107.',
    versions: { agentForDeviceSync: '1.1.1107' },
    asOf: '2026-09-29',
    source: cloudSync,
    readings: [
      {
        text: 'Device sync is documented (job AD2AADDeviceSync); the preview banner is gone on the page of 2026-09-29.',
        source: cloudSyncSection,
        asOf: '2026-09-29',
        plannedOn: false,
      },
      { text: 'The decision guide says no device sync.', source: cloudSync, asOf: '2026-06', plannedOn: true },
    ],
  },
  'migtool.limits': {
    ...today,
    subject: 'Transition to Cloud Sync: the tool in Connect',
    text: 'The tool takes 1 forest, up to 2,000 objects in scope and up to 30 added units a domain. It refuses custom rules, group filter, custom UPN attribute, directory extensions, device sync and unsupported writeback.',
    limits: { forests: 1, objects: 2_000, addedUnitsPerDomain: 30 },
    excludes: [
      'custom rules',
      'group filter',
      'custom UPN attribute',
      'directory extensions',
      'device sync',
      'unsupported writeback',
    ],
    asOf: '2026-09-16',
    source: cloudSyncSection,
  },
  'connect.min-version': {
    ...today,
    subject: 'Connect: oldest version that works',
    text: 'Below 2.5.79.0 synchronization stopped on 2026-09-30. A version retires 12 months after its successor.',
    limits: { monthsAfterSuccessor: 12 },
    versions: { connect: '2.5.79.0' },
    source: learnPage('/entra/identity/hybrid/connect/reference-connect-version-history'),
  },
  'e2ad.groups': {
    ...today,
    subject: 'Entra to AD: groups',
    text: 'Security groups only, written as Universal, up to 50,000 members; agent 1.1.2334.0 and Connect 2.2.8.0 or later. A tenant above 150,000 objects is unsupported (text of 2025, unverified today).',
    limits: { groupMembers: 50_000, tenantObjects: 150_000 },
    versions: { agent: '1.1.2334.0', connect: '2.2.8.0' },
    excludes: ['mail-enabled groups', 'domain-local and global scope'],
    asOf: '2026-08',
    source: toActiveDirectory,
  },
  'e2ad.users': {
    ...today,
    subject: 'Entra to AD: users',
    text: 'Preview. Cloud, converted and guest users; no password writeback; Kerberos only with Cloud Kerberos Trust; one domain a user.',
    limits: { domainsPerUser: 1 },
    versions: { agent: '1.1.2334.0' },
    excludes: ['password writeback'],
    asOf: '2026-08',
    source: toActiveDirectory,
    readings: [
      {
        text: 'Users can be provisioned to AD (preview).',
        source: toActiveDirectory,
        asOf: '2026-08',
        plannedOn: false,
      },
      { text: 'The decision guide says no users to AD.', source: cloudSync, asOf: '2026-06', plannedOn: true },
    ],
  },
  'e2ad.licence': {
    ...today,
    subject: 'Entra to AD: licence by number of configurations',
    text: 'Configurations made before the change and the first 2 new ones need P1; the 3rd to the 20th need ID Governance; 20 at most.',
    limits: { configurationsWithP1: 2, configurations: 20 },
    asOf: '2026-08',
    source: toActiveDirectory,
  },
  'soa.versions': {
    ...today,
    subject: 'Source of authority: versions and role',
    text: 'Connect 2.5.76.0 (contacts 2.5.79.0), agent 1.1.1370.0; Free licence; role Hybrid Identity Administrator.',
    versions: { connect: '2.5.76.0', connectForContacts: '2.5.79.0', agent: '1.1.1370.0' },
    source: learnPage('/entra/identity/hybrid/concept-source-of-authority-overview'),
  },
  'ecma.limits': {
    ...today,
    subject: 'ECMA Connector Host',
    text: 'One object type (User), one partition, no groups, references, multi-valued or binary attributes, no complex anchor or rename, no dot or bracket in names, no password sync; autosync every 120 minutes; port 8585; .NET 4.7.2.',
    limits: { objectTypes: 1, partitions: 1, autosyncMinutes: 120, port: 8585 },
    versions: { dotNetFramework: '4.7.2' },
    excludes: [
      'groups',
      'references',
      'multi-valued attributes',
      'binary attributes',
      'complex anchor',
      'rename',
      'dot or bracket in attribute names',
      'password sync',
    ],
    source: learnPage('/entra/identity/app-provisioning/on-premises-ecma-troubleshoot'),
  },
  'prov.limits': {
    ...today,
    subject: 'Provisioning jobs',
    text: 'An expression has up to 10,000 characters; no scoping on app role, userType, manager or dates; nulls are not sent; only first-level group members; the interval is fixed near 40 minutes; changes made in the target are not read back.',
    limits: { expressionCharacters: 10_000, intervalMinutes: 40 },
    excludes: [
      'scoping on app role',
      'scoping on userType',
      'scoping on manager',
      'scoping on dates',
      'nulls',
      'nested group members',
    ],
    source: learnPage('/entra/identity/app-provisioning/how-provisioning-works'),
  },
  'api.limits': {
    ...today,
    subject: 'API-driven inbound provisioning',
    text: 'bulkUpload takes 50 operations a request and 40 calls in 5 seconds; a day 2,000 calls (100,000 records) with P1 or P2, 6,000 (300,000) with ID Governance; asynchronous; no UPN uniqueness for an Entra target; no writeback.',
    limits: {
      operationsPerRequest: 50,
      callsPerFiveSeconds: 40,
      callsPerDay: 2_000,
      recordsPerDay: 100_000,
      callsPerDayGovernance: 6_000,
      recordsPerDayGovernance: 300_000,
    },
    excludes: ['UPN uniqueness for an Entra target', 'writeback'],
    source: learnPage('/entra/identity/app-provisioning/inbound-provisioning-api-concepts'),
  },
  'xts.limits': {
    ...today,
    subject: 'Cross-tenant synchronization',
    text: 'Users: internal members only, every 40 minutes, pushed from the source, cannot match an existing internal user of the target. Groups: preview since March 2026, security only, no nesting. No contacts, devices, photos or rooms. Up to 100 tenants in a multitenant organization.',
    limits: { intervalMinutes: 40, tenants: 100 },
    excludes: ['contacts', 'devices', 'photos', 'rooms', 'nested groups'],
    source: learnPage('/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview'),
  },
  'dyn.limits': {
    ...today,
    subject: 'Dynamic groups',
    text: '15,000 dynamic groups a tenant; a rule has up to 3,072 characters; no manual members; no mix of users and devices; the preview of memberOf (500 groups, 50 sources each, not with other clauses) ended: since 2026-11-03 such groups no longer change.',
    limits: { groupsPerTenant: 15_000, ruleCharacters: 3_072, memberOfGroups: 500, memberOfSources: 50 },
    excludes: ['manual members', 'mix of users and devices'],
    source: learnPage('/entra/identity/users/groups-dynamic-membership'),
  },
  'lcw.limits': {
    ...today,
    subject: 'Lifecycle workflows',
    text: '100 workflows (an older page says 50), 25 tasks a workflow, 100 custom extensions, runs every 3 hours (1 to 24), on demand for up to 10 users.',
    limits: {
      workflows: 50,
      tasksPerWorkflow: 25,
      customExtensions: 100,
      hoursBetweenRuns: 3,
      fewestHoursBetweenRuns: 1,
      usersOnDemand: 10,
    },
    source: learnPage('/entra/id-governance/what-are-lifecycle-workflows'),
    readings: [
      {
        text: '100 workflows.',
        source: learnPage('/entra/id-governance/what-are-lifecycle-workflows'),
        asOf: '',
        plannedOn: false,
      },
      {
        text: '50 workflows (older page).',
        source: learnPage('/entra/id-governance/what-are-lifecycle-workflows'),
        asOf: '',
        plannedOn: true,
      },
    ],
  },
  'em.limits': {
    ...plain,
    verifiedOn: cataloguedOn,
    state: 'unverified',
    subject: 'Entitlement management',
    text: '3 approval stages; one auto-assign policy a package; up to 5,000 users an auto policy (text of 2022, unverified today); text of 2023: 4,000 packages, 100,000 assignments, 1,500 catalogs, 50 resources a catalog.',
    limits: {
      approvalStages: 3,
      autoPoliciesPerPackage: 1,
      usersPerAutoPolicy: 5_000,
      packages: 4_000,
      assignments: 100_000,
      catalogs: 1_500,
      resourcesPerCatalog: 50,
    },
    asOf: '2023',
    source: learnPage('/entra/id-governance/entitlement-management-overview'),
  },
  'pim.groups': {
    ...today,
    subject: 'PIM for Groups',
    text: 'Not for synced or dynamic groups; 500 role-assignable groups; older beta endpoints ended on 2026-10-28.',
    limits: { roleAssignableGroups: 500 },
    excludes: ['synced groups', 'dynamic groups'],
    source: learnPage('/entra/id-governance/privileged-identity-management/concept-pim-for-groups'),
  },
  'api.call-rate': {
    ...today,
    subject: 'API-driven inbound provisioning: calls',
    text: '40 calls in 5 seconds; the page of the call itself says 40 in a second.',
    limits: { calls: 40, seconds: 5 },
    source: learnPage('/entra/identity/app-provisioning/inbound-provisioning-api-concepts'),
    readings: [
      {
        text: '40 calls in 5 seconds.',
        source: learnPage('/entra/identity/app-provisioning/inbound-provisioning-api-concepts'),
        asOf: '',
        plannedOn: true,
      },
      {
        text: '40 calls in a second.',
        source: learnPage('/graph/api/synchronization-synchronizationjob-post-bulkupload'),
        asOf: '',
        plannedOn: false,
      },
    ],
  },
  'soa.mail-enabled-groups': {
    ...today,
    subject: 'Source of authority: distribution lists and mail-enabled groups',
    text: 'Can be converted and are then managed in Exchange Online only; another page says they cannot be converted at all.',
    excludes: ['access packages', 'lifecycle workflows', 'My Groups'],
    source: learnPage('/entra/identity/hybrid/concept-source-of-authority-overview'),
    readings: [
      {
        text: 'They can be converted, and are read-only in Entra afterwards.',
        source: learnPage('/entra/identity/hybrid/concept-source-of-authority-overview'),
        asOf: '',
        plannedOn: false,
      },
      {
        text: 'They cannot be converted.',
        source: learnPage('/entra/identity/hybrid/cloud-sync/govern-on-premises-groups'),
        asOf: '',
        plannedOn: true,
      },
    ],
  },
  'xts.21vianet': {
    ...plain,
    verifiedOn: cataloguedOn,
    state: 'unverified',
    subject: 'Cross-tenant synchronization with the cloud operated by 21Vianet',
    text: 'The pages disagree on whether it is supported.',
    source: learnPage('/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview'),
    readings: [
      {
        text: 'Supported across clouds.',
        source: learnPage('/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview'),
        asOf: '',
        plannedOn: false,
      },
      {
        text: 'Not available in 21Vianet.',
        source: learnPage('/azure/china/concepts-service-availability'),
        asOf: '',
        plannedOn: true,
      },
    ],
  },
  'mim.sp3-server-2025': {
    ...today,
    subject: 'MIM 2016 SP3 on Windows Server 2025',
    text: 'The product page says yes, the upgrade page no.',
    asOf: '2026-03-17',
    source: learnPage('/microsoft-identity-manager/microsoft-identity-manager-2016'),
    readings: [
      {
        text: 'Windows Server 2025 is supported.',
        source: learnPage('/microsoft-identity-manager/microsoft-identity-manager-2016'),
        asOf: '2026-03',
        plannedOn: false,
      },
      {
        text: 'The upgrade wants Windows Server 2019 or 2022.',
        source: learnPage('/microsoft-identity-manager/reference/version-history'),
        asOf: '2026-03-17',
        plannedOn: true,
      },
    ],
  },
  'idfix.withdrawn': {
    ...today,
    subject: 'IdFix',
    text: 'Unsupported and without installers since 2026-06-30, and still named among the prerequisites of Cloud Sync.',
    asOf: '2026-06-30',
    source: 'https://github.com/microsoft/idfix',
    readings: [
      {
        text: 'Unsupported; the installers were removed.',
        source: 'https://github.com/microsoft/idfix',
        asOf: '2026-06-30',
        plannedOn: true,
      },
      { text: 'Run IdFix before synchronizing.', source: cloudSyncPrerequisites, asOf: '', plannedOn: false },
    ],
  },
} as const satisfies Readonly<Record<string, Capability>>

export type CapabilityKey = keyof typeof capabilities

export const capabilityKeys = Object.keys(capabilities) as readonly CapabilityKey[]

export function capability(key: CapabilityKey): Capability {
  return capabilities[key]
}
