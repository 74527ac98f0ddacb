import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'

/** Folder with `v1.0.csdl.xml`, the published metadata of Microsoft Graph; it is not part of the repository. */
const folder = process.env.MIM2ENTRA_GRAPH_METADATA ?? ''

export const hasGraphMetadata = folder !== '' && existsSync(join(folder, 'v1.0.csdl.xml'))

interface StructuredType {
  readonly base: string | undefined
  readonly properties: Map<string, string>
}

export interface GraphMetadata {
  /** What is wrong with a body of a type; empty when nothing is. */
  problemsOf(type: string, body: unknown): readonly string[]
}

export function readGraphMetadata(): GraphMetadata {
  const types = new Map<string, StructuredType>()
  const enums = new Map<string, Set<string>>()
  const parser = new SaxesParser()
  let namespace = ''
  let type: StructuredType | undefined
  let members: Set<string> | undefined
  parser.on('opentag', ({ name, attributes }) => {
    const { Name = '', Type = '', BaseType, Namespace = '' } = attributes
    if (name === 'Schema') namespace = Namespace
    else if (name === 'EntityType' || name === 'ComplexType') {
      type = { base: BaseType === undefined ? undefined : fullName(BaseType), properties: new Map() }
      types.set(`${namespace}.${Name}`, type)
    } else if (name === 'Property' || name === 'NavigationProperty') type?.properties.set(Name, Type)
    else if (name === 'EnumType') {
      members = new Set()
      enums.set(`${namespace}.${Name}`, members)
    } else if (name === 'Member') members?.add(Name)
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'EntityType' || name === 'ComplexType') type = undefined
    if (name === 'EnumType') members = undefined
  })
  parser.write(readFileSync(join(folder, 'v1.0.csdl.xml'), 'utf8').replace(/^\uFEFF/, '')).close()
  return { problemsOf: (name, body) => new Checker(types, enums).object(name, body, '') }
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

  private value(type: string, value: unknown, at: string): readonly string[] {
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

  private propertyType(name: string, property: string): string | undefined {
    const type = this.types.get(name)
    return (
      type?.properties.get(property) ?? (type?.base === undefined ? undefined : this.propertyType(type.base, property))
    )
  }

  private derives(name: string, from: string): boolean {
    if (name === from) return true
    const base = this.types.get(name)?.base
    return base !== undefined && this.derives(base, from)
  }
}
