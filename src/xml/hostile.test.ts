import { describe, expect, test } from 'vitest'
import { defaultXmlLimits, parseXml, splitRecords, type XmlLimits, XmlProblem } from './index.js'

function problemOf(text: string, limits?: Partial<XmlLimits>): XmlProblem {
  try {
    parseXml(text, limits)
  } catch (problem) {
    if (problem instanceof XmlProblem) return problem
    throw problem
  }
  throw new Error(`accepted: ${text.slice(0, 100)}`)
}

describe('not well-formed', () => {
  test.each([
    ['mismatched end tag', '<a>\n<b></a>', 2, '</a> stands where </b> is expected'],
    ['end tag before the root', '</a>', 1, '</a> closes nothing'],
    ['two roots', '<a/>\n<b/>', 2, 'a second root element'],
    ['second root after an open one', '<a></a><a>', 1, 'a second root element'],
    ['end tag after the root', '<a/></a>', 1, 'a second root element'],
    ['text after the root', '<a/>\nx', 2, 'text after the root element'],
    ['text before the root', 'x<a/>', 1, 'text before the root element'],
    ['CDATA after the root', '<a/><![CDATA[x]]>', 1, '"<!" after the root element starts no comment'],
    ['duplicate attribute', '<a b="1"\nb="2"/>', 2, 'the attribute "b" stands twice in <a>'],
    ['unquoted attribute', '<a b=1/>', 1, 'the value of the attribute "b" of <a> is not quoted'],
    ['attribute without value', '<a b/>', 1, 'the attribute "b" of <a> has no value'],
    ['attributes without a space', '<a b="1"c="2"/>', 1, 'unexpected "c" in the tag <a>'],
    ['"<" in an attribute value', '<a b="<"/>', 1, '"<" in the value of the attribute "b" of <a>'],
    ['attribute on an end tag', '<a></a b="1">', 1, 'the end tag </a> is not closed'],
    ['unknown entity', '<a>\n&nbsp;</a>', 2, 'the entity &nbsp; is not defined'],
    ['unknown entity in an attribute', '<a b="&x;"/>', 1, 'the entity &x; is not defined'],
    ['unescaped ampersand', '<a>R&D</a>', 1, 'an unescaped "&"'],
    ['reference without semicolon', '<a>&amp </a>', 1, 'an unescaped "&"'],
    ['reference in capitals', '<a>&#X41;</a>', 1, 'the entity &#X41; is not defined'],
    ['reference to NUL', '<a>&#0;</a>', 1, '&#0; is no XML character'],
    ['reference to a surrogate', '<a>&#xD800;</a>', 1, '&#xD800; is no XML character'],
    ['reference beyond Unicode', '<a>&#x110000;</a>', 1, '&#x110000; is no XML character'],
    ['reference interrupted by a comment', '<a>&am<!---->p;</a>', 1, 'an unescaped "&"'],
    ['"--" in a comment', '<a><!-- a -- b --></a>', 1, '"--" inside a comment'],
    ['comment ending in three dashes', '<a><!-- a ---></a>', 1, '"--" inside a comment'],
    ['"]]>" in text', '<a>]]></a>', 1, '"]]>" in text'],
    ['bare "<"', '<a> < </a>', 1, 'an element name must follow "<"'],
    ['name that begins with a digit', '<a><1/></a>', 1, 'an element name must follow "<"'],
    ['bad character in a name', '<a%/>', 1, 'unexpected "%" in the tag <a>'],
    ['white space the library takes for a separator', '<a\u1680b="1"/>', 1, 'unexpected "\u1680" in the tag <a>'],
    ['"/" inside a tag', '<a / b="1">', 1, '"/" inside the tag <a>'],
    [
      'declaration on the second line',
      '\n<?xml version="1.0"?><a/>',
      2,
      'an XML declaration that is not at the very beginning',
    ],
    ['declaration inside', '<a><?xml version="1.0"?></a>', 1, 'an XML declaration that is not at the very beginning'],
    ['declaration without version', '<?xml encoding="utf-8"?><a/>', 1, 'an XML declaration that is not valid'],
    ['instruction without name', '<a><? x?></a>', 1, 'a processing instruction without a valid name'],
    ['markup declaration inside', '<a><!ELEMENT b ANY></a>', 1, '"<!" starts neither a comment nor CDATA'],
    ['control character', '<a>\n\x08</a>', 2, 'the character U+0008 is not allowed in XML'],
    ['non-character', '<a>\uFFFF</a>', 1, 'the character U+FFFF is not allowed in XML'],
    ['lone surrogate', '<a>\r\n\ud83d</a>', 2, 'the character U+D83D is not allowed in XML'],
  ])('%s', (_, text, line, message) => {
    expect(problemOf(text)).toMatchObject({ code: 'not-well-formed', line, message: `${message} (line ${line})` })
  })

  test('names what is open', () => {
    expect(problemOf('<a><n:b>&</n:b></a>').openElement).toBe('/a/b')
  })
})

describe('empty', () => {
  test.each(['', ' \r\n\t', '\uFEFF', '\uFEFF\n'])('%j', (text) => {
    expect(problemOf(text)).toMatchObject({ code: 'empty', message: 'the file is empty' })
  })
})

