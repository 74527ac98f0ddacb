import type { AttributeChange, ObjectAttribute, ObjectRecord, ValueChange } from '../../model/index.js'
import { type EntryBlock, type EntryLine, entryBlocks } from './entry-lines.js'
import { type RawValue, RecordMaker, type RecordOptions, utf8Of } from './record-maker.js'

export interface LdifFormat {
  readonly kind: 'ldif'
  readonly encoding: string
}

type Item = EntryBlock['lines'][number]

/**
 * Entries and changes of an LDIF file (RFC 2849), one in memory at a time. A record with a line that cannot be read is
 * left out and named; the others are read.
 */
export async function* readLdif(
  bytes: AsyncIterable<Uint8Array>,
  format: LdifFormat,
  options: RecordOptions,
): AsyncGenerator<ObjectRecord, void> {
  const maker = new RecordMaker(options)
  let isFirst = true
  for await (const block of entryBlocks(bytes, format.encoding)) {
    const lines = isFirst ? withoutVersion(block.lines) : block.lines
    isFirst = false
    if (lines.length === 0 && block.problems.length === 0) continue
    const record = recordOf(lines, block, maker)
    if (record !== undefined) yield record
  }
}

function withoutVersion(lines: readonly Item[]): readonly Item[] {
  const [first] = lines
  return first !== undefined && !('separator' in first) && first.name.toLowerCase() === 'version'
    ? lines.slice(1)
    : lines
}

function recordOf(lines: readonly Item[], block: EntryBlock, maker: RecordMaker): ObjectRecord | undefined {
  const [problem] = block.problems
  const [first, ...rest] = lines
  if (problem !== undefined) return leftOut(problem.line, problem.what, lines, maker)
  if (first === undefined || 'separator' in first || first.name.toLowerCase() !== 'dn')
    return leftOut(block.line, 'begins a record without dn', lines, maker)
  const dn = textOf(first.value)
  if (dn === undefined) return leftOut(first.line, 'has a DN that is no text', lines, maker)
  maker.ledger.read('dn', first.line)
  const body = rest.filter((item) => 'separator' in item || item.name.toLowerCase() !== 'control')
  const [second, ...changes] = body
  const isChange = second !== undefined && !('separator' in second) && second.name.toLowerCase() === 'changetype'
  const changeType = isChange ? (textOf(second.value) ?? '').trim().toLowerCase() : ''
  const base = {
    anchor: '',
    dn,
    objectType: '',
    newDn: '',
    attributes: [],
    at: { file: maker.file, path: '', line: first.line },
  }
  switch (changeType) {
    case '':
      return isChange
        ? leftOut(first.line, 'has an empty changetype', lines, maker)
        : entry(base, body, 'none', lines, maker)
    case 'add':
      return entry(base, changes, 'add', lines, maker)
    case 'delete':
      return changes.length > 0
        ? leftOut(first.line, 'deletes and says more', lines, maker)
        : { ...base, operation: 'delete' }
    case 'modrdn':
    case 'moddn':
      return renamed(base, changes, lines, maker)
    case 'modify':
      return modified(base, changes, lines, maker)
    default:
      return leftOut(first.line, `has the unknown changetype "${changeType.slice(0, 40)}"`, lines, maker)
  }
}

type Base = Omit<ObjectRecord, 'operation'>

function entry(
  base: Base,
  items: readonly Item[],
  operation: 'none' | 'add',
  all: readonly Item[],
  maker: RecordMaker,
): ObjectRecord | undefined {
  const values = new Map<string, { readonly name: string; readonly line: number; readonly raw: RawValue[] }>()
  for (const item of items) {
    if ('separator' in item) return leftOut(item.line, 'separates changes inside an entry', all, maker)
    const name = attributeName(item.name)
    const known = values.get(name.toLowerCase())
    maker.ledger.read(name, item.line)
    if (known !== undefined) known.raw.push(item.value)
    else values.set(name.toLowerCase(), { name, line: item.line, raw: [item.value] })
  }
  const classes = (values.get('objectclass')?.raw ?? []).map((value) => textOf(value) ?? '')
  const attributes: ObjectAttribute[] = [...values.values()].map(({ name, raw, line }) =>
    maker.attribute(name, raw, line),
  )
  return { ...base, operation, anchor: maker.anchor(attributes), objectType: maker.objectType(classes), attributes }
}

