import type { Estate, Provenance } from '../../model/index.js'
import { said } from '../facet.js'
import type { Names } from '../names.js'
import type { Thing } from '../thing.js'

/** Parts of an estate beside servers and services, each value by where it stands. */
export function furtherThings(estate: Estate, names: Names): Thing[] {
  const parts: readonly (readonly [string, readonly { readonly at: Provenance }[] | undefined])[] = [
    ['schedule', estate.schedules],
    ['provisioning-schema', estate.provisioningSchemas],
    ['ecma-host', estate.ecmaHosts],
    ['codeless-rules', estate.codelessRules],
    ['extension-source', estate.extensionSources],
  ]
  return parts.flatMap(([part, items]) =>
    (items ?? []).map((item): Thing => {
      const name = nameOf(item) ?? baseName(item.at.file)
      return {
        kind: part === 'schedule' ? 'schedule' : 'further',
        name,
        keys: [`${part}\n${name.toLowerCase()}`, `${part}\n${baseName(item.at.file).toLowerCase()}`],
        facets: [],
        children: valuesOf(item, '', names).map(
          ({ place, text }): Thing => ({
            kind: 'value',
            name: place,
            keys: [place],
            facets: [said('value', names.shownText(text), names.canonicalText(text))],
            children: [],
            at: item.at,
          }),
        ),
        at: item.at,
      }
    }),
  )
}

function baseName(file: string): string {
  return file.split(/[/\\!]/).at(-1) ?? file
}

function nameOf(item: object): string | undefined {
  for (const key of ['name', 'job', 'id', 'assembly']) {
    const value = (item as Readonly<Record<string, unknown>>)[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

/** Leaves of plain data; members of a list are told by their name where they have one. */
function valuesOf(data: unknown, place: string, names: Names): { readonly place: string; readonly text: string }[] {
  if (data === undefined || data === null) return []
  if (typeof data !== 'object') return [{ place, text: String(data) }]
  if (Array.isArray(data)) {
    const seen = new Map<string, number>()
    return data.flatMap((item: unknown, index) => {
      const name = (typeof item === 'object' && item !== null ? memberName(item) : undefined) ?? String(index + 1)
      const times = (seen.get(name) ?? 0) + 1
      seen.set(name, times)
      return valuesOf(item, `${place}[${name}${times === 1 ? '' : `#${times}`}]`, names)
    })
  }
  return Object.entries(data)
    .filter(([key]) => key !== 'at' && key !== 'lines' && key !== 'id')
    .flatMap(([key, value]) => valuesOf(value, place === '' ? key : `${place}.${key}`, names))
}

function memberName(item: object): string | undefined {
  const record = item as Readonly<Record<string, unknown>>
  for (const key of ['name', 'target', 'connector', 'method', 'attribute', 'key']) {
    const value = record[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}
