import type { Connector, Estate, ExportFlowSet, Provenance, SchemaAttribute } from '../../model/index.js'
import type { EcmaCheck } from '../artefacts/ecma-host.js'
import { sameText } from '../mapping/flow-graph.js'

/** What a failed check means for the connector. */
const consequences: Readonly<Record<EcmaCheck['id'], EcmaCheck['consequence']>> = {
  'object-types': 'leave-out',
  references: 'leave-out',
  'multi-valued': 'leave-out',
  binary: 'leave-out',
  passwords: 'leave-out',
  names: 'change',
  'full-import': 'change',
  partitions: 'change',
  hierarchy: 'change',
  concurrency: 'change',
  anchor: 'stay',
  target: 'stay',
  generation: 'stay',
  profile: 'stay',
}

interface Found {
  readonly name: string
  readonly at: Provenance
}

/**
 * What Entra's ECMA Connector Host refuses, read from the connector's own facts, check by check.
 * https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-ecma-troubleshoot
 * @param objectType the one type it would provision, as the connector calls it
 */
export function ecmaChecksOf(estate: Estate, connector: Connector, objectType: string): readonly EcmaCheck[] {
  const sets = connector.exportFlows
  const own = sets.filter((set) => sameText(set.connectorObjectType, objectType))
  const written = flowsOf(own)
  const schemaOf = (name: string): SchemaAttribute | undefined =>
    connector.schema.attributes.find((item) => sameText(item.name, name))
  const having = (matches: (item: SchemaAttribute) => boolean): readonly Found[] =>
    written.filter(({ name }) => {
      const known = schemaOf(name)
      return known !== undefined && !isPassword(name) && matches(known)
    })
  const placed = (names: readonly string[], at: Provenance): readonly Found[] => names.map((name) => ({ name, at }))
  const anchor = anchorOf(connector)
  const selected = connector.partitions.filter((partition) => partition.selected)
  const forest = forestOf(estate, connector)
  return [
    check(
      'object-types',
      sets
        .filter((set) => !sameText(set.connectorObjectType, objectType))
        .map((set) => ({ name: set.connectorObjectType, at: set.at })),
    ),
    check(
      'references',
      having((item) => item.type === 'reference'),
    ),
    check(
      'multi-valued',
      having((item) => item.multivalued && item.type !== 'reference'),
    ),
    check(
      'binary',
      having((item) => item.type === 'binary'),
    ),
    check('passwords', [
      ...written.filter(({ name }) => isPassword(name)),
      ...placed(connector.passwordSync.allowed ? ['password synchronization'] : [], connector.passwordSync.at),
    ]),
    check('anchor', placed(anchor.length > 1 ? anchor : [], connector.connection.at)),
    check(
      'names',
      written.filter(({ name }) => /[.[]/.test(name)),
    ),
    fullImportCheck(connector),
    check(
      'partitions',
      selected.length > 1
        ? selected.map((partition) => ({ name: partition.displayName || partition.name, at: partition.at }))
        : [],
    ),
    check(
      'hierarchy',
      connector.componentMappings.map((item) => ({ name: item.objectClass, at: item.at })),
    ),
    check('concurrency', placed(isConcurrent(connector) ? [connector.name] : [], connector.at)),
    check('target', placed(forest === '' ? [] : [forest], connector.connection.at)),
    check('generation', placed(connector.kind === 'ecma1' ? [connector.connection.target] : [], connector.at)),
    check('profile', placed(hasProfile(connector) ? [] : [connector.name], connector.at)),
  ]
}

export function anchorOf({ connection, dnConstruction }: Connector): readonly string[] {
  return connection.anchor.length > 0 ? connection.anchor : dnConstruction
}

function isPassword(name: string): boolean {
  return /^(unicodepwd|userpassword|export_password|password)$/i.test(name)
}

function flowsOf(sets: readonly ExportFlowSet[]): readonly Found[] {
  return sets.flatMap((set) => set.flows.map((flow) => ({ name: flow.targetAttribute, at: flow.at })))
}

function check(id: EcmaCheck['id'], found: readonly Found[]): EcmaCheck {
  return {
    id,
    passed: found.length === 0,
    consequence: consequences[id],
    names: [...new Set(found.map((item) => item.name))].sort(),
    at: found.map((item) => item.at),
  }
}

/** A connector that says it cannot import everything stays; one that nobody let do so has to be tried. */
function fullImportCheck(connector: Connector): EcmaCheck {
  const runs = connector.runProfiles.some((profile) =>
    profile.steps.some((step) => step.kind.startsWith('full-import')),
  )
  const cannot = connector.capabilities.fullImport === false
  const passes = !cannot && (runs || connector.capabilities.fullImport === true)
  const tested = check('full-import', passes ? [] : [{ name: connector.name, at: connector.at }])
  return cannot ? { ...tested, consequence: 'stay' } : tested
}

/** Text files and Lotus Domino have no profile in the host, whatever their connector passes. */
function hasProfile({ kind }: Connector): boolean {
  return !kind.endsWith('-file') && kind !== 'generic-csv' && kind !== 'lotus-domino'
}

/** Capability bit 0x8000, or the connector's own checkbox. */
function isConcurrent(connector: Connector): boolean {
  const mask = Number.parseInt(connector.capabilities.mask, 16)
  const parameters = connector.connection.extensible?.parameters ?? []
  const box = parameters.find((item) => /^concurrent operations/i.test(item.name))
  if (box !== undefined) return box.value.value === '1'
  // Bit operators work on 32 bits; a mask may be longer, so the bit is read by division.
  return connector.kind === 'ecma2-other' && Number.isFinite(mask) && Math.floor(mask / 0x8000) % 2 === 1
}

/** Forest of the estate that an LDAP connector points at: AD itself is no target of the host. */
function forestOf(estate: Estate, connector: Connector): string {
  if (connector.kind !== 'generic-ldap') return ''
  const forests = estate.servers
    .flatMap((server) => server.connectors)
    .filter((item) => item.kind === 'active-directory')
    .map((item) => item.connection.target.toLowerCase())
    .filter((target) => target !== '')
  const parameters = connector.connection.extensible?.parameters ?? []
  const port = parameters.find((item) => /^port:?$/i.test(item.name))?.value.value
  // AD LDS on a member server shares the forest's name; it listens elsewhere than a domain controller.
  if (port !== undefined && !['389', '636', '3268', '3269'].includes(port)) return ''
  const hosts = parameters
    .filter((item) => /\b(host|server)\b/i.test(item.name))
    .map((item) => (item.value.value ?? '').trim().toLowerCase())
    .map((value) => value.replace(/^ldaps?:\/\//, '').replace(/:\d+$/, ''))
  return forests.find((forest) => hosts.includes(forest)) ?? ''
}
