import {
  type Lineage,
  type MetaverseAttribute,
  type MetaverseObject,
  type MetaverseValue,
  normalizeGuid,
} from '../../model/index.js'
import { elementPath, type XmlElement } from '../../xml/index.js'
import type { ReadContext } from './cs-object.js'
import { type OnBadValue, readValueElement } from './images.js'
import type { PathCount } from './path-count.js'
import { valueType } from './values.js'

type Link = MetaverseObject['links'][number]

const lineageNames = ['lineage-id', 'lineage-ma-id', 'lineage-type', 'lineage-time']

/** Reads one `mv-object` of a metaverse search and counts every element and attribute of it. */
export function readMvObject(element: XmlElement, { file, path: parent, onBad }: ReadContext): MetaverseObject {
  const path = parent.read(element)
  const attributes: MetaverseAttribute[] = []
  const links: Link[] = []
  let id = ''
  let objectType = ''
  for (const name in element.attributes) {
    if (name !== 'id') path.unknownAttribute(name, element.line)
    else {
      path.readAttribute(name, element.line)
      id = normalizeGuid(element.attributes.id ?? '')
    }
  }
  for (const child of element.children) {
    if (child.local === 'cs-mv-links') links.push(...readLinks(child, path))
    else if (child.local === 'entry') {
      const entry = path.read(child)
      for (const name in child.attributes) {
        if (name !== 'dn') entry.unknownAttribute(name, child.line)
        else {
          entry.readAttribute(name, child.line)
          if (id === '') id = normalizeGuid(child.attributes.dn ?? '')
        }
      }
      for (const part of child.children) {
        if (part.local === 'primary-objectclass') {
          entry.read(part).noAttributes(part)
          objectType = part.text.trim()
        } else if (part.local === 'attr' || part.local === 'dn-attr') attributes.push(readAttribute(part, entry, onBad))
        else if (part.local === 'cs-mv-links') links.push(...readLinks(part, entry))
        else entry.unknown(part)
      }
    } else path.unknown(child)
  }
  return { id, objectType, attributes, links, at: { file, path: elementPath(element), line: element.line } }
}

function readAttribute(element: XmlElement, parent: PathCount, onBad: OnBadValue): MetaverseAttribute {
  const path = parent.read(element)
  const { attributes } = element
  for (const name in attributes) {
    if (name === 'name' || name === 'type' || name === 'multivalued') path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  const values: MetaverseValue[] = []
  const holder = { isReference: element.local === 'dn-attr', name: attributes.name ?? '', type: attributes.type }
  for (const child of element.children) {
    if (child.local !== (holder.isReference ? 'dn-value' : 'value')) {
      path.unknown(child)
      continue
    }
    const value = readValueElement(child, path, holder, lineageNames, onBad)
    values.push({
      value,
      lineage: lineageOf(child),
      connectorId: normalizeGuid(child.attributes['lineage-ma-id'] ?? ''),
    })
  }
  return {
    name: holder.name,
    type: holder.isReference ? 'reference' : valueType(holder.type),
    multivalued: attributes.multivalued === 'true' || attributes.multivalued === '1',
    values,
  }
}

function readLinks(element: XmlElement, parent: PathCount): Link[] {
  const path = parent.read(element)
  path.noAttributes(element)
  const links: Link[] = []
  for (const child of element.children) {
    if (child.local === 'cs-mv-value') links.push(readLink(child, path))
    else path.unknown(child)
  }
  return links
}

function readLink(element: XmlElement, parent: PathCount): Link {
  const path = parent.read(element)
  for (const name in element.attributes) {
    if (lineageNames.includes(name)) path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  const texts = new Map<string, string>()
  for (const child of element.children) {
    if (['cs-dn', 'cs-guid', 'ma-name', 'ma-guid'].includes(child.local)) {
      path.read(child).noAttributes(child)
      texts.set(child.local, child.text.trim())
    } else path.unknown(child)
  }
  return {
    connectorObjectId: normalizeGuid(texts.get('cs-guid') ?? ''),
    dn: texts.get('cs-dn') ?? '',
    connectorId: normalizeGuid(texts.get('ma-guid') ?? ''),
    connectorName: texts.get('ma-name') ?? '',
    lineage: lineageOf(element),
  }
}

function lineageOf({ attributes }: XmlElement): Lineage {
  return {
    id: normalizeGuid(attributes['lineage-id'] ?? ''),
    type: attributes['lineage-type'] ?? '',
    time: attributes['lineage-time'] ?? '',
  }
}
