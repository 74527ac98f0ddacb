import { checkCharacters } from './characters.js'
import { cutCharacter, decodeBlock, lineAfter, normaliseLineEnds } from './decode.js'
import { type DetectedEncoding, detectEncoding, incompleteTail } from './encoding.js'

const HEAD_BYTES = 256
// Larger chunks are cut, so that no string grows with the size of what the source hands over at once.
const BLOCK_BYTES = 4 * 1024 * 1024

/** Decodes a file chunk by chunk, by the rules of decodeText, and refuses characters XML does not have. */
export class StreamDecoder {
  #detected: DetectedEncoding | undefined
  #carried: Uint8Array = new Uint8Array(0)
  #carriageReturn = ''
  #line = 1

  /** @throws XmlProblem `truncated` when the file ended in the middle of a character; to be asked after `end`. */
  assertComplete(): void {
    if (this.#carried.length > 0) throw cutCharacter(this.#line)
  }

  /** The text the chunk completes, in blocks; line ends are `\n`. The chunk may be reused afterwards. */
  *push(chunk: Uint8Array): Generator<string> {
    const bytes = concatenate(this.#carried, chunk)
    if (this.#detected === undefined && bytes.length < HEAD_BYTES) {
      this.#carried = bytes.slice()
      return
    }
    yield* this.#blocks(bytes)
  }

  /** The text still held back after the last chunk. */
  *end(): Generator<string> {
    const bytes = this.#carried
    this.#carried = new Uint8Array(0)
    yield* this.#blocks(bytes)
    const last = this.#carriageReturn
    this.#carriageReturn = ''
    if (last !== '') yield normaliseLineEnds(last)
  }

  *#blocks(bytes: Uint8Array): Generator<string> {
    this.#detected ??= detectEncoding(bytes)
    const { encoding } = this.#detected
    let from = this.#skipBom()
    while (from < bytes.length) {
      const block = bytes.subarray(from, from + BLOCK_BYTES)
      const complete = block.length - incompleteTail(block, encoding)
      if (complete === 0) break
      from += complete
      yield this.#text(block.subarray(0, complete), encoding)
    }
    this.#carried = bytes.slice(from)
  }

  #skipBom(): number {
    const length = this.#detected?.bomLength ?? 0
    if (this.#detected !== undefined) this.#detected = { ...this.#detected, bomLength: 0 }
    return length
  }

  #text(bytes: Uint8Array, encoding: string): string {
    const raw = this.#carriageReturn + decodeBlock(bytes, encoding, this.#line)
    // The line feed that belongs to a carriage return may come with the next block.
    this.#carriageReturn = raw.endsWith('\r') ? '\r' : ''
    const text = normaliseLineEnds(this.#carriageReturn === '' ? raw : raw.slice(0, -1))
    checkCharacters(text, this.#line)
    this.#line = lineAfter(text, this.#line)
    return text
  }
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}
