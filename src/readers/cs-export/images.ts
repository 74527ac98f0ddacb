import type {
  AttributeChange,
  DeltaOperation,
  Hologram,
  ObjectAttribute,
  ObjectDelta,
  ObjectReference,
  ObjectValue,
  ValueChange,
} from '../../model/index.js'
import type { XmlElement } from '../../xml/index.js'
import { REDACTED } from '../secrets.js'
import type { PathCount } from './path-count.js'
import { isSecretAttribute } from './secret-attributes.js'
import { parseValue, referenceTo, valueType } from './values.js'

const noNames: readonly string[] = []

/** Told of a value that is none of the type its attribute states; the value is kept as text. */
export type OnBadValue = (attribute: string, type: string, element: XmlElement) => void

/** Reads `entry`: one image of an object. */
export function readEntry(entry: XmlElement, path: PathCount, onBad: OnBadValue): Hologram {
  const parts = newParts()
  const attributes: ObjectAttribute[] = []
  let dn = ''
  for (const name in entry.attributes) {
    if (name === 'dn') {
      dn = entry.attributes.dn ?? ''
      path.readAttribute(name, entry.line)
    } else path.unknownAttribute(name, entry.line)
  }
  for (const child of entry.children) {
    if (child.local === 'attr' || child.local === 'dn-attr') {
      const change = readChange(child, path.read(child), onBad)
      attributes.push({
        name: change.name,
        type: change.type,
        multivalued: change.multivalued,
        values: change.values.map(({ value }) => value),
      })
    } else readPart(child, path, parts)
  }
  return {
    dn,
    anchor: parts.anchor,
    parentAnchor: parts.parentAnchor,
    objectType: parts.objectType,
    objectClasses: parts.objectClasses,
    attributes,
  }
}

/** Reads `delta`: what shall become of an object. */
export function readDelta(delta: XmlElement, path: PathCount, onBad: OnBadValue): ObjectDelta {
  const parts = newParts()
  const attributes: AttributeChange[] = []
  const { attributes: written } = delta
  for (const name in written) {
    if (name === 'operation' || name === 'dn' || name === 'newdn') path.readAttribute(name, delta.line)
    else path.unknownAttribute(name, delta.line)
  }
  for (const child of delta.children) {
    if (child.local === 'attr' || child.local === 'dn-attr') attributes.push(readChange(child, path.read(child), onBad))
    else readPart(child, path, parts)
  }
  const operation = deltaOperation(written.operation)
  return {
    operation,
    raw: operation === 'unknown' ? (written.operation ?? '') : '',
    dn: written.dn ?? '',
    newDn: written.newdn ?? '',
    anchor: parts.anchor,
    objectType: parts.objectType,
    objectClasses: parts.objectClasses,
    attributes,
  }
}

/** A delta without operation is one of the kind that changes nothing as a whole. */
export function deltaOperation(written: string | undefined): DeltaOperation {
  const text = written?.trim() ?? ''
  switch (text) {
    case '':
      return 'none'
    case 'modify':
      return 'update'
    case 'none':
    case 'add':
    case 'replace':
    case 'update':
    case 'delete':
    case 'obsolete':
    case 'delete-add':
      return text
    default:
      return 'unknown'
  }
}

interface Parts {
  anchor: string
  parentAnchor: string
  objectType: string
  objectClasses: string[]
}

function newParts(): Parts {
  return { anchor: '', parentAnchor: '', objectType: '', objectClasses: [] }
}

function readPart(child: XmlElement, path: PathCount, parts: Parts): void {
  switch (child.local) {
    case 'anchor':
      parts.anchor = encodedText(child, path)
      return
    case 'parent-anchor':
      parts.parentAnchor = encodedText(child, path)
      return
    case 'primary-objectclass':
      path.read(child).noAttributes(child)
      parts.objectType = child.text.trim()
      return
    case 'objectclass': {
      const below = path.read(child)
      below.noAttributes(child)
      for (const value of child.children) {
        if (value.local === 'oc-value') {
          below.read(value).noAttributes(value)
          parts.objectClasses.push(value.text.trim())
        } else below.unknown(value)
      }
      return
    }
    default:
      path.unknown(child)
  }
}

/** Text of an element whose `encoding` says base64; kept as it is, because anchors are compared and never looked into. */
function encodedText(element: XmlElement, parent: PathCount): string {
  const path = parent.read(element)
  for (const name in element.attributes) {
    if (name === 'encoding') path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  return element.text.trim()
}

function readChange(attr: XmlElement, path: PathCount, onBad: OnBadValue): AttributeChange {
  const { attributes } = attr
  for (const name in attributes) {
    if (name === 'name' || name === 'type' || name === 'multivalued' || name === 'operation')
      path.readAttribute(name, attr.line)
    else path.unknownAttribute(name, attr.line)
  }
  const isReference = attr.local === 'dn-attr'
  const type = isReference ? 'reference' : valueType(attributes.type)
  const name = attributes.name ?? ''
  const operation = changeOperation(attributes.operation)
  const values: ValueChange[] = []
  const holder = { isReference, name, type: attributes.type }
  const expected = isReference ? 'dn-value' : 'value'
  for (const child of attr.children) {
    if (child.local !== expected) {
      path.unknown(child)
      continue
    }
    const value = readValueElement(child, path, holder, noNames, onBad)
    values.push({ operation: child.attributes.operation === 'delete' ? 'delete' : 'add', value })
  }
  return {
    name,
    type,
    multivalued: attributes.multivalued === 'true' || attributes.multivalued === '1',
    operation,
    values,
  }
}

/** The attribute a value stands in. */
export interface ValueHolder {
  readonly isReference: boolean
  readonly name: string
  /** As written. */
  readonly type: string | undefined
}

/**
 * Reads a `value` or `dn-value`.
 *
 * @param names attributes the caller reads besides the ones that make the value
 */
export function readValueElement(
  element: XmlElement,
  parent: PathCount,
  holder: ValueHolder,
  names: readonly string[],
  onBad: OnBadValue,
): ObjectValue {
  const path = parent.read(element)
  for (const name in element.attributes) {
    const known = name === 'operation' || name === 'encoding' || name === 'ui-radix' || names.includes(name)
    if (known) path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  if (holder.isReference) return readReference(element, path)
  const kind = element.attributes.encoding === 'base64' ? 'binary' : valueType(holder.type)
  if (isSecretAttribute(holder.name)) return element.text === '' ? '' : REDACTED
  const value = parseValue(element.text, kind)
  if (value === undefined) onBad(holder.name, kind, element)
  return value ?? element.text
}

function changeOperation(written: string | undefined): AttributeChange['operation'] {
  switch (written) {
    case undefined:
    case '':
      return 'replace'
    case 'add':
    case 'replace':
    case 'update':
    case 'delete':
      return written
    default:
      return 'unknown'
  }
}

function readReference(element: XmlElement, path: PathCount): ObjectReference {
  let dn = ''
  let anchor = ''
  for (const child of element.children) {
    if (child.local === 'dn') {
      path.read(child).noAttributes(child)
      dn = child.text
    } else if (child.local === 'anchor') anchor = encodedText(child, path)
    else path.unknown(child)
  }
  // Written without a `dn` element by some tools: the text is the DN.
  return referenceTo(dn === '' && element.children.length === 0 ? element.text.trim() : dn, anchor)
}
