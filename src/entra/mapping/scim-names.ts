/**
 * Which SCIM attribute of an upload carries which attribute of an HR source. Names are those of RFC 7643 as the source
 * schema of API-driven provisioning spells them; everything else goes into an extension of the source's own.
 * https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-custom-attributes
 */
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const names: readonly (readonly [string, readonly string[]])[] = [
  ['externalId', ['employeeid', 'employeenumber', 'personnelnumber', 'empno', 'employeeno', 'pernr', 'workerid']],
  ['name.familyName', ['sn', 'surname', 'lastname', 'familyname']],
  ['name.givenName', ['givenname', 'firstname', 'forename']],
  ['name.middleName', ['middlename']],
  ['displayName', ['displayname', 'fullname']],
  ['userName', ['username', 'userprincipalname', 'loginname']],
  ['nickName', ['nickname', 'preferredname']],
  ['title', ['title', 'jobtitle', 'position']],
  ['userType', ['employeetype', 'usertype', 'emptype', 'workertype']],
  ['preferredLanguage', ['preferredlanguage', 'language']],
  ['locale', ['locale']],
  ['timezone', ['timezone']],
  ['active', ['active', 'isactive', 'accountenabled', 'enabled']],
  ['emails[type eq "work"].value', ['mail', 'email', 'workemail', 'emailaddress']],
  ['phoneNumbers[type eq "work"].value', ['telephonenumber', 'phone', 'officephone', 'workphone', 'businessphone']],
  ['phoneNumbers[type eq "mobile"].value', ['mobile', 'mobilephone', 'cellphone']],
  ['phoneNumbers[type eq "fax"].value', ['facsimiletelephonenumber', 'fax', 'officefax', 'faxnumber']],
  ['addresses[type eq "work"].streetAddress', ['street', 'streetaddress', 'address']],
  ['addresses[type eq "work"].locality', ['l', 'city', 'locality', 'town']],
  ['addresses[type eq "work"].region', ['st', 'state', 'region', 'province']],
  ['addresses[type eq "work"].postalCode', ['postalcode', 'postcode', 'zip', 'zipcode']],
  ['addresses[type eq "work"].country', ['c', 'country', 'countrycode', 'co']],
  [`${enterprise}:department`, ['department', 'dept', 'departmentname']],
  [`${enterprise}:division`, ['division']],
  [`${enterprise}:organization`, ['company', 'organization', 'companyname']],
  [`${enterprise}:costCenter`, ['costcenter', 'costcentre']],
  [`${enterprise}:manager`, ['manager', 'managerempno', 'managerid', 'manageremployeeid', 'supervisor']],
]

const byPlainName: ReadonlyMap<string, string> = new Map(
  names.flatMap(([scim, known]) => known.map((name) => [name, scim] as const)),
)

/** Order of the table, so that the better known name wins where two attributes claim one. */
export const scimNames: readonly string[] = names.map(([scim]) => scim)

export const scimManager = `${enterprise}:manager`

/** SCIM attribute for an attribute of any of its usual names. */
export function scimNameFor(attribute: string): string | undefined {
  return byPlainName.get(plainName(attribute))
}

/** Extension attribute for everything SCIM has no name for. */
export function customScimName(source: string, attribute: string): string {
  const system = source.replace(/[^A-Za-z0-9]/g, '') || 'Source'
  return `urn:ietf:params:scim:schemas:extension:${system}:1.0:User:${attribute.replace(/[^A-Za-z0-9_]/g, '_')}`
}

export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
