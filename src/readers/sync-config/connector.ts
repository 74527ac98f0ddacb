import type { Capabilities, Connector, ConnectorPasswordSync } from '../../model/index.js'
import { accountOf } from './connection/account.js'
import { assemblyOf, type PrivateConfiguration, readPrivateConfiguration } from './connection/index.js'
import { connectorKind } from './connector-kind.js'
import { readDeprovisioning } from './deprovisioning.js'
import { readRulesExtension } from './extension.js'
import { flagOf, guidOf, integerOf, present, textOf, textsOf } from './fields.js'
import { readFilters } from './filters.js'
import { readExportFlows } from './flows.js'
import { readJoins } from './joins.js'
import type { NoticeBook } from './notice-book.js'
import { type Partitions, readPartitions } from './partitions.js'
import { readProjections } from './projections.js'
import { readRunProfiles } from './run-profiles.js'
import { readSchema } from './schema.js'
import type { Section } from './section.js'

/** Reads `ma-data`: one management agent (MIM) or connector (Entra Connect). Sections may stand in any order or be absent. */
export function readConnector(data: Section, book: NoticeBook): Connector {
  const id = guidOf(data, 'id')
  const name = textOf(data, 'name')
  const category = textOf(data, 'category')
  const subtype = textOf(data, 'subtype')
  const section = data.one('private-configuration')
  const assembly = assemblyOf(section)
  const kind = connectorKind(category, subtype, assembly)
  noteGaps(data, { id, name, category, subtype, assembly, unknown: kind === 'unknown' || kind === 'ecma2-other' }, book)
  const configuration = readPrivateConfiguration(section, kind, category, data.at, book)
  const partitions = readPartitions(data.many('ma-partition-data'), book)
  return {
    id,
    name,
    description: textOf(data, 'description'),
    kind,
    category,
    subtype,
    company: textOf(data, 'ma-companyname'),
    listName: textOf(data, 'ma-listname'),
    version: textOf(data, 'version'),
    createdAt: textOf(data, 'creation-time'),
    modifiedAt: textOf(data, 'last-modification-time'),
    schema: readSchema(data.one('schema'), data.at, book),
    selectedAttributes: textsOf(data.one('attribute-inclusion'), 'attribute'),
    filters: readFilters(data.one('stay-disconnector'), book),
    joins: readJoins(data.one('join'), book),
    projections: readProjections(data.one('projection'), book),
    exportFlows: readExportFlows(data.one('export-attribute-flow'), book),
    ...present('deprovisioning', readDeprovisioning(data.one('provisioning-cleanup'), book)),
    ...present('extension', readRulesExtension(data.one('extension'))),
    ...present('exchangeProvisioning', configuration.exchange),
    partitions: partitions.partitions,
    runProfiles: readRunProfiles(data.many('ma-run-data'), book),
    connection: configuration.connection,
    capabilities: readCapabilities(data, configuration),
    passwordSync: readPasswordSync(data, partitions, configuration),
    dnConstruction: textsOf(data.one('dn-construction'), 'attribute'),
    componentMappings: (data.one('component_mappings')?.many('mapping') ?? []).map((mapping) => ({
      dnComponent: textOf(mapping, 'dn_component'),
      objectClass: textOf(mapping, 'object_class'),
      at: mapping.at,
    })),
    hosting: readHosting(data.one('controller-configuration')),
    at: data.at,
  }
}

interface Identity {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly subtype: string
  readonly assembly: string
  readonly unknown: boolean
}

function noteGaps(data: Section, identity: Identity, book: NoticeBook): void {
  if (identity.id === '') {
    book.add(
      'M2E-READ-029',
      data.at,
      `The connector "${identity.name}" has no id.`,
      'Rules that refer to it cannot be matched; export the configuration again.',
    )
  }
  if (!identity.unknown) return
  const clues = [identity.category, identity.subtype, identity.assembly].filter((clue) => clue !== '').join(', ')
  book.add(
    'M2E-READ-020',
    data.at,
    `The connector "${identity.name}" is of a kind this tool does not know (${clues}); its rules are read all the same.`,
    'Find out which system it connects to and who maintains it.',
  )
}

/** Bits of the capabilities mask ([MS-UPSDBDAP] 2.2.2.11). */
const FULL_IMPORT = 0x800n
const DELTA_IMPORT = 0x1000n
const EXPORT = 0x2000n

/**
 * Directories, databases and the MIM Service state all three bits. File connectors (`9000`) and ECMA2 connectors
 * (`a4079671`) leave out those of full import and export though they do both; an ECMA2 connector says it elsewhere.
 */
function readCapabilities(data: Section, { connection, capabilityBits = '' }: PrivateConfiguration): Capabilities {
  const mask = textOf(data, 'capabilities-mask')
  const bits = /^[0-9a-f]{1,16}$/i.test(mask) ? BigInt(`0x${mask}`) : decimalBits(capabilityBits)
  const has = (bit: bigint): boolean | undefined => (bits === undefined ? undefined : (bits & bit) !== 0n)
  const complete =
    connection.kind === 'directory' || connection.kind === 'database' || connection.kind === 'mim-service'
  return {
    mask,
    exportType: textOf(data, 'export-type'),
    deltaImport: has(DELTA_IMPORT),
    fullImport: complete ? has(FULL_IMPORT) : connection.extensible?.importEnabled,
    export: complete ? has(EXPORT) : connection.extensible?.exportEnabled,
  }
}

/** Entra Connect has no mask; an ECMA2 connector states the same bits as a decimal number. */
function decimalBits(text: string): bigint | undefined {
  return /^\d{1,18}$/.test(text) ? BigInt(text) : undefined
}

function readPasswordSync(
  data: Section,
  partitions: Partitions,
  configuration: PrivateConfiguration,
): ConnectorPasswordSync {
  const section = data.one('password-sync')
  return {
    allowed: flagOf(data, 'password-sync-allowed') ?? false,
    sourcePartitions: partitions.passwordSources,
    extensionEnabled: configuration.passwordExtension,
    ...present('maximumRetryCount', integerOf(section, 'maximum-retry-count')),
    ...present('retryIntervalSeconds', integerOf(section, 'retry-interval')),
    ...present('allowLowSecurity', flagOf(section, 'allow-low-security')),
    ...present('unlockAccount', flagOf(section, 'unlock-account')),
    ...present('hashSync', configuration.hashSync),
    ...present('writeback', configuration.writeback),
    at: section?.at ?? data.at,
  }
}

function readHosting(section: Section | undefined): Connector['hosting'] {
  const impersonation = section?.one('impersonation')
  const account = accountOf(textOf(impersonation, 'domain'), textOf(impersonation, 'user'))
  return {
    protection: textOf(section, 'application-protection'),
    architecture: textOf(section, 'application-architecture'),
    ...present('impersonation', account === '' ? undefined : account),
  }
}
