import { checkCharacters } from './characters.js'
import { normaliseLineEnds } from './decode.js'
import type { XmlElement } from './element.js'
import type { XmlLimits } from './limits.js'
import { RecordSplitter } from './splitter.js'
import { StreamDecoder } from './stream-decoder.js'

export interface RecordOptions {
  /** Local name of the records. */
  readonly record: string
  /** How many elements enclose a record; 1, the root alone, by default. */
  readonly depth?: number
  readonly limits?: Partial<XmlLimits>
  /**
   * Told of the root, and of each further element that encloses records, when it opens. The element has no children;
   * its text (blank text left out) is complete when the generator is done.
   */
  readonly onHeader?: (element: XmlElement) => void
  /** Gets the elements that stand where records stand under another name. Without it they are yielded like records. */
  readonly onOther?: (element: XmlElement) => void
}

/**
 * The records of a text, each parsed alone and as strictly as parseXml does. Namespaces of the enclosing elements hold
 * in them, lines are those of the whole text, `parent` leads to the enclosing elements.
 *
 * @throws XmlProblem after the last complete record, where the text breaks off or stops being well-formed
 */
export function* splitRecords(text: string, options: RecordOptions): Generator<XmlElement, void> {
  const splitter = new RecordSplitter(options)
  const document = normaliseLineEnds(text.startsWith('\uFEFF') ? text.slice(1) : text)
  checkCharacters(document)
  splitter.push(document)
  splitter.end()
  yield* splitter.elements()
}

/** The same for the bytes of a file, in memory for one record and one chunk. Decodes as decodeText does. */
export async function* streamRecords(
  source: AsyncIterable<Uint8Array>,
  options: RecordOptions,
): AsyncGenerator<XmlElement, void> {
  const decoder = new StreamDecoder()
  const splitter = new RecordSplitter(options)
  for await (const chunk of source) {
    for (const text of decoder.push(chunk)) {
      splitter.push(text)
      yield* splitter.elements()
    }
  }
  for (const text of decoder.end()) splitter.push(text)
  splitter.end()
  yield* splitter.elements()
  decoder.assertComplete()
}
