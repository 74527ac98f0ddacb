import type { Change } from './compare.js'

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
