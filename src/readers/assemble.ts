import {
  type Connector,
  compareText,
  type ExtensionSource,
  type IdentityService,
  type Metaverse,
  type Notice,
  type SyncRule,
  type SyncServer,
} from '../model/index.js'
import { addForms } from './connect-forms.js'
import { type FurtherParts, furtherParts } from './further-parts.js'
import { assembleScripts } from './lithnet/index.js'
import { interpretService } from './mim-service/index.js'
import { notice } from './notices.js'
import { type PlacedObjects, placeObjects } from './object-sources.js'
import type { EstatePart } from './reader.js'
import { danglingReferences, danglingServiceRules } from './references.js'
import { assembleSources } from './rules-extension/index.js'
import {
  type ConnectorPart,
  exportFolder,
  fileOf,
  isServerPart,
  type MetaversePart,
  type RulePart,
  type ServerExport,
  type ServerPart,
} from './server-export.js'

type ServicePart = Extract<EstatePart, { kind: 'service-objects' }>

export interface Assembly extends FurtherParts, PlacedObjects {
  readonly servers: readonly SyncServer[]
  readonly services: readonly IdentityService[]
  readonly extensionSources?: readonly ExtensionSource[]
  readonly notices: readonly Notice[]
  /** Files left out because a newer export of the same server was given. */
  readonly skipped: ReadonlySet<string>
}

/** Puts the parts of many files together: one server for each export folder, one service for each service URL. */
export function assemble(parts: readonly EstatePart[]): Assembly {
  const notices: Notice[] = []
  const skipped = new Set<string>()
  const servers: SyncServer[] = []
  const serverParts = parts.filter(isServerPart)
  for (const product of ['mim-sync', 'connect-sync'] as const) {
    const own = serverParts.filter((part) => part.product === product)
    const folders = groupExports(own.filter((part) => part.form === undefined))
    const forms = own.filter((part) => part.form !== undefined)
    const exports = addForms(folders, forms, notices)
    for (const exported of keepNewest(exports, notices, skipped)) {
      const server = buildServer(product, exported, notices)
      // Rules by themselves all name connectors that are not there; that there are none is said once.
      if (product === 'mim-sync' || server.connectors.length > 0) notices.push(...danglingReferences(server))
      servers.push(server)
    }
  }
  const scripts = assembleScripts(parts)
  notices.push(...scripts.notices)
  const serviceParts = parts.filter((part): part is ServicePart => part.kind === 'service-objects')
  const services = groupServices([...serviceParts, ...scripts.parts]).map((group) => {
    const interpreted = interpretService(group)
    notices.push(...interpreted.notices)
    return interpreted.service
  })
  notices.push(...danglingServiceRules(services, servers))
  const objects = placeObjects(parts, servers)
  notices.push(...objects.notices)
  const code = assembleSources(parts)
  notices.push(...code.notices)
  const whole = { servers: withDistinctIds(servers), services, ...furtherParts(parts), ...objects.placed }
  return { ...whole, ...code.found, notices, skipped }
}

