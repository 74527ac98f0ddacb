import type { Metaverse } from '../../model/index.js'
import type { TallyRule, XmlElement } from '../../xml/index.js'
import type { InputDocument, ReadResult } from '../reader.js'
import { attributeOf } from './fields.js'
import { readMetaverse } from './metaverse.js'
import type { NoticeBook } from './notice-book.js'
import { readFile } from './read-file.js'
import type { Section } from './section.js'

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
      metaverse: withFlowsNoted(readMetaverse(data, book), data, book),
      at: data.at,
    }))
  })
}

/** Entra Connect keeps its flows in rule files; a MIM metaverse without any is worth a word. */
function withFlowsNoted(metaverse: Metaverse, data: Section, book: NoticeBook): Metaverse {
  if (metaverse.importFlows.length === 0 && !isConnect(data.element)) {
    book.add(
      'M2E-READ-033',
      data.at,
      'The metaverse has no import attribute flows.',
      'If the server is in use, export its configuration again; otherwise nothing is to be done.',
    )
  }
  return metaverse
}

/** An unconfigured MIM metaverse has no parameters either, so their absence means MIM. */
function isConnect(data: XmlElement): boolean {
  const sections = data.children.filter((child) => child.local === 'parameter-values')
  return sections.some((section) =>
    section.children.some((parameter) => parameter.attributes.use === 'SynchronizationGlobal'),
  )
}
