import {
  type ConnectorSpaceObject,
  type ConnectorState,
  type Hologram,
  normalizeGuid,
  type ObjectDelta,
} from '../../model/index.js'
import type { XmlElement } from '../../xml/index.js'
import { elementPath } from '../../xml/index.js'
import { deltaOperation, type OnBadValue, readDelta, readEntry } from './images.js'
import type { PathCount } from './path-count.js'

type Image = keyof ConnectorSpaceObject['holograms']
type Pending = keyof ConnectorSpaceObject['deltas']

/** Both wordings: that of the current products and that of their forerunners. */
const hologramNames: ReadonlyMap<string, Image> = new Map([
  ['synchronized-hologram', 'synchronized'],
  ['hologram', 'synchronized'],
  ['pending-import-hologram', 'pendingImport'],
  ['import-hologram', 'pendingImport'],
  ['unapplied-export-hologram', 'unappliedExport'],
  ['export-hologram', 'unappliedExport'],
  ['escrowed-export-hologram', 'escrowedExport'],
  ['unconfirmed-export-hologram', 'unconfirmedExport'],
])

const deltaNames: ReadonlyMap<string, Pending> = new Map([
  ['pending-import', 'pendingImport'],
  ['unapplied-export', 'unappliedExport'],
  ['escrowed-export', 'escrowedExport'],
  ['unconfirmed-export', 'unconfirmedExport'],
])

const flagNames = new Set([
  'seen-by-import',
  'pending',
  'placeholder-parent',
  'placeholder-link',
  'placeholder-delete',
  'ref-retry',
  'rename-retry',
  'rebuild-in-progress',
  'pending-ref-delete',
  'obsoletion',
  'need-full-sync',
])

const textNames = new Set([
  'connector',
  'connector-state',
  'ma-id',
  'ma-name',
  'partition-id',
  'partition-name',
  'import-delta-operation',
  'export-delta-operation',
])

/** Shown by the product beside an object; what they say stands in the holograms or in the run history as well. */
const knownNames = new Set([
  'last-import-delta-time',
  'last-export-delta-time',
  'disconnection-time',
  'disconnection-type',
  'disconnection-id',
  'account-name',
  'domain-name',
  'fully-qualified-domain-name',
  'full-qualified-domain-name',
  'user-principal-name',
  'partition-display-name',
  'sequencers',
  'cs-mv-links',
  'import-errordetail',
  'export-errordetail',
])

const KNOWN = 'Times, account names and error details of single objects are not assessed.'

const attributeNames = new Set(['cs-dn', 'id', 'object-type', 'transient'])

export interface ReadContext {
  readonly file: string
  /** Path of the element around the objects. */
  readonly path: PathCount
  readonly onBad: OnBadValue
}

/** Reads one `cs-object` and counts every element and attribute of it. */
export function readCsObject(element: XmlElement, { file, path: parent, onBad }: ReadContext): ConnectorSpaceObject {
  const path = parent.read(element)
  for (const name in element.attributes) {
    if (attributeNames.has(name)) path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  const texts = new Map<string, string>()
  const flags: string[] = []
  const holograms: { -readonly [name in Image]?: Hologram } = {}
  const deltas: { -readonly [name in Pending]?: ObjectDelta } = {}
  let link: ConnectorSpaceObject['link']
  for (const child of element.children) {
    const { local } = child
    const image = hologramNames.get(local)
    const pending = image === undefined ? deltaNames.get(local) : undefined
    if (image !== undefined) {
      const entry = onlyChild(child, 'entry', path)
      if (entry !== undefined) holograms[image] ??= readEntry(entry.element, entry.path, onBad)
    } else if (pending !== undefined) {
      const delta = onlyChild(child, 'delta', path)
      if (delta !== undefined) deltas[pending] ??= readDelta(delta.element, delta.path, onBad)
    } else if (textNames.has(local)) {
      path.read(child).noAttributes(child)
      texts.set(local, child.text.trim())
    } else if (flagNames.has(local)) {
      path.read(child).noAttributes(child)
      if (isSet(child.text)) flags.push(local)
    } else if (local === 'mv-link') link = readLink(child, path)
    else if (knownNames.has(local)) path.documented(child, KNOWN)
    else path.unknown(child)
  }
  const connector = texts.get('connector')
  const isConnector = connector === undefined || connector === '' ? undefined : isSet(connector)
  const connectorState = texts.get('connector-state') ?? ''
  return {
    id: normalizeGuid(element.attributes.id ?? ''),
    dn: element.attributes['cs-dn'] ?? '',
    objectType: element.attributes['object-type'] ?? '',
    anchor: anchorOf(holograms, deltas),
    transient: isSet(element.attributes.transient ?? ''),
    state: stateOf(isConnector, connectorState, flags),
    isConnector,
    connectorState,
    connectorId: normalizeGuid(texts.get('ma-id') ?? ''),
    connectorName: texts.get('ma-name') ?? '',
    partitionId: normalizeGuid(texts.get('partition-id') ?? ''),
    partitionName: texts.get('partition-name') ?? '',
    ...(link === undefined ? {} : { link }),
    importOperation: deltaOperation(texts.get('import-delta-operation')),
    exportOperation: deltaOperation(texts.get('export-delta-operation')),
    flags,
    holograms,
    deltas,
    at: { file, path: elementPath(element), line: element.line },
  }
}

/** The element inside a hologram or a pending change; further ones are not known and counted so. */
function onlyChild(
  element: XmlElement,
  local: string,
  parent: PathCount,
): { readonly element: XmlElement; readonly path: PathCount } | undefined {
  const path = parent.read(element)
  path.noAttributes(element)
  let found: { readonly element: XmlElement; readonly path: PathCount } | undefined
  for (const child of element.children) {
    if (found === undefined && child.local === local) found = { element: child, path: path.read(child) }
    else path.unknown(child)
  }
  return found
}

function readLink(element: XmlElement, parent: PathCount): ConnectorSpaceObject['link'] {
  const path = parent.read(element)
  for (const name in element.attributes) {
    if (name === 'lineage-id' || name === 'lineage-type' || name === 'lineage-time')
      path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  const metaverseObjectId = normalizeGuid(element.text)
  if (metaverseObjectId === '') return undefined
  return {
    metaverseObjectId,
    id: normalizeGuid(element.attributes['lineage-id'] ?? ''),
    type: element.attributes['lineage-type'] ?? '',
    time: element.attributes['lineage-time'] ?? '',
  }
}

function isSet(text: string): boolean {
  return /^\s*(?:1|true)\s*$/i.test(text)
}

/** The anchor never changes; the image closest to the connected system has it first. */
function anchorOf(holograms: ConnectorSpaceObject['holograms'], deltas: ConnectorSpaceObject['deltas']): string {
  return (
    holograms.pendingImport?.anchor ||
    holograms.synchronized?.anchor ||
    deltas.pendingImport?.anchor ||
    holograms.unconfirmedExport?.anchor ||
    holograms.escrowedExport?.anchor ||
    holograms.unappliedExport?.anchor ||
    ''
  )
}

function stateOf(isConnector: boolean | undefined, written: string, flags: readonly string[]): ConnectorState {
  if (flags.includes('placeholder-parent') || flags.includes('placeholder-link')) return 'placeholder'
  const explicit = written === 'explicit'
  if (isConnector === true) return explicit ? 'explicit-connector' : 'connector'
  if (isConnector === false) {
    if (written === 'stay') return 'filtered-disconnector'
    return explicit ? 'explicit-disconnector' : 'disconnector'
  }
  return 'unknown'
}
