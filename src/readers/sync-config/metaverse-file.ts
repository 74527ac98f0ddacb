import type { TallyRule, XmlElement } from '../../xml/index.js'
import type { InputDocument, ReadResult } from '../reader.js'
import { attributeOf } from './fields.js'
import { readMetaverse } from './metaverse.js'
import { readFile } from './read-file.js'

/** Reads `saved-mv-configuration` of either product; the parameters decide which one wrote it. */
export function readSavedMetaverse(document: InputDocument, rules: readonly TallyRule[]): ReadResult {
  return readFile(document, rules, ({ root, book }) => {
    const all = root.many('mv-data')
    if (all.length === 0) {
      book.add('M2E-READ-029', root.at, 'The file holds no metaverse.', 'Export the server configuration again.')
    }
    return all.map((data) => ({
      kind: 'metaverse',
      product: isConnect(data.element) ? 'connect-sync' : 'mim-sync',
      server: attributeOf(root, 'server'),
      exportedAt: attributeOf(root, 'export-date'),
      scope: 'server',
      metaverse: readMetaverse(data, book),
      at: data.at,
    }))
  })
}

/** An unconfigured MIM metaverse has no parameters either, so their absence means MIM. */
function isConnect(data: XmlElement): boolean {
  const sections = data.children.filter((child) => child.local === 'parameter-values')
  return sections.some((section) =>
    section.children.some((parameter) => parameter.attributes.use === 'SynchronizationGlobal'),
  )
}
