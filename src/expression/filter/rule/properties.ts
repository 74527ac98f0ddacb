/**
 * Properties a dynamic membership rule may read, with their types.
 * Source: learn.microsoft.com/entra/identity/users/groups-dynamic-membership ("Supported properties", "Rules for devices").
 */

import type { RuleOperator } from './ast.js'

export type RulePropertyType = 'string' | 'boolean' | 'date' | 'string-collection' | 'object-collection' | 'member-of'

export interface RulePropertyInfo {
  readonly name: string
  readonly type: RulePropertyType
  readonly preview: boolean
}

const USER: Readonly<Record<Exclude<RulePropertyType, 'object-collection'>, readonly string[]>> = {
  boolean: ['accountEnabled', 'dirSyncEnabled'],
  date: ['employeeHireDate'],
  string: [
    'city',
    'country',
    'companyName',
    'department',
    'displayName',
    'employeeId',
    'facsimileTelephoneNumber',
    'givenName',
    'jobTitle',
    'mail',
    'mailNickName',
    'mobile',
    'objectId',
    'onPremisesDistinguishedName',
    'onPremisesSecurityIdentifier',
    'passwordPolicies',
    'physicalDeliveryOfficeName',
    'postalCode',
    'preferredLanguage',
    'sipProxyAddress',
    'state',
    'streetAddress',
    'surname',
    'telephoneNumber',
    'usageLocation',
    'userPrincipalName',
    'userType',
  ],
  'string-collection': ['otherMails', 'proxyAddresses'],
  'member-of': ['memberOf'],
}

const DEVICE: Readonly<Partial<Record<RulePropertyType, readonly string[]>>> = {
  boolean: ['accountEnabled', 'isRooted'],
  string: [
    'deviceCategory',
    'deviceId',
    'deviceManagementAppId',
    'deviceManufacturer',
    'deviceModel',
    'deviceOSType',
    'deviceOSVersion',
    'deviceOwnership',
    'deviceTrustType',
    'displayName',
    'enrollmentProfileName',
    'managementType',
    'objectId',
    'profileType',
  ],
  'string-collection': ['devicePhysicalIds', 'systemLabels'],
  'member-of': ['memberOf'],
}

/** Properties of the elements of `assignedPlans`. */
export const PLAN_PROPERTIES: readonly string[] = ['capabilityStatus', 'service', 'servicePlanId']

const TABLES: Readonly<Record<string, ReadonlyMap<string, RulePropertyInfo>>> = {
  user: tableOf({ ...USER, 'object-collection': ['assignedPlans'] }),
  device: tableOf(DEVICE),
}

function tableOf(
  lists: Readonly<Partial<Record<RulePropertyType, readonly string[]>>>,
): ReadonlyMap<string, RulePropertyInfo> {
  const table = new Map<string, RulePropertyInfo>()
  for (const type of Object.keys(lists)) {
    if (!isPropertyType(type)) continue
    for (const name of lists[type] ?? []) {
      table.set(name.toLowerCase(), { name, type, preview: type === 'date' || type === 'member-of' })
    }
  }
  return table
}

function isPropertyType(type: string): type is RulePropertyType {
  return ['string', 'boolean', 'date', 'string-collection', 'object-collection', 'member-of'].includes(type)
}

const NUMBERED_EXTENSION = /^extensionAttribute(?:[1-9]|1[0-5])$/i
/** App id without dashes; the name after it is the customer's and keeps its case. */
const DIRECTORY_EXTENSION = /^extension_([0-9a-f]{32})_([A-Za-z_]\w*)$/i

/** What is known of a property, found in any case; undefined when no rule may use it. */
export function rulePropertyInfo(object: string, name: string): RulePropertyInfo | undefined {
  const known = TABLES[object]?.get(name.toLowerCase())
  if (known !== undefined) return known
  if (TABLES[object] === undefined) return undefined
  if (NUMBERED_EXTENSION.test(name))
    return { name: `extensionAttribute${name.slice('extensionAttribute'.length)}`, type: 'string', preview: false }
  const extension = object === 'user' ? DIRECTORY_EXTENSION.exec(name) : null
  if (extension === null) return undefined
  return { name: `extension_${extension[1]}_${extension[2]}`, type: 'string', preview: false }
}

/** Every documented property of users or devices, without extensions, in the table's order. */
export function documentedProperties(object: 'user' | 'device'): readonly RulePropertyInfo[] {
  return [...(TABLES[object]?.values() ?? [])]
}

const TEXT_OPERATORS: readonly RuleOperator[] = [
  'eq',
  'ne',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'match',
  'notMatch',
]

/** Operators a property of each type accepts directly; collections of objects accept -any and -all only. */
export const OPERATORS_BY_TYPE: Readonly<Record<RulePropertyType, readonly RuleOperator[]>> = {
  string: [...TEXT_OPERATORS, 'in', 'notIn'],
  boolean: ['eq', 'ne'],
  date: ['eq', 'ne', 'le', 'ge'],
  'string-collection': TEXT_OPERATORS,
  'object-collection': [],
  'member-of': [],
}
