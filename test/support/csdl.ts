import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'

/** Folder with `v1.0.csdl.xml`, the published metadata of Microsoft Graph; it is not part of the repository. */
const folder = process.env.MIM2ENTRA_GRAPH_METADATA ?? ''

export const hasGraphMetadata = folder !== '' && existsSync(join(folder, 'v1.0.csdl.xml'))

interface StructuredType {
  readonly base: string | undefined
  readonly properties: Map<string, string>
  /** Properties by which an entity is known besides its id. */
  readonly alternateKeys: Set<string>
}

interface Operation {
  /** `Collection(…)` where it belongs to a collection. */
  readonly boundTo: string
  readonly parameters: Map<string, string>
  returns: string | undefined
}

interface Model {
  readonly types: Map<string, StructuredType>
  readonly enums: Map<string, Set<string>>
  readonly operations: Map<string, Operation[]>
  /** Entity sets and singletons, with `Collection(…)` around the type of a set. */
  readonly roots: Map<string, string>
}

/** A request with what it sends, every place filled or replaced by a word. */
export interface CheckedRequest {
  readonly method: string
  /** Below the version, without leading slash, decoded, with its query. */
  readonly path: string
  readonly body?: unknown
}

export interface GraphMetadata {
  /** What is wrong with a body of a type; empty when nothing is. */
  problemsOf(type: string, body: unknown): readonly string[]
  /** What is wrong with path, query and body of a request; empty when nothing is. */
  problemsOfRequest(request: CheckedRequest): readonly string[]
}

/** @param api `beta` lays the extract of the beta over the published version */
export function readGraphMetadata(api: 'v1.0' | 'beta' = 'v1.0'): GraphMetadata {
  const model: Model = { types: new Map(), enums: new Map(), operations: new Map(), roots: new Map() }
  readInto(model, 'v1.0.csdl.xml')
  if (api === 'beta') readInto(model, 'beta-extract.csdl.xml')
  const checker = new Checker(model.types, model.enums)
  return {
    problemsOf: (name, body) => checker.object(name, body, ''),
    problemsOfRequest: (request) => new RequestChecker(model, checker).problems(request),
  }
}

function readInto(model: Model, file: string): void {
  const parser = new SaxesParser()
  let namespace = ''
  let type: StructuredType | undefined
  let members: Set<string> | undefined
  let operation: Operation | undefined
  let inAlternateKeys = false
  parser.on('opentag', ({ name, attributes }) => {
    const { Name = '', Type = '', BaseType, Namespace = '', Term = '', Property = '', PropertyPath = '' } = attributes
    if (name === 'Schema') namespace = Namespace
    else if (name === 'EntityType' || name === 'ComplexType') {
      const known = model.types.get(`${namespace}.${Name}`)
      type = known ?? {
        base: BaseType === undefined ? undefined : fullName(BaseType),
        properties: new Map(),
        alternateKeys: new Set(),
      }
      model.types.set(`${namespace}.${Name}`, type)
    } else if (name === 'Property' || name === 'NavigationProperty') type?.properties.set(Name, Type)
    else if (name === 'EnumType') {
      members = new Set()
      model.enums.set(`${namespace}.${Name}`, members)
    } else if (name === 'Member') members?.add(Name)
    else if (name === 'Action' || name === 'Function') {
      operation = { boundTo: '', parameters: new Map(), returns: undefined }
      const all = model.operations.get(Name) ?? []
      model.operations.set(Name, [...all, operation])
    } else if (name === 'Parameter' && operation !== undefined) {
      if (operation.boundTo === '') Object.assign(operation, { boundTo: fullType(Type) })
      else operation.parameters.set(Name, Type)
    } else if (name === 'ReturnType' && operation !== undefined) operation.returns = fullType(Type)
    else if (name === 'EntitySet') model.roots.set(Name, `Collection(${attributes.EntityType ?? ''})`)
    else if (name === 'Singleton') model.roots.set(Name, Type)
    else if (name === 'Annotation' && Term.endsWith('.AlternateKeys')) inAlternateKeys = true
    else if (name === 'PropertyValue' && inAlternateKeys && Property === 'Name') type?.alternateKeys.add(PropertyPath)
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'EntityType' || name === 'ComplexType') type = undefined
    if (name === 'EnumType') members = undefined
    if (name === 'Action' || name === 'Function') operation = undefined
    if (name === 'Annotation') inAlternateKeys = false
  })
  parser.write(readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '')).close()
}

function fullType(name: string): string {
  const collection = itemOf(name)
  return collection === undefined ? fullName(name) : `Collection(${fullName(collection)})`
}

function itemOf(type: string): string | undefined {
  return /^Collection\((.+)\)$/.exec(type)?.[1]
}

