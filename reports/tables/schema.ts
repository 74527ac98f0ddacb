import type {
  AttributeBinding,
  Connector,
  DirectorySchema,
  SchemaAttribute,
  SchemaObjectType,
  SyncServer,
} from '../../src/model/index.js'
import type { FlowFact } from '../flows.js'
import type { ReportTable } from '../model.js'
import { code, count, table, text } from '../table.js'
import { yesNo } from '../wording.js'
import type { Words } from '../words.js'
import { connectorLink, eachConnector, serverName } from './estate.js'

/** Which attributes each side knows, and what uses them. */
export function schemaTables(servers: readonly SyncServer[], flows: readonly FlowFact[], words: Words): ReportTable[] {
  return [selectedTable(servers, flows, words), metaverseTable(servers, flows, words), hierarchyTable(servers, words)]
}

/** Attributes of a schema by name in lower case: exports name them in either. */
function attributesOf(schema: DirectorySchema): ReadonlyMap<string, SchemaAttribute> {
  return new Map(schema.attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]))
}

/** Bindings of an object type: its own, and those of the classes above and beside it. */
function bindingsOf(schema: DirectorySchema): (type: SchemaObjectType) => readonly AttributeBinding[] {
  const types = new Map(schema.objectTypes.map((type) => [type.name.toLowerCase(), type]))
  return (type) => {
    const classes = new Set([type])
    // The set grows while it is walked: a class that is named again is not walked again.
    for (const { superior, auxiliaries } of classes)
      for (const name of [...(superior === undefined ? [] : [superior]), ...auxiliaries]) {
        const other = types.get(name.toLowerCase())
        if (other !== undefined) classes.add(other)
      }
    return [...classes].flatMap(({ attributes }) => attributes)
  }
}

/** Object types that have the attribute, and those that must have it, in the order of the schema. */
function holdersOf(schema: DirectorySchema): ReadonlyMap<string, { types: string[]; required: string[] }> {
  const holders = new Map<string, { types: string[]; required: string[] }>()
  const bindings = bindingsOf(schema)
  for (const type of schema.objectTypes)
    for (const binding of bindings(type)) {
      const key = binding.name.toLowerCase()
      const holder = holders.get(key) ?? { types: [], required: [] }
      if (!holder.types.includes(type.name)) holder.types.push(type.name)
      if (binding.required && !holder.required.includes(type.name)) holder.required.push(type.name)
      holders.set(key, holder)
    }
  return holders
}

/** How many flows of each direction name an attribute; `names` says which of the two sides is looked at. */
function usesOf(
  flows: readonly FlowFact[],
  keyOf: (flow: FlowFact) => string,
  names: (flow: FlowFact) => readonly string[],
): (key: string, attribute: string, direction: FlowFact['direction']) => number {
  const uses = new Map<string, number>()
  const place = (...parts: readonly string[]): string => parts.join('\n').toLowerCase()
  for (const flow of flows)
    for (const name of new Set(names(flow))) {
      const at = place(keyOf(flow), name, flow.direction)
      uses.set(at, (uses.get(at) ?? 0) + 1)
    }
  return (key, attribute, direction) => uses.get(place(key, attribute, direction)) ?? 0
}

function selectedTable(servers: readonly SyncServer[], flows: readonly FlowFact[], words: Words): ReportTable {
  const uses = usesOf(
    flows,
    (flow) => `${flow.server.id}\n${flow.connectorId}`,
    (flow) => flow.connectorAttribute.split(', '),
  )
  const useOf = (server: SyncServer, connector: Connector, name: string, direction: FlowFact['direction']): number =>
    uses(`${server.id}\n${connector.id}`, name, direction)
  return table(
    words,
    { id: 'selected-attributes', chapter: 'estate' },
    eachConnector(servers, (connector) => {
      const attributes = attributesOf(connector.schema)
      const holders = holdersOf(connector.schema)
      const selected = new Set(connector.partitions.filter((one) => one.selected).flatMap((one) => one.objectTypes))
      return connector.selectedAttributes.map((name) => {
        const types = holders.get(name.toLowerCase())?.types ?? []
        return {
          name,
          attribute: attributes.get(name.toLowerCase()),
          types: selected.size === 0 ? types : types.filter((type) => selected.has(type)),
        }
      })
    }),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      code('attribute', ({ item }) => item.name),
      text('type', ({ item }) => item.attribute?.type ?? ''),
      text('multivalued', ({ item }) => yesNo(item.attribute?.multivalued, words)),
      text('objectTypes', ({ item }) => item.types.join('; ')),
      count('importFlows', ({ server, connector, item }) => useOf(server, connector, item.name, 'import')),
      count('exportFlows', ({ server, connector, item }) => useOf(server, connector, item.name, 'export')),
    ],
    ({ connector, item }) => item.attribute?.at ?? connector.at,
  )
}

function metaverseTable(servers: readonly SyncServer[], flows: readonly FlowFact[], words: Words): ReportTable {
  const uses = usesOf(
    flows,
    (flow) => flow.server.id,
    (flow) => flow.metaverseAttributes,
  )
  return table(
    words,
    { id: 'metaverse-attributes', chapter: 'estate' },
    servers.flatMap((server) => {
      const { metaverse } = server
      if (metaverse === undefined) return []
      const holders = holdersOf(metaverse.schema)
      return metaverse.schema.attributes.map((attribute) => ({
        server,
        attribute,
        holder: holders.get(attribute.name.toLowerCase()),
      }))
    }),
    [
      text('server', ({ server }) => serverName(server)),
      code('attribute', ({ attribute }) => attribute.name),
      text('type', ({ attribute }) => attribute.type),
      text('multivalued', ({ attribute }) => yesNo(attribute.multivalued, words)),
      text('indexed', ({ attribute }) => yesNo(attribute.indexed, words)),
      text('objectTypes', ({ holder }) => (holder?.types ?? []).join('; ')),
      text('required', ({ holder }) => (holder?.required ?? []).join('; ')),
      count('importFlows', ({ server, attribute }) => uses(server.id, attribute.name, 'import')),
      count('exportFlows', ({ server, attribute }) => uses(server.id, attribute.name, 'export')),
    ],
    ({ attribute }) => attribute.at,
  )
}

function hierarchyTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'provisioning-hierarchy', chapter: 'estate' },
    eachConnector(servers, (connector) => connector.componentMappings),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      code('component', ({ item }) => item.dnComponent),
      text('objectType', ({ item }) => item.objectClass),
    ],
    ({ item }) => item.at,
  )
}