/** Exports of one service name the same address; parts that state none belong to the first that does. */
function groupServices(parts: readonly ServicePart[]): ServicePart[][] {
  const groups = new Map<string, ServicePart[]>()
  for (const part of parts) {
    const key = part.source.toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  const nameless = groups.get('')
  const [first, ...others] = [...groups].filter(([key]) => key !== '').map(([, group]) => group)
  if (nameless === undefined) return first === undefined ? [] : [first, ...others]
  return [[...(first ?? []), ...nameless], ...others]
}

/** Files of one export lie in one folder (Entra Connect: in three below it) and name the same server. */
function groupExports(parts: readonly ServerPart[]): ServerExport[] {
  const groups = new Map<string, ServerPart[]>()
  for (const part of parts) {
    const server = part.kind === 'sync-rule' || part.product === 'connect-sync' ? '' : part.server.toLowerCase()
    const key = `${server}\n${exportFolder(fileOf(part))}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  const exports = [...groups].map(([key, members]): ServerExport => {
    const stated = members.filter((part) => part.kind !== 'sync-rule')
    return {
      folder: key.slice(key.indexOf('\n') + 1),
      server: stated.find((part) => part.server !== '')?.server ?? '',
      exportedAt: stated.map((part) => part.exportedAt).reduce((a, b) => (compareText(a, b) >= 0 ? a : b), ''),
      parts: members,
    }
  })
  return mergeScattered(exports)
}

/**
 * Files of one export that were sent in several folders belong together when they name the same server and no object
 * twice: a metaverse file beside a folder of agents, a single agent beside the whole export.
 */
function mergeScattered(exports: readonly ServerExport[]): ServerExport[] {
  const merged: ServerExport[] = []
  // Exports that are whole come first, so that every fragment finds the one it belongs to.
  for (const next of [...exports].sort((a, b) => Number(isFragment(a)) - Number(isFragment(b)))) {
    const homes = merged.filter((other) => belongTogether(other, next))
    const [other] = homes
    // A fragment without a name that fits two servers stays by itself: which one it is of would be a guess.
    if (other === undefined || (homes.length > 1 && next.server === '')) {
      merged.push(next)
      continue
    }
    merged[merged.indexOf(other)] = {
      ...other,
      server: other.server || next.server,
      exportedAt: compareText(other.exportedAt, next.exportedAt) >= 0 ? other.exportedAt : next.exportedAt,
      parts: [...other.parts, ...next.parts],
    }
  }
  return merged
}

/** Entra Connect states the server in its metaverse file only, so its other files fit whichever server lacks them. */
function belongTogether(other: ServerExport, next: ServerExport): boolean {
  if (overlap(other, next)) return false
  if (other.server !== '' && next.server !== '') return other.server.toLowerCase() === next.server.toLowerCase()
  return (isFragment(other) || isFragment(next)) && rulesFit(other, next) && rulesFit(next, other)
}

/** Rules name connectors: those of one server name at least one that it has. */
function rulesFit(withRules: ServerExport, withConnectors: ServerExport): boolean {
  const named = withRules.parts.flatMap((part) => (part.kind === 'sync-rule' ? [part.rule.connectorId] : []))
  const held = new Set(withConnectors.parts.flatMap((part) => (part.kind === 'connector' ? [part.connector.id] : [])))
  return named.length === 0 || held.size === 0 || named.some((id) => held.has(id))
}

/** A whole export has its metaverse file; a fragment waits for one. */
function isFragment(exported: ServerExport): boolean {
  return !exported.parts.some((part) => part.kind === 'metaverse' && part.scope === 'server')
}

function overlap(a: ServerExport, b: ServerExport): boolean {
  const held = new Set(a.parts.map(identity))
  return b.parts.some((part) => held.has(identity(part)))
}

function identity(part: ServerPart): string {
  if (part.kind === 'connector') return `connector ${part.connector.id}`
  if (part.kind === 'sync-rule') return `rule ${part.rule.id}`
  return part.scope === 'server' ? 'metaverse' : `flows of ${fileOf(part)}`
}

/** Two exports of one server are two moments of the same thing; the newer one is assessed. */
function keepNewest(exports: readonly ServerExport[], notices: Notice[], skipped: Set<string>): ServerExport[] {
  const kept: ServerExport[] = []
  const newestFirst = [...exports].sort((a, b) => compareText(b.exportedAt, a.exportedAt))
  for (const exported of newestFirst) {
    const newer = kept.find((other) => sameServer(other, exported))
    if (newer === undefined) {
      kept.push(exported)
      continue
    }
    for (const part of exported.parts) skipped.add(fileOf(part))
    notices.push(
      notice(
        'M2E-READ-008',
        { file: exported.folder, path: '' },
        `${exported.folder} and ${newer.folder} are two exports of ${exported.server === '' ? 'the same server' : `server ${exported.server}`} (${when(exported)} and ${when(newer)}); ${newer.folder} was assessed.`,
        'Assess the other one by itself if it is the one you mean.',
      ),
    )
  }
  return kept.sort((a, b) => compareText(a.folder, b.folder))
}

function sameServer(a: ServerExport, b: ServerExport): boolean {
  if (a.server.toLowerCase() !== b.server.toLowerCase()) return false
  return a.server === '' ? shareOwnObjects(a, b) : overlap(a, b)
}

/** Connector to the tenant: Entra Connect gives it this id on every server. */
const TENANT_CONNECTOR = 'b891884f-051e-4a83-95af-2544101c9083'

/** Without a name only objects that no second server can have tell that two exports are of one. */
function shareOwnObjects(a: ServerExport, b: ServerExport): boolean {
  const common = new Set(['metaverse', `connector ${TENANT_CONNECTOR}`])
  const held = new Set(a.parts.map(identity).filter((id) => !common.has(id)))
  return b.parts.some((part) => held.has(identity(part)))
}

function when(exported: ServerExport): string {
  return exported.exportedAt === '' ? 'no date' : exported.exportedAt.slice(0, 16)
}

function buildServer(product: SyncServer['product'], exported: ServerExport, notices: Notice[]): SyncServer {
  const whole = exported.parts.find(
    (part): part is MetaversePart => part.kind === 'metaverse' && part.scope === 'server',
  )
  const travelling = exported.parts.filter(
    (part): part is MetaversePart => part.kind === 'metaverse' && part.scope === 'single',
  )
  const metaverse = whole?.metaverse ?? mergeTravelling(travelling)
  const connectors = exported.parts
    .filter((part): part is ConnectorPart => part.kind === 'connector')
    .map((part) => part.connector)
  const rules = exported.parts.filter((part): part is RulePart => part.kind === 'sync-rule').map((part) => part.rule)
  if (whole === undefined) notices.push(metaverseMissing(product, exported, travelling.length > 0))
  if (connectors.length === 0) notices.push(connectorsMissing(product, exported))
  return {
    id: `${product}:${(exported.server || exported.folder).toLowerCase()}`,
    product,
    name: exported.server,
    exportedAt: exported.exportedAt,
    connectors: sortConnectors(connectors),
    metaverse,
    syncRules: sortRules(rules),
    at: { file: exported.folder, path: '' },
  }
}

/**
 * The import flows that travel with single management agents are those of the whole metaverse, so any one of them is
 * complete; the one with most flow groups is the best there is.
 */
function mergeTravelling(parts: readonly MetaversePart[]): Metaverse | undefined {
  return [...parts].sort((a, b) => b.metaverse.importFlows.length - a.metaverse.importFlows.length)[0]?.metaverse
}

function metaverseMissing(product: SyncServer['product'], exported: ServerExport, hasFlows: boolean): Notice {
  const lost =
    product === 'connect-sync'
      ? 'optional features, schedule and the metaverse schema are not known'
      : hasFlows
        ? 'deletion rules, provisioning and the metaverse schema are not known; the import flows come from the single agent exported'
        : 'import flows, precedence, deletion rules and provisioning are not known'
  return notice(
    'M2E-READ-009',
    { file: exported.folder, path: '' },
    `The export in ${exported.folder} has no metaverse file (MV.xml): ${lost}.`,
    product === 'connect-sync'
      ? 'Run Get-ADSyncServerConfiguration again and send the whole folder.'
      : 'Use "Export Server Configuration" and send the whole folder.',
  )
}

function connectorsMissing(product: SyncServer['product'], exported: ServerExport): Notice {
  const lost =
    product === 'connect-sync' ? 'partitions, schema and run profiles' : 'joins, filters, export flows and run profiles'
  return notice(
    'M2E-READ-009',
    { file: exported.folder, path: '' },
    `The export in ${exported.folder} has no connector file: ${lost} are not known.`,
    'Send the whole export folder.',
  )
}

function sortConnectors(connectors: readonly Connector[]): Connector[] {
  return [...connectors].sort(
    (a, b) => compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.id, b.id),
  )
}

function sortRules(rules: readonly SyncRule[]): SyncRule[] {
  return [...rules].sort(
    (a, b) =>
      compareText(a.direction, b.direction) ||
      (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER) ||
      compareText(a.name, b.name) ||
      compareText(a.id, b.id),
  )
}

function withDistinctIds(servers: readonly SyncServer[]): SyncServer[] {
  const used = new Map<string, number>()
  return servers.map((server) => {
    const count = (used.get(server.id) ?? 0) + 1
    used.set(server.id, count)
    return count === 1 ? server : { ...server, id: `${server.id}#${count}` }
  })
}
