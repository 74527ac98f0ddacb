import { sameName } from '../../../analyzers/facts/connectors.js'
import { serverName } from '../../../analyzers/facts/servers.js'
import { finding } from '../../../analyzers/finding.js'
import type { Connector, Estate, Provenance, SyncRule, SyncServer } from '../../model/index.js'
import { type Feed, feedsOf, isStaging, keyFed, keysRead, type Write } from '../today/flows.js'
import { grouped } from '../today/grouped.js'
import { portal } from '../today/systems.js'
import type { PlannedCase } from '../today/takeover.js'
import { latest, type Release, releaseBy, unanswered } from './release.js'
import type { ProofLine, ResidualObject } from './report.js'

export interface ReleasedWrite {
  readonly write: Write
  readonly release: Release
}

interface ReleasedFeed {
  readonly feed: Feed
  readonly release: Release
}

/** What one server writes and brings in, ready to be asked by rule and by type. */
interface FlowsOfServer {
  readonly writes: readonly ReleasedWrite[]
  readonly feeds: readonly ReleasedFeed[]
  readonly writesByRule: ReadonlyMap<string, readonly ReleasedWrite[]>
  readonly feedsByRule: ReadonlyMap<string, readonly ReleasedFeed[]>
  /** By metaverse object type, lower case. */
  readonly releaseByType: ReadonlyMap<string, Release>
}

/** Agents and synchronization rules of one server. */
export function serverObjects(
  server: SyncServer,
  estate: Estate,
  cases: readonly PlannedCase[],
  writes: readonly ReleasedWrite[],
): readonly ResidualObject[] {
  const own = writes.filter(({ write }) => write.server.id === server.id)
  const feeds = releasedFeeds(server, own)
  const flows: FlowsOfServer = {
    writes: own,
    feeds,
    writesByRule: grouped(own, ({ write }) => write.ruleId),
    feedsByRule: grouped(feeds, ({ feed }) => feed.ruleId),
    releaseByType: new Map(
      [...grouped(own, ({ write }) => write.metaverseObjectType.toLowerCase())].map(([type, list]) => [
        type,
        latest(list.map((item) => item.release)),
      ]),
    ),
  }
  const rules = [...server.syncRules, ...rulesOfService(server, estate)]
  return [
    ...server.connectors.map((connector) => agent(server, connector, cases, flows)),
    ...rules.map((rule) => syncRule(server, rule, flows)),
  ]
}

function rulesOfService(server: SyncServer, estate: Estate): readonly SyncRule[] {
  return estate.services
    .flatMap((service) => service.syncRules)
    .filter((rule) => server.connectors.some((connector) => connector.id === rule.connectorId))
}

/** A feed lasts as long as the last write that needs it; one nobody needs is free. */
function releasedFeeds(server: SyncServer, writes: readonly ReleasedWrite[]): readonly ReleasedFeed[] {
  const readers = new Map<string, Release[]>()
  for (const { write, release } of writes)
    for (const key of keysRead(write)) {
      const list = readers.get(key)
      if (list === undefined) readers.set(key, [release])
      else list.push(release)
    }
  const releases = new Map([...readers].map(([key, list]) => [key, latest(list)]))
  return feedsOf(server).map((feed) => ({ feed, release: releases.get(keyFed(feed)) ?? latest([]) }))
}

function agent(
  server: SyncServer,
  connector: Connector,
  cases: readonly PlannedCase[],
  { writes, feeds }: FlowsOfServer,
): ResidualObject {
  const idle = isStaging(server) || isRetired(connector, cases)
  const proof = idle
    ? []
    : [
        ...writeLines(writes.filter(({ write }) => write.connector.id === connector.id)),
        ...feedLines(feeds.filter(({ feed }) => feed.connectorId === connector.id)),
        ...projectionLines(server, connector, writes),
        ...passwordLines(server, connector, cases),
      ]
  return object('agent', connector.id, connector.name, serverName(server), proof, connector.at)
}

/** Its design says that nothing uses it: configured is not used. */
function isRetired(connector: Connector, cases: readonly PlannedCase[]): boolean {
  return cases.some((item) => item.subjectId === connector.id && item.design.verdict === 'retire')
}

function syncRule(
  server: SyncServer,
  rule: SyncRule,
  { writesByRule, feedsByRule, releaseByType }: FlowsOfServer,
): ResidualObject {
  const ids = [...new Set([rule.id, rule.metaverseObjectId])].filter((id) => id !== '')
  const proof = rule.disabled
    ? []
    : [
        ...writeLines(ids.flatMap((id) => writesByRule.get(id) ?? [])),
        ...feedLines(ids.flatMap((id) => feedsByRule.get(id) ?? [])),
        ...linkLines(rule, releaseByType),
      ]
  return object('sync-rule', rule.id, rule.name, serverName(server), proof, rule.at)
}

