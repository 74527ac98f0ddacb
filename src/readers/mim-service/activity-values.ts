import type { ActivityProperty } from '../../model/index.js'
import { attributeOf, type XmlElement } from '../../xml/index.js'
import { XAML_SCHEMA } from './activity-classes.js'
import { localName } from './embedded.js'

const NOTHING = '{x:Null}'

/** Property from an attribute; undefined for declarations, designer names and those set to nothing. */
export function attributeProperty(name: string, value: string): ActivityProperty | undefined {
  if (name === 'xmlns' || name.startsWith('xmlns:') || isDesignerName(name)) return undefined
  const text = value.trim() === NOTHING ? undefined : unescapeMarkup(value)
  return text === undefined ? undefined : { name: localName(name), value: text }
}

/** `x:Name` is the designer's; `Name` without prefix is a property like any other. */
function isDesignerName(name: string): boolean {
  return name.includes(':') && localName(name) === 'Name'
}

/** `{}` at the beginning says that the next brace is text and no markup extension. */
function unescapeMarkup(value: string): string {
  return value.startsWith('{}') ? value.slice(2) : value
}

/** Property from its element: `<Class.Property>value</Class.Property>`, tables and lists included. */
export function elementProperty(name: string, element: XmlElement): ActivityProperty | undefined {
  const values = element.children.filter((child) => !isKey(child))
  const [first] = values
  if (first === undefined) return { name, value: unescapeMarkup(element.text) }
  if (values.length === 1) {
    if (first.local === 'Null') return undefined
    if (first.local === 'Hashtable') return tableProperty(name, first)
    if (first.local === 'ArrayList' || first.local === 'Array') return listProperty(name, first.children)
    return { name, value: plainValue(first) }
  }
  return listProperty(name, values)
}

function listProperty(name: string, items: readonly XmlElement[]): ActivityProperty {
  const rows = items.filter((item) => !isKey(item)).map((item) => [plainValue(item)])
  return { name, value: rows.map((row) => row.join(' | ')).join('\n'), rows }
}

/** Keys are `row:column`, in no order; `Count` repeats how many rows there are. Other keys stay as name and value. */
function tableProperty(name: string, table: XmlElement): ActivityProperty {
  const cells: { readonly row: number; readonly column: number; readonly text: string }[] = []
  const named: (readonly string[])[] = []
  for (const entry of table.children) {
    const key = keyOf(entry)
    const place = /^(\d{1,6}):(\d{1,3})$/.exec(key)
    if (place !== null) cells.push({ row: Number(place[1]), column: Number(place[2]), text: plainValue(entry) })
    else if (key !== 'Count') named.push([key, plainValue(entry)])
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  const grouped = new Map<number, string[]>()
  for (const cell of cells) {
    const row = grouped.get(cell.row) ?? []
    // A cell that was left empty is not written; the ones after it keep their column.
    while (row.length < cell.column) row.push('')
    row[cell.column] = cell.text
    grouped.set(cell.row, row)
  }
  const rows = [...grouped.values(), ...named]
  return { name, value: rows.map((row) => row.join(' | ')).join('\n'), rows }
}

/** Key of a table entry: attribute `x:Key`, or element `<x:Key><String>0:1</String></x:Key>`. */
export function keyOf(entry: XmlElement): string {
  const written = attributeOf(entry, 'Key')
  if (written !== undefined) return written.trim()
  const element = entry.children.find(isKey)
  return element === undefined ? '' : (element.text + element.children.map((child) => child.text).join('')).trim()
}

function isKey(element: XmlElement): boolean {
  return element.local === 'Key' && (element.namespace === XAML_SCHEMA || element.name.includes(':'))
}

/** Text of a value; of an object, its class with its attributes. */
function plainValue(element: XmlElement): string {
  const attributes = Object.entries(element.attributes).filter(
    ([name]) => name !== 'xmlns' && !name.startsWith('xmlns:') && localName(name) !== 'Key',
  )
  const children = element.children.filter((child) => !isKey(child))
  if (element.local === 'Null') return ''
  if (attributes.length === 0 && children.length === 0) return unescapeMarkup(element.text)
  const parts = [
    ...attributes.map(([name, value]) => `${localName(name)}=${value}`),
    ...children.map((child) => `${child.local}=${plainValue(child)}`),
  ]
  const text = element.text.trim()
  return `${element.local}(${[...(text === '' ? [] : [text]), ...parts].join(', ')})`
}
