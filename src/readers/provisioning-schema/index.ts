import { peekJson, readJson } from '../json/index.js'
import type { DocumentPeek, Reader } from '../reader.js'
import { readSchemas } from './schema.js'

/** Synchronization schema of a provisioning job, as Microsoft Graph gives it. */
export const readers: readonly Reader[] = [
  {
    kind: 'provisioning-schema',
    title: 'Entra provisioning, synchronization schema',
    recognise: isSchema,
    read: (document) =>
      readJson(document, ({ root, book }) =>
        readSchemas(root, book).map((schema) => ({ kind: 'provisioning-schema', schema })),
      ),
  },
]

/** A schema by itself, inside a template or job, or in a list of those. */
function isSchema(peek: DocumentPeek): boolean {
  const shape = peekJson(peek)
  return ['', 'schema.', 'value.', 'value.schema.'].some(
    (prefix) =>
      shape.has(`${prefix}synchronizationRules.objectMappings`) ||
      (shape.has(`${prefix}synchronizationRules`) && shape.has(`${prefix}directories`)) ||
      shape.has(`${prefix}directories.objects.attributes`) ||
      (prefix === '' && shape.has('synchronizationRules.sourceDirectoryName')),
  )
}
