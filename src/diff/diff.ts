import type { Estate, Provenance, SyncRule, SyncServer } from '../model/index.js'
import { type Author, authorOf, type Builds } from './author.js'
import { type Change, compareThings } from './compare.js'
import type { Consequence } from './consequences/consequence.js'
import { dependents } from './consequences/dependents.js'
import { effectsOf } from './consequences/effects.js'
import { followers } from './consequences/follows.js'
import { winnerConsequences } from './consequences/winners.js'
import { noise, said } from './facet.js'
import { foldProjections, foldSchemas } from './fold.js'
import { type Identification, identify } from './identify.js'
import { comparePrecedence, ranksOf, type Shift } from './precedence.js'
import type { Noise, Thing } from './thing.js'
import { connectorThing } from './things/connector.js'
import { furtherThings } from './things/further.js'
import { metaverseFacets, metaverseThings } from './things/metaverse.js'
import { serviceThings } from './things/service.js'
import { syncRuleThing } from './things/sync-rule.js'

/** One difference that somebody made, with what follows from it. */
export interface Difference extends Change {
  readonly author: Author
  readonly consequences: readonly Consequence[]
}

/** What changed from one estate to another. */
export interface EstateDiff {
  readonly differences: readonly Difference[]
  /** Consequences that no single difference explains. */
  readonly unexplained: readonly Consequence[]
  /** Differences that mean nothing, by kind; not shown one by one. */
  readonly noise: Readonly<Record<Noise, number>>
  /** Connectors that were known by what they do, not by id. */
  readonly byFingerprint: Identification['byFingerprint']
  /** Files that are on both sides with other bytes and have no difference above: cosmetic, or not compared. */
  readonly onlyBytes: readonly string[]
}

export function diffEstates(before: Estate, after: Estate): EstateDiff {
  const found = identify(before, after)
  const sum: Record<Noise, number> = { order: 0, whitespace: 0, dates: 0, counters: 0, ids: found.otherIds }
  const changes: Change[] = []
  const shifts: Shift[] = []
  const builds = new Map<Thing, Builds>()
  const roots: Thing[] = []

  const compare = (
    old: Thing,
    now: Thing,
    rules?: { readonly before: readonly SyncRule[]; readonly after: readonly SyncRule[] },
  ): Change[] => {
    roots.push(now)
    const compared = compareThings(old, now)
    for (const [kind, count] of Object.entries(compared.noise)) sum[kind as Noise] += count
    if (rules === undefined) return [...compared.changes]
    const ruleThings = (thing: Thing): Thing[] => thing.children.filter((child) => child.kind === 'sync-rule')
    const order = comparePrecedence(
      rules.before,
      rules.after,
      found.names,
      { before: ruleThings(old), after: ruleThings(now) },
      compared.changes,
      [now],
    )
    shifts.push(...order.shifts)
    return [...compared.changes.map((entry) => withRank(entry, rules, found)), ...order.changes]
  }

  for (const { before: old, after: now } of found.servers) {
    const things = { old: serverThing(old, now, found.names.before), now: serverThing(now, old, found.names.after) }
    const own = foldProjections(
      foldSchemas(
        old === undefined || now === undefined
          ? [wholeServer(old === undefined ? 'added' : 'removed', old === undefined ? things.now : things.old)]
          : compare(things.old, things.now, { before: old.syncRules, after: now.syncRules }),
      ),
    )
    if (old !== undefined && now !== undefined) builds.set(things.now, buildsOf(old, now, found.names))
    changes.push(...own, ...missingParts(old, now, things.now))
  }
  for (const { before: old, after: now } of found.services) {
    const one = now ?? old
    if (one === undefined) continue
    const thing = (service: typeof one | undefined, names: Identification['names']['before']): Thing => ({
      kind: 'service',
      name: one.source || 'MIM Service',
      keys: ['service'],
      facets: [],
      children: service === undefined ? [] : serviceThings(service, names),
      at: one.at,
    })
    if (old === undefined || now === undefined) {
      const whole = thing(one, old === undefined ? found.names.after : found.names.before)
      changes.push(wholeServer(old === undefined ? 'added' : 'removed', whole))
    } else
      changes.push(
        ...compare(thing(old, found.names.before), thing(now, found.names.after), {
          before: old.syncRules,
          after: now.syncRules,
        }),
      )
  }
  const estate = (side: Estate, names: Identification['names']['before']): Thing => ({
    kind: 'further',
    name: '',
    keys: [],
    facets: [],
    children: furtherThings(side, names),
    at: { file: '', path: '' },
  })
  changes.push(...compare(estate(before, found.names.before), estate(after, found.names.after)))

  const { causes, consequences: following } = followers(changes)
  const consequences = [
    ...following,
    ...shifts.map(
      ({ cause, rules }): Consequence => ({
        cause: causes.find(
          (entry) => entry === cause || (entry.thing === cause.thing && entry.change === cause.change),
        ),
        id: 'shifted',
        params: { count: rules.length },
        names: rules.map((rule) => rule.name),
      }),
    ),
    ...found.servers.flatMap(({ before: old, after: now }) =>
      old === undefined || now === undefined ? [] : winnerConsequences(old, now, found.names, causes),
    ),
    ...causes.flatMap(effectsOf),
    ...dependents(causes, roots),
  ]
  const differences = causes.map(
    (entry): Difference => ({
      ...entry,
      author: authorOf(entry, builds.get(entry.path[0] ?? entry.thing) ?? noBuilds),
      consequences: consequences.filter((consequence) => consequence.cause === entry),
    }),
  )
  return {
    differences,
    unexplained: consequences.filter((consequence) => consequence.cause === undefined),
    noise: sum,
    byFingerprint: found.byFingerprint,
    onlyBytes: onlyBytes(before, after, [...changes, ...shifts.flatMap(shiftedChanges)]),
  }
}