/** A rule that joins or makes objects is needed as long as anything of their type is written. */
function linkLines(rule: SyncRule, releaseByType: FlowsOfServer['releaseByType']): readonly ProofLine[] {
  const makes = rule.linkType === 'provision' || rule.creates.metaverseObject || rule.creates.connectorObject
  if (!makes && rule.joins.length === 0) return []
  const release = releaseByType.get(rule.metaverseObjectType.toLowerCase()) ?? latest([])
  const text = finding(makes ? 'M2E-RESD-107' : 'M2E-RESD-108', { type: rule.metaverseObjectType }, rule.at)
  return release.wave === 0 ? [] : [{ text, ...release }]
}

/** Rules of a service whose server is not in the input: nothing can be proved about them. */
export function rulesWithoutServer(estate: Estate): readonly ResidualObject[] {
  const connectors = estate.servers.flatMap((server) => server.connectors)
  return estate.services.flatMap((service) =>
    service.syncRules
      .filter((rule) => !connectors.some((connector) => connector.id === rule.connectorId))
      .map((rule) => {
        const proof = rule.disabled ? [] : [{ text: finding('M2E-RESD-105', {}, rule.at), ...unanswered }]
        return object('sync-rule', rule.id, rule.name, service.source, proof, rule.at)
      }),
  )
}

/** One line for what ends together. */
function writeLines(writes: readonly ReleasedWrite[]): readonly ProofLine[] {
  const lines = grouped(
    writes.filter(({ write }) => write.system !== portal),
    ({ write, release }) => keyOf(write.objectType, release),
  )
  return [...lines.values()].flatMap((list) => line(list, 'M2E-RESD-101', (item) => item.write))
}

function feedLines(feeds: readonly ReleasedFeed[]): readonly ProofLine[] {
  const needed = feeds.filter(({ release }) => release.wave !== 0)
  const lines = grouped(needed, ({ feed, release }) => keyOf(feed.metaverseObjectType, release))
  return [...lines.values()].flatMap((list) =>
    line(list, 'M2E-RESD-102', ({ feed }) => ({ ...feed, objectType: feed.metaverseObjectType })),
  )
}

/** The attributes are all named; places are, too, as far as anybody would look. */
const mostPlaces = 20

function line<T extends { readonly release: Release }>(
  list: readonly T[],
  id: string,
  of: (item: T) => { readonly objectType: string; readonly attribute: string; readonly at: Provenance },
): readonly ProofLine[] {
  const [first] = list
  if (first === undefined) return []
  const attributes = [...new Set(list.map((item) => of(item).attribute))]
  const params = { type: of(first).objectType, count: attributes.length, attributes: attributes.join(', ') }
  return [
    {
      text: finding(
        id,
        params,
        list.slice(0, mostPlaces).map((item) => of(item).at),
      ),
      ...first.release,
    },
  ]
}

/** Objects it makes in the metaverse are needed as long as anything of their type is written. */
function projectionLines(
  server: SyncServer,
  connector: Connector,
  writes: readonly ReleasedWrite[],
): readonly ProofLine[] {
  const made = new Map(
    connector.projections.flatMap((item) =>
      item.metaverseObjectType === undefined ? [] : [[item.metaverseObjectType, item.at] as const],
    ),
  )
  return [...made].flatMap(([type, at]) => {
    const users = writes.filter(
      ({ write }) =>
        write.server.id === server.id &&
        write.connector.id !== connector.id &&
        write.system !== portal &&
        sameName(write.metaverseObjectType, type),
    )
    const release = latest(users.map((item) => item.release))
    return release.wave === 0 ? [] : [{ text: finding('M2E-RESD-103', { type }, at), ...release }]
  })
}

function passwordLines(server: SyncServer, connector: Connector, cases: readonly PlannedCase[]): readonly ProofLine[] {
  if (server.metaverse?.passwordSyncEnabled !== true || !connector.passwordSync.allowed) return []
  const planned = cases.find((item) => item.scenario === 'pcns-password-sync' && item.subjectId === server.id)
  const release = planned === undefined ? unanswered : releaseBy(planned)
  return [{ text: finding('M2E-RESD-104', {}, connector.passwordSync.at), ...release }]
}

export function object(
  kind: ResidualObject['kind'],
  id: string,
  name: string,
  owner: string,
  proof: readonly ProofLine[],
  at: Provenance,
): ResidualObject {
  return { kind, id, name, owner, freeAfter: latest(proof).wave, proof, at }
}

function keyOf(objectType: string, { wave, by }: Release): string {
  return [objectType.toLowerCase(), wave ?? '', by?.scenario ?? '', by?.subject ?? ''].join('\n')
}
