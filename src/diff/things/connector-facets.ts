import type { Connection, Connector } from '../../model/index.js'
import { bag, count, said, sequence, term, version, yesNo } from '../facet.js'
import type { Names } from '../names.js'
import type { Facet } from '../thing.js'

export function deprovisioningFacets({ deprovisioning }: Connector): Facet[] {
  if (deprovisioning === undefined) return []
  const token = deprovisioning.kind === 'declared' ? deprovisioning.action : deprovisioning.kind
  return [
    token === 'unknown' || deprovisioning.kind === 'unknown'
      ? said('deprovisioning', deprovisioning.kind === 'scripted' ? 'scripted' : deprovisioning.raw)
      : term('deprovisioning', 'deprovisioning', token),
  ]
}

export function extensionFacets({ extension, exchangeProvisioning }: Connector): Facet[] {
  return [
    said('extension', extension?.assembly ?? ''),
    yesNo('extension-process', extension?.separateProcess ?? false),
    count('extension-timeout', extension?.timeoutSeconds),
    said('exchange-assembly', exchangeProvisioning?.assembly ?? ''),
    said('exchange-version', exchangeProvisioning?.exchangeVersion ?? ''),
    said('exchange-server', exchangeProvisioning?.server ?? ''),
    bag('exchange-runs', exchangeProvisioning?.runs ?? []),
  ]
}

export function connectionFacets({ target, account, database, extensible, file, anchor }: Connection): Facet[] {
  return [
    // A database says the same in two pieces of its own.
    said('target', database === undefined ? target : ''),
    said('account', account),
    sequence('anchor-attributes', anchor),
    said('provider', database?.provider ?? ''),
    said('database-server', database?.server ?? ''),
    said('database', database?.database ?? ''),
    said('table', database?.table ?? ''),
    said('delta-table', database?.deltaTable ?? ''),
    said('multivalue-table', database?.multivalueTable ?? ''),
    said('authentication', database?.authentication ?? ''),
    said('object-type-column', database?.objectTypeColumn ?? ''),
    bag('object-types', database?.objectTypes ?? []),
    sequence('primary-key', database?.primaryKey ?? []),
    said('multivalue-attribute-column', database?.multivalued?.attributeColumn ?? ''),
    bag(
      'multivalue-columns',
      (database?.multivalued?.valueColumns ?? []).map(({ type, column }) => `${type}: ${column}`),
    ),
    bag(
      'multivalue-attributes',
      (database?.multivalued?.attributes ?? []).map(({ name, type }) => `${name}: ${type}`),
    ),
    said('assembly', extensible?.assembly ?? ''),
    version('assembly-version', extensible?.assemblyVersion ?? ''),
    yesNo('import-enabled', extensible?.importEnabled),
    yesNo('export-enabled', extensible?.exportEnabled),
    said('file-format', file?.format ?? ''),
    said('code-page', file?.codePage ?? ''),
    said('delimiter', JSON.stringify(file?.delimiter ?? '')),
    said('text-qualifier', file?.textQualifier ?? ''),
    yesNo('header-row', file?.headerRow),
    sequence('file-columns', file?.columns ?? []),
    said('object-type-attribute', file?.objectTypeAttribute ?? ''),
    said('change-type-attribute', file?.changeTypeAttribute ?? ''),
  ]
}

export function capabilityFacets({ capabilities }: Connector): Facet[] {
  return [
    said('capability-mask', capabilities.mask),
    said('export-type', capabilities.exportType),
    yesNo('delta-import', capabilities.deltaImport),
    yesNo('full-import', capabilities.fullImport),
    yesNo('export', capabilities.export),
  ]
}

export function passwordFacets({ passwordSync }: Connector, names: Names): Facet[] {
  const sources = passwordSync.sourcePartitions.map(({ partition, targetConnectorIds }) => ({
    partition,
    targets: targetConnectorIds,
  }))
  return [
    yesNo('password-target', passwordSync.allowed),
    bag(
      'password-sources',
      sources.map(({ partition, targets }) => `${names.label(partition)} → ${targets.map(names.label).join(', ')}`),
      sources.map(
        ({ partition, targets }) => `${names.canonical(partition)} → ${targets.map(names.canonical).join(', ')}`,
      ),
    ),
    yesNo('password-extension', passwordSync.extensionEnabled),
    count('password-retries', passwordSync.maximumRetryCount),
    count('password-retry-interval', passwordSync.retryIntervalSeconds),
    yesNo('password-low-security', passwordSync.allowLowSecurity ?? false),
    yesNo('password-unlock', passwordSync.unlockAccount ?? false),
    yesNo('password-hash-sync', passwordSync.hashSync?.enabled ?? false),
    yesNo('password-writeback', passwordSync.writeback?.enabled ?? false),
  ]
}
