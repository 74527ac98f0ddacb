import type { AttributeType, Estate, SchemaAttribute } from '../../model/index.js'
import type { DirectoryExtension } from '../artefacts/directory-objects.js'
import { serversOf } from '../mapping/design.js'
import { extensionNameFor, isExtensionName } from '../mapping/entra-names.js'
import { sameText } from '../mapping/flow-graph.js'
import type { EntraMapping, MappingLine, MappingTable } from '../mapping/model.js'

/** References and values of other kinds travel as text. */
const types: Readonly<Record<AttributeType, DirectoryExtension['dataType']>> = {
  string: 'String',
  integer: 'LargeInteger',
  boolean: 'Boolean',
  binary: 'Binary',
  reference: 'String',
  time: 'DateTime',
}

/** What Entra has no attribute for and a job reads there or writes, with the type the metaverse gives it. */
export function extensionsForTable(estate: Estate, table: MappingTable): readonly DirectoryExtension[] {
  const [entra, touches] =
    table.source.kind === 'entra'
      ? [table.source, (mapping: EntraMapping) => mapping.reads]
      : [table.target, (mapping: EntraMapping) => [mapping.target]]
  if (entra.kind !== 'entra') return []
  const first = new Map<string, MappingLine>()
  for (const line of table.lines)
    for (const name of line.mapping === undefined ? [] : touches(line.mapping))
      if (isExtensionName(name) && !first.has(name)) first.set(name, line)
  return [...first].map(([name, line]) => {
    const known = metaverseAttribute(estate, name)
    return {
      kind: 'directory-extension',
      madeFrom: line.provenance.slice(0, 1),
      name,
      dataType: known === undefined ? 'String' : types[known.type],
      isMultiValued: known?.multivalued === true,
      targets: [sameText(entra.objectType, 'group') ? 'Group' : 'User'],
    }
  })
}

function metaverseAttribute(estate: Estate, extension: string): SchemaAttribute | undefined {
  return serversOf(estate)
    .flatMap((server) => server.metaverse?.schema.attributes ?? [])
    .find((item) => sameText(extensionNameFor(item.name), extension))
}
