import type { SyncServer } from '../../model/index.js'
import type { Change } from '../compare.js'
import type { Names } from '../names.js'
import type { Consequence } from './consequence.js'

/** Who fills an attribute first. */
interface Winner {
  /** Canonical id of the rule or connector. */
  readonly id: string
  readonly label: string
}

interface Contest {
  readonly objectType: string
  readonly attribute: string
  readonly winner: Winner
}

/** Attributes whose first source is another than before, each with the difference that made it so. */
export function winnerConsequences(
  before: SyncServer,
  after: SyncServer,
  names: { readonly before: Names; readonly after: Names },
  changes: readonly Change[],
): Consequence[] {
  if ((before.metaverse === undefined) !== (after.metaverse === undefined)) return []
  const olds = contests(before, names.before)
  const nows = contests(after, names.after)
  const groups = new Map<string, { cause: Change | undefined; before?: Winner; after?: Winner; names: string[] }>()
  for (const key of [...new Set([...olds.keys(), ...nows.keys()])].sort()) {
    const [old, now] = [olds.get(key), nows.get(key)]
    const contest = now ?? old
    if (contest === undefined || old?.winner.id === now?.winner.id) continue
    const cause = causeOf(contest, old?.winner, now?.winner, changes)
    // An attribute that is new itself, or gone with its only flow, says nothing that its own row does not say.
    if (cause !== undefined && isAboutOnly(cause, contest) && (old === undefined || now === undefined)) continue
    const group = `${changes.indexOf(cause as Change)} ${old?.winner.id ?? ''} ${now?.winner.id ?? ''}`
    const entry = groups.get(group) ?? {
      cause,
      ...(old === undefined ? {} : { before: old.winner }),
      ...(now === undefined ? {} : { after: now.winner }),
      names: [],
    }
    entry.names.push(`${contest.attribute} (${contest.objectType})`)
    groups.set(group, entry)
  }
  return [...groups.values()].map(
    (entry): Consequence => ({
      cause: entry.cause,
      id: entry.after === undefined ? 'winner-none' : entry.before === undefined ? 'winner-new' : 'winner',
      params: { count: entry.names.length, before: entry.before?.label ?? '', after: entry.after?.label ?? '' },
      names: entry.names,
    }),
  )
}

/** First source of every attribute: ranked flows, and rules by their number. */
function contests(server: SyncServer, names: Names): Map<string, Contest> {
  const found = new Map<string, Contest>()
  const connectors = new Set(server.connectors.map((connector) => connector.id))
  for (const group of server.metaverse?.importFlows ?? []) {
    if (group.precedence !== 'ranked') continue
    const flow = group.flows.find((candidate) => connectors.has(candidate.connectorId))
    if (flow === undefined) continue
    found.set(`${group.objectType} ${group.attribute}`.toLowerCase(), {
      objectType: group.objectType,
      attribute: group.attribute,
      winner: { id: names.canonical(flow.connectorId), label: names.label(flow.connectorId) },
    })
  }
  const rules = server.syncRules
    .filter((rule) => rule.direction === 'inbound' && !rule.disabled)
    .sort((a, b) => (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER))
  for (const rule of rules)
    for (const flow of rule.mappings) {
      const key = `${rule.metaverseObjectType} ${flow.target}`.toLowerCase()
      if (found.has(key)) continue
      const winner = { id: names.canonical(rule.id), label: rule.name }
      found.set(key, { objectType: rule.metaverseObjectType, attribute: flow.target, winner })
    }
  return found
}

/** The nearest difference: of the attribute itself, of a rule that won or wins, of a connector. */
function causeOf(
  contest: Contest,
  before: Winner | undefined,
  after: Winner | undefined,
  changes: readonly Change[],
): Change | undefined {
  const winners = new Set([before?.id, after?.id])
  const attribute = contest.attribute.toLowerCase()
  const flowName = `${contest.attribute} (${contest.objectType})`.toLowerCase()
  const around = (entry: Change): readonly Change['thing'][] => [...entry.path, entry.thing]
  const tests: readonly ((entry: Change) => boolean)[] = [
    (entry) => around(entry).some((thing) => thing.kind === 'attribute-flow' && thing.name.toLowerCase() === flowName),
    (entry) =>
      entry.thing.kind === 'rule-flow' &&
      entry.thing.name.toLowerCase() === attribute &&
      around(entry).some((thing) => winners.has(thing.id)),
    (entry) => entry.thing.kind === 'sync-rule' && winners.has(entry.thing.id) && isDeciding(entry),
    (entry) => entry.thing.kind === 'connector' && winners.has(entry.thing.id) && entry.facet === undefined,
    (entry) => entry.thing.kind === 'schema-attribute' && entry.thing.name.toLowerCase() === attribute,
    (entry) => entry.thing.kind === 'sync-rule' && isDeciding(entry),
  ]
  for (const test of tests) {
    const cause = changes.find(test)
    if (cause !== undefined) return cause
  }
  return undefined
}

function isDeciding(entry: Change): boolean {
  return entry.facet === undefined || /^(?:precedence|disabled|direction|metaverse-type)$/.test(entry.facet.after.id)
}

function isAboutOnly(cause: Change, contest: Contest): boolean {
  if (cause.facet !== undefined) return false
  const { kind, name } = cause.thing
  return (
    kind === 'import-flow' ||
    kind === 'attribute-flow' ||
    (kind === 'rule-flow' && name.toLowerCase() === contest.attribute.toLowerCase())
  )
}
