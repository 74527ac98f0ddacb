import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peekJson, readJson } from './index.js'
import { jsonDocument, sizeOf } from './testing.js'

describe('what is read of a JSON file', () => {
  const read = (value: unknown, text = JSON.stringify(value)) => {
    const seen: unknown[] = []
    const result = readJson(jsonDocument(text), ({ root }) => {
      seen.push(root.text('Name'), root.flag('on'), root.integer('size'), root.texts('tags'))
      for (const item of root.objects('items')) seen.push(item.text('id'))
      seen.push(root.object('inner')?.text('x'))
      root.document('kept', 'Kept as text.')
      root.ignore('noise', 'No meaning.')
      return []
    })
    return { ...result, seen }
  }

  it('is found whatever the case of the names, and counted', () => {
    const value = {
      NAME: 'a',
      On: 'True',
      Size: 3,
      tags: ['x', 'y'],
      ITEMS: [{ Id: '1' }],
      inner: null,
      kept: [1, 2],
      noise: 0,
    }

    const { seen, coverage, notices } = read(value)

    expect(seen).toEqual(['a', true, 3, ['x', 'y'], '1', undefined])
    expect(notices).toEqual([])
    expect(coverage.counts).toEqual({ modelled: 11, documented: 3, ignored: 1, unknown: 0 })
    expect(coverage.entries.find((entry) => entry.status === 'documented')).toEqual({
      path: '$.kept',
      status: 'documented',
      reason: 'Kept as text.',
      count: 3,
      firstLine: 1,
    })
  })

  it('leaves a value of another shape than expected unknown', () => {
    const { seen, coverage, notices } = read({
      name: { first: 'a' },
      inner: 'text',
      items: ['x'],
      tags: 'one',
      size: '7',
    })

    expect(seen).toEqual(['', undefined, 7, ['one'], undefined])
    expect(
      coverage.entries.filter((entry) => entry.status === 'unknown').map((entry) => [entry.path, entry.count]),
    ).toEqual([
      ['$.name', 2],
      ['$.inner', 1],
      ['$.items[*]', 1],
    ])
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-030', 'M2E-READ-030', 'M2E-READ-030'])
  })

  it('leaves a word where a yes or no or a number is expected unknown', () => {
    const { seen, coverage } = read({ on: 'maybe', size: 'large' })

    expect(seen).toEqual(['', undefined, undefined, [], undefined])
    expect(coverage.counts.unknown).toBe(2)
    expect(read({ on: null, size: '' }).coverage.counts.unknown).toBe(0)
  })

  it('takes the last of two and says so', () => {
    const { seen, coverage, notices } = read(undefined, '{"name":"a",\n"Name":"b"}')

    expect(seen[0]).toBe('b')
    expect(coverage.counts.unknown).toBe(1)
    expect(notices.map((notice) => [notice.id, notice.at.line])).toEqual([
      ['M2E-READ-051', 2],
      ['M2E-READ-030', 1],
    ])
  })

  it('adds up to the number of values, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const { coverage } = read(undefined, text)
        const total = Object.values(coverage.counts).reduce((sum, count) => sum + count, 0)

        expect(total).toBe(sizeOf(JSON.parse(text)))
        expect(coverage.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(total)
      }),
    )
  })
})

describe('the look at the beginning', () => {
  const names = ['a', 'a.b', 'list.x', 'list.y.z', 'later']
  const seen = (head: string) => names.filter((name) => peekJson({ root: undefined, head }).has(name))

  it('finds names by path, through arrays', () => {
    expect(seen('\uFEFF {"A": {"b": 1}, "list": [{"x": 1}, {"y": {"z": 2}}], "later": 0}')).toEqual(names)
    expect(seen('[{"a": {"b": "later"}}]')).toEqual(['a', 'a.b'])
  })

  it('sees as far as the text goes', () => {
    expect(seen('{"a": {"b": 1}, "list": [{"x": "cut off he')).toEqual(['a', 'a.b', 'list.x'])
    expect(seen('"a": 1')).toEqual([])
    expect(seen('')).toEqual([])
  })

  it('never fails', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => seen(`{${text}`)).not.toThrow()
      }),
    )
  })
})
