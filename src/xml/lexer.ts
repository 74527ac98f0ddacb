import { XmlProblem, type XmlProblemCode } from './element.js'
import { Finder } from './finder.js'
import type { XmlLimits } from './limits.js'
import { endOfName, localOf } from './names.js'

export interface StartTag {
  readonly name: string
  readonly selfClosing: boolean
}

const DOCTYPE = '<!DOCTYPE'
const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const HASH = 35
const APOSTROPHE = 39
const SLASH = 47
const LESS = 60
const EQUALS = 61
const GREATER = 62

const reference = /&(?:amp|lt|gt|quot|apos|#\d{1,10}|#x[\dA-Fa-f]{1,8});/y
const beginningOfReference = /^&(?:#x?)?\w{0,10}$/
const declaration =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.\d+\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\3)?[ \t\n]*\?>/y

/**
 * Walks over the markup of a text (line ends already `\n`) and refuses what is not well-formed. Everything the text
 * breaks off in is `truncated`, everything no further character could repair is `not-well-formed`; the record splitter
 * relies on that to know when to ask for more.
 */
export class Lexer {
  pos = 0
  references = 0
  #linesAt = 0
  #lines: number
  readonly #beginsFile: boolean
  readonly #newline: Finder
  readonly #less: Finder
  readonly #ampersand: Finder
  readonly #sectionEnd: Finder

  constructor(
    readonly text: string,
    readonly limits: XmlLimits,
    /** Names of the open elements, outermost first; shared with whoever drives the lexer. */
    readonly open: string[] = [],
    /** Line the text begins with; undefined when it is the beginning of the file. */
    line: number | undefined = undefined,
  ) {
    this.#lines = line ?? 1
    this.#beginsFile = line === undefined
    this.#newline = new Finder(text, '\n')
    this.#less = new Finder(text, '<')
    this.#ampersand = new Finder(text, '&')
    this.#sectionEnd = new Finder(text, ']]>')
  }

  /** 1-based line of a position. Cheap when asked from front to back. */
  lineAt(pos: number): number {
    if (pos < this.#linesAt) return this.#lines - (this.text.slice(pos, this.#linesAt).split('\n').length - 1)
    for (let at = this.#newline.next(this.#linesAt); at < pos; at = this.#newline.next(at + 1)) this.#lines++
    this.#linesAt = pos
    return this.#lines
  }

  problem(code: XmlProblemCode, message: string, pos = this.pos): XmlProblem {
    const line = this.lineAt(Math.min(pos, this.text.length))
    return new XmlProblem(code, `${message} (line ${line})`, line, openPath(this.open))
  }

  malformed(message: string, pos = this.pos): XmlProblem {
    return this.problem('not-well-formed', message, pos)
  }

  truncated(): XmlProblem {
    const inside = this.open.at(-1)
    const message =
      inside === undefined ? 'the file ends before its root element is complete' : `the file ends inside <${inside}>`
    return this.problem('truncated', message, this.text.length)
  }

  skipSpace(): void {
    while (isSpace(this.text.charCodeAt(this.pos))) this.pos++
  }

  /** True when the text goes on with `token`; throws when it ends before that is decided. */
  ahead(token: string): boolean {
    if (this.text.startsWith(token, this.pos)) return true
    const rest = this.text.length - this.pos
    if (rest < token.length && token.startsWith(this.text.slice(this.pos))) throw this.truncated()
    return false
  }

  /** Passes white space, comments and processing instructions around the root; ends at a tag or at the end of text. */
  misc(where: 'before' | 'after'): void {
    for (;;) {
      this.skipSpace()
      if (this.pos >= this.text.length) return
      if (this.text.charCodeAt(this.pos) !== LESS) throw this.malformed(`text ${where} the root element`)
      if (this.ahead('<?')) this.instruction()
      else if (this.ahead('<!')) {
        this.refuseDoctype()
        if (!this.ahead('<!--')) throw this.malformed(`"<!" ${where} the root element starts no comment`)
        this.comment()
      } else return
    }
  }

  refuseDoctype(): void {
    const start = this.text.slice(this.pos, this.pos + DOCTYPE.length).toUpperCase()
    if (start === DOCTYPE)
      throw this.problem('doctype', 'the file has a document type declaration (DOCTYPE), which is refused')
    if (this.pos + start.length === this.text.length && DOCTYPE.startsWith(start)) throw this.truncated()
  }

  /** At `<!--`. */
  comment(): void {
    const dashes = this.text.indexOf('--', this.pos + 4)
    if (dashes === -1 || dashes + 2 >= this.text.length) throw this.truncated()
    if (this.text.charCodeAt(dashes + 2) !== GREATER) throw this.malformed('"--" inside a comment', dashes)
    this.pos = dashes + 3
  }

  /** At `<?`. */
  instruction(): void {
    const start = this.pos
    const end = this.text.indexOf('?>', start + 2)
    if (end === -1) throw this.truncated()
    const nameEnd = endOfName(this.text, start + 2)
    const target = this.text.slice(start + 2, nameEnd)
    if (target === '' || (nameEnd !== end && !isSpace(this.text.charCodeAt(nameEnd))))
      throw this.malformed('a processing instruction without a valid name')
    if (target.toLowerCase() === 'xml') this.#checkDeclaration(start)
    this.pos = end + 2
  }

  #checkDeclaration(start: number): void {
    if (start !== 0 || !this.#beginsFile) throw this.malformed('an XML declaration that is not at the very beginning')
    declaration.lastIndex = start
    if (!declaration.test(this.text)) throw this.malformed('an XML declaration that is not valid')
  }

  /** At `<![CDATA[`. Returns the range of its content. */
  section(): { readonly from: number; readonly to: number } {
    const from = this.pos + 9
    const to = this.#sectionEnd.next(from)
    if (to === Number.POSITIVE_INFINITY) throw this.truncated()
    this.pos = to + 3
    return { from, to }
  }

  /** Passes character data up to the next `<`; the text must not end first. */
  characters(): void {
    const from = this.pos
    const to = this.#less.next(from)
    if (to === Number.POSITIVE_INFINITY) throw this.truncated()
    const stray = this.#sectionEnd.next(from)
    if (stray < to) throw this.malformed('"]]>" in text', stray)
    this.#checkReferences(from, to)
    this.pos = to
  }

  /**
   * At the `<` of a start tag.
   *
   * @param written gets name and value, as they stand in the text, of each attribute in turn
   */
  startTag(written?: string[]): StartTag {
    this.pos++
    const name = this.#name('an element name must follow "<"')
    const seen: string[] = []
    let unique: Set<string> | undefined
    for (;;) {
      const afterSpace = this.pos
      this.skipSpace()
      const code = this.text.charCodeAt(this.pos)
      if (code === GREATER) {
        this.pos++
        return { name, selfClosing: false }
      }
      if (code === SLASH) {
        this.pos++
        if (this.pos >= this.text.length) throw this.truncated()
        if (this.text.charCodeAt(this.pos) !== GREATER) throw this.malformed(`"/" inside the tag <${name}>`)
        this.pos++
        return { name, selfClosing: true }
      }
      if (this.pos < this.text.length && this.pos === afterSpace)
        throw this.malformed(`unexpected "${this.text.charAt(this.pos)}" in the tag <${name}>`)
      const attribute = this.#attribute(name, written)
      // A set only once an array gets slow: nearly every element has a handful of attributes.
      if (seen.length === 16) unique = new Set(seen)
      if (unique?.has(attribute) ?? seen.includes(attribute))
        throw this.malformed(`the attribute "${attribute}" stands twice in <${name}>`)
      seen.push(attribute)
      unique?.add(attribute)
    }
  }

  #attribute(element: string, written: string[] | undefined): string {
    const name = this.#name(`an attribute name is expected in the tag <${element}>`)
    this.skipSpace()
    this.#expect(EQUALS, `the attribute "${name}" of <${element}> has no value`)
    this.skipSpace()
    const quote = this.text.charCodeAt(this.pos)
    if (quote !== QUOTE && quote !== APOSTROPHE) {
      if (this.pos >= this.text.length) throw this.truncated()
      throw this.malformed(`the value of the attribute "${name}" of <${element}> is not quoted`)
    }
    const from = this.pos + 1
    const found = this.text.indexOf(quote === QUOTE ? '"' : "'", from)
    const to = found === -1 ? this.text.length : found
    const less = this.#less.next(from)
    if (less < to) throw this.malformed(`"<" in the value of the attribute "${name}" of <${element}>`, less)
    if (found === -1) throw this.truncated()
    this.#checkReferences(from, to)
    this.pos = to + 1
    written?.push(name, this.text.slice(from, to))
    return name
  }

  /** At `</`; the name must be that of the innermost open element. */
  endTag(expected: string | undefined): void {
    const start = this.pos
    if (expected !== undefined && this.#closes(expected)) return
    this.pos += 2
    const name = this.#name('an element name must follow "</"')
    this.skipSpace()
    this.#expect(GREATER, `the end tag </${name}> is not closed`)
    if (name === expected) return
    throw this.malformed(
      expected === undefined ? `</${name}> closes nothing` : `</${name}> stands where </${expected}> is expected`,
      start,
    )
  }

  /** Passes an end tag written as nearly all are: the name expected, and no white space. */
  #closes(expected: string): boolean {
    const nameEnd = this.pos + 2 + expected.length
    if (this.text.charCodeAt(nameEnd) !== GREATER || !this.text.startsWith(expected, this.pos + 2)) return false
    this.pos = nameEnd + 1
    return true
  }

  #name(message: string): string {
    const from = this.pos
    const to = endOfName(this.text, from)
    if (to >= this.text.length) throw this.truncated()
    if (to === from) throw this.malformed(message)
    this.pos = to
    return this.text.slice(from, to)
  }

  #expect(code: number, message: string): void {
    if (this.pos >= this.text.length) throw this.truncated()
    if (this.text.charCodeAt(this.pos) !== code) throw this.malformed(message)
    this.pos++
  }

  #checkReferences(from: number, to: number): void {
    for (let at = this.#ampersand.next(from); at < to; at = this.#ampersand.next(at + 1)) {
      reference.lastIndex = at
      if (!reference.test(this.text)) throw this.#badReference(at)
      if (this.text.charCodeAt(at + 1) === HASH && !isCharacter(codePointAt(this.text, at)))
        throw this.malformed(`${this.text.slice(at, reference.lastIndex)} is no XML character`, at)
      if (++this.references > this.limits.maxReferences)
        throw this.problem('entity-limit', `more than ${this.limits.maxReferences} references`, at)
    }
  }

  #badReference(at: number): XmlProblem {
    const tail = this.text.slice(at, at + 40)
    if (at + tail.length === this.text.length && beginningOfReference.test(tail)) return this.truncated()
    const named = /^&#?[\w.:-]+;/.exec(tail)?.[0]
    return this.malformed(named === undefined ? 'an unescaped "&"' : `the entity ${named} is not defined`, at)
  }
}

/** `/a/b` for open elements a and b, with local names; undefined when nothing is open. */
function openPath(open: readonly string[]): string | undefined {
  return open.length === 0 ? undefined : open.map((name) => `/${localOf(name)}`).join('')
}

function codePointAt(text: string, at: number): number {
  const hexadecimal = text.charAt(at + 2) === 'x'
  return Number.parseInt(text.slice(at + (hexadecimal ? 3 : 2), at + 14), hexadecimal ? 16 : 10)
}

/** Control characters count as XML 1.1 has it: writers that escape them without looking at the version are common. */
function isCharacter(code: number): boolean {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff
}

export function isSpace(code: number): boolean {
  return code === SPACE || code === LF || code === TAB || code === CR
}
