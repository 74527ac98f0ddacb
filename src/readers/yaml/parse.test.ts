import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { DocumentProblem } from '../document-problem.js'
import { childrenOf, type JsonNode, jsonPath } from '../json/node.js'
import { parseYaml } from './parse.js'

function all(node: JsonNode): readonly JsonNode[] {
  return [node, ...childrenOf(node).flatMap(all)]
}

function codeOf(text: string): string {
  try {
    parseYaml(text)
    return 'read'
  } catch (problem) {
    if (problem instanceof DocumentProblem) return problem.code
    throw problem
  }
}

function plain(node: JsonNode): unknown {
  if (node.kind === 'object')
    return Object.fromEntries(node.members.map((member) => [String(member.key), plain(member)]))
  if (node.kind === 'array') return node.items.map(plain)
  return node.kind === 'null' ? null : node.text
}

describe('YAML', () => {
  it('keeps the text of every scalar, and where it stands', () => {
    const root = parseYaml(`# list
Items:
  - Name: 0050
    On: False
    None:
    Quoted: ''
    Text: |-
      two
      lines
    __proto__: x
  - "a": null
`)

    expect(all(root).map((node) => [jsonPath(node), node.line, 'text' in node ? node.text : node.kind])).toEqual([
      ['$', 2, 'object'],
      ['$.Items', 2, 'array'],
      ['$.Items[0]', 3, 'object'],
      ['$.Items[0].Name', 3, '0050'],
      ['$.Items[0].On', 4, 'False'],
      ['$.Items[0].None', 5, ''],
      ['$.Items[0].Quoted', 6, ''],
      ['$.Items[0].Text', 7, 'two\nlines'],
      ['$.Items[0].__proto__', 10, 'x'],
      ['$.Items[1]', 11, 'object'],
      ['$.Items[1].a', 11, ''],
    ])
  })

  it('reads what was written as YAML', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.array(fc.string())), (value) => {
        expect(
          plain(parseYaml(`a: 1\n${Object.keys(value).length === 0 ? '' : stringify({ b: value })}`)),
        ).toMatchObject(Object.keys(value).length === 0 ? { a: '1' } : { a: '1', b: value })
      }),
    )
  })

  it('makes nothing of tags and follows aliases', () => {
    expect(plain(parseYaml('a: &x [1]\nb: *x\nc: !!binary aGk=\nd: !run "rm"'))).toEqual({
      a: ['1'],
      b: ['1'],
      c: 'aGk=',
      d: 'rm',
    })
  })

  const bomb = `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(',')}]`).join('\n')}`
  it.each([
    ['', 'empty'],
    ['# only a remark', 'empty'],
    ['a: [1, 2', 'truncated'],
    ['a: "open', 'truncated'],
    ['a: 1\n b: 2\n', 'damaged'],
    ['a: 1\n---\nb: 2', 'damaged'],
    ['a: *nobody', 'damaged'],
    ['a: &a [*a]', 'too-deep'],
    [bomb, 'too-large'],
    ['['.repeat(100_000), 'too-deep'],
    [`a: ${'{b: '.repeat(500)}`, 'truncated'],
    [`\n${'- '.repeat(50_000)}x`, 'too-deep'],
    [`${'- '.repeat(50_000)}x`, 'too-deep'],
    [Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'too-deep'],
    [Array.from({ length: 990 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'too-deep'],
    [Array.from({ length: 1_500 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'too-deep'],
    [`${' '.repeat(2_000)}a: 1`, 'too-deep'],
    [`a: ${'? '.repeat(3_000)}x`, 'damaged'],
    [`${'? '.repeat(190)}x`, 'damaged'],
    ['? [a, b]\n: c', 'damaged'],
    [`a: ${'[{a: '.repeat(499)}`, 'damaged'],
  ])('%# is read or named', (text, expected) => {
    expect(codeOf(text)).toBe(expected)
  })

  it('of any characters is read or named', () => {
    const pieces = [
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '&a',
      '*a',
      '!',
      '#',
      '?',
      '%',
      '---',
      '\t',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), (parts) => {
        expect(['read', 'empty', 'truncated', 'damaged']).toContain(codeOf(parts.join('')))
      }),
      { numRuns: 2000 },
    )
  })
})
