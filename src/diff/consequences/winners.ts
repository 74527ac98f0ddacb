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
  /** All who may fill it, the first first. */
  readonly order: readonly Winner[]
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
  const unranked = new Set([...unrankedOf(before), ...unrankedOf(after)])
  const groups = new Map<string, { cause: Change | undefined; turn: Turn; names: Set<string> }>()
  for (const key of [...new Set([...olds.keys(), ...nows.keys()])].sort()) {
    const [old, now] = [olds.get(key), nows.get(key)]
    const contest = now ?? old
    if (contest === undefined || unranked.has(`${contest.objectType} ${contest.attribute}`.toLowerCase())) continue
    const turn = turned(old?.order ?? [], now?.order ?? [])
    if (turn === undefined) continue
    const cause = causeOf(contest, turn.before, turn.after, changes)
    // The first flow into an attribute says nothing that its own row does not say.
    if (cause !== undefined && isAboutOnly(cause, contest) && turn.before === undefined) continue
    const group = `${changes.indexOf(cause as Change)} ${turn.id} ${turn.before?.id ?? ''} ${turn.after?.id ?? ''}`
    const entry = groups.get(group) ?? {
      cause,
      turn,
      names: new Set<string>(),
    }
    entry.names.add(`${contest.attribute} (${contest.objectType})`)
    groups.set(group, entry)
  }
  return [...groups.values()].map(
    ({ cause, turn, names: attributes }): Consequence => ({
      cause,
      id: turn.id,
      params: { count: attributes.size, before: turn.before?.label ?? '', after: turn.after?.label ?? '' },
      names: [...attributes],
    }),
  )
}

interface Turn {
  readonly id: 'winner' | 'winner-none' | 'winner-new' | 'overtakes'
  readonly before?: Winner
  readonly after?: Winner
}

/** Who comes first now, or who has come in before whom further down; undefined where nothing of that has changed. */
function turned(before: readonly Winner[], after: readonly Winner[]): Turn | undefined {
  const [old, now] = [before[0], after[0]]
  if (old?.id !== now?.id) {
    if (now === undefined) return { id: 'winner-none', ...(old === undefined ? {} : { before: old }) }
    return old === undefined ? { id: 'winner-new', after: now } : { id: 'winner', before: old, after: now }
  }
  const place = before.findIndex((winner, index) => winner.id !== after[index]?.id)
  const [passed, passing] = [before[place], after[place]]
  if (passed === undefined || passing === undefined || !after.some((winner) => winner.id === passed.id))
    return undefined
  return { id: 'overtakes', before: passed, after: passing }
}

/** Attributes of which nobody is the first: the last writer or the extension decides. */
function unrankedOf({ metaverse }: SyncServer): string[] {
  return (metaverse?.importFlows ?? [])
    .filter((group) => group.precedence !== 'ranked')
    .map((group) => `${group.objectType} ${group.attribute}`.toLowerCase())
}

/**
 * Who may fill every attribute, in order: ranked flows, and rules by their number. Rules of one connector compete where
 * they read the same object type; those of several connectors do in any case.
 */
function contests(server: SyncServer, names: Names): Map<string, Contest> {
  const found = new Map<string, { objectType: string; attribute: string; order: Winner[] }>()
  const enter = (key: string, objectType: string, attribute: string, winner: Winner): void => {
    const contest = found.get(key) ?? { objectType, attribute, order: [] }
    if (!contest.order.some(({ id }) => id === winner.id)) contest.order.push(winner)
    found.set(key, contest)
  }
  const connectors = new Set(server.connectors.map((connector) => connector.id))
  for (const { objectType, attribute, flows } of server.metaverse?.importFlows ?? [])
    for (const flow of flows)
      if (connectors.has(flow.connectorId))
        enter(`${objectType} ${attribute}`.toLowerCase(), objectType, attribute, {
          id: names.canonical(flow.connectorId),
          label: names.label(flow.connectorId),
        })
  const rules = server.syncRules
    .filter((rule) => rule.direction === 'inbound' && !rule.disabled)
    .sort((a, b) => (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER))
  const first = new Set<string>()
  for (const rule of rules)
    for (const { target } of rule.mappings) {
      const winner = { id: names.canonical(rule.id), label: rule.name }
      const key = `${rule.metaverseObjectType} ${target}`.toLowerCase()
      const connector = names.canonical(rule.connectorId)
      enter(`${key} in ${connector} ${rule.connectorObjectType}`, rule.metaverseObjectType, target, winner)
      // Of each connector, the best of its rules stands against those of the others.
      if (!first.has(`${key} ${connector}`)) enter(`${key} among connectors`, rule.metaverseObjectType, target, winner)
      first.add(`${key} ${connector}`)
    }
  for (const [key, { order }] of found) if (key.endsWith(' among connectors') && order.length < 2) found.delete(key)
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
