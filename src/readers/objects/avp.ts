import type { ObjectRecord } from '../../model/index.js'
import { entryBlocks } from './entry-lines.js'
import { operationOf, type RawValue, RecordMaker, type RecordOptions, utf8Of } from './record-maker.js'

export interface AvpFormat {
  readonly kind: 'avp'
  readonly encoding: string
}

/** Objects of an attribute-value pair file: `name: value` lines, an empty line between objects. */
export async function* readAvp(
  bytes: AsyncIterable<Uint8Array>,
  format: AvpFormat,
  options: RecordOptions,
): AsyncGenerator<ObjectRecord, void> {
  const maker = new RecordMaker(options)
  for await (const { lines, problems, line } of entryBlocks(bytes, format.encoding)) {
    for (const problem of problems) {
      maker.ledger.lost('line', problem.line)
      maker.book.tally(
        'M2E-READ-065',
        problem.what,
        { file: maker.file, path: '', line: problem.line },
        `Line ${problem.line} ${problem.what}; it was left out, the rest of its object was read.`,
        'Correct the line in the source and send the file again.',
      )
    }
    const values = new Map<string, { readonly name: string; readonly line: number; readonly raw: RawValue[] }>()
    for (const item of lines) {
      if ('separator' in item) continue
      maker.ledger.read(item.name, item.line)
      const value = typeof item.value === 'string' ? item.value : (utf8Of(item.value) ?? item.value)
      const known = values.get(item.name.toLowerCase())
      if (known !== undefined) known.raw.push(value)
      else values.set(item.name.toLowerCase(), { name: item.name, line: item.line, raw: [value] })
    }
    if (values.size === 0) continue
    const texts = (name: string) => (values.get(name)?.raw ?? []).filter((value) => typeof value === 'string')
    const attributes = [...values.values()]
      .filter(({ name }) => name.toLowerCase() !== 'dn' && name.toLowerCase() !== maker.changeTypeAttribute)
      .map((value) =>
        maker.attribute(
          value.name,
          value.raw.filter((raw) => raw !== ''),
          value.line,
        ),
      )
      .filter((attribute) => attribute.values.length > 0)
    yield {
      anchor: maker.anchor(attributes),
      dn: texts('dn')[0] ?? '',
      objectType: maker.objectType(texts(maker.objectTypeAttribute)),
      operation: operationOf(texts(maker.changeTypeAttribute)[0] ?? ''),
      newDn: '',
      attributes,
      at: { file: maker.file, path: '', line },
    }
  }
}
