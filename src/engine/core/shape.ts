/** Attribute names become slots once, so that a flow reads an array and not a map. Shapes outlive a change of rules. */

export type AttributeKind = 'string' | 'integer' | 'boolean' | 'binary' | 'reference' | 'time'

export interface AttributeShape {
  readonly kind: AttributeKind
  readonly multi: boolean
}

export const PLAIN: AttributeShape = { kind: 'string', multi: false }

/** The slots of one object type in one connector space, or in the metaverse. */
export class Shape {
  readonly names: string[] = []
  readonly kinds: AttributeShape[] = []
  private readonly slots = new Map<string, number>()
  /** Lists that many objects of the type have in common, kept once. */
  private shared: (readonly unknown[])[] = []
  /** Attributes of the schema that nothing has used yet: a slot costs room in every object. */
  private readonly declared = new Map<string, AttributeShape>()

  constructor(readonly type: string) {}

  /** The slot of an attribute; a name not seen before gets the next one. */
  slot(name: string): number {
    const known = this.slots.get(name)
    if (known !== undefined) return known
    const slot = this.names.length
    this.names.push(name)
    this.kinds.push(this.declared.get(name) ?? PLAIN)
    this.slots.set(name, slot)
    return slot
  }

  find(name: string): number | undefined {
    return this.slots.get(name)
  }

  declare(name: string, kind: AttributeShape): void {
    this.declared.set(name, kind)
    const slot = this.slots.get(name)
    if (slot !== undefined) this.kinds[slot] = kind
  }

  kindAt(slot: number): AttributeShape {
    return this.kinds[slot] ?? PLAIN
  }

  isReference(slot: number): boolean {
    return this.kinds[slot]?.kind === 'reference'
  }

  /** Room for all attributes at once: an array that grows slot by slot takes half as much again. */
  room<T>(): T[] {
    return new Array<T>(this.names.length)
  }

  /** The list itself, or an equal one seen before: most objects of a type get their values from the same rules. */
  share<T>(list: T[]): T[] {
    const known = this.shared.find((one) => sameList(one, list))
    if (known !== undefined) return known as T[]
    this.shared = [list, ...this.shared.slice(0, 7)]
    return list
  }

  nameAt(slot: number): string {
    return this.names[slot] ?? ''
  }
}

/** Position by position: an array method would skip what was never set. */
function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** All shapes of one owner by object type. */
export class Shapes {
  private readonly shapes = new Map<string, Shape>()

  of(type: string): Shape {
    let shape = this.shapes.get(type)
    if (shape === undefined) {
      shape = new Shape(type)
      this.shapes.set(type, shape)
    }
    return shape
  }

  find(type: string): Shape | undefined {
    return this.shapes.get(type)
  }

  all(): Iterable<Shape> {
    return this.shapes.values()
  }
}

/** The shapes of a whole configuration: one set a management agent, one for the metaverse. */
export class Vocabulary {
  readonly mv = new Shapes()
  private readonly spaces = new Map<string, Shapes>()

  space(ma: string): Shapes {
    let shapes = this.spaces.get(ma)
    if (shapes === undefined) {
      shapes = new Shapes()
      this.spaces.set(ma, shapes)
    }
    return shapes
  }
}
