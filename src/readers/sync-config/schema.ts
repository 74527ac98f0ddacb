import type {
  AttributeBinding,
  DirectorySchema,
  Provenance,
  SchemaAttribute,
  SchemaObjectType,
} from '../../model/index.js'
import { attributeType } from './attribute-syntax.js'
import { attributeOf, parseFlag, parseInteger, present, textOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import type { Section } from './section.js'

/** Names by id. In one dialect ids are names, in the other they are opaque (`A0`), for attributes and classes alike. */
type Names = ReadonlyMap<string, string>

/**
 * Reads a DSML schema of either dialect. Accepts the `schema` section, `dsml` or `directory-schema`.
 * @param at provenance to use when there is no schema at all
 */
export function readSchema(section: Section | undefined, at: Provenance, book: NoticeBook): DirectorySchema {
  const schema = directorySchema(section)
  if (schema === undefined) return { objectTypes: [], attributes: [], at: section?.at ?? at }
  const attributeTypes = schema.many('attribute-type')
  const classes = schema.many('class')
  const attributeNames = namesById(attributeTypes)
  const classNames = namesById(classes)
  const rules = new Map<string, Section>()
  for (const rule of schema.many('dit-content-rule')) rules.set(attributeOf(rule, 'id'), rule)
  return {
    objectTypes: classes.map((cursor) => readClass(cursor, rules, attributeNames, classNames, book)),
    attributes: attributeTypes.map((cursor) => readAttributeType(cursor, book)),
    at: schema.at,
  }
}

function directorySchema(section: Section | undefined): Section | undefined {
  if (section === undefined || section.element.local === 'directory-schema') return section
  return section.one('directory-schema') ?? section.one('dsml')?.one('directory-schema')
}

function namesById(cursors: readonly Section[]): Names {
  const names = new Map<string, string>()
  for (const cursor of cursors) {
    const id = attributeOf(cursor, 'id')
    const name = textOf(cursor, 'name')
    names.set(id, name === '' ? id : name)
  }
  return names
}

function readClass(
  cursor: Section,
  rules: ReadonlyMap<string, Section>,
  attributeNames: Names,
  classNames: Names,
  book: NoticeBook,
): SchemaObjectType {
  const id = attributeOf(cursor, 'id')
  const rule = rules.get(id)
  const superior = attributeOf(cursor, 'superior')
  const type = attributeOf(cursor, 'type')
  const bindings = new Map<string, AttributeBinding>()
  for (const attribute of [...cursor.many('attribute'), ...(rule?.many('attribute') ?? [])]) {
    const binding = readBinding(attribute, attributeNames, book)
    // A content rule may repeat an attribute of its class; required by either means required.
    const known = bindings.get(binding.name)
    if (known === undefined || (binding.required && !known.required)) bindings.set(binding.name, binding)
  }
  return {
    name: classNames.get(id) ?? id,
    kind: type === 'structural' || type === 'auxiliary' || type === 'abstract' ? type : 'unspecified',
    ...present('superior', superior === '' ? undefined : resolve(superior, classNames, cursor, 'class', book)),
    attributes: [...bindings.values()],
    auxiliaries: (rule?.many('aux-class') ?? []).map((auxiliary) =>
      resolve(attributeOf(auxiliary, 'ref'), classNames, auxiliary, 'class', book),
    ),
    at: cursor.at,
  }
}

function readBinding(cursor: Section, names: Names, book: NoticeBook): AttributeBinding {
  const allowed = attributeOf(cursor, 'allowedOperation')
  return {
    name: resolve(attributeOf(cursor, 'ref'), names, cursor, 'attribute', book),
    required: parseFlag(attributeOf(cursor, 'required')) ?? false,
    ...present('anchor', parseFlag(attributeOf(cursor, 'isAnchor'))),
    ...present('allowedOperation', allowed === '' ? undefined : allowed),
  }
}

/** `#A0` → the name of what has the id `A0`; what has none keeps its id, so that nothing is lost. */
function resolve(ref: string, names: Names, cursor: Section, what: string, book: NoticeBook): string {
  const id = ref.replace(/^#/, '')
  const name = names.get(id)
  if (name !== undefined) return name
  book.tally(
    'M2E-READ-031',
    `${what} ${id}`,
    cursor.at,
    `The schema refers to the ${what} "${id}", which it does not define.`,
  )
  return id
}

function readAttributeType(cursor: Section, book: NoticeBook): SchemaAttribute {
  const id = attributeOf(cursor, 'id')
  const name = textOf(cursor, 'name')
  const syntax = textOf(cursor, 'syntax')
  const type = attributeType(syntax)
  if (type === undefined) {
    book.tally(
      'M2E-READ-025',
      syntax,
      cursor.at,
      `Attribute syntax "${syntax}" is not known; its values are read as text.`,
    )
  }
  return {
    name: name === '' ? id : name,
    type: type ?? 'string',
    multivalued: parseFlag(attributeOf(cursor, 'single-value')) !== true,
    syntax,
    indexed: parseFlag(attributeOf(cursor, 'indexed')) ?? false,
    immutable: parseFlag(attributeOf(cursor, 'immutable')) ?? false,
    encrypted: parseFlag(attributeOf(cursor, 'encrypted')) ?? false,
    exportOnly: parseFlag(attributeOf(cursor, 'export-only')) ?? false,
    readOnly:
      parseFlag(attributeOf(cursor, 'isreadonly')) === true ||
      parseFlag(attributeOf(cursor, 'user-modification')) === false,
    ...present('rangeLower', parseInteger(attributeOf(cursor, 'range-lower'))),
    ...present('rangeUpper', parseInteger(attributeOf(cursor, 'range-upper'))),
    at: cursor.at,
  }
}
