import type { DocumentPeek, Reader } from '../reader.js'
import { metaverseRules } from '../sync-config/coverage.js'
import { readSavedMetaverse } from '../sync-config/metaverse-file.js'

export const metaverseReader: Reader = {
  kind: 'mim-sync-metaverse',
  title: 'MIM synchronization server export, metaverse',
  // Entra Connect's reader is asked first and takes its own metaverse files.
  recognise: ({ root }: DocumentPeek) => root?.local === 'saved-mv-configuration',
  read: (document) => readSavedMetaverse(document, metaverseRules('/saved-mv-configuration/mv-data')),
}
