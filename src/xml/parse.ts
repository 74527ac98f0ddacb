import { checkCharacters } from './characters.js'
import { normaliseLineEnds } from './decode.js'
import { type XmlElement, XmlProblem } from './element.js'
import { Lexer } from './lexer.js'
import { type XmlLimits, xmlLimits } from './limits.js'
import { scanElement } from './scan.js'
import { buildTree } from './tree.js'

/**
 * Reads a whole document as a tree. Values are untouched strings: entities decoded once, line ends `\n`, nothing
 * trimmed, nothing converted; a line break inside an attribute value stays one. Comments and processing instructions are left out. A prefix that is bound to nothing gives
 * the namespace ''.
 *
 * @throws XmlProblem when the text is not one well-formed document within the limits; there is no partial result
 */
export function parseXml(text: string, limits?: Partial<XmlLimits>): XmlElement {
  const applied = xmlLimits(limits)
  if (text.length > applied.maxCharacters) throw tooLarge(applied)
  const document = normaliseLineEnds(text.startsWith('\uFEFF') ? text.slice(1) : text)
  if (!/[^ \t\n]/.test(document)) throw new XmlProblem('empty', 'the file is empty')
  checkCharacters(document)

  const lexer = new Lexer(document, applied)
  lexer.misc('before')
  if (lexer.pos >= document.length) throw lexer.truncated()
  const skeleton = scanElement(lexer)
  lexer.misc('after')
  if (lexer.pos < document.length) throw lexer.malformed('a second root element')
  return buildTree(skeleton)
}

export function tooLarge({ maxCharacters }: XmlLimits): XmlProblem {
  return new XmlProblem('too-large', `the file has more than ${maxCharacters} characters`)
}
