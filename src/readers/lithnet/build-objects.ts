import type { ServiceObject } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import type { FileShelf } from './file-shelf.js'
import type { KnownObjects } from './known-objects.js'
import type { AttributeOperation, ConfigScript, ResourceOperation, ScriptVariable } from './script.js'
import { stableId } from './stable-id.js'

export interface BuiltObject {
  readonly object: ServiceObject
  /** An export of the input has it; the id is that of the export. */
  readonly exported: boolean
}

interface Context {
  readonly script: ConfigScript
  readonly variables: readonly ScriptVariable[]
  readonly shelf: FileShelf
  readonly known: KnownObjects
  readonly book: NoticeBook
  readonly byName: ReadonlyMap<string, ResourceOperation>
  /** Ids found so far; an operation whose id is being worked out stands here with ''. */
  readonly ids: Map<ResourceOperation, string>
}

type Values = Map<string, string[]>

/** The objects a script leaves behind: operations on one resource together, in order. */
export function buildObjects(
  script: ConfigScript,
  variables: readonly ScriptVariable[],
  shelf: FileShelf,
  known: KnownObjects,
  book: NoticeBook,
): readonly BuiltObject[] {
  const byName = new Map(script.operations.filter(({ id }) => id !== '').map((operation) => [operation.id, operation]))
  const context: Context = { script, variables, shelf, known, book, byName, ids: new Map() }
  const groups = new Map<string, ResourceOperation[]>()
  for (const operation of script.operations) {
    if (operation.kind === 'delete') noteDeleted(operation, context)
    else {
      const id = idOf(operation, context)
      groups.set(id, [...(groups.get(id) ?? []), operation])
    }
  }
  return [...groups].map(([id, operations]) => build(id, operations, context))
}

function build(id: string, operations: readonly ResourceOperation[], context: Context): BuiltObject {
  const [first] = operations
  const values: Values = new Map()
  const translations = new Map<string, Values>()
  for (const operation of operations) {
    const into = operation.locale === '' ? values : (translations.get(operation.locale) ?? new Map<string, string[]>())
    if (operation.locale !== '') translations.set(operation.locale, into)
    for (const value of operation.values) apply(value, into, context)
  }
  const attributes: Record<string, readonly string[]> = Object.fromEntries(values)
  const type = first?.type ?? ''
  const object: ServiceObject = {
    id,
    type,
    displayName: values.get('DisplayName')?.[0] ?? '',
    isPlaceholder: operations.every((operation) => operation.kind === 'none'),
    origin: 'unclassified',
    changedAttributes: [],
    attributes,
    ...(translations.size === 0
      ? {}
      : {
          translations: [...translations].map(([culture, texts]) => ({
            culture,
            attributes: Object.fromEntries(texts),
          })),
        }),
    at: first?.at ?? context.script.at,
  }
  const anchors = first === undefined ? [] : anchorsOf(first, context)
  return { object, exported: context.known.find(type, anchors) === id }
}

function apply(value: AttributeOperation, into: Values, context: Context): void {
  if (value.kind === 'none') return
  const text = expand(value, context)
  const known = into.get(value.attribute) ?? []
  if (value.kind === 'replace') into.set(value.attribute, text === '' ? [] : [text])
  else if (value.kind === 'add' && text !== '') into.set(value.attribute, [...known, text])
  else if (value.kind === 'delete')
    into.set(value.attribute, text === '' ? [] : known.filter((other) => other !== text))
}

const FILTER =
  '<Filter xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Dialect="http://schemas.microsoft.com/2006/11/XPathFilterDialect" xmlns="http://schemas.xmlsoap.org/ws/2004/09/enumeration">'

function expand(value: AttributeOperation, context: Context): string {
  const text = withVariables(value.text, value, context)
  switch (value.type) {
    case 'xmlref':
      return referenceTo(text.trim(), value, context)
    case 'ref':
      return keyed(text, value, context)
    case 'filter':
      return text.trim() === '' ? '' : `${FILTER}${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</Filter>`
    case 'file':
      return fileText(text, value, context)
    default:
      return text
  }
}

