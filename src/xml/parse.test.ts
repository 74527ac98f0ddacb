import { describe, expect, test } from 'vitest'
import { parseXml, type XmlElement } from './index.js'

function linesOf(element: XmlElement): readonly (string | number)[] {
  return [element.name, element.line, ...element.children.flatMap(linesOf)]
}

describe('values', () => {
  test.each([
    ['named entities', '<a>&lt;&gt;&amp;&quot;&apos;</a>', '<>&"\''],
    ['numeric references', '<a>&#xE4;&#228;&#x1F600;&#00065;</a>', 'ää😀A'],
    ['decoded once', '<a>&amp;lt;&amp;#65;&#38;lt;</a>', '&lt;&#65;&lt;'],
    ['CDATA as it stands', '<a><![CDATA[<b>&amp;]] ></b>]]></a>', '<b>&amp;]] ></b>'],
    ['CDATA between text', '<a>1<![CDATA[2]]>&#51;<![CDATA[]]>4</a>', '1234'],
    ['what looks like a mark of ours', '<a><![CDATA[&0;]]>&amp;0;</a>', '&0;&0;'],
    ['white space kept', '<a> \t x\n </a>', ' \t x\n '],
    ['CRLF and CR as LF, references to CR kept', '<a>1\r\n2\r3&#13;&#10;</a>', '1\n2\n3\r\n'],
    ['no numbers', '<a>00123</a>', '00123'],
    ['no booleans', '<a>true</a>', 'true'],
    ['comments left out', '<a>1<!-- 2 -->3</a>', '13'],
    ['processing instructions left out', '<a>1<?p it\'s <b> "?>2<?q?></a>', '12'],
    ['escaped control characters, as some writers emit them', '<a>&#x1F;&#11;</a>', '\x1f\x0b'],
    ['text around children', '<a>1<b>x</b>2<b/>3</a>', '123'],
    ['nothing', '<a></a>', ''],
  ])('%s', (_, text, expected) => {
    expect(parseXml(text).text).toBe(expected)
  })

  test('long values come through whole', () => {
    const value = 'x&"\'<é😀\n'.repeat(100_000)
    const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

    const root = parseXml(`<a b='${escaped.replaceAll("'", '&apos;')}'>${escaped}<c/><![CDATA[${value}]]></a>`)

    expect(root.text === value + value).toBe(true)
    expect(root.attributes.b === value).toBe(true)
  })
})

describe('attributes', () => {
  test('keep order, spelling and white space', () => {
    const { attributes } = parseXml(`<a z=" 1 " y='"' x = "it's"\n\tw\n=\n"&lt;&#10;>"/>`)

    expect(Object.entries(attributes)).toEqual([
      ['z', ' 1 '],
      ['y', '"'],
      ['x', "it's"],
      ['w', '<\n>'],
    ])
  })

  test('nothing is inherited', () => {
    const { attributes } = parseXml('<a b="1"/>')

    expect(attributes.constructor).toBeUndefined()
    expect('toString' in attributes).toBe(false)
    expect(parseXml('<a/>').attributes.constructor).toBeUndefined()
  })
})

describe('names', () => {
  const treacherous = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
  ]

  test.each([...treacherous, 'xml', '_', ':a', 'a:', 'a.b-c_1', 'Größe', 'данные', '名前', 'a\u{20000}'])(
    '%s',
    (name) => {
      const root = parseXml(`<r ${name}="1"><${name} ${name}="2">x</${name}><${name}/></r>`)

      expect(root.children.map((child) => [child.name, child.text, { ...child.attributes }])).toEqual([
        [name, 'x', Object.fromEntries([[name, '2']])],
        [name, '', {}],
      ])
      expect(Object.keys(root.attributes)).toEqual([name])
      expect(root.attributes[name]).toBe('1')
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    },
  )

  test('as the root', () => {
    for (const name of treacherous) expect(parseXml(`<${name}/>`).name).toBe(name)
  })
})

describe('namespaces', () => {
  function names(element: XmlElement): readonly string[] {
    return [`{${element.namespace}}${element.local}`, ...element.children.flatMap(names)]
  }

  test.each([
    ['none', '<a><b/></a>', ['{}a', '{}b']],
    ['default', '<a xmlns="u"><b/><c xmlns=""/></a>', ['{u}a', '{u}b', '{}c']],
    ['prefixed', '<p:a xmlns:p="u"><b/><p:c xmlns:p="v"/><p:d/></p:a>', ['{u}a', '{}b', '{v}c', '{u}d']],
    ['unbound prefix', '<a xmlns="u"><q:b/></a>', ['{u}a', '{}b']],
    ['xml prefix', '<xml:a/>', ['{http://www.w3.org/XML/1998/namespace}a']],
    ['prefix like a property', '<a xmlns:constructor="u"><constructor:b/><toString:c/></a>', ['{}a', '{u}b', '{}c']],
    [
      'with spaces, as XOML has them',
      '<n:W xmlns:n="clr-namespace:X;Assembly=Y, Version=1.0, Culture=neutral"/>',
      ['{clr-namespace:X;Assembly=Y, Version=1.0, Culture=neutral}W'],
    ],
  ])('%s', (_, text, expected) => {
    expect(names(parseXml(text))).toEqual(expected)
  })

  test('declarations stay attributes', () => {
    expect(parseXml('<a xmlns="u" xmlns:b="v"/>').attributes).toEqual({ xmlns: 'u', 'xmlns:b': 'v' })
  })
})

describe('lines', () => {
  const text = [
    '<?xml version="1.0"?>',
    '<!-- one',
    'two -->',
    '<a',
    '  x="1',
    '2"',
    '>',
    '<b/><c/>',
    '<![CDATA[',
    '<d/>',
    ']]><e/>',
    '<?p',
    '?><f>',
    'long text '.repeat(50),
    '<!-- --></f>',
    '<g/></a>',
  ]
  const expected = ['a', 4, 'b', 8, 'c', 8, 'e', 11, 'f', 13, 'g', 16]

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('of start tags, with %s', (_, end) => {
    expect(linesOf(parseXml(text.join(end)))).toEqual(expected)
  })
})

test('parents lead to the root', () => {
  const root = parseXml('<a><b><c/></b></a>')

  expect(root.parent).toBeUndefined()
  expect(root.children[0]?.children[0]?.parent?.parent).toBe(root)
})

test('a byte order mark before the root is no text', () => {
  expect(parseXml('\uFEFF<?xml version="1.1" encoding="utf-8" standalone=\'yes\' ?><a/>').name).toBe('a')
})
