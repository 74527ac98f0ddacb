import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Cursor,
  parseXml,
  Reading,
  splitRecords,
  TallyBook,
  type TallyEntry,
  type TallyRule,
  type XmlElement,
} from './index.js'

function summary(entries: readonly TallyEntry[]): readonly string[] {
  return entries.map(
    ({ path, status, reason, count, firstLine }) =>
      `${path} ${status}${reason ? ` (${reason})` : ''} ${count}@${firstLine}`,
  )
}

function readingOf(text: string): Reading {
  return new Reading(parseXml(text))
}

describe('a cursor', () => {
  const { cursor } = readingOf('<a>\n<b x="1" p:y=" 2 "> t </b><c/><b/></a>')

  test('gives children, text and attributes as they stand', () => {
    expect(cursor.one('b')?.text()).toBe(' t ')
    expect(cursor.one('b')?.attribute('y')).toBe(' 2 ')
    expect(cursor.many('b').map((child) => child.element.line)).toEqual([2, 2])
    expect(cursor.all().map((child) => child.local)).toEqual(['b', 'c', 'b'])
  })

  test('gives nothing for what is absent', () => {
    expect(cursor.one('x')).toBeUndefined()
    expect(cursor.many('x')).toEqual([])
    expect(cursor.attribute('toString')).toBeUndefined()
  })

  test('knows where it is', () => {
    expect(cursor.many('b')[1]?.at).toEqual({ path: '/a/b[2]', line: 2 })
  })
})

describe('a tally', () => {
  test('tells what was read from what was not, elements and attributes', () => {
    const reading = readingOf(
      '<a xmlns="u" xmlns:p="v" k="1">\n<b x="1" p:y="2">\n<c/></b><b/><d z="1"><e w="2"/><e/></d>\n<d/></a>',
    )

    reading.cursor.one('b')?.attribute('y')
    const tally = reading.tally()

    expect(summary(tally.entries)).toEqual([
      '/a modelled 1@1',
      '/a/@k unknown 1@1',
      '/a/b modelled 1@2',
      '/a/b/@x unknown 1@2',
      '/a/b/@y modelled 1@2',
      '/a/b/c unknown 1@3',
      '/a/b unknown 1@3',
      '/a/d unknown 4@3',
      '/a/d/@z unknown 1@3',
      '/a/d/@* unknown 1@3',
    ])
    expect(tally.elements).toEqual({ modelled: 2, documented: 0, ignored: 0, unknown: 6 })
    expect(tally.attributes).toEqual({ modelled: 1, documented: 0, ignored: 0, unknown: 4 })
  })

  test('lets a reader document or ignore a subtree, but for what it reads there', () => {
    const reading = readingOf('<a><b x="1"><c/><d><e/></d></b><f><g/></f></a>')

    reading.cursor.one('b')?.ignore('layout of the dialog')
    reading.cursor.one('f')?.document()
    const ignored = reading.cursor.one('b')
    ignored?.one('d')
    ignored?.ignore('layout of the dialog')

    expect(summary(reading.tally().entries)).toEqual([
      '/a modelled 1@1',
      '/a/b ignored (layout of the dialog) 3@1',
      '/a/b/@x ignored (layout of the dialog) 1@1',
      '/a/b/d modelled 1@1',
      '/a/f documented 2@1',
    ])
  })

  test('applies rules to what nobody read', () => {
    const reading = readingOf(
      '<a v="1"><b/><ui k="1"><x/><y><z/></y></ui><s><step id="1" w="2"/></s><s2><step id="2"/></s2><b/></a>',
    )
    const rules: readonly TallyRule[] = [
      { path: '/a/@v', status: 'documented', reason: 'version' },
      { path: '/a/ui/**', status: 'ignored', reason: 'dialogs' },
      { path: '/a/*/step', status: 'documented', reason: 'steps' },
      { path: '/**/step/@id', status: 'ignored', reason: 'ids' },
      { path: '/a/b', status: 'ignored', reason: 'never reached for the one that is read' },
    ]

    reading.cursor.one('b')

    expect(summary(reading.tally(rules).entries)).toEqual([
      '/a modelled 1@1',
      '/a/@v documented (version) 1@1',
      '/a/b modelled 1@1',
      '/a/ui ignored (dialogs) 1@1',
      '/a/ui/@k ignored (dialogs) 1@1',
      '/a/ui/x ignored (dialogs) 1@1',
      '/a/ui/y ignored (dialogs) 1@1',
      '/a/ui/y/z ignored (dialogs) 1@1',
      '/a/s unknown 1@1',
      '/a/s/step documented (steps) 2@1'.replace('2@', '1@'),
      '/a/s/step/@id ignored (ids) 1@1',
      '/a/s/step/@w documented (steps) 1@1',
      '/a/s2 unknown 1@1',
      '/a/s2/step documented (steps) 1@1',
      '/a/s2/step/@id ignored (ids) 1@1',
      '/a/b ignored (never reached for the one that is read) 1@1',
    ])
  })

  test('a rule for an element says nothing about its children', () => {
    const reading = readingOf('<a><b><c/></b></a>')

    const { entries } = reading.tally([{ path: '/a/b', status: 'documented', reason: 'why' }])

    expect(summary(entries)).toEqual(['/a modelled 1@1', '/a/b documented (why) 1@1', '/a/b/c unknown 1@1'])
  })

  test('of records adds up over the file, with paths from its root', () => {
    const book = new TallyBook([{ path: '/r/record/x', status: 'ignored', reason: 'why' }])

    for (const element of splitRecords('<r>\n<record><x/><y/></record>\n<record><y/></record></r>', {
      record: 'record',
    }))
      book.add(new Reading(element))

    expect(summary(book.result().entries)).toEqual([
      '/r/record modelled 2@2',
      '/r/record/x ignored (why) 1@2',
      '/r/record/y unknown 2@2',
    ])
  })

  test('treacherous names are names', () => {
    const reading = readingOf('<a><constructor __proto__="1"/><__proto__/><toString/></a>')

    reading.cursor.one('constructor')?.attribute('__proto__')

    expect(summary(reading.tally().entries)).toEqual([
      '/a modelled 1@1',
      '/a/constructor modelled 1@1',
      '/a/constructor/@__proto__ modelled 1@1',
      '/a/__proto__ unknown 1@1',
      '/a/toString unknown 1@1',
    ])
  })
})

