import type { Connector, Estate, Provenance, SchemaAttribute, SyncServer } from '../../src/model/index.js'
import { type PlacedConnector, sameName } from './connectors.js'
import { type Delivery, deliveriesOf } from './flows.js'
import { hostsOf } from './hosts.js'
import { isPersonType } from './people.js'

export interface Named {
  readonly names: readonly string[]
  readonly at: readonly Provenance[]
}

/**
 * What Entra's ECMA Connector Host refuses, read from the connector's own facts; empty lists are checks passed.
 * https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-ecma-troubleshoot
 */
export interface EcmaChecks {
  /** Object types it writes besides people. */
  readonly otherTypes: Named
  readonly references: Named
  readonly multivalued: Named
  readonly binary: Named
  readonly anchorParts: readonly string[]
  /** Names with a full stop or an opening bracket. */
  readonly badNames: Named
  /** Attributes that carry a password, and the flag that lets the connector receive them. */
  readonly passwords: Named
  readonly receivesPasswords: boolean
  /** false: the connector says it cannot import everything. */
  readonly canFullImport: boolean | undefined
  readonly hasFullImportStep: boolean
  readonly partitions: readonly string[]
  readonly hierarchy: readonly string[]
  readonly isConcurrent: boolean
  /** Forest of the estate it points at: AD itself is no target of the host. */
  readonly forest: string
}

export const checkCount = 10

export function ecmaChecksOf(estate: Estate, { server, connector }: PlacedConnector): EcmaChecks {
  const deliveries = deliveriesOf(server, connector)
  const attribute = (name: string): SchemaAttribute | undefined =>
    connector.schema.attributes.find((item) => sameName(item.name, name))
  const isPassword = (name: string): boolean => /^(unicodepwd|userpassword|export_password|password)$/i.test(name)
  const having = (matches: (item: SchemaAttribute) => boolean): Named =>
    named(
      deliveries.filter((item) => {
        const found = attribute(item.attribute)
        return found !== undefined && !isPassword(item.attribute) && matches(found)
      }),
    )
  const anchors = connector.connection.anchor.length > 0 ? connector.connection.anchor : connector.dnConstruction
  const selected = connector.partitions.filter((partition) => partition.selected)
  return {
    otherTypes: otherTypesOf(server, deliveries),
    references: having((item) => item.type === 'reference'),
    multivalued: having((item) => item.multivalued && item.type !== 'reference'),
    binary: having((item) => item.type === 'binary'),
    anchorParts: anchors.length > 1 ? anchors : [],
    badNames: named(deliveries.filter((item) => /[.[]/.test(item.attribute))),
    passwords: named(deliveries.filter((item) => isPassword(item.attribute))),
    receivesPasswords: connector.passwordSync.allowed,
    canFullImport: connector.capabilities.fullImport,
    hasFullImportStep: connector.runProfiles.some((profile) =>
      profile.steps.some((step) => step.kind.startsWith('full-import')),
    ),
    partitions: selected.length > 1 ? selected.map((partition) => partition.displayName || partition.name) : [],
    hierarchy: connector.componentMappings.map((item) => item.objectClass),
    isConcurrent: isConcurrent(connector),
    forest: forestOf(estate, connector),
  }
}

function named(items: readonly Delivery[]): Named {
  return { names: [...new Set(items.map((item) => item.attribute))].sort(), at: items.map((item) => item.at) }
}

function otherTypesOf(server: SyncServer, deliveries: readonly Delivery[]): Named {
  const others = deliveries.filter((item) => !isPersonType(server, item.metaverseObjectType))
  return {
    names: [...new Set(others.map((item) => item.connectorObjectType))].sort(),
    at: others.slice(0, 1).map((item) => item.at),
  }
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

function forestOf(estate: Estate, connector: Connector): string {
  if (connector.kind !== 'generic-ldap') return ''
  const forests = estate.servers
    .flatMap((server) => server.connectors)
    .filter((item) => item.kind === 'active-directory')
    .map((item) => item.connection.target.toLowerCase())
    .filter((target) => target !== '')
  const hosts = hostsOf(estate, connector).map((host) => host.name)
  const ports = connector.connection.extensible?.parameters.find((item) => /^port:?$/i.test(item.name))?.value.value
  // AD LDS on a member server shares the forest's name; it listens elsewhere than a domain controller.
  if (ports !== undefined && !['389', '636', '3268', '3269'].includes(ports)) return ''
  return forests.find((forest) => hosts.includes(forest)) ?? ''
}
