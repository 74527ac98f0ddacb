import type { Connector, SyncServer } from '../model/index.js'
import { likeness } from './match.js'
import { mappingText } from './things/mapping.js'

export interface ConnectorPair {
  readonly before: Connector
  readonly after: Connector
  /** Share of schema, flows and connection in common, 0 to 1. */
  readonly likeness: number
}

/** Least that must be in common where neither id nor connection tells. */
const ENOUGH = 0.35

/**
 * Which connectors are the same: by id; by kind and what they connect to, where that is told apart; by what they do.
 * Never by name alone, which people change and other servers use anew.
 */
export function matchConnectors(before: SyncServer, after: SyncServer): ConnectorPair[] {
  const left = { before: new Set(before.connectors), after: new Set(after.connectors) }
  const prints = new Map<Connector, ReadonlySet<string>>()
  const printOf = (server: SyncServer, connector: Connector): ReadonlySet<string> => {
    const known = prints.get(connector) ?? fingerprint(server, connector)
    prints.set(connector, known)
    return known
  }
  const pairs: ConnectorPair[] = []
  const take = (old: Connector, now: Connector, share: number): void => {
    pairs.push({ before: old, after: now, likeness: share })
    left.before.delete(old)
    left.after.delete(now)
  }
  for (const old of before.connectors) {
    const now = after.connectors.find((candidate) => candidate.id === old.id)
    if (now !== undefined) take(old, now, 1)
  }
  for (const old of [...left.before]) {
    const key = connectionOf(old)
    const others = [...left.after].filter((candidate) => connectionOf(candidate) === key)
    const likes = [...left.before].filter((candidate) => connectionOf(candidate) === key)
    const [now] = others
    if (key !== '' && others.length === 1 && likes.length === 1 && now !== undefined) take(old, now, 1)
  }
  const candidates = [...left.before]
    .flatMap((old) =>
      [...left.after]
        .filter((now) => now.kind === old.kind)
        .map((now) => ({ old, now, share: likeness(printOf(before, old), printOf(after, now)) })),
    )
    .filter(({ share }) => share >= ENOUGH)
    .sort((a, b) => b.share - a.share)
  for (const { old, now, share } of candidates) if (left.before.has(old) && left.after.has(now)) take(old, now, share)
  return pairs
}

/** Kind and what it connects to; '' where the export does not say. */
function connectionOf({ kind, connection }: Connector): string {
  const { target, database, file } = connection
  if (target === '' || /\.dll$/i.test(target) || file !== undefined) return ''
  return [kind, target, database?.database ?? '', database?.table ?? ''].join('\n').toLowerCase()
}

/** What a connector is and does, in words that do not hang on names and ids. */
function fingerprint(server: SyncServer, connector: Connector): ReadonlySet<string> {
  const words = new Set<string>()
  const add = (kind: string, text: string): void => {
    words.add(`${kind}:${text.toLowerCase()}`)
  }
  for (const type of connector.schema.objectTypes.slice(0, 60)) add('type', type.name)
  for (const attribute of connector.selectedAttributes) add('selected', attribute)
  for (const set of connector.exportFlows)
    for (const flow of set.flows)
      add(
        'export',
        `${set.metaverseObjectType} ${set.connectorObjectType} ${flow.targetAttribute} ${mappingText(flow.mapping)}`,
      )
  for (const group of server.metaverse?.importFlows ?? [])
    for (const flow of group.flows)
      if (flow.connectorId === connector.id)
        add('import', `${group.objectType} ${group.attribute} ${mappingText(flow.mapping)}`)
  for (const rule of server.syncRules)
    if (rule.connectorId === connector.id) add('rule', `${rule.direction} ${rule.immutableTag || rule.name}`)
  for (const profile of connector.joins)
    for (const join of profile.criteria)
      add('join', join.mappings.map((mapping) => mapping.metaverseAttribute).join(' '))
  for (const projection of connector.projections)
    add('projection', `${projection.objectType} ${projection.metaverseObjectType ?? ''}`)
  for (const profile of connector.runProfiles) add('profile', profile.name)
  add('assembly', connector.connection.extensible?.assembly ?? '')
  add('format', connector.connection.file?.format ?? '')
  add('table', connector.connection.database?.table ?? '')
  add('name', connector.name)
  return words
}
