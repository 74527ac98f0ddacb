import type { AttributeFacts } from '../../expression/index.js'
import type { Connector } from '../../model/index.js'

export interface FactTable {
  get(name: string): AttributeFacts | undefined
}

/** What is known about the attributes of a connector: type, number of values, and whether every object has one. */
export function factsOfConnector(connector: Connector, objectType: string): FactTable {
  const present = alwaysPresent(connector, objectType)
  const facts = new Map(
    connector.schema.attributes.map((item) => [
      item.name.toLowerCase(),
      { type: item.type, multiValued: item.multivalued, alwaysPresent: present.has(item.name.toLowerCase()) },
    ]),
  )
  return { get: (name) => facts.get(name.toLowerCase()) }
}

/** Names, in lower case, of attributes no object in scope lacks. */
function alwaysPresent(connector: Connector, objectType: string): ReadonlySet<string> {
  const { anchor, database } = connector.connection
  const bound = connector.schema.objectTypes
    .filter((type) => type.name.toLowerCase() === objectType.toLowerCase())
    .flatMap((type) => type.attributes)
    .filter((binding) => binding.required || binding.anchor === true)
  const columns = (database?.columns ?? []).filter((column) => !column.nullable)
  return new Set(
    [
      ...anchor,
      ...bound.map((binding) => binding.name),
      ...columns.map((column) => column.name),
      ...requiredByFilter(connector, objectType),
      ...requiredByDirectory(connector, objectType),
    ].map((name) => name.toLowerCase()),
  )
}

/** Active Directory gives every security principal these, whatever a copy of its schema says. */
function requiredByDirectory(connector: Connector, objectType: string): readonly string[] {
  if (connector.kind !== 'active-directory') return []
  const always = ['dn', 'distinguishedName', 'cn', 'name', 'objectGUID', 'objectClass']
  if (/^group$/i.test(objectType)) return [...always, 'objectSid', 'sAMAccountName', 'groupType']
  if (!/^(user|inetorgperson)$/i.test(objectType)) return always
  return [...always, 'objectSid', 'sAMAccountName', 'userAccountControl']
}

/** A filter that leaves out everything without an attribute lets only objects through that have it. */
function requiredByFilter(connector: Connector, objectType: string): readonly string[] {
  return connector.filters
    .filter((filter) => filter.kind === 'declared' && filter.objectType.toLowerCase() === objectType.toLowerCase())
    .flatMap((filter) => filter.alternatives)
    .flatMap(({ conditions }) => {
      const [only, further] = conditions
      return only !== undefined && further === undefined && only.operator === 'not-present' ? [only.attribute] : []
    })
}