const noBuilds: Builds = { before: '', after: '', reissued: new Set(), customAttributes: new Set() }

function serverThing(
  server: SyncServer | undefined,
  other: SyncServer | undefined,
  names: Identification['names']['before'],
): Thing {
  const shown = server ?? other
  // Where only one side has the metaverse's file, nothing can be compared but that.
  const metaverse = other !== undefined && other.metaverse === undefined ? undefined : server?.metaverse
  return {
    kind: 'server',
    name: shown?.name || shown?.product || '',
    keys: ['server'],
    id: `server:${shown?.product ?? ''}`,
    facets: [
      said('server-name', server?.name ?? ''),
      noise('exported', 'dates', server?.exportedAt ?? ''),
      ...(metaverse === undefined ? [] : metaverseFacets(metaverse)),
    ],
    children:
      server === undefined
        ? []
        : [
            ...server.connectors.map((connector) => connectorThing(connector, names)),
            ...(metaverse === undefined ? [] : metaverseThings(metaverse, names)),
            ...server.syncRules.map((rule) => syncRuleThing(rule, names)),
          ],
    at: shown?.at ?? { file: '', path: '' },
  }
}

/** A file that only one side has: told as that, not as everything in it. */
function missingParts(before: SyncServer | undefined, after: SyncServer | undefined, thing: Thing): Change[] {
  if (
    before === undefined ||
    after === undefined ||
    (before.metaverse === undefined) === (after.metaverse === undefined)
  )
    return []
  const { at } = after.metaverse ?? before.metaverse ?? thing
  const part: Thing = { kind: 'metaverse', name: '', keys: [], facets: [], children: [], at }
  return [{ change: after.metaverse === undefined ? 'removed' : 'added', thing: part, path: [thing] }]
}

function wholeServer(change: 'added' | 'removed', thing: Thing): Change {
  return { change, thing, path: [] }
}

/** A rule that came or went is told with its place. */
function withRank(
  entry: Change,
  rules: { readonly before: readonly SyncRule[]; readonly after: readonly SyncRule[] },
  { names }: Identification,
): Change {
  if (entry.thing.kind !== 'sync-rule' || (entry.change !== 'added' && entry.change !== 'removed')) return entry
  const side = entry.change === 'added' ? 'after' : 'before'
  const numbers = new Map(
    rules[side].flatMap((rule) =>
      rule.precedence === undefined ? [] : [[names[side].canonical(rule.id), rule.precedence] as const],
    ),
  )
  const rank = ranksOf(numbers).get(entry.thing.id ?? '')
  return rank === undefined ? entry : { ...entry, rank: { [side]: rank } }
}

/** Builds of both sides, and what rules of the customer touch. */
function buildsOf(before: SyncServer, after: SyncServer, names: Identification['names']): Builds {
  const custom = new Set<string>()
  for (const server of [before, after])
    for (const rule of server.syncRules)
      if (!rule.standard)
        for (const flow of rule.mappings)
          for (const name of [flow.target, ...flow.sources]) custom.add(name.toLowerCase())
  const tags = new Map(before.syncRules.map((rule) => [names.before.canonical(rule.id), rule.immutableTag]))
  const reissued = after.syncRules
    .map((rule) => ({ id: names.after.canonical(rule.id), tag: rule.immutableTag }))
    .filter(({ id, tag }) => tags.has(id) && tags.get(id) !== tag)
    .map(({ id }) => id)
  return { before: buildOf(before), after: buildOf(after), reissued: new Set(reissued), customAttributes: custom }
}

/** Version of the product as the server states it, '' where it does not. */
export function buildOf(server: SyncServer): string {
  const stated = server.metaverse?.parameters.find((setting) => /ServerConfigurationVersion$/.test(setting.name))?.value
    .value
  if (server.product !== 'connect-sync') return ''
  const ofConnector = server.connectors.find((connector) => connector.kind === 'entra-id')?.connection.extensible
    ?.assemblyVersion
  return stated ?? ofConnector ?? ''
}

function shiftedChanges({ rules }: Shift): Change[] {
  return rules.map((thing) => ({ change: 'changed', thing, path: [] }))
}

/** Same file, other bytes, and nothing to tell of it. */
function onlyBytes(before: Estate, after: Estate, changes: readonly Change[]): string[] {
  const told = new Set<string>()
  const tell = (at: Provenance): void => {
    told.add(fileName(at.file))
  }
  for (const entry of changes) {
    tell(entry.thing.at)
    if (entry.other !== undefined) tell(entry.other.at)
    for (const around of entry.path.slice(1)) tell(around.at)
  }
  const hashes = new Set(before.ledger.files.map(({ sha256 }) => sha256))
  const names = new Set(before.ledger.files.map(({ file }) => fileName(file)))
  const files = after.ledger.files.filter(
    ({ file, sha256 }) => names.has(fileName(file)) && !hashes.has(sha256) && !told.has(fileName(file)),
  )
  return files.map(({ file }) => file).sort()
}

/** Without the folder or archive it was given in. */
function fileName(file: string): string {
  return (file.split(/[/\\!]/).at(-1) ?? file).toLowerCase()
}
