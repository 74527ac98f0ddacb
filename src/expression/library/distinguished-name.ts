/** Distinguished names: taking them apart and escaping one component. */

import type { DirectoryKind } from '../context.js'

/** The relative names from left to right, escapes kept, blanks around the separators dropped. */
export function splitDn(dn: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  let quoted = false
  for (let index = 0; index < dn.length; index++) {
    const character = dn.charAt(index)
    if (character === '\\') index++
    else if (character === '"') quoted = !quoted
    else if (character === ',' && !quoted) {
      parts.push(dn.slice(start, index))
      start = index + 1
    }
  }
  parts.push(dn.slice(start))
  return parts.map(trimUnescaped)
}

/** A trailing blank that is escaped belongs to the value. */
function trimUnescaped(part: string): string {
  const head = part.trimStart()
  const trimmed = head.trimEnd()
  const backslashes = /\\*$/.exec(trimmed)?.[0].length ?? 0
  return backslashes % 2 === 1 && trimmed.length < head.length ? head.slice(0, trimmed.length + 1) : trimmed
}

/** The raw value of a relative name: `Smith\, Ann` of `CN=Smith\, Ann`. */
export function rdnValue(rdn: string): string {
  return rdn.slice(rdn.indexOf('=') + 1).trimStart()
}

export function isDomainComponent(rdn: string): boolean {
  return /^dc\s*=/i.test(rdn)
}

const ATTRIBUTE_TYPE = /^(?:[A-Za-z][A-Za-z0-9-]*|(?:OID\.)?\d+(?:\.\d+)*)$/

/** Characters XML 1.0 cannot carry; a DN holding one cannot travel through the engine. */
const NOT_XML = /[^\t\n\r -\uFFFD]/g

/** Escapes one component for the kind of directory; the message of the problem when it cannot be one. */
export function escapeDnComponent(
  component: string,
  kind: DirectoryKind,
): { readonly value: string } | { readonly problem: string } {
  if (kind === 'hierarchical') return escapeHierarchical(component)
  if (kind === 'extrinsic') return { value: component.replace(/[\\,+#]/g, '\\$&').replace(/ $/, '\\ ') }
  const equals = component.indexOf('=')
  if (equals < 1) return { problem: 'the component must be written name=value' }
  const name = component.slice(0, equals).trim()
  if (!ATTRIBUTE_TYPE.test(name)) return { problem: `"${name}" is not an attribute name` }
  const value = component
    .slice(equals + 1)
    .replace(/[,=+<>#;\\"]/g, '\\$&')
    .replace(NOT_XML, hexEscape)
    .replace(/ $/, '\\ ')
  return { value: `${name}=${value}` }
}

function hexEscape(character: string): string {
  return [...Buffer.from(character, 'utf8')]
    .map((byte) => `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
}

function escapeHierarchical(component: string): { readonly value: string } | { readonly problem: string } {
  if (component.search(NOT_XML) >= 0) return { problem: 'the component holds characters that XML cannot carry' }
  if (component.includes('+')) return { problem: 'a component of several parts is not supported' }
  return { value: component.replace(/[\\,]/g, '\\$&').replace(/ $/, '\\ ') }
}
