import { normalizeGuid, type ServiceObject, type ServiceTranslation } from '../../model/index.js'
import type { Cursor } from '../../xml/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { DATA_HINT, isModelled, KEPT, TRANSLATION } from './coverage.js'
import { redactValues } from './redact.js'
import { nameOf } from './values.js'

type Attributes = Record<string, readonly string[]>

export interface ExportedObject {
  readonly source: string
  readonly object: ServiceObject
}

/** Reads one `ExportObject`; undefined when there is no object in it. */
export function readExportObject(record: Cursor, file: string, book: NoticeBook): ExportedObject | undefined {
  const at = { file, ...record.at }
  const source = record.one('Source')?.text().trim() ?? ''
  const resource = record.one('ResourceManagementObject')
  if (resource === undefined) {
    book.tally('M2E-READ-029', 'no object', at, 'An ExportObject holds no ResourceManagementObject; it was left out.')
    return undefined
  }
  const type = resource.one('ObjectType')?.text().trim() ?? ''
  const attributes = readAttributes(resource.one('ResourceManagementAttributes'), type, false)
  const translations = readTranslations(resource, type)
  const id = readId(resource.one('ObjectIdentifier')?.text() ?? '')
  const object: ServiceObject = {
    id: id === '' ? readId(attributes.values.ObjectID?.[0] ?? '') : id,
    type: type === '' ? (attributes.values.ObjectType?.[0]?.trim() ?? '') : type,
    displayName: attributes.values.DisplayName?.[0] ?? '',
    isPlaceholder: /^\s*(?:true|1)\s*$/i.test(resource.one('IsPlaceholder')?.text() ?? ''),
    origin: 'unclassified',
    changedAttributes: [],
    attributes: attributes.values,
    ...(translations.length > 0 ? { translations } : {}),
    at,
  }
  noteIncomplete(object, book)
  for (const name of attributes.secrets) noteSecret(object, name, book)
  return { source, object }
}

/** `urn:uuid:` with nothing behind it is no id. */
function readId(text: string): string {
  return normalizeGuid(text).replace(/^urn:uuid:$/i, '')
}

interface ReadAttributes {
  readonly values: Attributes
  /** Names of those that something was taken out of. */
  readonly secrets: readonly string[]
}

/** An attribute that is written twice keeps the values of both. */
function readAttributes(list: Cursor | undefined, type: string, translated: boolean): ReadAttributes {
  const read = new Map<string, readonly string[]>()
  const secrets: string[] = []
  for (const attribute of list?.many('ResourceManagementAttribute') ?? []) {
    const name = attribute.one('AttributeName')?.text().trim() ?? ''
    attribute.one('HasReference')?.ignore(DATA_HINT)
    attribute.one('IsMultiValue')?.ignore(DATA_HINT)
    const reason = translated ? TRANSLATION : isModelled(type, name) ? undefined : KEPT
    const written = readValues(attribute, reason)
    const { values, removed } = redactValues(name, written)
    if (removed) secrets.push(name)
    read.set(name, [...(read.get(name) ?? []), ...values])
  }
  // Not assigned one by one: a name like `__proto__` must be a name like any other.
  return { values: Object.fromEntries(read), secrets }
}

function readValues(attribute: Cursor, reason: string | undefined): readonly string[] {
  const single = attribute.many('Value')
  const lists = attribute.many('Values')
  const many = lists.flatMap((list) => list.many('string'))
  if (reason !== undefined) for (const cursor of [...single, ...lists, ...many]) cursor.document(reason)
  return [...single, ...many].filter((value) => !isNil(value)).map((value) => value.text())
}

/** `xsi:nil="true"`: the serializer's way to write that there is no value. */
function isNil(value: Cursor): boolean {
  return /^(?:true|1)$/i.test(value.attribute('nil') ?? '')
}

function readTranslations(resource: Cursor, type: string): readonly ServiceTranslation[] {
  const blocks =
    resource.one('LocalizedResourceManagementAttributes')?.many('LocalizedResourceManagementAttribute') ?? []
  return blocks.map((block) => ({
    culture: block.one('Culture')?.text().trim() ?? '',
    attributes: readAttributes(block.one('ResourceManagementAttributes'), type, true).values,
  }))
}

function noteIncomplete(object: ServiceObject, book: NoticeBook): void {
  const missing = [object.id === '' ? 'an id' : '', object.type === '' ? 'a type' : ''].filter((what) => what !== '')
  if (missing.length === 0) return
  book.tally(
    'M2E-READ-029',
    `object without ${missing.join(' and ')}`,
    object.at,
    `An exported object (${nameOf(object)}) states no ${missing.join(' and no ').replaceAll(/\ban? /g, '')}.`,
    'Nothing can refer to it; export again.',
  )
}

function noteSecret(object: ServiceObject, attribute: string, book: NoticeBook): void {
  book.tally(
    'M2E-READ-028',
    `${object.type} ${object.id} ${attribute}`,
    object.at,
    `${attribute} of ${object.type} ${nameOf(object)} holds a secret in clear text; it was removed.`,
    'Treat it as known to everybody who has seen the export and change it.',
  )
}
