import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decodeText, parseXml, peekRoot, Reading, streamRecords, type XmlElement } from './index.js'

const folder = process.env.MIM2ENTRA_CORPUS

function walk(element: XmlElement, visit: (element: XmlElement) => void): void {
  visit(element)
  for (const child of element.children) walk(child, visit)
}

describe.skipIf(folder === undefined)('real exports (skipped unless MIM2ENTRA_CORPUS names a folder of them)', () => {
  const files = folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' })

  test.each(files.filter((name) => /\.xml$/i.test(name)))('%s', async (name) => {
    const path = join(folder ?? '', name)
    const { text } = decodeText(readFileSync(path))

    const root = parseXml(text)

    const lines = text.split('\n')
    let elements = 0
    const misplaced: string[] = []
    walk(root, (element) => {
      elements++
      if (!lines[element.line - 1]?.includes(`<${element.name}`)) misplaced.push(`${element.name} ${element.line}`)
    })
    expect(misplaced).toEqual([])
    expect(peekRoot(text.slice(0, 65_536))?.name).toBe(root.name)
    expect(Object.values(new Reading(root).tally().elements).reduce((sum, count) => sum + count, 0)).toBe(elements)
    const records: (string | number)[] = []
    for await (const record of streamRecords(createReadStream(path, { highWaterMark: 10_007 }), { record: 'any' }))
      walk(record, (element) => records.push(element.name, element.line, element.text))
    const children: (string | number)[] = []
    for (const child of root.children) walk(child, (element) => children.push(element.name, element.line, element.text))
    expect(records).toEqual(children)
  })
})
