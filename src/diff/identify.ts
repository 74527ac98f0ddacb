import type { Connector, Estate, IdentityService, ServiceObject, SyncRule, SyncServer } from '../model/index.js'
import { said } from './facet.js'
import { matchConnectors } from './fingerprint.js'
import { matchThings } from './match.js'
import { type Names, namesOf } from './names.js'
import type { Thing } from './thing.js'
import { syncRuleThing } from './things/sync-rule.js'

/** Which things of two estates are the same, and both sides' names with that known. */
export interface Identification {
  readonly servers: readonly Couple<SyncServer>[]
  readonly services: readonly Couple<IdentityService>[]
  readonly names: { readonly before: Names; readonly after: Names }
  /** Things with another id that are the same all the same. */
  readonly otherIds: number
  /** Connectors that were known by what they do, as their ids differ. */
  readonly byFingerprint: readonly {
    readonly before: Connector
    readonly after: Connector
    readonly likeness: number
  }[]
}

export interface Couple<T> {
  readonly before?: T
  readonly after?: T
}

export function identify(before: Estate, after: Estate): Identification {
  const servers = coupled(before.servers, after.servers, (one, other) => serverLikeness(one, other))
  const services = coupled(before.services, after.services, () => 1)
  const canonical = { before: new Map<string, string>(), after: new Map<string, string>() }
  let otherIds = 0
  const same = (old: string, now: string): void => {
    if (old === '' || now === '') return
    canonical.before.set(old.toLowerCase(), old.toLowerCase())
    canonical.after.set(now.toLowerCase(), old.toLowerCase())
    if (old.toLowerCase() !== now.toLowerCase()) otherIds++
  }
  const byFingerprint: { before: Connector; after: Connector; likeness: number }[] = []
  for (const { before: old, after: now } of servers) {
    if (old === undefined || now === undefined) continue
    for (const pair of matchConnectors(old, now)) {
      same(pair.before.id, pair.after.id)
      if (pair.before.id !== pair.after.id) byFingerprint.push(pair)
      identifyParts(pair.before, pair.after, same)
    }
  }
  const labels = { before: labelsOf(before), after: labelsOf(after) }
  const half = (): Identification['names'] => ({
    before: namesOf(canonical.before, labels.before),
    after: namesOf(canonical.after, labels.after),
  })
  const rules = half()
  for (const { before: old, after: now } of servers)
    for (const pair of matchRules(old?.syncRules ?? [], now?.syncRules ?? [], rules)) same(...pair)
  for (const { before: old, after: now } of services)
    for (const pair of matchObjects(old?.objects ?? [], now?.objects ?? [])) same(...pair)
  // The server's export names rules of the MIM Service by their metaverse objects.
  for (const [side, estate] of [
    ['before', before],
    ['after', after],
  ] as const)
    for (const rule of estate.services.flatMap((service) => service.syncRules))
      if (rule.metaverseObjectId !== '')
        canonical[side].set(
          rule.metaverseObjectId.toLowerCase(),
          canonical[side].get(rule.id.toLowerCase()) ?? rule.id.toLowerCase(),
        )
  return { servers, services, names: half(), byFingerprint, otherIds }
}

/** Each with the most alike of its product; who finds nobody stands alone. */
function coupled<T extends { readonly id: string; readonly product?: string }>(
  before: readonly T[],
  after: readonly T[],
  likeness: (one: T, other: T) => number,
): Couple<T>[] {
  const candidates = before
    .flatMap((one) =>
      after
        .filter((other) => other.product === one.product)
        .map((other) => ({ one, other, score: likeness(one, other) })),
    )
    .sort((a, b) => b.score - a.score)
  const taken = new Map<T, T>()
  const used = new Set<T>()
  for (const { one, other } of candidates)
    if (!taken.has(one) && !used.has(other)) {
      taken.set(one, other)
      used.add(other)
    }
  return [
    ...before.map((one): Couple<T> => {
      const other = taken.get(one)
      return other === undefined ? { before: one } : { before: one, after: other }
    }),
    ...after.filter((other) => !used.has(other)).map((other): Couple<T> => ({ after: other })),
  ]
}

function serverLikeness(one: SyncServer, other: SyncServer): number {
  const shared = matchConnectors(one, other).length
  return shared + (one.name.toLowerCase() === other.name.toLowerCase() ? 0.5 : 0)
}

