/** A typical value of an attribute for the n-th object: what the schema's type says, unique where it is text. */

import type { AttributeShape } from '../core/shape.js'
import type { Atom, Stored } from '../core/values.js'

/** `neighbour`: DN of another object of the same type, for references. */
export function typicalValue(name: string, shape: AttributeShape, n: number, neighbour: string): Stored {
  const atom = typicalAtom(name, shape, n, neighbour)
  return shape.multi ? [atom] : atom
}

function typicalAtom(name: string, shape: AttributeShape, n: number, neighbour: string): Atom {
  switch (shape.kind) {
    case 'integer':
      return n
    case 'boolean':
      return true
    case 'binary':
      return /sid(history)?$/i.test(name) ? securityIdentifier(name, n) : sixteenBytes(name, n)
    case 'reference':
      return neighbour
    case 'time':
      return new Date(Date.UTC(2020, 0, 1 + (n % 3650))).toISOString()
    case 'string':
      return `${name} ${n}`
  }
}

/** S-1-5-21-x-2-3-n, as directories hold it; x is the attribute's own, so that two attributes of one object never match. */
function securityIdentifier(name: string, n: number): Uint8Array {
  const bytes = new Uint8Array(28)
  const view = new DataView(bytes.buffer)
  bytes.set([1, 5, 0, 0, 0, 0, 0, 5])
  let own = 7
  for (const letter of name) own = (Math.imul(own, 31) + letter.charCodeAt(0)) >>> 0
  for (const [at, part] of [21, own, 2, 3, n].entries()) view.setUint32(8 + at * 4, part, true)
  return bytes
}

function sixteenBytes(name: string, n: number): Uint8Array {
  const bytes = new Uint8Array(16)
  let mix = n + 1
  for (let at = 0; at < 16; at++) {
    mix = (Math.imul(mix, 31) + name.charCodeAt(at % name.length) + at) >>> 0
    bytes[at] = at < 4 ? (n >>> (8 * at)) & 255 : mix & 255
  }
  return bytes
}
