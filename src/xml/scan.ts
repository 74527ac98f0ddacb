import { decodeReferences } from './entities.js'
import type { Lexer } from './lexer.js'

/** An element verified to be well-formed, in the shape the XML library gets it. */
export interface Skeleton {
  /** Markup without comments and processing instructions; long texts and CDATA replaced by `&0;`, `&1;`, … */
  readonly text: string
  /** The texts put aside, decoded. */
  readonly aside: readonly string[]
  /** Lines of the start tags, in document order. */
  readonly lines: readonly number[]
}

// The library collects text character by character; a value of a few megabytes costs it gigabytes. It also reads
// quotes inside processing instructions as if they were attributes and swallows markup after an apostrophe. So it
// never gets to see either.
const ASIDE_FROM = 256

const BANG = 33
const SLASH = 47
const LESS = 60
const QUESTION = 63

/**
 * Passes one whole element, from the `<` of its start tag to the end of its end tag.
 *
 * @throws XmlProblem where the text stops being well-formed, breaks off, or exceeds a limit
 */
export function scanElement(lexer: Lexer): Skeleton {
  const { text, open, limits } = lexer
  const depth = open.length
  const aside: string[] = []
  const lines: number[] = []
  const pieces: string[] = []
  let kept = lexer.pos

  function cut(from: number, value: string): void {
    pieces.push(text.slice(kept, from))
    if (value !== '') pieces.push(`&${aside.push(value) - 1};`)
    kept = lexer.pos
  }

  do {
    const from = lexer.pos
    if (text.charCodeAt(from) !== LESS) {
      lexer.characters()
      if (lexer.pos - from >= ASIDE_FROM) cut(from, decodeReferences(text.slice(from, lexer.pos)))
      continue
    }
    const next = text.charCodeAt(from + 1)
    if (next === SLASH) {
      lexer.endTag(open.at(-1))
      open.pop()
    } else if (next === BANG) cut(from, scanBang(lexer))
    else if (next === QUESTION) {
      lexer.instruction()
      cut(from, '')
    } else {
      const tag = lexer.startTag()
      if (lines.push(lexer.lineAt(from)) > limits.maxElements)
        throw lexer.problem('too-large', `more than ${limits.maxElements} elements`, from)
      if (open.length >= limits.maxDepth)
        throw lexer.problem('too-deep', `elements are nested more than ${limits.maxDepth} deep`, from)
      if (!tag.selfClosing) open.push(tag.name)
    }
  } while (open.length > depth)

  pieces.push(text.slice(kept, lexer.pos))
  return { text: pieces.join(''), aside, lines }
}

/** Passes a comment or a CDATA section inside an element; returns the character data it stands for. */
export function scanBang(lexer: Lexer): string {
  if (lexer.ahead('<!--')) {
    lexer.comment()
    return ''
  }
  if (lexer.ahead('<![CDATA[')) {
    const { from, to } = lexer.section()
    return lexer.text.slice(from, to)
  }
  lexer.refuseDoctype()
  throw lexer.malformed('"<!" starts neither a comment nor CDATA')
}
