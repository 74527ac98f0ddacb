import type { ServiceObject } from '../../model/index.js'
import { parseXml, Reading, textAt, type XmlElement, XmlProblem } from '../../xml/index.js'
import { Section } from '../sync-config/section.js'

/** An XML document that stands as text in an attribute of a service object. */
export type Embedded = { readonly root: XmlElement } | { readonly root: undefined; readonly problem: string }

/** Parses the text of an attribute; a text that is not XML is a value, not an exception. */
export function parseEmbedded(text: string): Embedded {
  try {
    return { root: parseXml(text.trimStart()) }
  } catch (problem) {
    if (problem instanceof XmlProblem) return { root: undefined, problem: problem.message }
    throw problem
  }
}

/** Text of a child without surrounding white space, '' when the child is absent. */
export function childText(parent: XmlElement | undefined, local: string): string {
  return textAt(parent, local)?.trim() ?? ''
}

export function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1)
}

/** An embedded element for the readers of the synchronization configuration, which holds the same rules as elements. */
export function sectionOf(element: XmlElement, object: ServiceObject): Section {
  const reading = new Reading(element)
  return new Section(object.at.file, reading, reading.cursor)
}
