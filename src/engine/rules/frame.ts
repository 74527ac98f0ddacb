/** What a rule sees while it runs: one connector space object, one metaverse object, the outside through the context. */

import type { ScopeContext } from '../../expression/filter/index.js'
import { DEFAULT_FILTER_DECISIONS } from '../../expression/filter/index.js'
import type { EvaluationContext, Scalar, Value, ValueSource } from '../../expression/index.js'
import { reference } from '../../expression/index.js'
import type { CsObject, Image, MvObject } from '../core/objects.js'
import type { Atom, Produced, Stored } from '../core/values.js'
import { AUTHORITATIVE, DECLINED, isAtoms, isUnknown, storedFrom } from '../core/values.js'
import { isMember } from './membership.js'

/** SE-DP-SCOPE-2 lists ISBITNOTSET among the operators an absent attribute satisfies. */
const DECISIONS = { ...DEFAULT_FILTER_DECISIONS, scopeAbsentBitNotSet: true }

export interface Outside {
  /** Milliseconds since 1970 in UTC; undefined: rules that ask for the time fail. */
  readonly now: number | undefined
  readonly random: (() => number) | undefined
}

/** Metaverse attributes of an expression that reads connector space attributes by their plain names. */
const MV_PREFIX = 'mv.'
/** Facts about links, reachable by a name no attribute has. */
export const CONNECTOR_COUNT = '\u0000count:'
export const SOURCE_MA = '\u0000source'

export class Frame {
  cs: CsObject | undefined = undefined
  /** The view of `cs` the rule reads. */
  image: Image | undefined = undefined
  mv: MvObject | undefined = undefined
  parameters: ReadonlyMap<string, string> = new Map()
  /** Set while an expression runs over a value that is the result of a rule that could not run. */
  unknown: string | undefined = undefined
  /** A metaverse object by its id, for references that hooks write. */
  objectWithId: (id: string) => MvObject | undefined = () => undefined
  outside: Outside = { now: undefined, random: undefined }
  /** Contexts for expressions that read the connector space, or the metaverse. */
  readonly inbound: EvaluationContext
  readonly outbound: EvaluationContext
  readonly scopeContext: ScopeContext

  constructor() {
    const frame = this
    const imported: ValueSource = { get: (name) => frame.read(frame.cs?.synced, name) }
    const parameters: ValueSource = { get: (name) => frame.parameters.get(name) }
    this.scopeContext = {
      parameters,
      decisions: DECISIONS,
      isMemberOf: (groupDn) => (frame.cs === undefined ? undefined : isMember(frame.cs, groupDn)),
    }
    const common = {
      parameters,
      importedValues: imported,
      get now() {
        return frame.outside.now
      },
      get random() {
        return frame.outside.random
      },
    }
    this.inbound = Object.create(common, {
      attributes: { value: { get: (name: string) => frame.csValue(name) } satisfies ValueSource },
    }) as EvaluationContext
    this.outbound = Object.create(common, {
      attributes: { value: { get: (name: string) => frame.mvValue(name) } satisfies ValueSource },
    }) as EvaluationContext
  }

  csValue(name: string): Value {
    if (name.startsWith(MV_PREFIX)) return this.mvValue(name.slice(MV_PREFIX.length))
    return this.linkFact(name) ?? this.read(this.image, name)
  }

  mvValue(name: string): Value {
    const fact = this.linkFact(name)
    if (fact !== undefined) return fact
    const slot = this.mv?.shape.find(name)
    return slot === undefined ? null : this.exposed(this.mv?.values[slot])
  }

  read(image: Image | undefined, name: string): Value {
    if (image === undefined) return null
    const slot = image.shape.find(name)
    if (slot === undefined) return name === 'dn' ? image.dn : null
    return this.exposed(image.values[slot])
  }

  private linkFact(name: string): Value | undefined {
    if (name.charCodeAt(0) !== 0) return undefined
    if (name === SOURCE_MA) return this.cs?.space.name ?? null
    const ma = name.slice(CONNECTOR_COUNT.length)
    let count = 0
    for (const link of this.mv?.links ?? []) if (link.space.name === ma) count++
    return count
  }

  /** A stored value as expressions see it; an unknown one is noted and reads as absent. */
  private exposed(value: Stored | undefined): Value {
    if (value === undefined) return null
    if (typeof value !== 'object') return value
    if (!isAtoms(value)) return this.exposedAtom(value)
    const found: Scalar[] = []
    for (const atom of value) {
      const scalar = this.exposedAtom(atom)
      if (scalar !== null) found.push(scalar)
    }
    return found.length === 0 ? null : found
  }

  private exposedAtom(atom: Atom): Scalar | null {
    if (typeof atom !== 'object' || atom instanceof Uint8Array) return atom
    if (!isUnknown(atom)) return reference(atom.id)
    this.unknown = atom.because
    return null
  }
}

/** The result of an expression in the form an attribute holds. */
export function storedFromValue(value: Value, multi: boolean): Produced {
  if (value === null) return undefined
  if (typeof value !== 'object' || value instanceof Uint8Array) return multi ? [value] : value
  if (isScalars(value)) return storedFrom(value.map(atomFromScalar), true)
  if (value.kind === 'special') return value.name === 'AuthoritativeNull' ? AUTHORITATIVE : DECLINED
  const atom = atomFromScalar(value)
  return multi ? [atom] : atom
}

function isScalars(value: Value): value is readonly Scalar[] {
  return Array.isArray(value)
}

function atomFromScalar(value: Scalar): Atom {
  if (typeof value !== 'object' || value instanceof Uint8Array) return value
  switch (value.kind) {
    case 'reference':
      return value.dn
    case 'date':
      return new Date(value.ms).toISOString()
    case 'record':
      return JSON.stringify(value.fields)
  }
}
