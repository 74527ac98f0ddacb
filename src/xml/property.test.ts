import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, parseXml, splitRecords, streamRecords, type XmlElement, XmlProblem } from './index.js'

/** What a test compares of an element: no parent, no position. */
interface PlainElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: readonly PlainElement[]
}

function plain(element: XmlElement): PlainElement {
  const { name, attributes, text, children } = element
  return { name, attributes: { ...attributes }, text, children: children.map(plain) }
}

/** The same with line and namespace, for trees read in two ways. */
function positioned(element: XmlElement): unknown {
  const { name, local, namespace, line, attributes, text, children } = element
  return { name, local, namespace, line, attributes: { ...attributes }, text, children: children.map(positioned) }
}

const elementName = fc.oneof(
  fc.constantFrom('a', 'b', 'p:c', 'record', 'Größe', 'x-1', 'constructor', 'toString', '__proto__', 'hasOwnProperty'),
  fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/),
)

const character = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...'ab <>&"\'\t\n]-;#x0€😀é', '\r', '\r\n', ']]>', '--', '&amp;', '&#65;', '&0;'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
)

const text = character.chain((first) => fc.array(character, { maxLength: 6 }).map((rest) => [first, ...rest].join('')))

/** How one piece of an element's content is written. */
type Piece =
  | { readonly kind: 'text' | 'numeric' | 'cdata'; readonly value: string }
  | { readonly kind: 'comment' | 'instruction' }
  | { readonly kind: 'element'; readonly element: Printed }

/** An element and its spelling. */
interface Printed {
  readonly expected: PlainElement
  readonly xml: string
}

const piece = (inner: fc.Arbitrary<Printed>): fc.Arbitrary<Piece> =>
  fc.oneof(
    fc.record({ kind: fc.constantFrom('text' as const, 'numeric' as const, 'cdata' as const), value: text }),
    fc.record({ kind: fc.constantFrom('comment' as const, 'instruction' as const) }),
    fc.record({ kind: fc.constant('element' as const), element: inner }),
  )

/** Elements in every spelling XML has for them. */
const printedElement: fc.Arbitrary<Printed> = fc.letrec<{ element: Printed }>((tie) => ({
  element: fc
    .record({
      name: elementName,
      attributes: fc.uniqueArray(fc.tuple(elementName, text, fc.constantFrom('"', "'")), {
        selector: ([name]) => name,
        maxLength: 4,
      }),
      pieces: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant<Piece[]>([]),
        fc.array(piece(tie('element')), { maxLength: 5 }),
      ),
      space: fc.constantFrom('', ' ', '\n', '\r\n\t'),
    })
    .map(({ name, attributes, pieces, space }) => {
      const head = attributes.map(
        ([key, value, quote]) => ` ${space}${key}${space}=${space}${quote}${escapeAll(value, quote)}${quote}`,
      )
      const body = pieces.map(printPiece).join('')
      const xml =
        body === ''
          ? `<${name}${head.join('')}${space}/>`
          : `<${name}${head.join('')}${space}>${body}</${name}${space}>`
      return {
        xml,
        expected: {
          name,
          attributes: Object.fromEntries(attributes.map(([key, value]) => [key, value])),
          text: pieces.map(textOfPiece).join(''),
          children: pieces.flatMap((part) => (part.kind === 'element' ? [part.element.expected] : [])),
        },
      }
    }),
})).element

