import type { ActivityProperty, Provenance, WorkflowActivity } from '../../model/index.js'
import type { XmlElement } from '../../xml/index.js'
import { clrNamespaceOf, familyOf, isValue, onlyArranges } from './activity-classes.js'
import { attributeProperty, elementProperty } from './activity-values.js'
import { parseEmbedded } from './embedded.js'

const GATE_PROPERTY = 'AuthenticationGateActivity.AuthenticationGate'

export type Xoml =
  | { readonly readable: true; readonly activities: readonly WorkflowActivity[] }
  | { readonly readable: false; readonly problem: string }

/**
 * Reads a workflow's XOML as data: activities in the order they run in, those inside conditions, branches and gates
 * included. The class library that holds the activities is not needed.
 *
 * @param at place of the XOML
 */
export function readXoml(text: string, at: Provenance): Xoml {
  if (text.trim() === '') return { readable: false, problem: 'it is empty' }
  const embedded = parseEmbedded(text)
  if (embedded.root === undefined) return { readable: false, problem: embedded.problem }
  const activities: WorkflowActivity[] = []
  collect(embedded.root, [], `${at.path}/${embedded.root.local}`, at, activities)
  return { readable: true, activities }
}

function collect(
  parent: XmlElement,
  within: readonly string[],
  path: string,
  at: Provenance,
  found: WorkflowActivity[],
): void {
  const counts = new Map<string, number>()
  for (const child of parent.children) {
    const count = (counts.get(child.local) ?? 0) + 1
    counts.set(child.local, count)
    const place = `${path}/${child.local}[${count}]`
    if (isPropertyElement(child)) {
      // Gates, and branches written as property elements, hold activities of their own.
      if (holdsActivities(child)) collect(child, within, place, at, found)
    } else if (isActivity(child, parent)) {
      addActivity(child, within, place, at, found)
    }
  }
}

function addActivity(
  element: XmlElement,
  within: readonly string[],
  path: string,
  at: Provenance,
  found: WorkflowActivity[],
): void {
  const inside = [...within, element.local]
  const before = found.length
  const hidden = onlyArranges(element)
  if (!hidden) found.push(toActivity(element, within, path, at))
  collect(element, inside, path, at, found)
  // A gate without its content is still something the workflow asks for.
  if (element.local === 'AuthenticationGateActivity' && found.length === before) {
    found.push(toActivity(element, within, path, at))
  }
}

function toActivity(element: XmlElement, within: readonly string[], path: string, at: Provenance): WorkflowActivity {
  const clrNamespace = clrNamespaceOf(element)
  return {
    activity: element.local,
    clrNamespace,
    family: familyOf(clrNamespace),
    properties: propertiesOf(element),
    ...(within.length > 0 ? { within } : {}),
    at: { ...at, path },
  }
}

function propertiesOf(element: XmlElement): readonly ActivityProperty[] {
  const properties: (ActivityProperty | undefined)[] = Object.entries(element.attributes).map(([name, value]) =>
    attributeProperty(name, value),
  )
  for (const child of element.children) {
    if (isPropertyElement(child)) {
      if (!holdsActivities(child)) properties.push(elementProperty(propertyName(child, element), child))
    } else if (!isActivity(child, element)) {
      properties.push(elementProperty(child.local, child))
    }
  }
  const content = element.text.trim()
  if (content !== '') properties.push({ name: 'Content', value: content })
  return properties.filter((property) => property !== undefined)
}

/** `<Class.Property>`, also of another class (`ReceiveActivity.WorkflowServiceAttributes`). */
function isPropertyElement(element: XmlElement): boolean {
  return element.local.includes('.')
}

function propertyName(property: XmlElement, owner: XmlElement): string {
  const dot = property.local.indexOf('.')
  return property.local.slice(0, dot) === owner.local ? property.local.slice(dot + 1) : property.local
}

function holdsActivities(property: XmlElement): boolean {
  return property.children.some((child) => isActivity(child, property))
}

/** A child element is an activity unless it is a plain value or a simple property written as an element. */
function isActivity(element: XmlElement, parent: XmlElement): boolean {
  if (isPropertyElement(element) || isValue(element)) return false
  const isText = element.text.trim() !== '' && element.children.length === 0
  if (isText) return false
  // Property elements hold settings, save the gate and activities that some classes keep in one.
  return !isPropertyElement(parent) || parent.local === GATE_PROPERTY || /(?:Activity|Gate)$/.test(element.local)
}