describe('patterns', () => {
  test.each([
    ['/a', '/a', true],
    ['/a', '/a/b', false],
    ['/*', '/a', true],
    ['/*/b', '/a/b', true],
    ['/a/**', '/a', true],
    ['/a/**', '/a/b/c', true],
    ['/**', '/x/y', true],
    ['/**/c', '/c', true],
    ['/**/c', '/a/b/c', true],
    ['/a/**/c/**/d', '/a/c/x/d', true],
    ['/a/**/c', '/b/c', false],
    // An attribute shares the fate of its element unless it has one of its own.
    ['/a/**', '/a/@x', true],
    ['/a/*', '/a/@x', false],
    ['/a/@*', '/a/@x', true],
    ['/a/**/@x', '/a/b/@x', true],
    ['/**/@x', '/a/@y', false],
  ])('%s on %s: %s', (pattern, path, matches) => {
    const steps = path.split('/').slice(1)
    const names = steps.filter((step) => !step.startsWith('@'))
    const attribute = steps.find((step) => step.startsWith('@'))?.slice(1)
    const open = names.map((name, at) =>
      at === names.length - 1 && attribute ? `<${name} ${attribute}="">` : `<${name}>`,
    )
    // The root counts as read, so the path stands below one more element.
    const reading = readingOf(
      `<top>${open.join('')}${names
        .toReversed()
        .map((name) => `</${name}>`)
        .join('')}</top>`,
    )

    const { entries } = reading.tally([{ path: `/top${pattern}`, status: 'ignored', reason: 'matched' }])

    expect(entries.some((entry) => entry.path === `/top${path}` && entry.status === 'ignored')).toBe(matches)
  })
})

describe('totals', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc
      .tuple(
        name,
        fc.subarray(['x', 'y', 'xmlns:z']),
        fc.oneof({ depthSize: 'medium' }, fc.constant([]), fc.array(tie('node'), { maxLength: 4 })),
      )
      .map(
        ([tag, attributes, inner]) =>
          `<${tag}${attributes.map((key) => ` ${key}="1"`).join('')}>${inner.join('')}</${tag}>`,
      ),
  })).node
  const action = fc.tuple(fc.constantFrom('one', 'many', 'all', 'document', 'ignore', 'attribute', 'up'), name)
  const rule: fc.Arbitrary<TallyRule> = fc.record({
    path: fc
      .array(fc.constantFrom('a', 'b', '*', '**', '@x', '@*'), { minLength: 1, maxLength: 4 })
      .map((steps) => `/${steps.join('/')}`),
    status: fc.constantFrom('documented', 'ignored'),
    reason: fc.constantFrom('p', 'q'),
  })

  function act(cursor: Cursor, kind: string, local: string): Cursor {
    if (kind === 'document') cursor.document()
    else if (kind === 'ignore') cursor.ignore('r')
    else if (kind === 'attribute') cursor.attribute(local === 'a' ? 'x' : 'y')
    else if (kind === 'one') return cursor.one(local) ?? cursor
    else if (kind === 'many') return cursor.many(local).at(-1) ?? cursor
    else if (kind === 'all') return cursor.all()[0] ?? cursor
    return cursor
  }

  function count(element: XmlElement): readonly [number, number] {
    const own = Object.keys(element.attributes).filter((key) => !key.startsWith('xmlns')).length
    return element.children.map(count).reduce(([e, a], [e2, a2]) => [e + e2, a + a2], [1, own])
  }

  test('are all elements and all attributes, and the entries add up to them', () => {
    fc.assert(
      fc.property(
        tree,
        fc.array(action, { maxLength: 12 }),
        fc.array(rule, { maxLength: 3 }),
        (text, actions, rules) => {
          const reading = readingOf(text)
          let cursor = reading.cursor
          for (const [kind, local] of actions) cursor = kind === 'up' ? reading.cursor : act(cursor, kind, local)

          const tally = reading.tally(rules)

          const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
          const [elements, attributes] = count(reading.root)
          expect(sum(Object.values(tally.elements))).toBe(elements)
          expect(sum(Object.values(tally.attributes))).toBe(attributes)
          for (const status of ['modelled', 'documented', 'ignored', 'unknown'] as const)
            expect(sum(tally.entries.filter((entry) => entry.status === status).map((entry) => entry.count))).toBe(
              tally.elements[status] + tally.attributes[status],
            )
        },
      ),
      { numRuns: 1500 },
    )
  })
})

test('marking and tallying a large file is quick', () => {
  const root = parseXml(`<a>${`<b x="1"><c>1</c><c/><d><e y="2"/></d></b>`.repeat(12_000)}</a>`)
  const start = performance.now()

  const reading = new Reading(root)
  for (const cursor of reading.cursor.many('b')) {
    cursor.attribute('x')
    for (const inner of cursor.many('c')) inner.text()
  }
  const tally = reading.tally([{ path: '/**/e', status: 'ignored', reason: 'why' }])

  expect(tally.elements).toEqual({ modelled: 36_001, documented: 0, ignored: 12_000, unknown: 12_000 })
  expect(performance.now() - start).toBeLessThan(1000)
})