function fileText(path: string, value: AttributeOperation, context: Context): string {
  const found = context.shelf.take(path, value.at)
  if (found !== undefined) return withVariables(found, value, context)
  context.book.tally(
    'M2E-READ-075',
    path.toLowerCase(),
    value.at,
    `${value.attribute} stands in the file ${path.trim()}, which is not in the input; the name of the file was kept in its place.`,
    'Send the file beside the script.',
  )
  return path
}

/** Variables by their names, then `##xmlref:name:attribute##` by what it stands for. */
function withVariables(text: string, value: AttributeOperation, context: Context): string {
  let open = text
  for (const { name, value: replacement } of context.variables)
    if (name !== '') open = open.split(name).join(replacement)
  return open.replace(/##xmlref:([^:#]+):?([^#]*)##/g, (_, name: string, attribute: string) => {
    const id = referenceTo(name, value, context)
    const target = context.byName.get(name)
    if (attribute === '' || attribute === 'ObjectID' || target === undefined) return id
    const named = target.values.find((other) => other.attribute === attribute)
    return named === undefined || named.text.includes('##xmlref') ? id : named.text
  })
}

function referenceTo(name: string, value: AttributeOperation, context: Context): string {
  const target = context.byName.get(name)
  if (target !== undefined) return idOf(target, context)
  context.book.tally(
    'M2E-READ-077',
    `xmlref ${name}`,
    value.at,
    `${value.attribute} refers to the operation "${name}", which the script does not have.`,
    'The script cannot run like this; look the reference up.',
  )
  return name
}

/** Attributes whose dangling references the service's own reading tells. */
const toldElsewhere = /^(?:PrincipalSet|Resource(?:Current|Final)Set|A\w+WorkflowDefinition)$/

/** `Set|DisplayName|Administrators` */
function keyed(text: string, value: AttributeOperation, context: Context): string {
  const [type, attribute, key] = text.split('|').map((part) => part.trim())
  if (type === undefined || attribute === undefined || key === undefined) return text
  const own = context.script.operations.find(
    (operation) =>
      operation.type === type &&
      operation.values.some((other) => other.attribute === attribute && other.text.trim() === key),
  )
  const id = context.known.find(type, [[attribute, key]]) ?? (own === undefined ? undefined : idOf(own, context))
  if (id !== undefined) return id
  if (!toldElsewhere.test(value.attribute))
    context.book.tally(
      'M2E-READ-027',
      text,
      value.at,
      `${value.attribute} refers to the ${type} with the ${attribute} "${key}", which is not in the input.`,
      'Send the MIM Service exports as well.',
    )
  return text
}

/** Id in the export where the object is there, else one made of type and anchors. */
function idOf(operation: ResourceOperation, context: Context): string {
  const known = context.ids.get(operation)
  if (known !== undefined) return known === '' ? `circle:${operation.id}` : known
  context.ids.set(operation, '')
  const anchors = anchorsOf(operation, context)
  const place: readonly (readonly [string, string])[] =
    anchors.length > 0 ? anchors : [['place', `${context.script.at.file} ${operation.at.path}`]]
  const id = context.known.find(operation.type, anchors) ?? stableId(operation.type, place)
  context.ids.set(operation, id)
  return id
}

function anchorsOf(operation: ResourceOperation, context: Context): readonly (readonly [string, string])[] {
  return operation.anchors.flatMap((name): (readonly [string, string])[] => {
    const value = operation.values.find((candidate) => candidate.attribute === name)
    return value === undefined
      ? []
      : [
          [
            name,
            value.type === 'xmlref' || value.type === 'ref'
              ? expand(value, context)
              : withVariables(value.text, value, context),
          ],
        ]
  })
}

function noteDeleted(operation: ResourceOperation, context: Context): void {
  context.book.tally(
    'M2E-READ-076',
    'deleted',
    operation.at,
    `${context.script.at.file} deletes objects (${operation.type}); they are not part of the configuration.`,
  )
}
