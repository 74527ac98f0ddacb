import {
  type IdentityService,
  normalizeGuid,
  type ObjectAttribute,
  type ObjectRecord,
  type ObjectValueType,
  type ServiceObject,
} from '../../model/index.js'
import { parseBase64, parseBoolean, parseInteger, referenceTo } from '../cs-export/values.js'
import { REDACTED } from '../secrets.js'

/** Resources that are somebody's or something's account and not configuration. */
const peopleAndGroups = new Set(['person', 'group'])

export interface ServiceRecordOptions {
  /** Types taken, without case; people and groups by default. */
  readonly types?: readonly string[]
}

/**
 * Objects of a MIM Service as the FIM MA would import them: anchor and DN are the object's id. Types of attributes come
 * from the service's own schema where the input has it; what looks like a reference is one where it has not.
 */
export function* serviceObjectRecords(
  service: IdentityService,
  { types }: ServiceRecordOptions = {},
): Generator<ObjectRecord, void> {
  const wanted = types === undefined ? peopleAndGroups : new Set(types.map((type) => type.toLowerCase()))
  const schema = new Map(
    service.attributeTypes.map(({ name, dataType, multivalued }) => [name, { type: typeOf(dataType), multivalued }]),
  )
  for (const object of service.objects) {
    if (!wanted.has(object.type.toLowerCase())) continue
    yield {
      anchor: object.id,
      dn: object.id,
      objectType: object.type,
      operation: 'none',
      newDn: '',
      attributes: attributesOf(object, schema),
      at: object.at,
    }
  }
}

function typeOf(dataType: string): ObjectValueType {
  switch (dataType.toLowerCase()) {
    case 'integer':
    case 'boolean':
    case 'binary':
    case 'reference':
      return dataType.toLowerCase() as ObjectValueType
    default:
      return 'string'
  }
}

function attributesOf(
  object: ServiceObject,
  schema: ReadonlyMap<string, { readonly type: ObjectValueType; readonly multivalued: boolean }>,
): ObjectAttribute[] {
  return Object.entries(object.attributes).flatMap(([name, texts]) => {
    if (texts.length === 0) return []
    const known = schema.get(name)
    const type = known?.type ?? (texts.every((text) => /^urn:uuid:/i.test(text)) ? 'reference' : 'string')
    return [
      {
        name,
        type,
        multivalued: known?.multivalued ?? texts.length > 1,
        values: texts.map((text) => valueFrom(text, type)),
      },
    ]
  })
}

function valueFrom(text: string, type: ObjectValueType): ObjectAttribute['values'][number] {
  if (text === REDACTED) return text
  switch (type) {
    case 'integer':
      return parseInteger(text) ?? text
    case 'boolean':
      return parseBoolean(text) ?? text
    case 'binary':
      return parseBase64(text) ?? text
    case 'reference':
      return referenceTo(normalizeGuid(text))
    case 'string':
      return text
  }
}
