import { XMLParser } from 'fast-xml-parser'
import { type XmlElement, XmlProblem } from './element.js'
import { decodeReferences } from './entities.js'
import { isNamespaceDeclaration, type QualifiedName, splitName } from './names.js'
import type { Skeleton } from './scan.js'

/** Namespace URIs by prefix, '' for the default namespace. */
export type Scope = ReadonlyMap<string, string>

export const rootScope: Scope = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

const TEXT = '#text'
const ATTRIBUTES = ':@'
// Neither mark can occur in an XML name. The library refuses elements called `constructor` or `prototype` and renames
// `__proto__` and `toString`; behind a mark they are names like all others.
const ELEMENT_MARK = '<'
const ATTRIBUTE_MARK = '@'

/** What the library hands out in order-preserving mode: one property for the element or text, one for attributes. */
type LibraryNode = { readonly [key: string]: readonly LibraryNode[] | string | Readonly<Record<string, string>> }

class ReferenceDecoder {
  aside: Skeleton['aside'] = []
  decode(text: string): string {
    return decodeReferences(text, this.aside)
  }
  setExternalEntities(): void {}
  addInputEntities(): void {}
  setXmlVersion(): void {}
  reset(): void {}
}

const decoder = new ReferenceDecoder()

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE_MARK,
  textNodeName: TEXT,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Counted by the scan, with its own limit.
  maxNestedTags: Number.POSITIVE_INFINITY,
  jPath: false,
  entityDecoder: decoder,
  // Called twice for a self-closing tag.
  transformTagName: (name) => (name.startsWith(ELEMENT_MARK) ? name : ELEMENT_MARK + name),
})

// Objects of this kind inherit nothing, so `attributes.constructor` is absent like any other, and yet stay compact.
const AttributeBag = function AttributeBag() {} as unknown as new () => Record<string, string>
AttributeBag.prototype = Object.freeze(Object.create(null))

const noAttributes: Readonly<Record<string, string>> = Object.freeze(new AttributeBag())
const noChildren: readonly XmlElement[] = Object.freeze([])

/** Names by their spelling: a document repeats few. */
export type NameTable = Map<string, QualifiedName>

/** An element while it grows. */
export interface BuiltElement extends XmlElement {
  children: readonly XmlElement[]
  text: string
}

interface OpenElement {
  readonly nodes: readonly LibraryNode[]
  next: number
  readonly scope: Scope
  /** undefined above the root. */
  readonly element: BuiltElement | undefined
}

/**
 * Turns a verified element into a tree.
 *
 * @param scope namespaces in force outside of it
 * @param names table to share between trees of one file
 */
export function buildTree(
  skeleton: Skeleton,
  scope: Scope = rootScope,
  parent: XmlElement | undefined = undefined,
  names: NameTable = new Map(),
): BuiltElement {
  const { lines } = skeleton
  const stack: OpenElement[] = [{ nodes: libraryTree(skeleton), next: 0, scope, element: undefined }]
  let root: BuiltElement | undefined
  let count = 0
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.next++]
    if (node === undefined) {
      stack.pop()
      continue
    }
    const key = keyOf(node)
    const value = node[key]
    if (key === TEXT) {
      if (top.element !== undefined) top.element.text += value as string
      continue
    }
    const attributes = attributesOf(node[ATTRIBUTES] as Readonly<Record<string, string>> | undefined)
    const inner = declaredScope(attributes, top.scope)
    const element = newElement(
      nameOf(key.slice(1), names),
      inner,
      attributes,
      lines[count++] ?? 0,
      top.element ?? parent,
    )
    root ??= element
    if (top.element !== undefined) addChild(top.element, element)
    const nodes = value as readonly LibraryNode[]
    if (nodes.length > 0) stack.push({ nodes, next: 0, scope: inner, element })
  }
  if (root === undefined || count !== lines.length)
    throw new XmlProblem('not-well-formed', `the XML library found ${count} of ${lines.length} elements`, lines[0])
  return root
}

/** An element that has no content yet. */
export function newElement(
  { name, prefix, local }: QualifiedName,
  scope: Scope,
  attributes: Readonly<Record<string, string>>,
  line: number,
  parent: XmlElement | undefined,
): BuiltElement {
  return {
    name,
    local,
    namespace: scope.get(prefix) ?? '',
    attributes,
    children: noChildren,
    text: '',
    line,
    parent,
  }
}

/** Room for attributes; nothing in it is inherited. Elements without any share one. */
export function attributeBag(size: number): Record<string, string> {
  return size === 0 ? (noAttributes as Record<string, string>) : new AttributeBag()
}

/** The scope inside an element with these attributes. */
export function declaredScope(attributes: Readonly<Record<string, string>>, outer: Scope): Scope {
  let scope: Map<string, string> | undefined
  for (const name in attributes) {
    if (!isNamespaceDeclaration(name)) continue
    scope ??= new Map(outer)
    scope.set(name === 'xmlns' ? '' : name.slice('xmlns:'.length), attributes[name] ?? '')
  }
  return scope ?? outer
}

function libraryTree(skeleton: Skeleton): readonly LibraryNode[] {
  decoder.aside = skeleton.aside
  try {
    return parser.parse(skeleton.text) as readonly LibraryNode[]
  } catch (cause) {
    // The scan found nothing wrong; should the library disagree, the file is refused rather than half read.
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new XmlProblem('not-well-formed', `the XML library refused the file: ${reason}`, skeleton.lines[0])
  } finally {
    decoder.aside = []
  }
}

function keyOf(node: LibraryNode): string {
  for (const key in node) if (key !== ATTRIBUTES) return key
  return TEXT
}

function attributesOf(found: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  if (found === undefined) return noAttributes
  const attributes = new AttributeBag()
  for (const name in found) attributes[name.slice(1)] = found[name] ?? ''
  return attributes
}

export function nameOf(written: string, names: NameTable): QualifiedName {
  const known = names.get(written)
  if (known !== undefined) return known
  // A copy: a name cut out of a window of the file would keep that window.
  const fresh = splitName(` ${written}`.slice(1))
  names.set(fresh.name, fresh)
  return fresh
}

export function addChild(parent: BuiltElement, child: XmlElement): void {
  if (parent.children === noChildren) parent.children = [child]
  else (parent.children as XmlElement[]).push(child)
}
