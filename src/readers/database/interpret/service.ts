import type { ServiceObject, ServiceTranslation } from '../../../model/index.js'
import { redactValues } from '../../mim-service/redact.js'
import type { EstatePart } from '../../reader.js'
import type { SnapshotView, ViewRow } from '../snapshot/view.js'
import type { Interpretation } from './interpretation.js'

/** Locale of the values every language falls back to. */
const DEFAULT_LOCALE = 127

interface Gathered {
  readonly id: string
  readonly type: string
  readonly attributes: Map<string, string[]>
  /** By locale. */
  readonly translations: Map<number, Map<string, string[]>>
}

const kinds = ['String', 'Text', 'Integer', 'Boolean', 'DateTime', 'Reference', 'Binary', 'Xml'] as const

/** Puts the values of FIMService, a row each, together to objects as an export has them. */
export function serviceParts(view: SnapshotView, source: number, to: Interpretation): EstatePart[] {
  const types = namesOf(view, source, 'object-type')
  const attributes = namesOf(view, source, 'attribute')
  const gathered = new Map<string, Gathered>()
  for (const row of view.rows(source, 'object')) {
    const [id, type] = [row.text('ObjectID'), types.get(row.text('ObjectTypeKey')) ?? '']
    const own = new Map([
      ['ObjectID', [`urn:uuid:${id}`]],
      ['ObjectType', [type]],
    ])
    gathered.set(row.text('ObjectKey'), { id, type, attributes: own, translations: new Map() })
  }
  let dangling = 0
  for (const kind of kinds)
    for (const row of view.rows(source, `value-${kind.toLowerCase()}`)) {
      const object = gathered.get(row.text('ObjectKey'))
      const attribute = attributes.get(row.text('AttributeKey'))
      const value = kind === 'Reference' ? referenceOf(row, gathered) : valueOfKind(row, kind)
      if (object === undefined || attribute === undefined || value === undefined) dangling += 1
      else put(object, attribute, value, row)
    }
  if (dangling > 0)
    to.say(
      'M2E-READ-092',
      'fim',
      `${dangling} values belong to, or refer to, objects or attributes that were not read; they were left out.`,
      'Take the snapshot with --what config,objects if they matter.',
    )
  noteRequests(view, source, to)
  const cultures = culturesOf(view, source)
  const objects = [...gathered.values()].map((object) => serviceObject(object, cultures, to))
  if (objects.length === 0) return []
  const { server } = to
  const address = server === '' ? '' : `${server}/${to.record.database_name}`
  return [{ kind: 'service-objects', part: 'policy', source: address, objects, at: to.at('fim.Objects') }]
}

function namesOf(view: SnapshotView, source: number, dataset: string): Map<string, string> {
  const names = new Map<string, string>()
  for (const row of view.rows(source, dataset)) names.set(row.text('Key'), row.text('Name'))
  return names
}

function culturesOf(view: SnapshotView, source: number): Map<number, string> {
  const cultures = new Map<number, string>()
  for (const row of view.rows(source, 'locale'))
    cultures.set(row.number('Key'), row.text('Culture') || row.text('Name'))
  return cultures
}

/** A reference is the key of its target; exports write its GUID. */
function referenceOf(row: ViewRow, objects: ReadonlyMap<string, Gathered>): string | undefined {
  const target = objects.get(row.text('ValueReference'))
  return target === undefined ? undefined : `urn:uuid:${target.id}`
}

function valueOfKind(row: ViewRow, kind: (typeof kinds)[number]): string | undefined {
  const column = `Value${kind}`
  const value = row.value(column)
  if (value === null) return undefined
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (kind === 'Boolean') return row.number(column) === 1 ? 'True' : 'False'
  return kind === 'DateTime' ? exportTime(row.text(column)) : String(value)
}

/** As the exports seen write a time: in the words of the United States, to the second. */
function exportTime(iso: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/.exec(iso)
  if (match === null) return iso
  const [, year, month, day, hour, minute, second] = match
  const hours = Number(hour)
  const half = hours < 12 ? 'AM' : 'PM'
  return `${Number(month)}/${Number(day)}/${year} ${hours % 12 === 0 ? 12 : hours % 12}:${minute}:${second} ${half}`
}

function put(object: Gathered, attribute: string, value: string, row: ViewRow): void {
  const locale = row.has('LocaleKey') ? row.number('LocaleKey') : DEFAULT_LOCALE
  let target = object.attributes
  if (locale !== DEFAULT_LOCALE) {
    target = object.translations.get(locale) ?? new Map()
    object.translations.set(locale, target)
  }
  const values = target.get(attribute)
  if (values === undefined) target.set(attribute, [value])
  else values.push(value)
}

function serviceObject(object: Gathered, cultures: ReadonlyMap<number, string>, to: Interpretation): ServiceObject {
  const at = to.at(`fim.Objects/${object.id}`)
  const translations = [...object.translations].map(
    ([locale, values]): ServiceTranslation => ({
      culture: cultures.get(locale) ?? `locale ${locale}`,
      attributes: clean(values, object, to, at.path),
    }),
  )
  const attributes = clean(object.attributes, object, to, at.path)
  return {
    id: object.id,
    type: object.type,
    displayName: attributes.DisplayName?.[0] ?? '',
    isPlaceholder: false,
    origin: 'unclassified',
    changedAttributes: [],
    attributes,
    ...(translations.length > 0 ? { translations } : {}),
    at,
  }
}

function clean(
  values: ReadonlyMap<string, readonly string[]>,
  object: Gathered,
  to: Interpretation,
  path: string,
): Record<string, readonly string[]> {
  const kept = [...values].map(([name, written]) => {
    const { values: safe, removed } = redactValues(name, written)
    if (removed)
      to.say(
        'M2E-READ-028',
        path,
        `${name} of ${object.type} ${object.id} holds a secret in clear text; it was removed.`,
        'Treat it as known to everybody who may read the database and change it.',
      )
    return [name, safe] as const
  })
  return Object.fromEntries(kept)
}

function noteRequests(view: SnapshotView, source: number, to: Interpretation): void {
  const requests = view.requests(source)
  if (requests.length === 0) return
  const total = requests.reduce((sum, { requests: count }) => sum + count, 0)
  const list = requests.map(({ status, requests: count }) => `${status} ${count.toLocaleString('en-US')}`).join(', ')
  to.say('M2E-READ-093', 'fim.Objects', `The MIM Service holds ${total.toLocaleString('en-US')} requests: ${list}.`)
}