function textOf(value: RawValue): string | undefined {
  return typeof value === 'string' ? value : utf8Of(value)
}

/** `;binary` says how the value is sent, not what attribute it is. */
function attributeName(name: string): string {
  return name.replace(/;binary$/i, '')
}

function modified(
  base: Base,
  items: readonly Item[],
  all: readonly Item[],
  maker: RecordMaker,
): ObjectRecord | undefined {
  const changes: AttributeChange[] = []
  let open: { readonly head: EntryLine; readonly values: EntryLine[] } | undefined
  for (const item of items) {
    if ('separator' in item) {
      if (open === undefined) return leftOut(item.line, 'ends a change that was not begun', all, maker)
      changes.push(changeOf(open.head, open.values, maker))
      open = undefined
    } else if (open === undefined) {
      if (!['add', 'delete', 'replace'].includes(item.name.toLowerCase()))
        return leftOut(item.line, `has the unknown change "${item.name}"`, all, maker)
      open = { head: item, values: [] }
    } else {
      if (attributeName(item.name).toLowerCase() !== attributeName(textOf(open.head.value) ?? '').toLowerCase())
        return leftOut(item.line, `changes ${item.name} where another attribute was announced`, all, maker)
      open.values.push(item)
    }
  }
  // The last separator is often left out.
  if (open !== undefined) changes.push(changeOf(open.head, open.values, maker))
  return { ...base, operation: 'update', objectType: maker.objectType([]), changes }
}

function changeOf(head: EntryLine, lines: readonly EntryLine[], maker: RecordMaker): AttributeChange {
  const written = head.name.toLowerCase()
  const made = maker.attribute(
    attributeName(textOf(head.value) ?? ''),
    lines.map(({ value }) => value),
    head.line,
  )
  maker.ledger.read(made.name, head.line)
  for (const { line } of lines) maker.ledger.read(made.name, line)
  const single: ValueChange['operation'] = written === 'delete' ? 'delete' : 'add'
  return {
    name: made.name,
    type: made.type,
    multivalued: made.multivalued,
    // Single values are added and deleted; without any, or with all of them, the attribute as a whole is.
    operation: written === 'replace' ? 'replace' : lines.length === 0 ? 'delete' : 'update',
    values: made.values.map((value) => ({ operation: single, value })),
  }
}

function renamed(
  base: Base,
  items: readonly Item[],
  all: readonly Item[],
  maker: RecordMaker,
): ObjectRecord | undefined {
  const texts = new Map<string, string>()
  for (const item of items) {
    if ('separator' in item) return leftOut(item.line, 'separates changes inside a rename', all, maker)
    texts.set(item.name.toLowerCase(), textOf(item.value) ?? '')
    maker.ledger.read(item.name, item.line)
  }
  const rdn = texts.get('newrdn') ?? ''
  if (rdn === '') return leftOut(base.at.line ?? 0, 'renames without newrdn', all, maker)
  const parent = texts.get('newsuperior') ?? parentOf(base.dn)
  return { ...base, operation: 'update', newDn: parent === '' ? rdn : `${rdn},${parent}` }
}

/** What follows the first comma that is not escaped or quoted. */
export function parentOf(dn: string): string {
  const component = /^(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|[^,\\"])*,/.exec(dn)
  return component === null ? '' : dn.slice(component[0].length).trimStart()
}

function leftOut(line: number, what: string, lines: readonly Item[], maker: RecordMaker): undefined {
  for (const item of lines) if (!('separator' in item)) maker.ledger.lost(attributeName(item.name), item.line)
  if (lines.length === 0) maker.ledger.lost('record', line)
  maker.book.tally(
    'M2E-READ-065',
    what.replace(/".*"/, '…'),
    { file: maker.file, path: '', line },
    `Line ${line} ${what}; its record was left out.`,
    'Correct the record in the source and send the file again.',
  )
  return undefined
}
