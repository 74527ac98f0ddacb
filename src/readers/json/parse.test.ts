import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentProblem } from '../document-problem.js'
import { childrenOf, generalPath, type JsonNode, jsonPath } from './node.js'
import { parseJson } from './parse.js'

/** What JSON.parse makes of the same tree. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map((member) => [String(member.key), plain(member)]))
    case 'array':
      return node.items.map(plain)
    case 'string':
      return node.text
    case 'number':
      return Number(node.text)
    case 'boolean':
      return node.text === 'true'
    case 'null':
      return null
  }
}

function native(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function ours(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: plain(parseJson(text)) }
  } catch (problem) {
    if (problem instanceof DocumentProblem) return undefined
    throw problem
  }
}

function problemOf(text: string, limits = {}): DocumentProblem {
  try {
    parseJson(text, limits)
  } catch (problem) {
    if (problem instanceof DocumentProblem) return problem
    throw problem
  }
  throw new Error('no problem was found')
}

function all(node: JsonNode): readonly JsonNode[] {
  return [node, ...childrenOf(node).flatMap(all)]
}

describe('JSON', () => {
  it('reads whatever JSON.parse reads, to the same values', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, '\t'), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), null, indent)

        expect(ours(laidOut)).toEqual(native(laidOut))
      }),
    )
  })

  it('accepts and refuses the same texts as JSON.parse, whatever characters they are made of', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'u00e4',
      'a',
      '1',
      '-',
      '.',
      'e',
      '0',
      'true',
      'null',
      ' ',
      '\n',
    ]

    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const text = parts.join('')

        expect(ours(text)).toEqual(native(text))
      }),
      { numRuns: 3000 },
    )
  })

  it('calls a document that was cut anywhere cut, and never reads half of it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (text, at) => {
        const whole = `{"list": [${text}, "ä", -1.5e3, true]}`
        const cut = whole.slice(0, at % whole.length)

        expect(['truncated', 'empty']).toContain(problemOf(cut).code)
      }),
    )
  })

  it('reads a document with one character changed completely or says what is wrong', () => {
    const whole = '{\n "a": [1, {"b": "text"}],\n "c": null\n}'

    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 0xffff }), (at, code) => {
        const text = whole.slice(0, at) + String.fromCharCode(code) + whole.slice(at + 1)

        expect(ours(text)).toEqual(native(text))
      }),
    )
  })

  it('knows path and line of every value', () => {
    const root = parseJson('{\n  "a b": [\n    1,\n    {"it\'s": true}\n  ],\n  "c": "x"\n}')

    expect(all(root).map((node) => [jsonPath(node), generalPath(node), node.line])).toEqual([
      ['$', '$', 1],
      ["$['a b']", "$['a b']", 2],
      ["$['a b'][0]", "$['a b'][*]", 3],
      ["$['a b'][1]", "$['a b'][*]", 4],
      ["$['a b'][1]['it\\'s']", "$['a b'][*]['it\\'s']", 4],
      ['$.c', '$.c', 6],
    ])
  })

  it('keeps names given twice, names of the machine and numbers as written', () => {
    const root = parseJson('{"__proto__": {"x": 1}, "constructor": 00, "a": 1}'.replace('00', '1e400'))

    expect(all(root).map((node) => [node.key, 'text' in node ? node.text : node.kind])).toEqual([
      [undefined, 'object'],
      ['__proto__', 'object'],
      ['x', '1'],
      ['constructor', '1e400'],
      ['a', '1'],
    ])
    expect(all(parseJson('{"a":1,"a":2}')).map((node) => node.key)).toEqual([undefined, 'a', 'a'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it.each(['\uFEFF{"a":1}', '{"a":1}\uFEFF', '\uFEFF \n{"a":1}\r\n\uFEFF '])(
    'passes over byte order marks: %j',
    (text) => {
      expect(plain(parseJson(text))).toEqual({ a: 1 })
    },
  )

  it.each([
    ['', 'empty', undefined],
    ['{"a": 1,\n "b": tru', 'truncated', 2],
    ['{"a": 1,\n\n "b": nul!', 'damaged', 3],
    ['{"a": 1}\n{"b": 2}', 'damaged', 2],
    ['{"a": "line\nend"}', 'damaged', 1],
    ['{"a": "\\x"}', 'damaged', 1],
    ['{"a": 01}', 'damaged', 1],
    ['[1,]', 'damaged', 1],
    ['{a: 1}', 'damaged', 1],
    ["{'a': 1}", 'damaged', 1],
    ['[1 // no\n]', 'damaged', 1],
    ['{"a": NaN}', 'damaged', 1],
  ])('says what is wrong with %j', (text, code, line) => {
    expect(problemOf(text)).toMatchObject({ code, line })
  })

  it('says inside of what the file ends', () => {
    expect(problemOf('{"rules": [{"name": "a"}, {"name": "b')).toMatchObject({
      path: '$.rules[1].name',
      message: 'a text is not closed (line 1)',
    })
  })

  it('refuses deep nesting and too many values instead of going down', () => {
    expect(problemOf('['.repeat(100_000)).code).toBe('too-deep')
    expect(problemOf('{"a":'.repeat(100_000)).code).toBe('too-deep')
    expect(problemOf('[1,2,3,4]', { maxValues: 4 }).code).toBe('too-large')
    expect(problemOf('[1,2,3,4]', { maxCharacters: 4 }).code).toBe('too-large')
  })

  it('reads a long file in time that grows with its length', () => {
    const text = `[${Array.from({ length: 200_000 }, (_, index) => `{"n":${index}}`).join(',\n')}]`

    expect(all(parseJson(text)).at(-1)).toMatchObject({ text: '199999', line: 200_000 })
  })
})
