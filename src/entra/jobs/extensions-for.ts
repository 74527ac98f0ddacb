import type { AttributeType, Estate, SchemaAttribute } from '../../model/index.js'
import type { DirectoryExtension } from '../artefacts/directory-objects.js'
import { serversOf } from '../mapping/design.js'
import { sameText } from '../mapping/flow-graph.js'
import type { MappingTable } from '../mapping/model.js'

/** References and values of other kinds travel as text. */
const types: Readonly<Record<AttributeType, DirectoryExtension['dataType']>> = {
  string: 'String',
  integer: 'LargeInteger',
  boolean: 'Boolean',
  binary: 'Binary',
  reference: 'String',
  time: 'DateTime',
}

/** What Entra has no attribute for and a job that reads Entra needs, with the type the metaverse gives it. */
export function extensionsForTable(estate: Estate, table: MappingTable): readonly DirectoryExtension[] {
  if (table.source.kind !== 'entra') return []
  return table.names
    .filter((item) => item.kind === 'custom')
    .map(({ attribute, name }) => {
      const known = metaverseAttribute(estate, attribute)
      const line = table.lines.find((item) => item.mapping?.reads.includes(name) === true)
      return {
        kind: 'directory-extension',
        madeFrom: line?.provenance.slice(0, 1) ?? [],
        name,
        dataType: known === undefined ? 'String' : types[known.type],
        isMultiValued: known?.multivalued === true,
        targets: [table.source.objectType === 'group' ? 'Group' : 'User'],
      }
    })
}

function metaverseAttribute(estate: Estate, name: string): SchemaAttribute | undefined {
  return serversOf(estate)
    .flatMap((server) => server.metaverse?.schema.attributes ?? [])
    .find((item) => sameText(item.name, name))
}
