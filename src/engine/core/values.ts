/**
 * Values as the engine stores them. A slot holds one atom, a list of atoms, or nothing: an attribute whose values are all
 * gone is absent, an empty string is a value (SE-OBJ-8). References are DN text in a connector space and metaverse objects
 * in the metaverse (SE-REF-1).
 */

import type { MvObject } from './objects.js'

/** The result of a rule whose code is not at hand, and of everything that read it. Never a guess. */
export class Unknown {
  constructor(
    /** The rule that could not run, as a person knows it. */
    readonly because: string,
  ) {}
}

export type Atom = string | number | bigint | boolean | Uint8Array | MvObject | Unknown
export type Stored = Atom | readonly Atom[]
export type Slots = (Stored | undefined)[]
/** Values of an export: null removes, undefined says nothing. */
export type ExportSlots = (Stored | null | undefined)[]

/** The target stays as it is: DeclineMappingException, IgnoreThisFlow (SE-HOOK-4, SE-DP-FLOW-6). */
export const DECLINED: unique symbol = Symbol('declined')
/** Nothing, and nobody else is asked: AuthoritativeNull (SE-DP-FLOW-5). */
export const AUTHORITATIVE: unique symbol = Symbol('authoritative null')

export type Produced = Stored | undefined | typeof DECLINED | typeof AUTHORITATIVE

export function isAtoms(value: Stored): value is readonly Atom[] {
  return Array.isArray(value)
}

export function atomsOf(value: Stored | undefined | null): readonly Atom[] {
  if (value === undefined || value === null) return []
  return isAtoms(value) ? value : [value]
}

/** Several, one or no values in the form an attribute of this kind holds. */
export function storedFrom(atoms: readonly Atom[], multi: boolean): Stored | undefined {
  if (atoms.length === 0) return undefined
  return multi ? atoms : atoms[0]
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value instanceof Unknown
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

export function sameAtom(a: Atom, b: Atom): boolean {
  if (a === b) return true
  if (a instanceof Uint8Array) return b instanceof Uint8Array && sameBytes(a, b)
  return a instanceof Unknown && b instanceof Unknown && a.because === b.because
}

/** A text two equal atoms share, for sets of many values. */
function atomKey(atom: Atom, byDn: boolean): unknown {
  if (typeof atom === 'string') return byDn ? atom.toLowerCase() : atom
  return atom instanceof Uint8Array ? `\u0000${Buffer.from(atom).toString('base64')}` : atom
}

const SMALL = 8

/** Equality of values: text exactly, DNs without case, several values as sets (SE-OBJ-9). */
export function sameStored(a: Stored | undefined | null, b: Stored | undefined | null, byDn = false): boolean {
  if (a === b) return true
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null)
  const left = isAtoms(a)
  const right = isAtoms(b)
  if (!left && !right) return sameOne(a, b, byDn)
  const as = left ? a : [a]
  const bs = right ? b : [b]
  if (as.length <= SMALL && bs.length <= SMALL)
    return as.every((x) => bs.some((y) => sameOne(x, y, byDn))) && bs.every((y) => as.some((x) => sameOne(x, y, byDn)))
  const seen = new Set(as.map((atom) => atomKey(atom, byDn)))
  const other = new Set(bs.map((atom) => atomKey(atom, byDn)))
  if (seen.size !== other.size) return false
  for (const key of other) if (!seen.has(key)) return false
  return true
}

function sameOne(a: Atom, b: Atom, byDn: boolean): boolean {
  if (sameAtom(a, b)) return true
  return byDn && typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase()
}

/** The values of `list` that `other` does not hold. */
export function without(list: readonly Atom[], other: readonly Atom[], byDn = false): readonly Atom[] {
  if (other.length === 0) return list
  const gone = new Set(other.map((atom) => atomKey(atom, byDn)))
  return list.filter((atom) => !gone.has(atomKey(atom, byDn)))
}

/** How a value reads as text; bytes read as hexadecimal. */
export function atomText(atom: Atom): string {
  switch (typeof atom) {
    case 'string':
      return atom
    case 'boolean':
      return atom ? 'True' : 'False'
    case 'number':
    case 'bigint':
      return String(atom)
    default:
      if (atom instanceof Uint8Array) return Buffer.from(atom).toString('hex')
      return atom instanceof Unknown ? `unknown: ${atom.because}` : atom.id
  }
}

/** Comparable form of a value for joins: text without case (SE-JOIN-2). */
export function foldAtom(atom: Atom): string {
  return atomText(atom).toLowerCase()
}
