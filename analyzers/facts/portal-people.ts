import { foundIn } from '../../src/entra/index.js'
import { oncePer } from '../../src/entra/once.js'
import { type IdentityService, normalizeGuid, type ServiceGroup, type ServiceObject } from '../../src/model/index.js'
import { textOf } from './service.js'
import { sidText } from './sid.js'

/** Accounts of the product: synchronization, service, installer, anonymous. Their ids are the same on every installation. */
const productAccounts = new Set([
  'fb89aefa-5ea1-47f1-8890-abe7797d6497',
  'e05d1f1b-3d5e-4014-baa6-94dee7d68c89',
  '7fb2b853-24f0-4498-9534-4e10589723c4',
  'b0b36673-d43b-4cfa-a7a2-aff14fd90522',
])

export function isProductAccount(id: string): boolean {
  return productAccounts.has(id)
}

/** What finds a person in Entra again, surest first: attributes of the portal and the property they are found by. */
const keys: readonly (readonly [property: string, attributes: readonly string[]])[] = [
  ['employeeId', ['EmployeeID']],
  ['onPremisesImmutableId', ['ImmutableID', 'OnPremisesImmutableId', 'SourceAnchor']],
  ['userPrincipalName', ['UserPrincipalName', 'UPN']],
]

/** The place of a person of the portal in Entra; undefined when the input holds no key of theirs. */
export function userPlace(person: ServiceObject): string | undefined {
  for (const [property, attributes] of keys) {
    const value = attributes.map((name) => textOf(person, name)).find((text) => text !== '')
    if (value !== undefined) return foundIn('user', property, value)
  }
  const sid = sidText(textOf(person, 'ObjectSID'))
  if (sid !== undefined) return foundIn('user', 'onPremisesSecurityIdentifier', sid)
  const account = textOf(person, 'AccountName')
  if (account !== '') return foundIn('user', 'onPremisesSamAccountName', account)
  const mail = textOf(person, 'Email')
  return mail === '' ? undefined : foundIn('user', 'mail', mail)
}

/** The place of a group that synchronization has brought to Entra already. */
export function syncedGroupPlace({ object }: ServiceGroup): string {
  const sid = sidText(textOf(object, 'ObjectSID'))
  if (sid !== undefined) return foundIn('group', 'onPremisesSecurityIdentifier', sid)
  const mail = textOf(object, 'Email')
  return mail === '' ? foundIn('group', 'displayName', object.displayName) : foundIn('group', 'mail', mail)
}

export interface FoundPeople {
  /** Places of people, each once, in the order given. */
  readonly places: readonly string[]
  /** Ids of groups and other objects that are no people. */
  readonly others: readonly string[]
  /** The product's own accounts. */
  readonly own: number
  /** Nobody knows a key of theirs. */
  readonly unknown: number
}

/** Sorts the ids a resource refers to by whether, and how, they are found in Entra. */
export function peopleOf(service: IdentityService, ids: readonly string[]): FoundPeople {
  const objects = objectsById(service)
  const places = new Set<string>()
  const others: string[] = []
  let own = 0
  let unknown = 0
  for (const id of new Set(ids.map(normalizeGuid))) {
    const object = objects.get(id)
    if (isProductAccount(id)) own++
    else if (object !== undefined && object.type !== 'Person') others.push(id)
    else {
      const place = object === undefined ? undefined : userPlace(object)
      if (place === undefined) unknown++
      else places.add(place)
    }
  }
  return { places: [...places], others, own, unknown }
}

export const objectsById = oncePer(
  (service: IdentityService): ReadonlyMap<string, ServiceObject> =>
    new Map(service.objects.map((object) => [object.id, object])),
)
