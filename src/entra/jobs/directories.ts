import type { AttributeType, Connector } from '../../model/index.js'
import type { JobAttribute } from '../artefacts/provisioning-job.js'
import { sameText } from '../mapping/flow-graph.js'
import type { MappingTable } from '../mapping/model.js'

const types: Readonly<Record<AttributeType, JobAttribute['type']>> = {
  string: 'String',
  integer: 'Integer',
  boolean: 'Boolean',
  binary: 'Binary',
  reference: 'Reference',
  time: 'DateTime',
}

/** Attributes the job reads, with the types of the system they come from. */
export function sourceAttributes(table: MappingTable, connector: Connector | undefined, scoped: readonly string[]) {
  const read = new Map<string, JobAttribute>()
  for (const { attribute, name, kind } of table.names)
    read.set(name, attributeOf(name, attribute, connector, kind === 'custom'))
  for (const name of scoped) if (!read.has(name)) read.set(name, attributeOf(name, name, connector, false))
  return [...read.values()]
}

/** Attributes the job writes. */
export function targetAttributes(table: MappingTable, connector: Connector | undefined): readonly JobAttribute[] {
  const written = new Map<string, JobAttribute>()
  for (const { mapping, target } of table.lines)
    if (mapping !== undefined) written.set(mapping.target, attributeOf(mapping.target, target, connector, false))
  return [...written.values()]
}

function attributeOf(name: string, known: string, connector: Connector | undefined, custom: boolean): JobAttribute {
  const schema = connector?.schema.attributes.find((item) => sameText(item.name, known))
  const anchor = connector?.connection.anchor.some((item) => sameText(item, known)) === true
  return {
    name,
    // Two attributes made from a distinguished name are texts, whatever the name is.
    type: schema === undefined || name === 'parentDistinguishedName' ? 'String' : types[schema.type],
    multivalued: schema?.multivalued === true,
    anchor,
    required: anchor,
    custom,
  }
}
