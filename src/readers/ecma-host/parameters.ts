import type { ConnectorParameter } from '../../model/index.js'
import { isTakenOut, sensitiveParameter } from '../secrets.js'
import { flagOf, textOf, wholeTextOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { noteSecret } from '../sync-config/redaction.js'
import type { Section } from '../sync-config/section.js'

/** Reads `Parameters/Parameter` of a connector or run step. Secrets do not get past here. */
export function readParameters(holder: Section | undefined, book: NoticeBook): readonly ConnectorParameter[] {
  return (holder?.one('Parameters')?.many('Parameter') ?? []).map((parameter) => {
    const name = wholeTextOf(parameter, 'Name')
    const type = textOf(parameter, 'Type')
    const encrypted = flagOf(parameter, 'Encrypted') ?? false
    const text = wholeTextOf(parameter, 'Value')
    const value = sensitiveParameter(name, kindOf(type), text, encrypted)
    if (isTakenOut(value, text) && !encrypted) noteSecret(name, parameter.at, book)
    return { name, use: textOf(parameter, 'Use'), type, value, encrypted, at: parameter.at }
  })
}

/** The host writes `DropDown` where the synchronization service writes `drop-down`. */
function kindOf(type: string): string {
  switch (type.toLowerCase()) {
    case 'dropdown':
      return 'drop-down'
    case 'encryptedstring':
      return 'encrypted-string'
    default:
      return type
  }
}
