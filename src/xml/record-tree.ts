import { decodeVerified } from './entities.js'
import type { Lexer } from './lexer.js'
import { scanBang } from './scan.js'
import {
  addChild,
  attributeBag,
  type BuiltElement,
  declaredScope,
  type NameTable,
  nameOf,
  newElement,
  type Scope,
} from './tree.js'

const BANG = 33
const SLASH = 47
const LESS = 60
const QUESTION = 63

/**
 * Passes one whole element and builds its tree on the way. The same result as scanElement and buildTree give, without
 * the XML library between them: the lexer has verified every character anyway, and a drop of gigabytes is read four
 * times as fast. Whole documents still go through the library, and the tests hold the two ways to each other.
 *
 * @throws XmlProblem where the text stops being well-formed, breaks off, or exceeds a limit
 */
export function scanTree(lexer: Lexer, scope: Scope, parent: BuiltElement | undefined, names: NameTable): BuiltElement {
  const { text, open, limits } = lexer
  const depth = open.length
  const elements: BuiltElement[] = []
  const scopes: Scope[] = []
  const written: string[] = []
  let root: BuiltElement | undefined
  let top: BuiltElement | undefined
  let inForce = scope
  let count = 0

  do {
    const from = lexer.pos
    if (text.charCodeAt(from) !== LESS) {
      lexer.characters()
      if (top !== undefined) top.text += detached(decodeVerified(text.slice(from, lexer.pos)))
      continue
    }
    const next = text.charCodeAt(from + 1)
    if (next === SLASH) {
      lexer.endTag(open.at(-1))
      open.pop()
      elements.pop()
      scopes.pop()
      top = elements.at(-1)
      inForce = scopes.at(-1) ?? scope
    } else if (next === BANG) {
      const characters = scanBang(lexer)
      if (top !== undefined) top.text += detached(characters)
    } else if (next === QUESTION) lexer.instruction()
    else {
      written.length = 0
      const tag = lexer.startTag(written)
      if (++count > limits.maxElements)
        throw lexer.problem('too-large', `more than ${limits.maxElements} elements`, from)
      if (open.length >= limits.maxDepth)
        throw lexer.problem('too-deep', `elements are nested more than ${limits.maxDepth} deep`, from)
      const attributes = attributesOf(written, names)
      const inner = declaredScope(attributes, inForce)
      const element = newElement(nameOf(tag.name, names), inner, attributes, lexer.lineAt(from), top ?? parent)
      root ??= element
      if (top !== undefined) addChild(top, element)
      if (tag.selfClosing) continue
      open.push(tag.name)
      elements.push(element)
      scopes.push(inner)
      top = element
      inForce = inner
    }
  } while (open.length > depth)
  return root ?? unreachable(lexer)
}

function attributesOf(written: readonly string[], names: NameTable): Readonly<Record<string, string>> {
  const attributes = attributeBag(written.length)
  for (let at = 0; at < written.length; at += 2)
    attributes[nameOf(written[at] ?? '', names).name] = detached(decodeVerified(written[at + 1] ?? ''))
  return attributes
}

// Shorter strings are copies already.
const SHARES_FROM = 13

/** A part of a string keeps the whole string in memory; one value kept must not keep a window of the file. */
export function detached(text: string): string {
  return text.length < SHARES_FROM ? text : ` ${text}`.slice(1)
}

function unreachable(lexer: Lexer): never {
  throw lexer.malformed('no element where one was announced')
}
