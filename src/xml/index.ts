export { type DecodedText, decodeBeginning, decodeText } from './decode.js'
export { type XmlElement, XmlProblem, type XmlProblemCode } from './element.js'
export { defaultXmlLimits, type XmlLimits } from './limits.js'
export { parseXml } from './parse.js'
export { peekRoot, type RootPeek } from './peek.js'
export { attributeOf, childrenNamed, elementPath, firstChild, textAt } from './read.js'
export { Cursor, type ElementPosition, Reading } from './reading.js'
export { type RecordOptions, splitRecords, streamRecords } from './records.js'
export {
  type CoverageTally,
  TallyBook,
  type TallyCounts,
  type TallyEntry,
  type TallyRule,
  type TallyStatus,
} from './tally.js'
export { decodeWindows1252 } from './windows-1252.js'
