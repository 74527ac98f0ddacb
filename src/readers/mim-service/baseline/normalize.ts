import type { XmlElement } from '../../../xml/index.js'
import { clrNamespaceOf } from '../activity-classes.js'
import { parseEmbedded } from '../embedded.js'
import { unwrapFilter } from '../filter.js'

const guid = /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/g

/**
 * Form in which two builds of the product write the same value alike: versions of assemblies, white space, case of GUIDs
 * and Booleans, and the order of attributes in a filter or workflow make no difference.
 */
export function normalizeValue(attribute: string, value: string): string {
  if (attribute === 'Filter') return normalizeText(unwrapFilter(value)?.xpath ?? value)
  if (attribute === 'XOML') {
    const { root } = parseEmbedded(value)
    if (root !== undefined) return normalizeText(canonical(root))
  }
  return normalizeText(value)
}

function normalizeText(value: string): string {
  const text = value.trim()
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase()
  return text
    .replace(/^urn:uuid:/i, '')
    .replace(guid, (id) => id.toLowerCase())
    .replace(/\bVersion=\d+(?:\.\d+)*/g, 'Version=*')
    .replace(/\s+/g, ' ')
    .replaceAll('> <', '><')
}

/** Classes by namespace instead of prefix and assembly, attributes in order of name, declarations left out. */
function canonical(element: XmlElement): string {
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ` ${name}=${JSON.stringify(value.trim())}`)
  const space = clrNamespaceOf(element) || element.namespace
  return `<${space}#${element.local}${attributes.join('')}>${element.text.trim()}${element.children.map(canonical).join('')}</>`
}
