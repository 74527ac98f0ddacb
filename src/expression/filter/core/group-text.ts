/**
 * The readable text form shared by the filters that are groups of clauses:
 * `(department EQUAL "IT" AND country EQUAL "Denmark") OR (country EQUAL "Sweden")`.
 *
 * A value may stand without quotes up to the next AND, OR or closing bracket; printed values are quoted wherever that
 * could be misread.
 */

import { DEPTH_LIMIT, SyntaxFault } from './parse-result.js'

export interface TextClause {
  readonly attribute: string
  readonly operator: string
  /** Values as written; none for operators that take none. */
  readonly values: readonly string[]
  /** `@name` or `@name=value` words after the value. */
  readonly notes: readonly string[]
  readonly offset: number
}

export interface GroupTextOptions {
  /** Operators of several words, longest first. */
  readonly phrases: readonly string[]
  /** Whether `@…` words after a value are notes. */
  readonly notes: boolean
}

const BLANK = /\s*/y
const BARE = /[^\s()"]+/y

/** Groups of clauses; the empty text is no groups. */
export function parseGroupText(text: string, options: GroupTextOptions): readonly (readonly TextClause[])[] {
  return new GroupReader(text, options).groups()
}

class GroupReader {
  private position = 0

  constructor(
    private readonly text: string,
    private readonly options: GroupTextOptions,
  ) {}

  groups(): readonly (readonly TextClause[])[] {
    const groups: (readonly TextClause[])[] = []
    if (this.atEnd()) return groups
    do {
      groups.push(this.group())
    } while (this.acceptWord('OR'))
    if (!this.atEnd()) throw new SyntaxFault('Expected OR between groups.', this.position)
    return groups
  }

  private skip(): void {
    BLANK.lastIndex = this.position
    this.position += BLANK.exec(this.text)?.[0].length ?? 0
  }

  private atEnd(): boolean {
    this.skip()
    return this.position >= this.text.length
  }

  private peek(): string {
    this.skip()
    return this.text.charAt(this.position)
  }

  private acceptWord(word: string): boolean {
    this.skip()
    const following = this.text.charAt(this.position + word.length)
    if (!this.text.startsWith(word, this.position) || !/^[\s(")]?$/.test(following)) return false
    this.position += word.length
    return true
  }

  private group(): readonly TextClause[] {
    const bracketed = this.peek() === '('
    if (bracketed) this.position++
    const clauses: TextClause[] = []
    if (!(bracketed && this.peek() === ')')) {
      do {
        clauses.push(this.clause(bracketed))
      } while (this.acceptWord('AND'))
    }
    if (bracketed) {
      if (this.peek() !== ')') throw new SyntaxFault('Expected ) after the group.', this.position)
      this.position++
    }
    return clauses
  }

  private clause(bracketed: boolean): TextClause {
    this.skip()
    const offset = this.position
    const attribute = this.word('an attribute')
    const phrase = this.options.phrases.find((known) => this.acceptWord(known))
    const operator = phrase ?? this.word('an operator')
    const values: string[] = []
    if (this.peek() === '"') {
      do values.push(this.quoted())
      while (this.peek() === ',' && ++this.position > 0)
    } else {
      const bare = this.bareValue(bracketed)
      if (bare !== '') values.push(bare)
    }
    return { attribute, operator, values, notes: this.notes(), offset }
  }

  private notes(): readonly string[] {
    const notes: string[] = []
    while (this.options.notes && this.peek() === '@') notes.push(this.word('a note'))
    return notes
  }

  private word(what: string): string {
    if (this.peek() === '"') return this.quoted()
    BARE.lastIndex = this.position
    const found = BARE.exec(this.text)?.[0]
    if (found === undefined) throw new SyntaxFault(`Expected ${what}.`, this.position)
    this.position += found.length
    return found
  }

  private quoted(): string {
    this.skip()
    const start = this.position
    if (this.text.charAt(start) !== '"') throw new SyntaxFault('Expected a quoted value.', start)
    let value = ''
    for (let position = start + 1; position < this.text.length; position++) {
      const character = this.text.charAt(position)
      if (character !== '"') value += character
      else if (this.text.charAt(position + 1) === '"') {
        value += '"'
        position++
      } else {
        this.position = position + 1
        return value
      }
    }
    throw new SyntaxFault('The value that starts here has no closing quote.', start)
  }

  /** Up to AND, OR, the end or the bracket that closes the group; brackets inside the value are counted. */
  private bareValue(bracketed: boolean): string {
    this.skip()
    const start = this.position
    let open = 0
    let position = start
    for (; position < this.text.length; position++) {
      const character = this.text.charAt(position)
      if (character === '(' && ++open > DEPTH_LIMIT) throw new SyntaxFault('Too many brackets.', position)
      if (character === ')' && open-- === 0 && bracketed) break
      if (open <= 0 && /^(?:AND|OR)[\s(]/.test(this.text.slice(position, position + 4)) && isBreak(this.text, position))
        break
      if (this.options.notes && character === '@' && isBreak(this.text, position)) break
    }
    this.position = position
    return this.text.slice(start, position).trim()
  }
}

function isBreak(text: string, position: number): boolean {
  return position === 0 || /\s/.test(text.charAt(position - 1))
}

const PLAIN = /^[^\s()",@][^\s()"]*$/

/** Prints groups; a clause gives its words ready. */
export function printGroups<C>(groups: readonly (readonly C[])[], printClause: (clause: C) => string): string {
  return groups.map((clauses) => `(${clauses.map(printClause).join(' AND ')})`).join(' OR ')
}

/** A word as it can stand, in quotes where it has to. */
export function printWord(word: string): string {
  return PLAIN.test(word) && word !== 'AND' && word !== 'OR' ? word : printQuoted(word)
}

export function printQuoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`
}
