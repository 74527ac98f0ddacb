import type { DocumentPeek, Reader } from '../reader.js'
import { readSavedMetaverse } from '../sync-config/metaverse-file.js'
import { metaverseRules } from './coverage.js'

export const metaverseReader: Reader = {
  kind: 'mim-sync-metaverse',
  title: 'MIM synchronization server export, metaverse',
  // Entra Connect's reader is asked first and takes its own metaverse files.
  recognise: ({ root }: DocumentPeek) => root?.local === 'saved-mv-configuration',
  read: (document) => readSavedMetaverse(document, metaverseRules('/saved-mv-configuration/mv-data')),
}
