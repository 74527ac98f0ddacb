import type { ServiceObject } from '../../model/index.js'

/** Objects of the exports, by type, attribute and value. */
export class KnownObjects {
  readonly #byKey = new Map<string, string[]>()

  constructor(objects: readonly ServiceObject[]) {
    for (const object of objects)
      for (const [attribute, values] of Object.entries(object.attributes))
        for (const value of values) {
          // Long texts are no anchors.
          if (value.length > 500) continue
          const key = keyOf(object.type, attribute, value)
          const ids = this.#byKey.get(key) ?? []
          // All values of one object come together, so only the last id can be its own.
          if (ids.at(-1) !== object.id) ids.push(object.id)
          this.#byKey.set(key, ids)
        }
  }

  /** Id of the one object that has all the values; undefined when there is none, or more than one. */
  find(type: string, anchors: readonly (readonly [attribute: string, value: string])[]): string | undefined {
    const [first, ...others] = anchors.map(([attribute, value]) => this.#byKey.get(keyOf(type, attribute, value)) ?? [])
    const ids = (first ?? []).filter((id) => others.every((list) => list.includes(id)))
    return ids.length === 1 ? ids[0] : undefined
  }
}

function keyOf(type: string, attribute: string, value: string): string {
  return `${type}\n${attribute}\n${value.trim().replace(/^urn:uuid:/i, '')}`.toLowerCase()
}
