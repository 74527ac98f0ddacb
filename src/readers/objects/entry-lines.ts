import { parseBase64 } from '../cs-export/values.js'
import { DocumentProblem } from '../document-problem.js'
import type { RawValue } from './record-maker.js'
import { linesOf, textOf } from './text-stream.js'

/** One `name: value` of a record. */
export interface EntryLine {
  readonly name: string
  readonly value: RawValue
  readonly line: number
}

/** The lines of one record, and the lines that are none. */
export interface EntryBlock {
  readonly lines: readonly (EntryLine | { readonly separator: true; readonly line: number })[]
  readonly problems: readonly { readonly line: number; readonly what: string }[]
  readonly line: number
}

// A record of a group with half a million members; more than that is no record.
const MOST_LINES = 2_000_000

/**
 * Records of `name: value` lines with empty lines between them, as LDIF (RFC 2849) has them: a line that begins with a
 * space goes on where the one before ended, `#` begins a comment, `::` a base64 value. `:<` would read a file or a page
 * from elsewhere and is never followed.
 *
 * @throws DocumentProblem for a record or a line larger than any object
 */
export async function* entryBlocks(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<EntryBlock> {
  let block = newBlock()
  for await (const { text, line } of logicalLines(bytes, encoding)) {
    if (text === '') {
      if (block.size > 0) yield block.finished
      block = newBlock()
      continue
    }
    if (text.startsWith('#')) continue
    if (block.size === 0) block = newBlock(line)
    addLine(block, text, line)
    if (block.size > MOST_LINES)
      throw new DocumentProblem('too-large', `the record of line ${line} is larger than any object`, line)
  }
  if (block.size > 0) yield block.finished
}

interface OpenBlock {
  readonly finished: {
    readonly lines: (EntryLine | { readonly separator: true; readonly line: number })[]
    readonly problems: { readonly line: number; readonly what: string }[]
    readonly line: number
  }
  readonly size: number
}

function newBlock(line = 0): OpenBlock {
  const finished: OpenBlock['finished'] = { lines: [], problems: [], line }
  return {
    finished,
    get size() {
      return finished.lines.length + finished.problems.length
    },
  }
}

function addLine({ finished: { lines, problems } }: OpenBlock, text: string, line: number): void {
  if (text === '-') {
    lines.push({ separator: true, line })
    return
  }
  const parts = /^([A-Za-z0-9][\w.;-]*):([:<]?)[ ]*(.*)$/su.exec(text)
  if (parts === null) {
    problems.push({ line, what: 'is no "name: value"' })
    return
  }
  const [, name = '', kind = '', written = ''] = parts
  if (kind === '<') {
    problems.push({ line, what: `names a file or address for ${name}, which is never read` })
    return
  }
  const value = kind === ':' ? parseBase64(written) : written
  if (value === undefined) problems.push({ line, what: `has a value of ${name} that is not base64` })
  else lines.push({ name, value, line })
}

interface LogicalLine {
  readonly text: string
  readonly line: number
}

/** Lines with their continuations. A continuation of a comment is a part of the comment. */
async function* logicalLines(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<LogicalLine> {
  let parts: string[] = []
  let first = 0
  const tooLong = (line: number) => new DocumentProblem('too-large', `line ${line} is longer than any value`, line)
  for await (const { text, number } of linesOf(textOf(bytes, encoding), tooLong)) {
    if (text.startsWith(' ') && parts.length > 0 && parts[0] !== '') {
      parts.push(text.slice(1))
      continue
    }
    if (parts.length > 0) yield { text: parts.join(''), line: first }
    parts = [text]
    first = number
  }
  if (parts.length > 0) yield { text: parts.join(''), line: first }
}