describe('NUL', () => {
  test('names the line', () => {
    expect(problemOf('<a>\n\n\0</a>')).toMatchObject({ code: 'nul-character', line: 3 })
  })
})

describe('document type declarations', () => {
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')

  test.each([
    ['billion laughs', `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]>\n<a>&l9;</a>`],
    ['external entity', '\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>'],
    ['parameter entity', '\n<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><a/>'],
    ['external subset', '\n<!DOCTYPE a SYSTEM "a.dtd"><a/>'],
    ['empty', '\n<!DOCTYPE a><a/>'],
    ['lower case', '\n<!doctype a><a/>'],
    ['inside the root', '<a>\n<!DOCTYPE a></a>'],
    ['after the root', '<a/>\n<!DOCTYPE a>'],
  ])('refused: %s', (_, text) => {
    expect(problemOf(text)).toMatchObject({ code: 'doctype', line: 2 })
    expect(() => [...splitRecords(text, { record: 'b' })]).toThrow('document type declaration')
  })

  test('inside a comment or CDATA they are text', () => {
    expect(parseXml('<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>').text).toBe('<!DOCTYPE a>')
  })
})

describe('limits', () => {
  test('depth', () => {
    const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`

    expect(parseXml(nested(256)).name).toBe('a')
    expect(problemOf(nested(257))).toMatchObject({ code: 'too-deep', line: 1 })
    expect(problemOf(nested(100_000)).code).toBe('too-deep')
    expect(parseXml(nested(100_000), { maxDepth: 100_000 }).name).toBe('a')
  })

  test('characters', () => {
    expect(problemOf('<a>1234</a>', { maxCharacters: 10 })).toMatchObject({ code: 'too-large' })
  })

  test('elements', () => {
    expect(problemOf(`<a>${'<b/>'.repeat(10)}</a>`, { maxElements: 10 })).toMatchObject({ code: 'too-large', line: 1 })
  })

  test('references', () => {
    const text = '<a b="&lt;">&#65;\n&lt;</a>'

    expect(problemOf(text, { maxReferences: 2 })).toMatchObject({ code: 'entity-limit', line: 2 })
    expect(parseXml(text, { maxReferences: 3 }).text).toBe('A\n<')
  })

  test('the depth limit is far above what exports need', () => {
    expect(defaultXmlLimits.maxDepth).toBeGreaterThan(200)
  })
})

describe('cost grows with size only', () => {
  test.each([
    ['many attributes', `<a ${Array.from({ length: 50_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`],
    ['many lines in one tag', `<a${'\n'.repeat(500_000)}/>`],
    ['many comments', `<a>${'<!-- -->'.repeat(100_000)}</a>`],
    ['many sections', `<a>${'<![CDATA[]]>'.repeat(100_000)}</a>`],
    ['many siblings on one line', `<a>${'<b/>'.repeat(100_000)}</a>`],
    ['many references', `<a>${'&lt;'.repeat(300_000)}</a>`],
    ['one long text', `<a>${'x'.repeat(20_000_000)}</a>`],
    ['many namespaces', `${'<a xmlns:p="u">'.repeat(200)}${'</a>'.repeat(200)}`],
  ])('%s', (_, text) => {
    const start = performance.now()

    parseXml(text)

    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('truncated', () => {
  test('says where the file ends', () => {
    const text = '<mv-data>\n<import-attribute-flow>\n<import-flow-set>\n</import-flow-set>\n  <!-- '

    expect(problemOf(text)).toMatchObject({
      code: 'truncated',
      message: 'the file ends inside <import-attribute-flow> (line 5)',
      line: 5,
      openElement: '/mv-data/import-attribute-flow',
    })
  })

  test.each([
    ['a declaration', '<?xml version="1.0"?>\n'],
    ['a comment', '<!-- a -->'],
    ['an open comment', '<!-- a'],
    ['half a start tag', '<a b="'],
  ])('before the root: %s', (_, text) => {
    const problem = problemOf(text)

    expect(problem.code).toBe('truncated')
    expect(problem.message).toMatch(/^the file ends before its root element is complete \(line \d\)$/)
    expect(problem.openElement).toBeUndefined()
  })

  test('every cut of a document is either truncated, empty or, after the root, whole', () => {
    const text =
      '\n<!-- ä --><a x="1&amp;"\ny=\'2\'>t&#xE4;<b/><![CDATA[]]]]><n:c xmlns:n="u">&lt;😀</n:c ><?p q?>]] </a>\n<!-- e --><?p?> '
    const rootEnd = text.indexOf('</a>') + 4
    for (let end = 0; end < text.length; end++) {
      const cut = text.slice(0, end)
      if (/[\ud800-\udbff]$/.test(cut)) continue
      if (end >= rootEnd && /<\/a>\s*(<!-- e -->)?(<\?p\?>)?\s*$/.test(cut)) parseXml(cut)
      else expect([end, problemOf(cut).code]).toEqual([end, end <= 1 ? 'empty' : 'truncated'])
    }
  })
})
