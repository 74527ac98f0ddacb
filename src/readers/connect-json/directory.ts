import { type Connector, type ConnectorKind, normalizeGuid, type Partition, type SyncRule } from '../../model/index.js'
import type { Field } from '../json/index.js'
import { present } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { type CustomRule, readCustomRule } from './rule.js'
import { readStandardRule } from './standard-rule.js'

export interface DirectoryPolicy {
  readonly rules: readonly SyncRule[]
  readonly custom: readonly CustomRule[]
  readonly standardCount: number
  /** undefined where the policy names no directory. */
  readonly connector?: Connector
}

/** Reads one element of `onpremisesDirectoryPolicy`, or `azureDirectoryPolicy`. */
export function readDirectoryPolicy(policy: Field, kind: ConnectorKind, book: NoticeBook): DirectoryPolicy {
  const id = normalizeGuid(policy.text('uniqueIdentifier'))
  const friendly = policy.text('friendlyName').trim()
  const domain = policy.text('fullyQualifiedDomainName').trim()
  const partitions = policy.objects('partitionFilters').map(readPartition)
  const custom = policy.objects('customSynchronizationRules').map((rule) => readCustomRule(rule, id, book))
  const standard = policy.objects('standardSynchronizationRules').map((rule) => readStandardRule(rule, id))
  const named = id !== '' || friendly !== '' || domain !== ''
  return {
    rules: [...custom.map((one) => one.rule), ...standard],
    custom,
    standardCount: standard.length,
    ...present('connector', named ? connectorOf(policy, kind, id, friendly || domain, domain, partitions) : undefined),
  }
}

function readPartition(filter: Field): Partition {
  const dn = filter.text('distinguishedName')
  return {
    id: normalizeGuid(filter.text('uniqueIdentifier')) || dn.toLowerCase(),
    name: dn,
    displayName: dn,
    selected: true,
    objectTypes: [],
    inclusions: filter.texts('containerInclusions'),
    exclusions: filter.texts('containerExclusions'),
    dn,
    isDomain: undefined,
    preferredControllers: [],
    at: filter.at,
  }
}

/** A connector as far as the settings tell: its name, what it connects to and which containers are in scope. */
function connectorOf(
  policy: Field,
  kind: ConnectorKind,
  id: string,
  name: string,
  target: string,
  partitions: readonly Partition[],
): Connector {
  const { at } = policy
  return {
    id,
    name,
    description: '',
    kind,
    category: '',
    subtype: '',
    company: '',
    listName: '',
    version: '',
    createdAt: '',
    modifiedAt: '',
    schema: { objectTypes: [], attributes: [], at },
    selectedAttributes: [],
    filters: [],
    joins: [],
    projections: [],
    exportFlows: [],
    partitions,
    runProfiles: [],
    connection: {
      kind: kind === 'active-directory' ? 'directory' : 'extensible',
      target,
      account: '',
      anchor: [],
      settings: [],
      at,
    },
    capabilities: { mask: '', exportType: '', deltaImport: undefined, fullImport: undefined, export: undefined },
    passwordSync: { allowed: false, sourcePartitions: [], extensionEnabled: false, at },
    dnConstruction: [],
    componentMappings: [],
    hosting: { protection: '', architecture: '' },
    at,
  }
}
