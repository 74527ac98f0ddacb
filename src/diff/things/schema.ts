import type { DirectorySchema } from '../../model/index.js'
import { bag, count, said, term, yesNo } from '../facet.js'
import type { Thing } from '../thing.js'

/** Object types with what is bound to them, and attributes. */
export function schemaThings(schema: DirectorySchema): Thing[] {
  const types = schema.objectTypes.map(
    (type): Thing => ({
      kind: 'schema-object-type',
      name: type.name,
      keys: [type.name.toLowerCase()],
      facets: [
        term('class-kind', 'class-kind', type.kind),
        said('superior', type.superior ?? ''),
        bag('auxiliaries', type.auxiliaries),
      ],
      children: type.attributes.map((binding) => ({
        kind: 'attribute-binding',
        name: binding.name,
        keys: [binding.name.toLowerCase()],
        facets: [
          yesNo('required', binding.required),
          yesNo('anchor', binding.anchor ?? false),
          said('allowed-operation', binding.allowedOperation ?? ''),
        ],
        children: [],
        at: type.at,
      })),
      at: type.at,
    }),
  )
  const attributes = schema.attributes.map(
    (attribute): Thing => ({
      kind: 'schema-attribute',
      name: attribute.name,
      keys: [attribute.name.toLowerCase()],
      facets: [
        said('type', attribute.type),
        yesNo('multivalued', attribute.multivalued),
        said('syntax', attribute.syntax),
        yesNo('indexed', attribute.indexed),
        yesNo('immutable', attribute.immutable),
        yesNo('encrypted', attribute.encrypted),
        yesNo('export-only', attribute.exportOnly),
        yesNo('read-only', attribute.readOnly),
        count('range-lower', attribute.rangeLower),
        count('range-upper', attribute.rangeUpper),
      ],
      children: [],
      at: attribute.at,
    }),
  )
  return [...types, ...attributes]
}