function fullName(name: string): string {
  return name.replace(/^graph\./, 'microsoft.graph.')
}

const texts = [
  'Edm.String',
  'Edm.Guid',
  'Edm.DateTimeOffset',
  'Edm.Date',
  'Edm.Duration',
  'Edm.Binary',
  'Edm.TimeOfDay',
]
const numbers = ['Edm.Int16', 'Edm.Int32', 'Edm.Int64', 'Edm.Double', 'Edm.Decimal', 'Edm.Single']

class Checker {
  constructor(
    private readonly types: ReadonlyMap<string, StructuredType>,
    private readonly enums: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  object(declared: string, body: unknown, at: string): readonly string[] {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return [`${at}: not an object (${declared})`]
    const entries = Object.entries(body)
    const stated = entries.find(([key]) => key === '@odata.type')?.[1]
    const name = typeof stated === 'string' ? stated.replace(/^#/, '') : declared
    if (!this.types.has(name)) return [`${at}: no type ${name}`]
    if (!this.derives(name, declared)) return [`${at}: ${name} is no ${declared}`]
    return entries.flatMap(([key, value]) => {
      if (key.startsWith('@')) return []
      const place = at === '' ? key : `${at}.${key}`
      const bound = key.endsWith('@odata.bind')
      const type = this.propertyType(name, key.replace(/@odata\.bind$/, ''))
      if (type === undefined) return [`${place}: ${name} has no such property`]
      return bound || value === undefined ? [] : this.value(type, value, place)
    })
  }

  value(type: string, value: unknown, at: string): readonly string[] {
    if (value === null) return []
    const collection = /^Collection\((.+)\)$/.exec(type)?.[1]
    if (collection !== undefined)
      return Array.isArray(value)
        ? value.flatMap((item, index) => this.value(collection, item, `${at}[${index}]`))
        : [`${at}: not a list`]
    const name = fullName(type)
    const members = this.enums.get(name)
    if (members !== undefined) {
      const unknown = String(value)
        .split(/,\s*/)
        .filter((word) => !members.has(word))
      return unknown.map((word) => `${at}: ${word} is no member of ${name}`)
    }
    if (texts.includes(name)) return typeof value === 'string' ? [] : [`${at}: not a text`]
    if (numbers.includes(name)) return typeof value === 'number' ? [] : [`${at}: not a number`]
    if (name === 'Edm.Boolean') return typeof value === 'boolean' ? [] : [`${at}: not a boolean`]
    return name.startsWith('Edm.') ? [] : this.object(name, value, at)
  }

  propertyType(name: string, property: string): string | undefined {
    const type = this.types.get(name)
    return (
      type?.properties.get(property) ?? (type?.base === undefined ? undefined : this.propertyType(type.base, property))
    )
  }

  derives(name: string, from: string): boolean {
    if (name === from) return true
    const base = this.types.get(name)?.base
    return base !== undefined && this.derives(base, from)
  }
}

/** Follows the path through the metadata, then looks at the names of the query and at the body. */
class RequestChecker {
  constructor(
    private readonly model: Model,
    private readonly checker: Checker,
  ) {}

  problems({ method, path, body }: CheckedRequest): readonly string[] {
    const [resource = '', query = ''] = path.split('?')
    const walked = this.walk(resource)
    if (typeof walked === 'string') return [`${method} ${resource}: ${walked}`]
    const sent = isObject(body) ? this.bodyProblems(method, walked, body) : []
    return [...this.queryProblems(walked.type, query), ...sent].map((problem) => `${method} ${resource}: ${problem}`)
  }

  private walk(resource: string): Walked | string {
    const [first = '', ...rest] = segmentsOf(resource)
    const { name, keys } = parted(first)
    const root = this.model.roots.get(name)
    if (root === undefined) return `no ${name} at the root`
    let at: Walked | string = this.keyed({ type: fullType(root), operation: undefined, reference: false }, keys)
    for (const segment of rest) {
      if (typeof at === 'string') return at
      at = this.step(at, segment)
    }
    return at
  }

  private step(at: Walked, segment: string): Walked | string {
    if (at.reference) return `${segment} after $ref`
    if (segment === '$ref') return { ...at, reference: true }
    if (segment === '$count' || segment === '$value') return { ...at, type: 'Edm.Int32' }
    const { name, keys } = parted(segment)
    const operation = this.operationAt(at.type, name)
    if (operation !== undefined) return { type: operation.returns ?? '', operation, reference: false }
    const item = itemOf(at.type)
    // An element of a collection by its key, whatever that is.
    if (item !== undefined) return { type: item, operation: undefined, reference: false }
    const type = this.checker.propertyType(at.type, name)
    if (type === undefined) return `${at.type} has no ${name}`
    return this.keyed({ type: fullType(type), operation: undefined, reference: false }, keys)
  }

  private keyed(at: Walked, keys: readonly string[]): Walked | string {
    const item = itemOf(at.type)
    if (keys.length === 0 || item === undefined) return at
    const unknown = keys.filter((key) => !this.hasAlternateKey(item, key))
    return unknown.length === 0 ? { ...at, type: item } : `${item} is not found by ${unknown.join(', ')}`
  }

  private hasAlternateKey(type: string, key: string): boolean {
    const known = this.model.types.get(type)
    return (
      known?.alternateKeys.has(key) === true || (known?.base !== undefined && this.hasAlternateKey(known.base, key))
    )
  }

  private operationAt(type: string, segment: string): Operation | undefined {
    const name =
      segment
        .replace(/\(.*\)$/, '')
        .split('.')
        .at(-1) ?? ''
    return this.model.operations.get(name)?.find(({ boundTo }) => {
      const bound = itemOf(boundTo)
      const here = itemOf(type)
      if ((bound === undefined) !== (here === undefined)) return false
      return this.checker.derives(here ?? type, bound ?? boundTo)
    })
  }

  private queryProblems(type: string, query: string): readonly string[] {
    const here = itemOf(type) ?? type
    return query.split('&').flatMap((part) => {
      const [name = '', ...rest] = part.split('=')
      const value = rest.join('=')
      if (name === '$select' || name === '$orderby')
        return this.unknownNames(
          here,
          value.split(',').map((one) => one.trim().split(' ')[0] ?? ''),
          name,
        )
      if (name === '$expand') return this.expandProblems(here, value)
      if (name === '$filter') return this.unknownNames(here, filteredNames(value), name)
      return name === '' || name === '$top' || name === '$count' ? [] : [`no query option ${name}`]
    })
  }

  private expandProblems(type: string, value: string): readonly string[] {
    return topLevel(value).flatMap((part) => {
      const [, name = '', inner = ''] = /^(\w+)(?:\((.*)\))?$/.exec(part) ?? []
      const target = this.checker.propertyType(type, name)
      if (target === undefined) return [`$expand: ${type} has no ${name}`]
      return inner === '' ? [] : this.queryProblems(fullType(target), inner.replaceAll(';', '&'))
    })
  }

  private unknownNames(type: string, names: readonly string[], option: string): readonly string[] {
    return names.flatMap((path) => {
      let at: string | undefined = type
      for (const name of path.split('/'))
        at = at === undefined ? undefined : this.checker.propertyType(itemOf(at) ?? fullName(at), name)
      return at === undefined ? [`${option}: ${type} has no ${path}`] : []
    })
  }

  private bodyProblems(method: string, at: Walked, body: Readonly<Record<string, unknown>>): readonly string[] {
    if (at.reference) return typeof body['@odata.id'] === 'string' ? [] : ['a reference is named by @odata.id']
    if (at.operation !== undefined) return this.parameterProblems(at.operation, body)
    const item = itemOf(at.type)
    if (item !== undefined && method !== 'POST')
      return this.checker.value(at.type, (body as { readonly value?: unknown }).value, 'value')
    return this.checker.object(item ?? at.type, body, '')
  }

  private parameterProblems({ parameters }: Operation, body: Readonly<Record<string, unknown>>): readonly string[] {
    return Object.entries(body).flatMap(([name, value]) => {
      const type = parameters.get(name)
      return type === undefined ? [`no parameter ${name}`] : this.checker.value(type, value, name)
    })
  }
}

interface Walked {
  readonly type: string
  readonly operation: Operation | undefined
  readonly reference: boolean
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Slashes inside quotes are part of a key. */
function segmentsOf(resource: string): readonly string[] {
  return resource.match(/(?:[^/']|'(?:[^']|'')*')+/g) ?? []
}

/** `groups(uniqueName='x')`: the name and what it is found by. */
function parted(segment: string): { readonly name: string; readonly keys: readonly string[] } {
  const [, name = segment, inside] = /^(\w+)\((.*)\)$/.exec(segment) ?? []
  if (inside === undefined || !inside.includes('=')) return { name: segment, keys: [] }
  return { name, keys: [...inside.matchAll(/(\w+)\s*='(?:[^']|'')*'/g)].map((match) => match[1] ?? '') }
}

/** Names that stand before an operator; texts in quotes are left out. */
function filteredNames(filter: string): readonly string[] {
  const bare = filter.replace(/'(?:[^']|'')*'/g, "''")
  return [...bare.matchAll(/([A-Za-z]\w*(?:\/[A-Za-z]\w*)*)\s+(?:eq|ne|gt|ge|lt|le|in|has)\b/g)].map(
    (match) => match[1] ?? '',
  )
}

function topLevel(text: string): readonly string[] {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}
