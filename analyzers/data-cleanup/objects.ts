import type { IdentityService, ServiceObject } from '../../src/model/index.js'
import { objectsOf, textOf, valuesOf } from '../facts/service.js'
import type { CheckedObject } from './checks.js'

/** Attribute names of the MIM Service beside those of AD. */
const names: readonly (readonly [directory: string, service: readonly string[]])[] = [
  ['mail', ['Email', 'mail']],
  ['proxyAddresses', ['ProxyAddressCollection', 'proxyAddresses']],
  ['targetAddress', ['targetAddress']],
  ['userPrincipalName', ['userPrincipalName', 'UPN']],
  ['mailNickname', ['MailNickname']],
  ['sAMAccountName', ['AccountName', 'sAMAccountName']],
  ['employeeID', ['EmployeeID']],
]

/** People and groups that are in a service export. The product's own accounts are not among them. */
export function checkedObjectsOf(service: IdentityService): readonly CheckedObject[] {
  return [...objectsOf(service, 'Person'), ...objectsOf(service, 'Group')]
    .filter((object) => object.origin !== 'shipped' && !object.isPlaceholder)
    .map((object) => ({
      name: object.displayName === '' ? object.id : object.displayName,
      isPerson: object.type.toLowerCase() === 'person',
      domain: textOf(object, 'Domain'),
      values: Object.fromEntries(names.map(([name, own]) => [name, valuesIn(object, own)])),
      at: object.at,
    }))
}

function valuesIn(object: ServiceObject, own: readonly string[]): readonly string[] {
  return own.flatMap((attribute) => valuesOf(object, attribute)).filter((value) => value !== '')
}
