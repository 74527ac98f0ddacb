import {
  compareText,
  type NamedCount,
  type ObjectAttributeUse,
  type ObjectSource,
  type ObjectSourceKind,
  type ObjectValueType,
  type Provenance,
} from '../../model/index.js'

/** What the tally wants to know of one object. */
export interface CountedObject {
  readonly objectType: string
  readonly state?: string
  readonly imports?: string
  readonly exports?: string
  readonly unconfirmed?: readonly string[]
  readonly at: Provenance
}

interface Use {
  readonly type: ObjectValueType
  readonly at: Provenance
  objects: number
  values: number
  /** Number of the object it was counted for last: images of one object repeat its attributes. */
  seenIn: number
}

// Real files have dozens of types and states and hundreds of attributes.
const MOST_NAMES = 2000
const OTHERS = '(others)'

/** Adds up the objects of one connector in one file. */
export class SourceTally {
  readonly #types = new Map<string, number>()
  readonly #states = new Map<string, number>()
  readonly #imports = new Map<string, number>()
  readonly #exports = new Map<string, number>()
  readonly #unconfirmed = new Map<string, number>()
  readonly #attributes = new Map<string, Map<string, Use>>()
  #objects = 0

  constructor(
    readonly kind: ObjectSourceKind,
    readonly connectorId: string,
    readonly connectorName: string,
    readonly at: Provenance,
  ) {}

  get objects(): number {
    return this.#objects
  }

  object(object: CountedObject): void {
    this.#objects += 1
    bump(this.#types, object.objectType)
    if (object.state !== undefined) bump(this.#states, object.state)
    if (object.imports !== undefined && object.imports !== 'none') bump(this.#imports, object.imports)
    if (object.exports !== undefined && object.exports !== 'none') bump(this.#exports, object.exports)
    for (const operation of object.unconfirmed ?? []) if (operation !== 'none') bump(this.#unconfirmed, operation)
  }

  /** An attribute of the object counted last. The first of its images that has the attribute counts. */
  attribute(objectType: string, name: string, type: ObjectValueType, values: number, at: Provenance): void {
    let uses = this.#attributes.get(objectType)
    if (uses === undefined) {
      const shown = this.#attributes.size < MOST_NAMES ? objectType : OTHERS
      uses = this.#attributes.get(shown) ?? new Map<string, Use>()
      this.#attributes.set(shown, uses)
    }
    let use = uses.get(name)
    if (use === undefined) {
      const shown = uses.size < MOST_NAMES ? name : OTHERS
      use = uses.get(shown) ?? { type, at, objects: 0, values: 0, seenIn: -1 }
      uses.set(shown, use)
    }
    if (use.seenIn === this.#objects) return
    use.seenIn = this.#objects
    use.objects += 1
    use.values += values
  }

  result(truncated: boolean): ObjectSource {
    const attributes = [...this.#attributes].flatMap(([objectType, uses]) =>
      [...uses].map(
        ([name, { type, at, objects, values }]): ObjectAttributeUse => ({
          objectType,
          name,
          type,
          objects,
          values,
          at,
        }),
      ),
    )
    return {
      kind: this.kind,
      file: this.at.file,
      connectorId: this.connectorId,
      connectorName: this.connectorName,
      objects: this.#objects,
      byObjectType: sorted(this.#types),
      byConnectorState: sorted(this.#states),
      pendingImports: sorted(this.#imports),
      pendingExports: sorted(this.#exports),
      unconfirmedExports: sorted(this.#unconfirmed),
      attributes: attributes.sort((a, b) => compareText(a.objectType, b.objectType) || compareText(a.name, b.name)),
      outsideSchema: [],
      truncated,
      at: this.at,
    }
  }
}

function bump(counts: Map<string, number>, name: string): void {
  const shown = counts.has(name) || counts.size < MOST_NAMES ? name : OTHERS
  counts.set(shown, (counts.get(shown) ?? 0) + 1)
}

function sorted(counts: ReadonlyMap<string, number>): NamedCount[] {
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => compareText(a.name, b.name))
}
