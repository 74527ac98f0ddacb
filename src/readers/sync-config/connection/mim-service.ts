import type { Connection, Setting } from '../../../model/index.js'
import { textOf } from '../fields.js'
import type { NoticeBook } from '../notice-book.js'
import type { Section } from '../section.js'
import { settingsOf } from '../settings.js'
import { accountOf } from './account.js'

/** Reads `fimma-configuration`: the FIM/MIM Service. */
export function readMimServiceConnection(root: Section, book: NoticeBook): Connection {
  const info = root.one('connection-info')
  const types: Setting[] = (root.one('mms-info')?.shown('column-info') ?? []).map((type) => ({
    name: 'object type',
    value: { value: type.element.attributes.name ?? '', redacted: false },
    at: type.at,
  }))
  return {
    kind: 'mim-service',
    target: textOf(info, 'serviceHost'),
    account: accountOf(textOf(info, 'domain'), textOf(info, 'user')),
    anchor: [],
    settings: [
      ...settingsOf(info, ['server', 'databasename', 'authentication'], book),
      ...types,
      ...settingsOf(root, ['enable-unapplied-merge'], book),
    ],
    at: root.at,
  }
}
