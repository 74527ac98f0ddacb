/** What a document may cost. Real exports stay far below; a hostile file ends in an XmlProblem, never in a crash. */
export interface XmlLimits {
  /** Characters of the whole document; of one record when a file is read record by record. */
  readonly maxCharacters: number
  /** Open elements at one time. Real exports nest about twenty deep. */
  readonly maxDepth: number
  /** Elements of one tree; a record's tree counts alone. A tree takes about half a kilobyte an element. */
  readonly maxElements: number
  /** Character and entity references of one tree. Nothing can declare entities here, so each is one character. */
  readonly maxReferences: number
}

export const defaultXmlLimits: XmlLimits = {
  // Just below the longest string Node has.
  maxCharacters: 500_000_000,
  maxDepth: 256,
  maxElements: 4_000_000,
  maxReferences: 50_000_000,
}

/** The default limits with some replaced. */
export function xmlLimits(limits: Partial<XmlLimits> = {}): XmlLimits {
  return { ...defaultXmlLimits, ...limits }
}
