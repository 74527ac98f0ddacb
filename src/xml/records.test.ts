import { describe, expect, test } from 'vitest'
import { parseXml, type RecordOptions, splitRecords, streamRecords, type XmlElement, XmlProblem } from './index.js'

const record = 'record'

function brief(element: XmlElement): string {
  return `${element.name}@${element.line}:${element.text.trim()}`
}

async function* bytesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The records up to the end or the first problem, from the text and from a stream. */
async function readBoth(text: string, options: RecordOptions, chunk = 65_536) {
  const read: string[] = []
  const streamed: string[] = []
  let problem: unknown
  try {
    for (const element of splitRecords(text, options)) read.push(brief(element))
  } catch (error) {
    problem = error
  }
  try {
    for await (const element of streamRecords(bytesOf(text, chunk), options)) streamed.push(brief(element))
  } catch (error) {
    expect(error).toEqual(problem)
  }
  expect(streamed).toEqual(read)
  return { read, problem }
}

describe('records', () => {
  test('are not confused with what only looks like one', async () => {
    const text = [
      '<?xml version="1.0"?><!-- <record>0</record> -->',
      '<records a="<record>"'.replace('<record>', '&lt;record>'),
      '><!-- <record>1</record> --><?p <record>2</record> ?>',
      '<record>3<record>4</record><x></x></record>',
      '<record a="</record>'.replace('</', '&lt;/'),
      '"><![CDATA[</record>]]></record><record/><other><record>5</record></other>',
      '<n:record xmlns:n="u">6</n:record>',
      '</records><!-- <record>7</record> -->',
    ].join('\n')

    const { read, problem } = await readBoth(text, { record })

    expect(read).toEqual(['record@4:3', 'record@5:</record>', 'record@6:', 'other@6:', 'n:record@7:6'])
    expect(problem).toBeUndefined()
  })

  test('know the elements around them, their namespaces and their position', () => {
    const text =
      '<p:all xmlns:p="urn:p" xmlns="urn:d" x="1">\n<record p:a="1"><p:b/></record>\n<other/><record xmlns="urn:e"/></p:all>'
    const headers: XmlElement[] = []

    const records = [...splitRecords(text, { record, onHeader: (header) => headers.push(header) })]

    expect(headers.map(({ name, namespace, attributes, line }) => [name, namespace, attributes.x, line])).toEqual([
      ['p:all', 'urn:p', '1', 1],
    ])
    expect(
      records.map(({ local, namespace, ordinal, line, parent }) => [local, namespace, ordinal, line, parent]),
    ).toEqual([
      ['record', 'urn:d', 1, 2, headers[0]],
      ['other', 'urn:d', 1, 3, headers[0]],
      ['record', 'urn:e', 2, 3, headers[0]],
    ])
    expect(records[0]?.children[0]?.namespace).toBe('urn:p')
  })

  test('may stand deeper; what encloses them is announced, with its text when all is read', () => {
    const text =
      '<export><version>5</version><objects k="v">loose<record>1</record> &amp; <record>2</record></objects><objects/></export>'
    const headers: XmlElement[] = []

    const records = [...splitRecords(text, { record, depth: 2, onHeader: (header) => headers.push(header) })]

    expect(records.map(brief)).toEqual(['record@1:1', 'record@1:2'])
    expect(headers.map(brief)).toEqual(['export@1:', 'version@1:5', 'objects@1:loose &', 'objects@1:'])
    expect(records[1]?.parent).toBe(headers[2])
  })

  test('leave what is not one to whoever asks for it', () => {
    const others: string[] = []
    const text = '<r><head>1</head><record/><tail>2</tail></r>'

    const records = [...splitRecords(text, { record, onOther: (other) => others.push(brief(other)) })]

    expect(records.map(brief)).toEqual(['record@1:'])
    expect(others).toEqual(['head@1:1', 'tail@1:2'])
  })

  test.each(['<r/>', '<r></r>', '\uFEFF<?xml version="1.0"?>\r\n<r >\r\n</r>\r\n'])('none in %j', async (text) => {
    expect(await readBoth(text, { record })).toEqual({ read: [], problem: undefined })
  })

  test('a problem in a callback is not taken for the end of a chunk', () => {
    const onHeader = (): void => {
      throw new XmlProblem('truncated', 'from inside')
    }

    expect(() => [...splitRecords('<r><record/></r>', { record, onHeader })]).toThrow('from inside')
  })
})

