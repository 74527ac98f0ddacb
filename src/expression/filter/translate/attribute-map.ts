/**
 * Which Entra property a MIM attribute of a person becomes, and the types of the shipped MIM attributes. Both are
 * defaults: the customer's own flows and schema decide, and can be passed instead.
 */

import type { AttributeType } from '../../../model/index.js'

export interface MappedAttribute {
  /** With its object: `user.department`. */
  readonly property: string
  /** The property says the opposite of the attribute (booleans). */
  readonly negated?: boolean
  /** How a boolean is spelled where the property is a text; `true` and `false` when not given. */
  readonly booleanText?: { readonly yes: string; readonly no: string }
}

/** MIM attribute → property, as text or with details. */
export type AttributeMap = Readonly<Record<string, string | MappedAttribute>>

export interface AttributeKind {
  readonly type: AttributeType
  readonly multivalued: boolean
}

/** Person attributes of a standard MIM Service and the properties they usually reach. */
export const DEFAULT_ATTRIBUTE_MAP: AttributeMap = {
  DisplayName: 'user.displayName',
  FirstName: 'user.givenName',
  LastName: 'user.surname',
  JobTitle: 'user.jobTitle',
  Department: 'user.department',
  Company: 'user.companyName',
  City: 'user.city',
  Country: 'user.country',
  Email: 'user.mail',
  ProxyAddressCollection: 'user.proxyAddresses',
  ObjectID: 'user.objectId',
  OfficePhone: 'user.telephoneNumber',
  MobilePhone: 'user.mobile',
  OfficeFax: 'user.facsimileTelephoneNumber',
  OfficeLocation: 'user.physicalDeliveryOfficeName',
  Address: 'user.streetAddress',
  PostalCode: 'user.postalCode',
  EmployeeID: 'user.employeeId',
  EmployeeStartDate: 'user.employeeHireDate',
  MailNickname: 'user.mailNickName',
  Locale: 'user.preferredLanguage',
  ObjectSID: 'user.onPremisesSecurityIdentifier',
}

const TYPES: readonly (readonly [AttributeType, readonly string[]])[] = [
  [
    'string',
    [
      'AccountName',
      'Address',
      'City',
      'Company',
      'CostCenter',
      'CostCenterName',
      'Country',
      'Department',
      'DisplayName',
      'Domain',
      'Email',
      'EmployeeID',
      'EmployeeType',
      'FirstName',
      'JobTitle',
      'LastName',
      'Locale',
      'LoginName',
      'MailNickname',
      'MiddleName',
      'MobilePhone',
      'OfficeFax',
      'OfficeLocation',
      'OfficePhone',
      'PostalCode',
    ],
  ],
  ['integer', ['FreezeCount', 'FreezeLevel']],
  ['boolean', ['IsRASEnabled', 'Register', 'RegistrationRequired']],
  ['binary', ['ObjectSID', 'Photo', 'SIDHistory']],
  ['reference', ['Assistant', 'Creator', 'DetectedRulesList', 'ExpectedRulesList', 'Manager', 'ObjectID', 'TimeZone']],
  ['time', ['CreatedTime', 'DeletedTime', 'EmployeeEndDate', 'EmployeeStartDate', 'ExpirationTime', 'ResourceTime']],
]

const MULTIVALUED: readonly string[] = [
  'DetectedRulesList',
  'ExpectedRulesList',
  'ProxyAddressCollection',
  'SIDHistory',
]

const KINDS: ReadonlyMap<string, AttributeKind> = new Map([
  ...TYPES.flatMap(([type, names]) =>
    names.map((name): [string, AttributeKind] => [name, { type, multivalued: MULTIVALUED.includes(name) }]),
  ),
  ['ProxyAddressCollection', { type: 'string', multivalued: true }],
])

/** Type of a shipped attribute of persons; undefined for an attribute the customer added. */
export function shippedAttributeKind(attribute: string): AttributeKind | undefined {
  return KINDS.get(attribute)
}

export function mappedAttribute(map: AttributeMap, attribute: string): MappedAttribute | undefined {
  const entry = Object.hasOwn(map, attribute) ? map[attribute] : undefined
  return typeof entry === 'string' ? { property: entry } : entry
}
