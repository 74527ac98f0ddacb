import type { ServiceObject } from '../../../model/index.js'
import { digestValues, NO_VALUE } from './digest.js'
import { isSignificant } from './significance.js'

/** File format: attribute names once for a type, then one line an object. */
export interface BaselineFile {
  readonly product: string
  readonly build: string
  readonly types: Readonly<Record<string, BaselineType>>
}

export interface BaselineType {
  /** Names separated by blanks. */
  readonly attributes: string
  /** Id → digests in the order of `attributes`, separated by blanks, `-` for no value. */
  readonly objects: Readonly<Record<string, string>>
  /** Ids of policy rules that ship switched off. */
  readonly disabled?: readonly string[]
}

export interface ShippedObject {
  readonly type: string
  /** Attribute → digest; attributes without value are absent. */
  readonly digests: ReadonlyMap<string, string>
  readonly disabled: boolean
}

export interface Baseline {
  readonly build: string
  readonly types: ReadonlyMap<string, readonly string[]>
  find(id: string): ShippedObject | undefined
}

export function openBaseline(file: BaselineFile): Baseline {
  const types = new Map(Object.entries(file.types))
  const typeOf = new Map<string, string>()
  for (const [type, { objects }] of types) for (const id of Object.keys(objects)) typeOf.set(id, type)
  const disabled = new Set([...types.values()].flatMap((type) => type.disabled ?? []))
  return {
    build: file.build,
    types: new Map([...types].map(([type, { objects }]) => [type, Object.keys(objects)])),
    find(id) {
      const type = typeOf.get(id)
      const entry = type === undefined ? undefined : types.get(type)
      if (type === undefined || entry === undefined) return undefined
      const attributes = entry.attributes.split(' ')
      const digests = new Map<string, string>()
      for (const [index, digest] of (entry.objects[id] ?? '').split(' ').entries()) {
        const attribute = attributes[index]
        if (attribute !== undefined && digest !== NO_VALUE && digest !== '') digests.set(attribute, digest)
      }
      return { type, digests, disabled: disabled.has(id) }
    },
  }
}

/** Digests of all significant attributes of an object; those without value are absent. */
export function digestsOf(object: ServiceObject): ReadonlyMap<string, string> {
  const digests = new Map<string, string>()
  for (const [attribute, values] of Object.entries(object.attributes)) {
    if (!isSignificant(object.type, object.id, attribute)) continue
    const digest = digestValues(attribute, values)
    if (digest !== NO_VALUE) digests.set(attribute, digest)
  }
  return digests
}
