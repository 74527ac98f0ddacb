import { customScimName, plainName, scimManager, scimNameFor } from './scim-names.js'

/** Where people come from, as the job sees it: uploads of our own, or a system the service reads by itself. */
export type InboundSystem = 'api' | 'workday' | 'successfactors'

/** What attributes are called in the source directory of a job. */
export interface SourceNaming {
  readonly title: string
  readonly directory: string
  readonly objectType: string
  /** Attribute that carries the key of a person. */
  readonly key: string
  /** Attribute that carries the manager. */
  readonly manager: string
  /** Known attribute for a fact of any of its usual names. */
  nameFor(attribute: string): string | undefined
  /** Attribute that has to be added to the schema of the job. */
  customName(source: string, attribute: string): string
}

type Rows = readonly (readonly [string, readonly string[]])[]

/** https://learn.microsoft.com/entra/identity/app-provisioning/workday-attribute-reference */
const workday: Rows = [
  ['WorkerID', ['workerid', 'employeeid', 'employeenumber', 'personnelnumber']],
  ['UserID', ['userid', 'username', 'loginname']],
  ['FirstName', ['givenname', 'firstname', 'forename']],
  ['MiddleName', ['middlename']],
  ['LastName', ['sn', 'surname', 'lastname', 'familyname']],
  ['PreferredNameData', ['displayname', 'fullname', 'preferredname']],
  ['BusinessTitle', ['title', 'jobtitle', 'position', 'businesstitle']],
  ['SupervisoryOrganization', ['department', 'departmentname', 'supervisoryorganization']],
  ['Company', ['company', 'companyname']],
  ['CostCenter', ['costcenter', 'costcentre']],
  ['ManagerReference', ['manager', 'managerid', 'supervisor']],
  ['WorkerType', ['employeetype', 'workertype']],
  ['HireDate', ['hiredate', 'employeehiredate', 'employeestartdate', 'startdate']],
  ['StatusTerminationLastDayOfWork', ['terminationdate', 'employeeenddate', 'employeeleavedatetime', 'enddate']],
  ['Active', ['active', 'isactive', 'accountenabled']],
  ['EmailAddress', ['mail', 'email', 'workemail']],
  ['PrimaryWorkTelephone', ['telephonenumber', 'phone', 'officephone', 'workphone']],
  ['Mobile', ['mobile', 'mobilephone']],
  ['Fax', ['facsimiletelephonenumber', 'fax']],
  ['AddressLineData', ['streetaddress', 'street', 'address']],
  ['Municipality', ['l', 'city']],
  ['CountryRegionReference', ['st', 'state', 'region']],
  ['PostalCode', ['postalcode', 'zip']],
  ['CountryReferenceTwoLetter', ['c', 'co', 'country']],
  ['WorkSpaceReference', ['physicaldeliveryofficename', 'office', 'officelocation']],
  ['LocalReference', ['preferredlanguage', 'language']],
  ['WID', ['wid']],
]

/** https://learn.microsoft.com/entra/identity/app-provisioning/sap-successfactors-attribute-reference */
const successFactors: Rows = [
  ['personIdExternal', ['employeeid', 'employeenumber', 'personnelnumber', 'pernr', 'personidexternal']],
  ['userId', ['userid']],
  ['username', ['username', 'loginname']],
  ['firstName', ['givenname', 'firstname', 'vorna']],
  ['middleName', ['middlename']],
  ['lastName', ['sn', 'surname', 'lastname', 'nachn']],
  ['displayName', ['displayname', 'ename']],
  ['jobTitle', ['title', 'jobtitle', 'stell']],
  ['department', ['department', 'orgeh']],
  ['division', ['division']],
  ['company', ['company', 'bukrs']],
  ['costCenter', ['costcenter', 'costcentre', 'kostl']],
  ['manager', ['manager', 'managerid']],
  ['employeeType', ['employeetype', 'persg']],
  ['startDate', ['hiredate', 'employeehiredate', 'employeestartdate', 'startdate', 'begda']],
  ['endDate', ['terminationdate', 'employeeenddate', 'employeeleavedatetime', 'enddate', 'endda']],
  ['emplStatus', ['employeestatus', 'emplstatus']],
  ['email', ['mail', 'email']],
  ['businessPhoneNumber', ['telephonenumber', 'phone', 'officephone']],
  ['cellPhoneNumber', ['mobile', 'mobilephone']],
  ['officeLocationAddress', ['streetaddress', 'street']],
  ['officeLocationCity', ['l', 'city']],
  ['officeLocationZipCode', ['postalcode', 'zip']],
  ['companyCountryCode', ['c', 'co', 'country']],
  ['location', ['physicaldeliveryofficename', 'office', 'werks']],
]

function lookup(rows: Rows): (attribute: string) => string | undefined {
  const names = new Map(rows.flatMap(([name, known]) => known.map((item) => [item, name] as const)))
  return (attribute) => names.get(plainName(attribute))
}

/** Names of Workday and SuccessFactors stand for a path into their answer; what has none of its own gets one by this name. */
function ownName(_source: string, attribute: string): string {
  return attribute.replace(/[^A-Za-z0-9_]/g, '_')
}

export const sourceNamings: Readonly<Record<InboundSystem, SourceNaming>> = {
  api: {
    title: 'API-driven inbound provisioning',
    directory: 'API',
    objectType: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    key: 'externalId',
    manager: scimManager,
    nameFor: scimNameFor,
    customName: customScimName,
  },
  workday: {
    title: 'Workday',
    directory: 'Workday',
    objectType: 'Worker',
    key: 'WorkerID',
    manager: 'ManagerReference',
    nameFor: lookup(workday),
    customName: ownName,
  },
  successfactors: {
    title: 'SuccessFactors',
    directory: 'SuccessFactors',
    objectType: 'User',
    key: 'personIdExternal',
    manager: 'manager',
    nameFor: lookup(successFactors),
    customName: ownName,
  },
}

const scenarios: Readonly<Record<InboundSystem, string>> = {
  api: 'hr-onprem',
  workday: 'hr-cloud',
  successfactors: 'hr-sap',
}

/** Scenario that a table of this system belongs to, and back. */
export function scenarioOf(system: InboundSystem): string {
  return scenarios[system]
}

export function systemOf(scenario: string): InboundSystem {
  const found = Object.entries(scenarios).find(([, name]) => name === scenario)?.[0]
  return (found as InboundSystem | undefined) ?? 'api'
}
