import type { Reader } from '../reader.js'
import { readFile } from '../sync-config/read-file.js'
import { fileTitle } from './title.js'

/** Schema file that a connector written in PowerShell takes its object types from (`Schema/Types/SchemaType`). */
export const connectorSchemaReader: Reader = {
  kind: 'connector-schema',
  title: 'Schema file of a PowerShell connector',
  recognise: ({ root, head }) => root?.local === 'Schema' && /<Types>\s*<SchemaType>/.test(head),
  read: (document) =>
    readFile(document, [], ({ root }) => {
      const types = root.one('Types')?.many('SchemaType') ?? []
      const attributes = types.flatMap((type) => type.one('Attributes')?.many('SchemaAttribute') ?? [])
      const counts = [
        { name: 'object types', count: types.length },
        { name: 'attributes', count: attributes.length },
      ]
      for (const attribute of attributes) attribute.document('Attribute of a connector schema; counted.')
      for (const type of types) {
        type.one('Attributes')?.document('Attributes of a connector schema; counted.')
        type.document('Object type of a connector schema; counted.')
      }
      root.document('Schema file of a connector; counted.')
      return [
        {
          kind: 'document',
          document: { kind: 'connector-schema', title: fileTitle(document.name), counts, at: root.at },
        },
      ]
    }),
}
