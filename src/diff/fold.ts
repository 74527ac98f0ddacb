import type { Change } from './compare.js'
import type { Facet } from './thing.js'

/** More attributes than this at once are one refresh of the schema. */
const ONE_BY_ONE = 5

/** A refreshed schema is one difference, however many attributes of one connector came or went. */
export function foldSchemas(changes: readonly Change[]): Change[] {
  const groups = new Map<string, Change[]>()
  const keyOf = (entry: Change): string | undefined =>
    entry.thing.kind === 'schema-attribute' && entry.facet === undefined && entry.change !== 'moved'
      ? `${entry.change} ${entry.path.map((thing) => thing.id ?? thing.name).join('/')}`
      : undefined
  for (const entry of changes) {
    const key = keyOf(entry)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  const folded = new Set<string>()
  return changes.flatMap((entry): Change[] => {
    const key = keyOf(entry)
    const group = key === undefined ? undefined : groups.get(key)
    if (key === undefined || group === undefined || group.length <= ONE_BY_ONE) return [entry]
    if (folded.has(key)) return []
    folded.add(key)
    return [{ ...entry, alike: group.slice(1).map((other) => other.thing) }]
  })
}

/** A projection that is decided another way is one difference, together with the type this brings or takes. */
export function foldProjections(changes: readonly Change[]): Change[] {
  const types = new Map(
    changes.flatMap(({ thing, facet }) =>
      thing.kind === 'projection' && facet?.after.id === 'metaverse-type' ? [[thing, facet] as const] : [],
    ),
  )
  const decided = new Set(changes.flatMap((entry) => (isProjectionKind(entry) ? [entry.thing] : [])))
  return changes.flatMap((entry): Change[] => {
    const type = types.get(entry.thing)
    if (type === undefined || !decided.has(entry.thing)) return [entry]
    if (entry.facet === type) return []
    if (!isProjectionKind(entry) || entry.facet === undefined) return [entry]
    const { before, after } = entry.facet
    return [{ ...entry, facet: { before: detailed(before, type.before), after: detailed(after, type.after) } }]
  })
}

function isProjectionKind({ thing, facet }: Change): boolean {
  return thing.kind === 'projection' && facet?.after.id === 'projection-kind'
}

function detailed(facet: Facet, { text }: Facet): Facet {
  return text === '' ? facet : { ...facet, detail: text }
}
