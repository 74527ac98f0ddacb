import { peekJson, readJson } from '../json/index.js'
import type { DocumentPeek, Reader } from '../reader.js'
import { readSettings } from './settings.js'

/** Settings of Entra Connect as its wizard writes them (`Applied-`, `Exported-`, `Migrated-SynchronizationPolicy`, `MigratedPolicy`). */
export const readers: readonly Reader[] = [
  {
    kind: 'connect-settings',
    title: 'Entra Connect, settings exported by the wizard',
    recognise: isSettings,
    read: (document) => readJson(document, readSettings),
  },
]

function isSettings(peek: DocumentPeek): boolean {
  const shape = peekJson(peek)
  return (
    shape.has('onpremisesDirectoryPolicy') ||
    shape.has('azureDirectoryPolicy') ||
    shape.has('policyMetadata.azureADConnectVersion') ||
    (shape.has('policyMetadata') && shape.has('deploymentMetadata'))
  )
}
