import type { DropFileChange } from '../../model/index.js'
import { elementPath, type XmlElement } from '../../xml/index.js'
import type { ReadContext } from './cs-object.js'
import { readDelta } from './images.js'

/** Reads one `delta` of a drop or audit file and counts every element and attribute of it. */
export function readDropChange(
  element: XmlElement,
  stepType: string,
  { file, path, onBad }: ReadContext,
): DropFileChange {
  return {
    stepType,
    delta: readDelta(element, path.read(element), onBad),
    at: { file, path: elementPath(element), line: element.line },
  }
}
