import { plainName } from './scim-names.js'

/**
 * Attributes of a user and a group in Entra as provisioning jobs name them, with the names the same fact has in AD, in the
 * metaverse and in the MIM portal.
 */
const users: readonly (readonly [string, readonly string[]])[] = [
  ['userPrincipalName', ['userprincipalname', 'upn']],
  ['displayName', ['displayname']],
  ['givenName', ['givenname', 'firstname']],
  ['surname', ['sn', 'surname', 'lastname']],
  ['mail', ['mail', 'email']],
  ['mailNickname', ['mailnickname', 'alias']],
  ['jobTitle', ['title', 'jobtitle']],
  ['department', ['department']],
  ['companyName', ['company', 'companyname']],
  ['employeeId', ['employeeid']],
  ['employeeType', ['employeetype']],
  ['employeeHireDate', ['hiredate', 'employeehiredate', 'employeestartdate']],
  ['employeeLeaveDateTime', ['employeeenddate', 'employeeleavedatetime', 'terminationdate']],
  ['telephoneNumber', ['telephonenumber', 'officephone']],
  ['mobile', ['mobile', 'mobilephone']],
  ['facsimileTelephoneNumber', ['facsimiletelephonenumber', 'officefax']],
  ['physicalDeliveryOfficeName', ['physicaldeliveryofficename', 'officelocation']],
  ['streetAddress', ['streetaddress', 'street', 'address']],
  ['city', ['l', 'city']],
  ['state', ['st', 'state']],
  ['postalCode', ['postalcode']],
  ['country', ['co', 'country']],
  ['usageLocation', ['usagelocation', 'c']],
  ['preferredLanguage', ['preferredlanguage']],
  ['accountEnabled', ['accountenabled', 'isactive', 'active']],
  ['onPremisesSamAccountName', ['accountname', 'samaccountname']],
  ['onPremisesSecurityIdentifier', ['objectsid']],
  ['onPremisesDistinguishedName', ['dn', 'distinguishedname', 'sourcedn']],
  ['manager', ['manager']],
  ['proxyAddresses', ['proxyaddresses']],
  ...Array.from({ length: 15 }, (_, index): readonly [string, readonly string[]] => [
    `extensionAttribute${index + 1}`,
    [`extensionattribute${index + 1}`],
  ]),
]

const groups: readonly (readonly [string, readonly string[]])[] = [
  ['displayName', ['displayname', 'cn']],
  ['description', ['description']],
  ['mailNickname', ['mailnickname', 'alias']],
  ['mail', ['mail', 'email']],
  ['members', ['member', 'members']],
  ['owners', ['owner', 'owners', 'managedby', 'displayedowner']],
  ['onPremisesSamAccountName', ['accountname', 'samaccountname']],
  ['onPremisesSecurityIdentifier', ['objectsid']],
]

function table(rows: readonly (readonly [string, readonly string[]])[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap(([entra, known]) => known.map((name) => [name, entra] as const)))
}

const tables = { user: table(users), group: table(groups) }

export type EntraObject = keyof typeof tables

/** The attribute of Entra that holds the fact an attribute of another system is named for. */
export function entraNameFor(attribute: string, object: EntraObject = 'user'): string | undefined {
  return tables[object].get(plainName(attribute))
}

const extensionPrefix = 'mim_'

/** Name of the directory extension for a fact Entra has no attribute for. */
export function extensionNameFor(attribute: string): string {
  return `${extensionPrefix}${attribute.replace(/[^A-Za-z0-9]/g, '')}`
}

export function isExtensionName(name: string): boolean {
  return name.startsWith(extensionPrefix)
}
