import type { DocumentPeek, Reader } from '../reader.js'
import { metaverseRules } from '../sync-config/coverage.js'
import { readSavedMetaverse } from '../sync-config/metaverse-file.js'

export const metaverseReader: Reader = {
  kind: 'connect-metaverse',
  title: 'Entra Connect configuration, metaverse and global settings',
  recognise: ({ root, head }: DocumentPeek) => root?.local === 'saved-mv-configuration' && isConnect(head),
  read: (document) => readSavedMetaverse(document, metaverseRules('/saved-mv-configuration/mv-data')),
}

/**
 * The global parameters stand at the end, beyond what recognition may see of a long file; the attributes that only Entra
 * Connect's own metaverse has stand at the beginning.
 */
function isConnect(head: string): boolean {
  if (head.includes('SynchronizationGlobal')) return true
  return ['#cloudFiltered"', '#cloudMastered"', '#sourceAnchor"'].every((attribute) => head.includes(attribute))
}
