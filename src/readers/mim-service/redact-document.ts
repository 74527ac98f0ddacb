import { attributeOf, type XmlElement } from '../../xml/index.js'
import { isSecretName, REDACTED } from '../secrets.js'
import { keyOf } from './activity-values.js'
import { childText, localName } from './embedded.js'
import { groupBy } from './group-by.js'
import { withoutLiterals, withoutScriptSecrets } from './redact-text.js'

/**
 * Takes secrets out of a document that stands in an attribute: workflow definitions, flows, copies of the
 * synchronization configuration.
 *
 * @returns the document as XML again, undefined when there was nothing to take out
 */
export function redactDocument(root: XmlElement): string | undefined {
  const state = { changed: false }
  const text = write(root, false, state)
  return state.changed ? text : undefined
}

interface State {
  changed: boolean
}

/** @param literals an element around it feeds a secret: quoted literals and constants are the secret */
function write(element: XmlElement, literals: boolean, state: State): string {
  const inside = literals || feedsSecret(element)
  const secret = isSecretProperty(element)
  const attributes = Object.entries(element.attributes).map(([name, value]) => {
    const redacted = redactAttribute(name, value, inside, element, state)
    return ` ${name}="${escapeXml(redacted)}"`
  })
  const text = redactOwnText(element, secret, inside, state)
  const rows = element.local === 'Hashtable' ? secretCells(element) : undefined
  const children = element.children.map((child) =>
    secret && !isKeyElement(child)
      ? writeSecret(child, state)
      : write(child, inside || rows?.has(child) === true, state),
  )
  const content = `${escapeXml(text)}${children.join('')}`
  const tag = `${element.name}${attributes.join('')}`
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${element.name}>`
}

/** Below a property that is a secret, all text is. */
function writeSecret(element: XmlElement, state: State): string {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('')
  const text = keep(element.text) ? element.text : REDACTED
  if (text !== element.text) state.changed = true
  const children = element.children.map((child) =>
    isKeyElement(child) ? write(child, false, state) : writeSecret(child, state),
  )
  return `<${element.name}${attributes}>${escapeXml(text)}${children.join('')}</${element.name}>`
}

function redactAttribute(name: string, value: string, literals: boolean, element: XmlElement, state: State): string {
  if (name === 'xmlns' || name.startsWith('xmlns:')) return value
  const local = localName(name)
  const redacted =
    isSecretName(local) && !keep(value)
      ? REDACTED
      : literals && !identifies(local)
        ? withoutLiterals(value)
        : withoutScriptSecrets(value)
  // `<Setting name="Password" value="…"/>`
  const paired =
    /^value$/i.test(local) && isSecretName(attributeOf(element, 'name') ?? attributeOf(element, 'Name') ?? '')
  const result = paired && !keep(value) ? REDACTED : redacted
  if (result !== value) state.changed = true
  return result
}

function identifies(local: string): boolean {
  return /^(?:id|name|key|destination|type|fn)$/i.test(local)
}

function redactOwnText(element: XmlElement, secret: boolean, literals: boolean, state: State): string {
  const { text } = element
  if (text.trim() === '') return text
  const constant = literals && /^(?:constant-value|sync-rule-value|src|value)$/.test(element.local)
  const result =
    (secret || constant) && !keep(text)
      ? REDACTED
      : literals
        ? withoutLiterals(text, element.local === 'arg')
        : withoutScriptSecrets(text)
  if (result !== text) state.changed = true
  return result
}

/** `<Class.PowerShellUserPassword>`, `<password>`, `<parameter name="Password">`; flows to a password are not named so. */
function isSecretProperty(element: XmlElement): boolean {
  const property = element.local.slice(element.local.lastIndexOf('.') + 1)
  if (/^password-(?:sync|change|extension)/i.test(property) || /(?:Activity|Gate)$/.test(property)) return false
  return (
    isSecretName(property) ||
    (/^(?:parameter|add|setting)$/i.test(property) && isSecretName(attributeOf(element, 'name') ?? ''))
  )
}

/** A flow or an activity whose destination is a password. */
function feedsSecret(element: XmlElement): boolean {
  const targets = [
    attributeOf(element, 'cd-attribute'),
    attributeOf(element, 'mv-attribute'),
    attributeOf(element, 'Destination'),
    element.local === 'export-flow' || element.local === 'import-flow' ? childText(element, 'dest') : undefined,
  ]
  return targets.some((target) => target !== undefined && isSecretName(lastSegment(target)))
}

/** Cells in whose row a password is named: `UpdatesTable` writes source, then target; `ParametersTable` name, then value. */
function secretCells(table: XmlElement): ReadonlySet<XmlElement> {
  const rows = groupBy(table.children, (cell) => keyOf(cell).split(':')[0] ?? '')
  return new Set([...rows.values()].filter((row) => row.some((cell) => isSecretName(lastSegment(cell.text)))).flat())
}

/** `[//Target/UserPassword]` names `UserPassword`; a literal names nothing. */
function lastSegment(text: string): string {
  const trimmed = text.trim()
  if (/["']/.test(trimmed)) return ''
  return trimmed.replace(/\]$/, '').split('/').at(-1) ?? ''
}

function isKeyElement(element: XmlElement): boolean {
  return element.local === 'Key'
}

/** Empty values, switches, references to other values and bindings are no secrets. */
function keep(value: string): boolean {
  const text = value.trim()
  return text === '' || text === REDACTED || /^(?:true|false|\{.*\}|\[\/\/[^\]]*\])$/is.test(text)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
