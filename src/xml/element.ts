/**
 * The element tree that every reader works on.
 *
 * Values are always strings: `00123` is an employee number, not the number 123. Text is decoded (named and numeric
 * entities, CDATA) and never trimmed; readers decide whether surrounding white space has meaning.
 */
export interface XmlElement {
  /** Qualified name as written, for example `ms-dsml:attribute`. */
  readonly name: string
  /** Name without its prefix. */
  readonly local: string
  /** Namespace URI the prefix (or the default namespace) resolves to; empty when there is none. */
  readonly namespace: string
  /** Attributes by qualified name, in document order; namespace declarations included. Nothing is inherited: `attributes.constructor` is undefined unless the file has it. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Concatenated character data directly inside this element. */
  readonly text: string
  /** 1-based line of the start tag in the decoded file. */
  readonly line: number
  readonly parent: XmlElement | undefined
  /** 1-based position among siblings of the same name, on records only: their parent does not list its children. */
  readonly ordinal?: number
}

/** Everything that can be wrong with a file at this door; `line` is 1-based and absent where it has no meaning. */
export type XmlProblemCode =
  | 'empty'
  | 'truncated'
  | 'not-well-formed'
  | 'doctype'
  | 'encoding'
  | 'nul-character'
  | 'too-deep'
  | 'too-large'
  | 'entity-limit'

/** The file cannot be read as XML. One sentence for a person; the caller adds the file name and the advice. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem'
  constructor(
    readonly code: XmlProblemCode,
    message: string,
    readonly line?: number,
    /** Path of the innermost element still open, for example `/saved-ma-configuration/ma-data/join`. */
    readonly openElement?: string,
  ) {
    super(message)
  }
}
