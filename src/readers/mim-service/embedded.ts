import { parseXml, type XmlElement, XmlProblem } from '../../xml/index.js'

/** An XML document that stands as text in an attribute of a service object. */
export type Embedded = { readonly root: XmlElement } | { readonly root: undefined; readonly problem: string }

/** Parses the text of an attribute; a text that is not XML is a value, not an exception. */
export function parseEmbedded(text: string): Embedded {
  try {
    return { root: parseXml(text.replace(/^[\uFEFF\s]+/, '')) }
  } catch (problem) {
    if (problem instanceof XmlProblem) return { root: undefined, problem: problem.message }
    throw problem
  }
}

export function childrenOf(parent: XmlElement | undefined, local: string): readonly XmlElement[] {
  return parent?.children.filter((child) => child.local === local) ?? []
}

export function childOf(parent: XmlElement | undefined, local: string): XmlElement | undefined {
  return parent?.children.find((child) => child.local === local)
}

/** Text of a child without surrounding white space, '' when the child is absent. */
export function childText(parent: XmlElement | undefined, local: string): string {
  return childOf(parent, local)?.text.trim() ?? ''
}

/** Attribute by its name without prefix, undefined when absent. */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  const exact = element.attributes[local]
  if (exact !== undefined) return exact
  const name = Object.keys(element.attributes).find((key) => localName(key) === local && !key.startsWith('xmlns'))
  return name === undefined ? undefined : element.attributes[name]
}

export function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1)
}
