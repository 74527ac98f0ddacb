import type { Change } from '../compare.js'
import type { Thing } from '../thing.js'
import type { Consequence } from './consequence.js'

/**
 * Takes out of the differences those that come with another: flows of a connector that went, bindings of an attribute that
 * came, flows that a rule of the MIM Service wrote. Each is told once, below its cause.
 */
export function followers(changes: readonly Change[]): {
  readonly causes: readonly Change[]
  readonly consequences: readonly Consequence[]
} {
  const causeOf = causeFinder(changes)
  const followed = new Map<Change, Change[]>()
  const causes = changes.filter((entry) => {
    const cause = causeOf(entry)
    if (cause === undefined) return true
    followed.set(cause, [...(followed.get(cause) ?? []), entry])
    return false
  })
  const consequences = [...followed].flatMap(([cause, entries]) => {
    const groups = new Map<string, Change[]>()
    for (const entry of entries) {
      const key = `${entry.thing.kind} ${entry.change}`
      groups.set(key, [...(groups.get(key) ?? []), entry])
    }
    return [...groups.values()].map((group): Consequence => {
      const [first] = group
      return {
        cause,
        id: 'follows',
        params: { count: group.length, kind: first?.thing.kind ?? '', change: first?.change ?? '' },
        names: group.map(nameOf),
      }
    })
  })
  return { causes, consequences }
}

function nameOf(entry: Change): string {
  const around = entry.path.at(-1)
  return around !== undefined && (around.kind === 'attribute-flow' || around.kind === 'schema-object-type')
    ? `${around.name}: ${entry.thing.name}`
    : entry.thing.name
}

function causeFinder(changes: readonly Change[]): (entry: Change) => Change | undefined {
  const whole = changes.filter((entry) => entry.change === 'added' || entry.change === 'removed')
  const connectors = new Map(
    whole
      .filter(({ thing }) => thing.kind === 'connector')
      .map((entry) => [`${entry.change} ${entry.thing.id}`, entry]),
  )
  const rules = new Map<string, Change>()
  for (const entry of changes) {
    const rule = [...entry.path, entry.thing].find((thing) => thing.kind === 'sync-rule')
    if (rule?.id !== undefined && !rules.has(rule.id)) rules.set(rule.id, entry)
  }
  const attributes = new Map<string, Change>()
  for (const kind of ['column', 'schema-attribute', 'selected-attribute'] as const)
    for (const entry of changes)
      if (entry.thing.kind === kind) {
        const key = attributeKey(entry)
        if (!attributes.has(key)) attributes.set(key, entry)
      }
  const renames = changes.filter((entry) => entry.facet?.after.id === 'name')

  return (entry) => {
    const found =
      byConnector(entry, connectors) ??
      (entry.thing.madeBy === undefined ? undefined : rules.get(entry.thing.madeBy)) ??
      byAttribute(entry, attributes) ??
      byRename(entry, renames)
    return found === entry ? undefined : found
  }
}

/** What lies elsewhere and is the connector's all the same. */
function byConnector(entry: Change, connectors: ReadonlyMap<string, Change>): Change | undefined {
  const { thing, change } = entry
  if (thing.kind === 'import-flow' || thing.kind === 'recall' || thing.kind === 'sync-rule') {
    const connector = (thing.uses ?? [])[0] ?? ''
    return connectors.get(`${change} ${connector}`)
  }
  if (thing.kind === 'deletion-rule' && entry.facet?.after.id === 'connectors') {
    const [before, after] = [entry.facet.before.same.split('\n'), entry.facet.after.same.split('\n')]
    const gone = before.filter((id) => !after.includes(id))
    const come = after.filter((id) => id !== '' && !before.includes(id))
    if (gone.length === 1 && come.length === 0) return connectors.get(`removed ${gone[0] ?? ''}`)
    if (come.length === 1 && gone.length === 0) return connectors.get(`added ${come[0] ?? ''}`)
  }
  return undefined
}

/** One attribute stands in the schema, in its types, among the selected ones and in the table: once is enough. */
function byAttribute(entry: Change, attributes: ReadonlyMap<string, Change>): Change | undefined {
  const { thing } = entry
  if (thing.kind === 'attribute-binding' || thing.kind === 'selected-attribute' || thing.kind === 'schema-attribute')
    return attributes.get(attributeKey(entry))
  if (thing.kind === 'import-flow' && entry.change === 'removed') {
    const target = (thing.uses ?? []).find((name) => name.startsWith('mv:'))?.slice('mv:'.length)
    return attributes.get(`${rootOf(entry)} removed ${target ?? ''}`)
  }
  return undefined
}

function attributeKey(entry: Change): string {
  const what = entry.facet === undefined ? entry.change : `changed ${entry.facet.after.id}`
  return `${rootOf(entry)} ${what} ${entry.thing.name.toLowerCase()}`
}

/** The connector, or the server for the metaverse. */
function rootOf(entry: Change): string {
  const root = [...entry.path].reverse().find((thing: Thing) => thing.kind === 'connector' || thing.kind === 'server')
  return `${root?.kind ?? ''} ${root?.id ?? ''}`
}

/** A schedule that has learnt a new name. */
function byRename(entry: Change, renames: readonly Change[]): Change | undefined {
  if (entry.thing.kind !== 'value' || entry.facet === undefined) return undefined
  const { before, after } = entry.facet
  return renames.find((rename) => rename.facet?.before.text === before.text && rename.facet.after.text === after.text)
}