/** Partitions and run profiles of one connector: by id, by what they hold, by name. */
function identifyParts(before: Connector, after: Connector, same: (old: string, now: string) => void): void {
  const parts = (connector: Connector): Thing[] => [
    ...connector.partitions.map(
      (partition): Thing => ({
        kind: 'partition',
        name: partition.name,
        keys: [
          partition.id,
          partition.dn.toLowerCase(),
          partition.name.toLowerCase(),
          connector.partitions.length === 1 ? 'only' : '',
        ],
        id: partition.id,
        facets: [],
        children: [],
        at: partition.at,
      }),
    ),
    ...connector.runProfiles.map(
      (profile): Thing => ({
        kind: 'run-profile',
        name: profile.name,
        keys: [profile.id, profile.name.toLowerCase(), profile.steps.map((step) => step.raw).join('\n')],
        id: profile.id,
        facets: [said('name', profile.name)],
        children: [],
        at: profile.at,
      }),
    ),
  ]
  for (const { before: old, after: now } of pairsOf(parts(before), parts(after))) same(old.id ?? '', now.id ?? '')
}

/** Shipped rules by their tag without its edition, others by name; then by what they do. */
function matchRules(
  before: readonly SyncRule[],
  after: readonly SyncRule[],
  names: Identification['names'],
): [string, string][] {
  const things = (rules: readonly SyncRule[], side: Names): Thing[] =>
    rules.map((rule) => {
      const place = [side.canonical(rule.connectorId), rule.direction].join('\n')
      const types = `${rule.connectorObjectType}\n${rule.metaverseObjectType}`
      return {
        ...syncRuleThing(rule, side),
        id: rule.id,
        keys: [
          rule.id,
          rule.immutableTag === '' ? '' : `${rule.immutableTag}\n${place}`,
          rule.immutableTag === '' ? '' : `${tagWithoutEdition(rule.immutableTag)}\n${place}`,
          `${rule.name}\n${place}\n${types}`,
          `${rule.name}\n${place}`,
        ],
      }
    })
  return pairsOf(things(before, names.before), things(after, names.after)).map(({ before: old, after: now }) => [
    old.id ?? '',
    now.id ?? '',
  ])
}

/** `Microsoft.InfromADUserJoin.003` → `microsoft.infromaduserjoin`. */
function tagWithoutEdition(tag: string): string {
  return tag.replace(/\.\d+$/, '').toLowerCase()
}

function matchObjects(before: readonly ServiceObject[], after: readonly ServiceObject[]): [string, string][] {
  const types = new Set(before.map((object) => object.type))
  return [...types].flatMap((type) => {
    const things = (objects: readonly ServiceObject[]): Thing[] =>
      objects
        .filter((object) => object.type === type)
        .map((object) => ({
          kind: 'service-object',
          name: object.displayName,
          keys: [object.id, object.displayName.toLowerCase()],
          id: object.id,
          facets: object.isPlaceholder
            ? []
            : Object.entries(object.attributes)
                .filter(([name]) => !/^(?:ObjectID|CreatedTime|Creator|ObjectType)$/.test(name))
                .map(([name, values]) => said(name, values.join('\n'))),
          children: [],
          at: object.at,
        }))
    return pairsOf(things(before), things(after)).map(({ before: old, after: now }): [string, string] => [
      old.id ?? '',
      now.id ?? '',
    ])
  })
}

function pairsOf(
  before: readonly Thing[],
  after: readonly Thing[],
): readonly { readonly before: Thing; readonly after: Thing }[] {
  const kinds = new Set(before.map((thing) => thing.kind))
  return [...kinds].flatMap(
    (kind) =>
      matchThings(
        before.filter((thing) => thing.kind === kind),
        after.filter((thing) => thing.kind === kind),
      ).pairs,
  )
}

function labelsOf(estate: Estate): Map<string, string> {
  const labels = new Map<string, string>()
  const name = (id: string, label: string): void => {
    if (id !== '' && label !== '') labels.set(id.toLowerCase(), label)
  }
  for (const service of estate.services) {
    for (const object of service.objects) name(object.id, object.displayName)
    for (const { connectorId, name: label } of service.connectors ?? []) name(connectorId, label)
  }
  for (const server of estate.servers) {
    for (const rule of server.syncRules) name(rule.id, rule.name)
    for (const connector of server.connectors) {
      name(connector.id, connector.name)
      for (const partition of connector.partitions) name(partition.id, partition.displayName || partition.name)
      for (const profile of connector.runProfiles) name(profile.id, profile.name)
    }
  }
  return labels
}
