import { decodeVerified } from './entities.js'
import type { Lexer } from './lexer.js'
import { isNamespaceDeclaration, type QualifiedName } from './names.js'
import { attributeBag, type NameTable, nameOf } from './tree.js'

/** A start tag, verified. Elements whose tags are written alike share it. */
export interface KnownTag {
  readonly name: QualifiedName
  readonly attributes: Readonly<Record<string, string>>
  readonly selfClosing: boolean
  readonly declaresNamespaces: boolean
}

// Real files have a few hundred tags again and again, beside those that name an object and stand there once.
const MOST_TAGS = 4096
const LONGEST = 160

/**
 * Reads start tags and remembers them. What stands between `<` and `>` decides the tag alone, so text that was verified
 * once need not be verified again.
 */
export class TagTable {
  readonly #tags = new Map<string, KnownTag>()
  readonly #written: string[] = []

  constructor(readonly names: NameTable) {}

  /** At the `<` of a start tag; passes it. */
  read(lexer: Lexer): KnownTag {
    const { text, pos, references } = lexer
    const end = text.indexOf('>', pos) + 1
    const isShort = end > 0 && end - pos <= LONGEST
    const known = isShort ? this.#tags.get(text.slice(pos, end)) : undefined
    if (known !== undefined) {
      lexer.pos = end
      return known
    }
    this.#written.length = 0
    const { name, selfClosing } = lexer.startTag(this.#written)
    const attributes = this.#attributes()
    const tag: KnownTag = {
      name: nameOf(name, this.names),
      attributes,
      selfClosing,
      declaresNamespaces: Object.keys(attributes).some(isNamespaceDeclaration),
    }
    // A `>` inside of a value ends no tag, and references are counted each time.
    if (isShort && lexer.pos === end && lexer.references === references) {
      if (this.#tags.size >= MOST_TAGS) this.#tags.clear()
      this.#tags.set(detached(text.slice(pos, end)), tag)
    }
    return tag
  }

  #attributes(): Readonly<Record<string, string>> {
    const written = this.#written
    const attributes = attributeBag(written.length)
    for (let at = 0; at < written.length; at += 2)
      attributes[nameOf(written[at] ?? '', this.names).name] = detached(decodeVerified(written[at + 1] ?? ''))
    return attributes
  }
}

// Shorter strings are copies already.
const SHARES_FROM = 13

/** A part of a string keeps the whole string in memory; one value kept must not keep a window of the file. */
export function detached(text: string): string {
  return text.length < SHARES_FROM ? text : ` ${text}`.slice(1)
}
