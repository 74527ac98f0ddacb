import type { Change } from '../compare.js'
import type { Thing, ThingKind } from '../thing.js'
import type { Consequence, ConsequenceId } from './consequence.js'

/** What a single difference does by itself, as far as the configuration tells. */
export function effectsOf(entry: Change): Consequence[] {
  return [...contents(entry), ...switched(entry), ...scope(entry), ...deletion(entry)]
}

/** A connector or rule comes and goes with all it holds. */
function contents(entry: Change): Consequence[] {
  if (entry.facet !== undefined || (entry.change !== 'added' && entry.change !== 'removed')) return []
  if (entry.thing.kind !== 'connector' && entry.thing.kind !== 'sync-rule') return []
  const counts = new Map<ThingKind, Thing[]>()
  for (const child of entry.thing.children)
    if (toldContents.has(child.kind)) counts.set(child.kind, [...(counts.get(child.kind) ?? []), child])
  return [...counts].map(([kind, things]) => ({
    cause: entry,
    id: entry.change === 'added' ? 'brings' : 'takes',
    params: { count: things.length, kind },
    names: things.map((thing) => thing.name),
  }))
}

const toldContents = new Set<ThingKind>([
  'join',
  'projection',
  'export-flow',
  'filter',
  'run-profile',
  'rule-flow',
  'scope-group',
  'join-group',
])

function switched(entry: Change): Consequence[] {
  if (entry.thing.kind !== 'sync-rule' || entry.facet?.after.id !== 'disabled') return []
  const flows = entry.thing.children.filter((child) => child.kind === 'rule-flow')
  if (flows.length === 0) return []
  return [
    {
      cause: entry,
      id: entry.facet.after.same === 'yes' ? 'flows-stop' : 'flows-start',
      params: { count: flows.length },
      names: flows.map((flow) => flow.name),
    },
  ]
}

/** Conditions of one group all hold, groups stand beside each other: what came or went narrows or widens. */
function scope(entry: Change): Consequence[] {
  const { thing, facet, change } = entry
  const owner = [...entry.path].reverse().find((around) => scopeOwners.has(around.kind))
  const tell = (id: ConsequenceId, of = owner?.name ?? ''): Consequence[] => [
    { cause: entry, id, params: { owner: of }, names: [] },
  ]
  const taken = (isIn: boolean): ConsequenceId => (isIn ? 'scope-in' : 'scope-out')
  const came = change === 'added'
  const isFilter = entry.path.some((around) => around.kind === 'filter-alternative')
  switch (thing.kind) {
    case 'condition':
      if (facet !== undefined) return tell('scope-both')
      // One more condition: a scope takes in less, a filter leaves out less.
      return tell(taken(came === isFilter))
    case 'scope-group':
    case 'outbound-scope-group':
      return tell(taken(came !== isFirstOrLast(entry)))
    case 'filter':
    case 'filter-alternative':
      return tell(facet === undefined ? taken(!came) : 'scope-both')
    case 'container-included':
      return tell(taken(came))
    case 'container-excluded':
      return tell(taken(!came))
    case 'partition':
      if (facet === undefined) return tell(taken(came), thing.name)
      if (facet.after.id === 'selected') return tell(taken(facet.after.same === 'yes'), thing.name)
      return facet.after.id === 'object-types' ? tell('scope-both', thing.name) : []
    case 'set':
    case 'group':
      return facet !== undefined && /^:(?:Filter|ExplicitMember)$/.test(facet.after.id)
        ? tell('scope-both', thing.name)
        : []
    default:
      return []
  }
}

const scopeOwners = new Set<ThingKind>(['sync-rule', 'connector'])

/** No group at all means everything: the first group narrows, taking the last one widens. */
function isFirstOrLast(entry: Change): boolean {
  if (!/scope-group$/.test(entry.thing.kind)) return false
  const parent = entry.path.at(-1)
  const likes = parent?.children.filter((child) => child.kind === entry.thing.kind).length ?? 0
  return entry.change === 'added' ? likes === 1 : likes === 0
}

function deletion(entry: Change): Consequence[] {
  if (entry.facet?.after.id !== 'deprovisioning' || entry.facet.after.same !== 'delete-object') return []
  return [{ cause: entry, id: 'deletes', params: { owner: entry.thing.name }, names: [] }]
}