describe('broken files', () => {
  test.each([
    ['cut in a record', '<r>\n<record>1</record>\n<record>2</rec', 'truncated', 3, '/r/record'],
    ['cut between records', '<r><record>1</record>\n', 'truncated', 2, '/r'],
    ['cut in the root', '<r', 'truncated', 1, undefined],
    ['cut in a character', '<r><record>1</record><record>€', 'truncated', 1, '/r/record'],
    ['not well-formed', '<r><record>1</record>\n<record>&</record></r>', 'not-well-formed', 2, '/r/record'],
    ['wrong end of the root', '<r><record>1</record>\n</x>', 'not-well-formed', 2, '/r'],
    ['two roots', '<r><record>1</record></r>\n<r/>', 'not-well-formed', 2, undefined],
    ['late declaration', '<r><record>1</record></r>\n<?xml version="1.0"?>', 'not-well-formed', 2, undefined],
    ['text between records', '<r><record>1</record>\n&nope;<record/></r>', 'not-well-formed', 2, '/r'],
    ['late DOCTYPE', '<r><record>1</record>\n<!DOCTYPE r></r>', 'doctype', 2, '/r'],
    ['nothing', ' \n', 'empty', undefined, undefined],
    ['not XML', 'a,b', 'not-well-formed', 1, undefined],
  ])('%s', async (_, text, code, line, openElement) => {
    const cut = text.endsWith('€') ? Buffer.from(text).subarray(0, -1) : Buffer.from(text)
    const read: string[] = []
    let problem: unknown
    try {
      for await (const element of streamRecords(bytesOf2(cut), { record })) read.push(brief(element))
    } catch (error) {
      problem = error
    }

    expect(problem).toMatchObject({ code, line, openElement })
    expect(read).toEqual(
      text.includes('1</record>') ? ['record@1:1'.replace('@1', text.startsWith('<r>\n') ? '@2' : '@1')] : [],
    )
  })

  test('NUL and bad bytes name the line', async () => {
    const at = (bytes: readonly number[]) => [...Buffer.from(`<r>${'<record/>\r\n'.repeat(5)}`), ...bytes]
    const read = async (bytes: readonly number[]) => {
      for await (const _ of streamRecords(bytesOf2(Uint8Array.from(bytes)), { record }));
    }

    await expect(read(at([0]))).rejects.toMatchObject({ code: 'nul-character', line: 6 })
    await expect(read(at([0xff, 0x20]))).rejects.toMatchObject({ code: 'encoding', line: 6 })
    await expect(read([0x3c, 0x72, 0x2f, 0x3e, 0xe2])).rejects.toMatchObject({ code: 'truncated' })
  })

  test('limits hold for each record', () => {
    const read = (text: string, limits: RecordOptions['limits']) => [
      ...splitRecords(text, { record, ...(limits && { limits }) }),
    ]
    const refs = '<record>&lt;&lt;</record>'

    expect(read(`<r>${refs.repeat(3)}</r>`, { maxReferences: 2 })).toHaveLength(3)
    expect(() => read(`<r>${refs}</r>`, { maxReferences: 1 })).toThrow('more than 1 references')
    expect(read(`<r>${'<record/>'.repeat(9)}</r>`, { maxElements: 1 })).toHaveLength(9)
    expect(() => read('<r><record><a/></record></r>', { maxDepth: 2, maxElements: 1 })).toThrow('more than 1 elements')
    expect(() => read('<r><record><a/></record></r>', { maxDepth: 2 })).toThrow('nested more than 2 deep')
  })

  async function* bytesOf2(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (const byte of bytes) yield Uint8Array.of(byte)
  }
})

describe('large files', () => {
  const long = 'ä&amp;😀<x a="1\r\n"/>\r\n<!-- </record> -->'
  const body = Array.from(
    { length: 400 },
    (_, at) => `<record n="${at}">${long.repeat(1 + ((at * 37) % 90))}</record>\r\n`,
  )
  const text = `<?xml version="1.0"?>\r\n<r>\r\n${body.join('')}${`<record>${long.repeat(40_000)}</record>`}<record/></r>`

  test.each([1_000, 65_536, 300_001, 10_000_000])('give the same records in chunks of %i bytes', async (size) => {
    const expected = parseXml(text).children.map(({ line, text: value, children }) => [
      line,
      value.length,
      children.length,
    ])
    const found: unknown[] = []

    for await (const { line, text: value, children } of streamRecords(bytesOf(text, size), { record }))
      found.push([line, value.length, children.length])

    expect(found).toEqual(expected)
  })

  test('hand over records while the rest has not been read', async () => {
    let sent = 0
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytesOf(text, 65_536)) {
        sent += chunk.length
        yield chunk
      }
    }

    for await (const _ of streamRecords(source(), { record })) break

    expect(sent).toBeLessThan(text.length / 2)
  })

  test('one element without end is refused at the limit', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('<r><record>')
      for (;;) yield Buffer.alloc(100_000, 'x')
    }

    await expect(async () => {
      for await (const _ of streamRecords(endless(), { record, limits: { maxCharacters: 1_000_000 } }));
    }).rejects.toMatchObject({ code: 'too-large', openElement: '/r' })
  })
})
