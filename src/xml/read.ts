import type { XmlElement } from './element.js'
import { isNamespaceDeclaration } from './names.js'

/** Children with that local name, in document order. */
export function childrenNamed(element: XmlElement | undefined, local: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.local === local) ?? []
}

export function firstChild(element: XmlElement | undefined, local: string): XmlElement | undefined {
  return element?.children.find((child) => child.local === local)
}

/** Text of the element reached by first children along the local names; of the element itself without any. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  let at = element
  for (const local of path) at = firstChild(at, local)
  return at?.text
}

/** Attribute by the name as written, else by its local name whatever the prefix. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  const written = element === undefined ? undefined : attributeNameOf(element, name)
  return written === undefined ? undefined : element?.attributes[written]
}

/** The attribute's name as written, for a name as written or a local name. */
export function attributeNameOf(element: XmlElement, name: string): string | undefined {
  if (Object.hasOwn(element.attributes, name)) return name
  const suffix = `:${name}`
  for (const written in element.attributes)
    if (written.endsWith(suffix) && !isNamespaceDeclaration(written)) return written
  return undefined
}

// For parents too wide to count their children again and again.
const widePositions = new WeakMap<readonly XmlElement[], Map<XmlElement, number>>()
const WIDE = 32

/**
 * Stable path of local names, `/saved-ma-configuration/ma-data/join/join-profile[2]`. The 1-based index stands where
 * siblings share the name, and on every record of a file read record by record.
 */
export function elementPath(element: XmlElement): string {
  const steps: string[] = []
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent)
    steps.push(`/${at.local}${index(at)}`)
  return steps.reverse().join('')
}

function index(element: XmlElement): string {
  if (element.ordinal !== undefined) return `[${element.ordinal}]`
  const siblings = element.parent?.children ?? []
  const position = siblings.length > WIDE ? widePosition(element, siblings) : narrowPosition(element, siblings)
  return position === 0 ? '' : `[${position}]`
}

/** 1-based position; 0 when no sibling shares the name. */
function narrowPosition(element: XmlElement, siblings: readonly XmlElement[]): number {
  const same = siblings.filter((sibling) => sibling.local === element.local)
  return same.length < 2 ? 0 : same.indexOf(element) + 1
}

function widePosition(element: XmlElement, siblings: readonly XmlElement[]): number {
  let positions = widePositions.get(siblings)
  if (positions === undefined) {
    positions = positionsOf(siblings)
    widePositions.set(siblings, positions)
  }
  return positions.get(element) ?? 0
}

function positionsOf(siblings: readonly XmlElement[]): Map<XmlElement, number> {
  const byName = new Map<string, XmlElement[]>()
  for (const sibling of siblings) {
    const same = byName.get(sibling.local)
    if (same === undefined) byName.set(sibling.local, [sibling])
    else same.push(sibling)
  }
  const positions = new Map<XmlElement, number>()
  for (const same of byName.values())
    if (same.length > 1) for (const [at, sibling] of same.entries()) positions.set(sibling, at + 1)
  return positions
}
