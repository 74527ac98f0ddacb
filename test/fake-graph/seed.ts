import type { JsonObject } from './json.js'
import type { Tenant } from './service/tenant.js'
import { galleryTemplates } from './surfaces/templates.js'

/** Objects of a collection by its name: `{ users: [{ userPrincipalName: … }], groups: [{ …, members: [id] }] }`. */
export type Seed = Readonly<Record<string, readonly JsonObject[]>>

const plans: readonly {
  readonly licence: 'P1' | 'P2' | 'Governance'
  readonly sku: string
  readonly plan: string
  readonly id: string
}[] = [
  { licence: 'P1', sku: 'AAD_PREMIUM', plan: 'AAD_PREMIUM', id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d' },
  { licence: 'P2', sku: 'AAD_PREMIUM_P2', plan: 'AAD_PREMIUM_P2', id: 'eec0eb4f-6444-4f95-aba0-50c24d67f998' },
  {
    licence: 'Governance',
    sku: 'Microsoft_Entra_ID_Governance',
    plan: 'Entra_Identity_Governance',
    id: 'e866a266-3cff-43a3-acca-0c90a7e00c8b',
  },
]

/** What every tenant has, then what the test wants besides. */
export function seedTenant(tenant: Tenant, content: Seed): void {
  tenant.collection('organization').put({
    id: tenant.id,
    displayName: 'Contoso',
    tenantType: 'AAD',
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: '2026-09-30T22:00:00Z',
    verifiedDomains: [
      {
        name: 'contoso.com',
        isDefault: true,
        isInitial: false,
        type: 'Managed',
        capabilities: 'Email, OfficeCommunicationsOnline',
      },
    ],
    assignedPlans: [],
  })
  tenant.collection('domains').put({
    id: 'contoso.com',
    isVerified: true,
    isDefault: true,
    isInitial: false,
    authenticationType: 'Managed',
    passwordValidityPeriodInDays: 2147483647,
  })
  for (const { licence, sku, plan, id } of plans)
    if (tenant.licences.has(licence))
      tenant.collection('subscribedSkus').put({
        id: `${tenant.id}_${id}`,
        skuId: id,
        skuPartNumber: sku,
        capabilityStatus: 'Enabled',
        consumedUnits: 10,
        prepaidUnits: { enabled: 20_000, suspended: 0, warning: 0, lockedOut: 0 },
        servicePlans: [{ servicePlanId: id, servicePlanName: plan, provisioningStatus: 'Success', appliesTo: 'User' }],
      })
  for (const { id, name } of galleryTemplates)
    tenant
      .collection('applicationTemplates')
      .put({ id, displayName: name, supportedProvisioningTypes: ['sync'], publisher: 'Microsoft' })
  seedSettings(tenant)
  for (const [collection, objects] of Object.entries(content))
    for (const object of objects) addSeed(tenant, collection, object)
}

function addSeed(tenant: Tenant, collection: string, object: JsonObject): void {
  const { members, owners, ...properties } = object
  const id = typeof object.id === 'string' ? object.id : tenant.newId()
  tenant.collection(collection).put({ ...defaultsOf(collection), ...properties, id })
  for (const [relation, ids] of Object.entries({ members, owners }))
    if (Array.isArray(ids)) for (const target of ids) tenant.related(id, relation).add(String(target))
}

function defaultsOf(collection: string): JsonObject {
  if (collection === 'users')
    return { accountEnabled: true, userType: 'Member', proxyAddresses: [], onPremisesSyncEnabled: null }
  if (collection === 'groups')
    return {
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: [],
      onPremisesSyncEnabled: null,
      membershipRule: null,
    }
  return {}
}

const methodTypes: Readonly<Record<string, string>> = {
  Fido2: 'fido2',
  TemporaryAccessPass: 'temporaryAccessPass',
  MicrosoftAuthenticator: 'microsoftAuthenticator',
  Sms: 'sms',
  Voice: 'voice',
  Email: 'email',
  SoftwareOath: 'softwareOath',
  X509Certificate: 'x509Certificate',
}

const roles: readonly (readonly [string, string])[] = [
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'],
  ['fdd7a751-b60b-444a-984c-02652fe8fa1c', 'Groups Administrator'],
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator'],
  ['c4e39bd9-1100-46d3-8c65-fb160da0071f', 'Authentication Administrator'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator'],
  ['966707d0-3269-4727-9be2-8c3a10f19b9d', 'Password Administrator'],
]

/** Settings every tenant has, at what they are before anybody changes them. */
function seedSettings(tenant: Tenant): void {
  tenant.collection('authenticationMethodsPolicy').put({
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    policyMigrationState: 'preMigration',
  })
  tenant.collection('authorizationPolicy').put({
    id: 'authorizationPolicy',
    displayName: 'Authorization Policy',
    allowedToUseSSPR: true,
    defaultUserRolePermissions: {
      allowedToCreateApps: true,
      allowedToCreateSecurityGroups: true,
      allowedToReadOtherUsers: true,
    },
  })
  for (const [id, type] of Object.entries(methodTypes))
    tenant.collection('authenticationMethodConfigurations').put({
      '@odata.type': `#microsoft.graph.${type}AuthenticationMethodConfiguration`,
      id,
      state: 'disabled',
      includeTargets: [{ id: 'all_users', targetType: 'group', isRegistrationRequired: false }],
      excludeTargets: [],
    })
  tenant.collection('onPremisesSynchronization').put({
    id: tenant.id,
    configuration: {
      accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 },
      anchorAttribute: 'mS-DS-ConsistencyGuid',
      synchronizationClientVersion: '2.5.76.0',
      synchronizationInterval: 'PT30M',
      currentExportData: { pendingObjectsAddition: 0, pendingObjectsUpdate: 0, pendingObjectsDeletion: 0 },
    },
    features: {
      blockSoftMatchEnabled: false,
      blockCloudObjectTakeoverThroughHardMatchEnabled: false,
      passwordSyncEnabled: true,
      passwordWritebackEnabled: false,
      groupWriteBackEnabled: false,
      quarantineUponProxyAddressesConflictEnabled: true,
      quarantineUponUpnConflictEnabled: true,
      synchronizeUpnForManagedUsersEnabled: true,
    },
  })
  for (const [id, displayName] of roles)
    tenant.collection('roleDefinitions').put({ id, displayName, templateId: id, isBuiltIn: true, isEnabled: true })
}
