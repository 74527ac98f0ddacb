import type { Connector, DeltaOperation, ObjectAttribute, ObjectValue, ObjectValueType } from '../../model/index.js'
import { isSecretAttribute } from '../cs-export/secret-attributes.js'
import { parseValue } from '../cs-export/values.js'
import { REDACTED } from '../secrets.js'
import { createNoticeBook, type NoticeBook } from '../sync-config/notice-book.js'
import { TextLedger } from './text-ledger.js'

export interface RecordOptions {
  /** Name of the file for provenance. */
  readonly file: string
  /** Whose objects they are: gives the types of attributes, the anchor and the object type. */
  readonly connector?: Connector
  readonly book?: NoticeBook
  readonly ledger?: TextLedger
}

interface KnownAttribute {
  readonly name: string
  readonly type: ObjectValueType
  readonly multivalued: boolean
}

/** A value as the file has it: text, or bytes where the file says that it is encoded. */
export type RawValue = string | Uint8Array

/** Makes typed objects of the texts of a file, by the schema of the connector they belong to. */
export class RecordMaker {
  readonly file: string
  readonly book: NoticeBook
  readonly ledger: TextLedger
  readonly objectTypeAttribute: string
  readonly changeTypeAttribute: string
  readonly #anchor: readonly string[]
  readonly #types: ReadonlyMap<string, string>
  readonly #schema: ReadonlyMap<string, KnownAttribute>

  constructor({ file, connector, book = createNoticeBook(), ledger = new TextLedger() }: RecordOptions) {
    this.file = file
    this.book = book
    this.ledger = ledger
    const connection = connector?.connection
    this.objectTypeAttribute = (connection?.file?.objectTypeAttribute ?? '').toLowerCase()
    this.changeTypeAttribute = (connection?.file?.changeTypeAttribute ?? '').toLowerCase()
    this.#anchor = connection === undefined ? [] : anchorOf(connector)
    this.#types = new Map((connector?.schema.objectTypes ?? []).map(({ name }) => [name.toLowerCase(), name]))
    this.#schema = new Map(
      (connector?.schema.attributes ?? []).map(({ name, type, multivalued }) => [
        name.toLowerCase(),
        { name, type: type === 'time' ? 'string' : type, multivalued },
      ]),
    )
  }

  /** Values of one attribute in the type the schema gives it, with the schema's spelling of the name. */
  attribute(name: string, raw: readonly RawValue[], line: number): ObjectAttribute {
    const known = this.#schema.get(name.toLowerCase())
    const type = known?.type ?? (raw.every(isText) ? 'string' : 'binary')
    return {
      name: known?.name ?? name,
      type,
      multivalued: known?.multivalued ?? raw.length > 1,
      values: raw.map((value) => this.#value(known?.name ?? name, type, value, line)),
    }
  }

  /** The classes of an object, or the text of its type column, as one type of the schema. */
  objectType(classes: readonly string[]): string {
    for (const name of [...classes].reverse()) {
      const known = this.#types.get(name.trim().toLowerCase())
      if (known !== undefined) return known
    }
    const stated = classes.at(-1)?.trim() ?? ''
    const [only] = this.#types.values()
    return stated === '' && this.#types.size === 1 && only !== undefined ? only : stated
  }

  /** '' when the connector names no anchor or a part of it is missing. */
  anchor(attributes: readonly ObjectAttribute[]): string {
    const parts = this.#anchor.map((name) => {
      const found = attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase())
      return textOfValue(found?.values[0])
    })
    return parts.length === 0 || parts.includes('') ? '' : parts.join('+')
  }

  #value(name: string, type: ObjectValueType, raw: RawValue, line: number): ObjectValue {
    if (isSecretAttribute(name)) {
      this.#noteSecret(name, line)
      return REDACTED
    }
    if (typeof raw !== 'string') {
      const text = type === 'binary' ? undefined : utf8Of(raw)
      return text === undefined ? raw : this.#value(name, type, text, line)
    }
    if (raw.includes('\uFFFD')) this.#noteBytes(name, line)
    const value = parseValue(raw, type)
    if (value !== undefined) return value
    this.book.tally(
      'M2E-READ-062',
      `${name} ${type}`,
      { file: this.file, path: '', line },
      `A value of ${name} is not of the type ${type} the connector's schema gives it; it was kept as text.`,
      'The connector would refuse or cut such an object; correct the source.',
    )
    return raw
  }

  #noteBytes(name: string, line: number): void {
    this.book.tally(
      'M2E-READ-066',
      name,
      { file: this.file, path: '', line },
      `A value of ${name} holds bytes that are not valid in the encoding of the file; each stands as U+FFFD.`,
      'Send the file as the program wrote it, not saved again by an editor, or say which code page it is in.',
    )
  }

  #noteSecret(name: string, line: number): void {
    this.book.tally(
      'M2E-READ-028',
      name,
      { file: this.file, path: '', line },
      `${name} holds secrets in clear text; they were removed.`,
      'Treat them as known to everybody who has seen the file and change them.',
    )
  }
}

function anchorOf(connector: Connector | undefined): readonly string[] {
  const named = connector?.connection.anchor ?? []
  if (named.length > 0) return named
  const bound = (connector?.schema.objectTypes ?? []).flatMap(({ attributes }) =>
    attributes.flatMap(({ name, anchor }) => (anchor === true ? [name] : [])),
  )
  return [...new Set(bound)]
}

/** Bytes may be text: most encoded values of LDIF are names with umlauts. */
function isText(value: RawValue): boolean {
  if (typeof value === 'string') return true
  const text = utf8Of(value)
  return text !== undefined && !/(?![\t\n\r])\p{Cc}/u.test(text)
}

/** undefined when the bytes are no UTF-8 text. */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // The decoder throws for nothing else.
    return undefined
  }
}

function textOfValue(value: ObjectValue | undefined): string {
  if (value === undefined) return ''
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return typeof value === 'object' ? value.dn : String(value)
}

const operations: Readonly<Record<string, DeltaOperation>> = {
  a: 'add',
  add: 'add',
  create: 'add',
  insert: 'add',
  m: 'update',
  modify: 'update',
  u: 'update',
  update: 'update',
  change: 'update',
  r: 'replace',
  replace: 'replace',
  d: 'delete',
  delete: 'delete',
  remove: 'delete',
}

/** What a change-type column says, by the words and letters in use; '' is no change at all. */
export function operationOf(text: string): DeltaOperation {
  const word = text.trim().toLowerCase()
  return word === '' ? 'none' : Object.hasOwn(operations, word) ? (operations[word] ?? 'unknown') : 'unknown'
}
