import { normaliseLineEnds } from './decode.js'
import { type XmlElement, XmlProblem } from './element.js'
import { Lexer } from './lexer.js'
import { defaultXmlLimits } from './limits.js'
import { type BuiltElement, buildTree, type NameTable, type Scope } from './tree.js'

export type RootPeek = Pick<XmlElement, 'name' | 'local' | 'namespace' | 'attributes'>

// Recognised although parseXml refuses it: the person is to hear why the file is refused, not that it is unknown.
const doctype = /<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/iy

// Far more than any prolog needs; a whole file may be handed over.
const MOST_CHARACTERS = 1_000_000

/**
 * Looks at the root element only. The text may be the beginning of a file; nothing after the root's start tag is looked
 * at. undefined for what is not XML or too short to tell. Never throws.
 */
export function peekRoot(text: string): RootPeek | undefined {
  const start = text.slice(text.startsWith('\uFEFF') ? 1 : 0, MOST_CHARACTERS)
  try {
    const lexer = new Lexer(normaliseLineEnds(start), defaultXmlLimits)
    passProlog(lexer)
    if (lexer.pos >= lexer.text.length) return undefined
    const { name, local, namespace, attributes } = openingElement(lexer).element
    return { name, local, namespace, attributes }
  } catch (problem) {
    if (problem instanceof XmlProblem) return undefined
    throw problem
  }
}

function passProlog(lexer: Lexer): void {
  try {
    lexer.misc('before')
  } catch (problem) {
    doctype.lastIndex = lexer.pos
    if (!(problem instanceof XmlProblem && problem.code === 'doctype' && doctype.test(lexer.text))) throw problem
    lexer.pos = doctype.lastIndex
    lexer.misc('before')
  }
}

/** Passes a start tag and returns its element without content, though it may have some. */
export function openingElement(
  lexer: Lexer,
  scope?: Scope,
  parent?: XmlElement,
  names?: NameTable,
): { readonly element: BuiltElement; readonly selfClosing: boolean } {
  const from = lexer.pos
  const { selfClosing } = lexer.startTag()
  const tag = lexer.text.slice(from, lexer.pos)
  const text = selfClosing ? tag : `${tag.slice(0, -1)}/>`
  return { element: buildTree({ text, aside: [], lines: [lexer.lineAt(from)] }, scope, parent, names), selfClosing }
}
