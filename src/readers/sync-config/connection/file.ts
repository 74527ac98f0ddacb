import type { Connection, FileConnection } from '../../../model/index.js'
import { flagOf, present, textOf, textsOf } from '../fields.js'
import type { NoticeBook } from '../notice-book.js'
import type { Section } from '../section.js'
import { settingsBelow } from '../settings.js'
import { anchorOf, commonSettings } from './ma-config.js'

/** Element that describes the format, one for each kind of file. */
export const formatElements = ['delimited_format', 'fixed_format', 'avp_format', 'ldif_format', 'dsml_format'] as const

/** Reads `MAConfig` of a file connector. */
export function readFileConnection(root: Section, category: string, book: NoticeBook): Connection {
  const formats = formatElements.map((name) => root.one(name))
  const format = formats.find((cursor) => cursor !== undefined)
  const file = readFormat(root, format, category)
  const delimited = format?.element.local === 'delimited_format'
  return {
    kind: 'file',
    target: file.format,
    account: '',
    file,
    anchor: anchorOf(root),
    settings: [
      ...commonSettings(root, book),
      // Only the delimited format is known from real exports; of the others everything is shown.
      ...(format === undefined || delimited ? [] : settingsBelow(format, book, format.element.local)),
    ],
    at: root.at,
  }
}

function readFormat(root: Section, format: Section | undefined, category: string): FileConnection {
  const columns = (format?.one('attributes')?.many('attribute') ?? [])
    .map((attribute) => textOf(attribute, 'name'))
    .filter((name) => name !== '')
  const fileType = textOf(root, 'file-type')
  return {
    format: fileType === '' ? category : fileType,
    codePage: textOf(format, 'code_page'),
    delimiter: characterOf(textOf(format, 'delimiter')),
    textQualifier: characterOf(textOf(format, 'text_qualifier')),
    headerRow: flagOf(format, 'first_row_contains_headers'),
    ...(columns.length > 0 ? { columns } : {}),
    ...present('objectTypeAttribute', textsOf(root.one('importing'), 'object_class_attribute')[0]),
    ...present('changeTypeAttribute', textsOf(root, 'change_type_attribute')[0]),
  }
}

/** Delimiters are written as decimal character codes: 44 is a comma. */
export function characterOf(code: string): string {
  const number = /^\d{1,6}$/.test(code) ? Number(code) : undefined
  return number === undefined || number === 0 || number > 0xffff ? code : String.fromCharCode(number)
}
