import type { Provenance } from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'

/** A person or group with the attributes that are checked; AD names. */
export interface CheckedObject {
  readonly name: string
  readonly isPerson: boolean
  /** Account names are unique in one domain only. */
  readonly domain: string
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly at: Provenance
}

export interface Problem {
  readonly kind: 'duplicate' | 'malformed' | 'missing' | 'not routable'
  readonly attribute: string
  /** What is wrong, in words. */
  readonly words: string
  readonly value: string
  /** Every object concerned, never only the first. */
  readonly owners: readonly CheckedObject[]
}

/** Attributes that share one space of addresses in the tenant. */
const addresses = ['mail', 'proxyAddresses', 'targetAddress', 'userPrincipalName']
const alone = ['mailNickname', 'sAMAccountName', 'employeeID']

/** Objects of the product and of Windows that no tool synchronizes. */
export function isSystemObject(name: string): boolean {
  return /^(krbtgt|MSOL_|AAD_|SystemMailbox|HealthMailbox|DiscoverySearchMailbox|FederatedEmail)|\$$|\\0ACNF:|CNF:/i.test(
    name,
  )
}

export function problemsOf(objects: readonly CheckedObject[]): readonly Problem[] {
  const checked = objects.filter((object) => !isSystemObject(object.name))
  return [
    ...duplicatesIn(checked, 'address', addresses),
    ...alone.flatMap((attribute) => duplicatesIn(checked, attribute, [attribute])),
    ...checked.flatMap(malformedIn),
    ...missingIn(checked),
    ...checked.flatMap(notRoutableIn),
  ]
}

function normal(value: string): string {
  return value
    .replace(/^(smtp|x500|sip|x400):/i, '')
    .trim()
    .toLowerCase()
}

function duplicatesIn(
  objects: readonly CheckedObject[],
  words: string,
  attributes: readonly string[],
): readonly Problem[] {
  const owners = new Map<string, Set<CheckedObject>>()
  for (const object of objects) {
    for (const value of attributes.flatMap((attribute) => object.values[attribute] ?? [])) {
      if (value.trim() === '') continue
      const key = words === 'sAMAccountName' ? `${object.domain}\\${normal(value)}` : normal(value)
      owners.set(key, (owners.get(key) ?? new Set()).add(object))
    }
  }
  return [...owners]
    .filter(([, all]) => all.size > 1)
    .sort(([a], [b]) => compareText(a, b))
    .map(([value, all]) => ({
      kind: 'duplicate' as const,
      attribute: words,
      words: 'more than one owner',
      value,
      owners: [...all].sort((a, b) => compareText(a.name, b.name)),
    }))
}

type Check = readonly [attribute: string, words: string, isWrong: (value: string, object: CheckedObject) => boolean]

const checks: readonly Check[] = [
  ['proxyAddresses', 'longer than 256 characters', (value) => value.length > 256],
  ['targetAddress', 'longer than 255 characters', (value) => value.length > 255],
  ['userPrincipalName', 'too long: 113 characters, 64 before and 48 after the @', isLogonNameTooLong],
  ['userPrincipalName', 'not name@suffix, or characters that are not allowed', (value) => !isAddress(value)],
  ['mail', 'not name@suffix, or characters that are not allowed', (value) => !isAddress(value)],
  ['sAMAccountName', 'longer than 20 characters', (value, object) => object.isPerson && value.length > 20],
  ['sAMAccountName', 'characters that are not allowed', (value) => /["\\/[\]:|<>+=;?,*]/.test(value)],
  ['mailNickname', 'a period as first character', (value) => value.startsWith('.')],
  ['mailNickname', 'characters that are not allowed', (value) => /[\s\\!#$%&*+/=?^`{}|~<>()';:,[\]"@]/.test(value)],
]

function isLogonNameTooLong(value: string): boolean {
  const [name = '', suffix = ''] = value.split('@')
  return value.length > 113 || name.length > 64 || suffix.length > 48
}

function isAddress(value: string): boolean {
  return (
    /^[A-Za-z0-9._'!#^~+&/=?{}|*%$`-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(normal(value)) &&
    !/\.@|\.\./.test(value)
  )
}

function malformedIn(object: CheckedObject): readonly Problem[] {
  return checks.flatMap(([attribute, words, isWrong]) =>
    (object.values[attribute] ?? [])
      .filter((value) => value.trim() !== '' && isWrong(value.trim(), object))
      .map((value): Problem => ({ kind: 'malformed', attribute, words, value, owners: [object] })),
  )
}

/** Gaps only matter where the number is in use at all. */
function missingIn(objects: readonly CheckedObject[]): readonly Problem[] {
  const people = objects.filter((object) => object.isPerson)
  const without = people.filter((object) => (object.values.employeeID ?? []).every((value) => value.trim() === ''))
  if (without.length === people.length) return []
  return without.map((object) => ({
    kind: 'missing' as const,
    attribute: 'employeeID',
    words: 'no employee number',
    value: '',
    owners: [object],
  }))
}

const reserved = /\.(local|lan|internal|intra|intranet|corp|home|test|invalid|localhost)$/i

function notRoutableIn(object: CheckedObject): readonly Problem[] {
  return ['userPrincipalName', 'mail'].flatMap((attribute) =>
    (object.values[attribute] ?? [])
      .filter((value) => isAddress(value) && (reserved.test(value) || !/@.*\./.test(value)))
      .map(
        (value): Problem => ({
          kind: 'not routable',
          attribute,
          words: 'a suffix that is not routable',
          value,
          owners: [object],
        }),
      ),
  )
}