function printPiece(part: Piece): string {
  switch (part.kind) {
    case 'text':
      return escapeAll(part.value, '>')
    case 'numeric':
      return [...part.value].map((point) => `&#x${point.codePointAt(0)?.toString(16)};`).join('')
    case 'cdata':
      return `<![CDATA[${part.value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
    case 'comment':
      return '<!-- <a b="\'> &x; ]]> </record> -->'
    case 'instruction':
      return "<?p it's </record> <a>?>"
    case 'element':
      return part.element.xml
  }
}

function textOfPiece(part: Piece): string {
  switch (part.kind) {
    case 'text':
    case 'numeric':
      return part.value
    case 'cdata':
      return part.value.replace(/\r\n?/g, '\n')
    default:
      return ''
  }
}

/** Escapes what must be, and carriage returns, which only survive that way. */
function escapeAll(value: string, also: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\r', '&#13;')
    .replaceAll(also, `&#${also.charCodeAt(0)};`)
}

type Outcome = { readonly tree: XmlElement } | { readonly problem: XmlProblem }

function outcome(read: () => XmlElement): Outcome {
  try {
    return { tree: read() }
  } catch (problem) {
    if (problem instanceof XmlProblem) return { problem }
    throw problem
  }
}

async function* chunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

describe('parseXml', () => {
  test('reads back what was written, in every spelling', () => {
    fc.assert(
      fc.property(printedElement, ({ xml, expected }) => {
        expect(plain(parseXml(xml))).toEqual(expected)
      }),
      { numRuns: 1500 },
    )
  })

  test('every cut is truncated or empty', () => {
    fc.assert(
      fc.property(printedElement, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), ({ xml }, share) => {
        const cut = xml.slice(0, Math.floor(xml.length * share)).replace(/[\ud800-\udbff]$/, '')

        const result = outcome(() => parseXml(cut))

        expect('problem' in result ? result.problem.code : 'read').toBe(cut.trim() === '' ? 'empty' : 'truncated')
      }),
      { numRuns: 1500 },
    )
  })

  test('any changed byte ends in a whole tree or in a problem', () => {
    fc.assert(
      fc.property(printedElement, fc.nat(), fc.nat(255), ({ xml }, place, byte) => {
        const bytes = Buffer.from(xml)
        bytes[place % bytes.length] = byte

        outcome(() => parseXml(decodeText(bytes).text))
      }),
      { numRuns: 3000 },
    )
  })

  test('any text ends in a whole tree or in a problem', () => {
    const markup = fc.array(
      fc.constantFrom(...'<>/&;"\'=!?-[] ab\n', '<a>', '</a>', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>'),
      {
        maxLength: 20,
      },
    )
    fc.assert(
      fc.property(markup, (parts) => {
        const result = outcome(() => parseXml(parts.join('')))

        if ('problem' in result && result.problem.code !== 'empty') expect(result.problem.line).toBeGreaterThan(0)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('records', () => {
  const document = fc
    .record({
      before: printedElement,
      records: fc.array(printedElement, { maxLength: 6 }),
      end: fc.constantFrom('', '\r\n'),
    })
    .map(
      ({ before, records, end }) =>
        `<?xml version="1.0"?>${end}<!-- <record> --><root xmlns:p="urn:p" xmlns="urn:d">${before.xml}${end}${records.map(({ xml }) => xml).join(end)}</root>${end}`,
    )

  test('are the children the whole document has', () => {
    fc.assert(
      fc.property(document, (text) => {
        const records = [...splitRecords(text, { record: 'record' })]

        expect(records.map(positioned)).toEqual(parseXml(text).children.map(positioned))
      }),
      { numRuns: 500 },
    )
  })

  test('are the same from a stream, whatever its chunks and encoding', async () => {
    const encodings = fc.constantFrom<(text: string) => Buffer>(
      (text) => Buffer.from(text),
      (text) => Buffer.from(`\uFEFF${text}`),
      (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
      (text) => Buffer.from(text, 'utf16le').swap16(),
    )
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(document, encodings, sizes, async (text, encode, chunkSizes) => {
        const records: unknown[] = []

        for await (const record of streamRecords(chunks(encode(text), chunkSizes), { record: 'record' }))
          records.push(positioned(record))

        expect(records).toEqual(parseXml(text).children.map(positioned))
      }),
      { numRuns: 300 },
    )
  })

  test('meet the same problem as the whole document', () => {
    fc.assert(
      fc.property(
        document,
        fc.nat(),
        fc.constantFrom('<', '>', '&', '"', ']]>', '</a>', '<!--', '-->', '\0', ''),
        (text, place, put) => {
          const at = place % text.length
          const broken = put === '' ? text.slice(0, at) : text.slice(0, at) + put + text.slice(at + 1)

          const whole = outcome(() => parseXml(broken))
          const split = outcome(() => {
            for (const _ of splitRecords(broken, { record: 'record' }));
            return parseXml('<read/>')
          })

          if ('problem' in whole)
            expect('problem' in split && [split.problem.code, split.problem.line, split.problem.openElement]).toEqual([
              whole.problem.code,
              whole.problem.line,
              whole.problem.openElement,
            ])
          else expect('tree' in split).toBe(true)
        },
      ),
      { numRuns: 1500 },
    )
  })
})
