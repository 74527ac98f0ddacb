/** Everything that can be wrong with a file of text that is not XML. */
export type DocumentProblemCode = 'empty' | 'truncated' | 'damaged' | 'too-deep' | 'too-large'

/** The file cannot be read as what it is. One sentence for a person; the caller adds the file name and the advice. */
export class DocumentProblem extends Error {
  override readonly name = 'DocumentProblem'
  constructor(
    readonly code: DocumentProblemCode,
    message: string,
    /** 1-based. */
    readonly line?: number,
    /** Path of the innermost part still open. */
    readonly path?: string,
  ) {
    super(message)
  }
}
