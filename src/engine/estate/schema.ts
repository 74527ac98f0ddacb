/** Schemas of an export as attribute shapes by object type. */

import type { DirectorySchema, SchemaObjectType } from '../../model/index.js'
import type { AttributeShape } from '../core/shape.js'
import type { TypeSpec } from '../rules/blueprint.js'

export function typesOf(schema: DirectorySchema): TypeSpec {
  const shapes = new Map<string, AttributeShape>(
    schema.attributes.map((attribute) => [attribute.name, { kind: attribute.type, multi: attribute.multivalued }]),
  )
  const byName = new Map(schema.objectTypes.map((type) => [type.name, type]))
  const types: Record<string, Record<string, AttributeShape>> = {}
  for (const type of schema.objectTypes) {
    const attributes: Record<string, AttributeShape> = {}
    for (const name of boundTo(type, byName)) {
      const shape = shapes.get(name)
      if (shape !== undefined) attributes[name] = shape
    }
    types[type.name] = attributes
  }
  return types
}

/** Attributes of a type, its superiors and its auxiliaries; a loop among superiors ends the walk. */
function boundTo(type: SchemaObjectType, byName: ReadonlyMap<string, SchemaObjectType>): ReadonlySet<string> {
  const names = new Set<string>()
  const seen = new Set<string>()
  const walk = (one: SchemaObjectType | undefined): void => {
    if (one === undefined || seen.has(one.name)) return
    seen.add(one.name)
    for (const binding of one.attributes) names.add(binding.name)
    walk(byName.get(one.superior ?? ''))
    for (const auxiliary of one.auxiliaries) walk(byName.get(auxiliary))
  }
  walk(type)
  return names
}

export function shapeIn(types: TypeSpec, type: string, attribute: string): AttributeShape {
  return types[type]?.[attribute] ?? { kind: 'string', multi: false }
}
