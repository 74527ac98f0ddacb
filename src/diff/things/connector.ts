import type {
  Connection,
  Connector,
  ConnectorFilter,
  ConnectorParameter,
  FilterCondition,
  JoinCriterion,
  JoinMapping,
  Partition,
  SensitiveValue,
  Setting,
} from '../../model/index.js'
import { bag, count, noise, said, secret, sequence, term, version, yesNo } from '../facet.js'
import type { Names } from '../names.js'
import type { Facet, Thing } from '../thing.js'
import { conditionText, conditionThing, subjectsOf } from './conditions.js'
import { mappingText, sourcesOf, sourceText } from './mapping.js'
import { runProfileThing } from './run-profile.js'
import { schemaThings } from './schema.js'

export function connectorThing(connector: Connector, names: Names): Thing {
  const id = names.canonical(connector.id)
  return {
    kind: 'connector',
    name: connector.name,
    keys: [id],
    id,
    facets: [
      said('name', connector.name),
      said('description', connector.description),
      said('category', connector.category),
      said('subtype', connector.subtype),
      said('company', connector.company),
      said('list-name', connector.listName),
      noise('version-counter', 'counters', connector.version),
      noise('created', 'dates', connector.createdAt),
      noise('modified', 'dates', connector.modifiedAt),
      ...deprovisioningFacets(connector),
      ...extensionFacets(connector),
      ...connectionFacets(connector.connection),
      ...capabilityFacets(connector),
      ...passwordFacets(connector, names),
      sequence('dn-construction', connector.dnConstruction),
      said('protection', connector.hosting.protection),
      said('architecture', connector.hosting.architecture),
      said('impersonation', connector.hosting.impersonation ?? ''),
    ],
    children: [
      ...schemaThings(connector.schema),
      ...connector.selectedAttributes.map((name): Thing => leaf('selected-attribute', name, connector)),
      ...connector.filters.map((filter) => filterThing(filter)),
      ...connector.joins.flatMap((profile) =>
        profile.criteria.map((criterion) => joinThing(criterion, profile.objectType, names)),
      ),
      ...projectionThings(connector, names),
      ...exportFlowThings(connector, names),
      ...connector.partitions.map((partition) => partitionThing(partition, names)),
      ...connector.runProfiles.map((profile) => runProfileThing(profile, names)),
      ...connectionThings(connector.connection),
      ...connector.componentMappings.map(
        (mapping): Thing => ({
          kind: 'component-mapping',
          name: mapping.dnComponent,
          keys: [mapping.dnComponent.toLowerCase()],
          facets: [said('object-class', mapping.objectClass)],
          children: [],
          at: mapping.at,
        }),
      ),
    ],
    at: connector.at,
  }
}

function leaf(kind: Thing['kind'], name: string, { at }: Pick<Thing, 'at'>): Thing {
  return { kind, name, keys: [name.toLowerCase()], facets: [], children: [], at }
}

function deprovisioningFacets({ deprovisioning }: Connector): Facet[] {
  if (deprovisioning === undefined) return []
  const token = deprovisioning.kind === 'declared' ? deprovisioning.action : deprovisioning.kind
  return [
    token === 'unknown' || deprovisioning.kind === 'unknown'
      ? said('deprovisioning', deprovisioning.kind === 'scripted' ? 'scripted' : deprovisioning.raw)
      : term('deprovisioning', 'deprovisioning', token),
  ]
}

function extensionFacets({ extension, exchangeProvisioning }: Connector): Facet[] {
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

function connectionFacets({ target, account, database, extensible, file, anchor }: Connection): Facet[] {
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

function capabilityFacets({ capabilities }: Connector): Facet[] {
  return [
    said('capability-mask', capabilities.mask),
    said('export-type', capabilities.exportType),
    yesNo('delta-import', capabilities.deltaImport),
    yesNo('full-import', capabilities.fullImport),
    yesNo('export', capabilities.export),
  ]
}

function passwordFacets({ passwordSync }: Connector, names: Names): Facet[] {
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

function connectionThings({ settings, parameters, extensible, database }: Connection): Thing[] {
  return [
    ...settings.map(settingThing),
    ...[...(parameters ?? []), ...(extensible?.parameters ?? [])].map(parameterThing),
    ...(database?.columns ?? []).map(
      (column): Thing => ({
        kind: 'column',
        name: column.name,
        keys: [column.name.toLowerCase()],
        facets: [
          said('data-type', column.dataType),
          yesNo('nullable', column.nullable),
          yesNo('read-only', column.readOnly),
          said('attribute-type', column.attributeType ?? ''),
          yesNo('reference', column.reference ?? false),
          count('length', column.length),
        ],
        children: [],
        at: column.at,
      }),
    ),
  ]
}

/** Where the last run stopped: other after every run. */
const runState = /^(?:cookie|last-dc|last-?usn|watermark|delta-?watermark)$/i

/** What the directory calls a thing is another in every forest, and what a run leaves behind is no configuration. */
function settingValue(name: string, value: SensitiveValue): Facet {
  const facet = secret('value', value)
  if (name === 'guid') return { ...facet, noise: 'ids' }
  return runState.test(name) ? { ...facet, noise: 'counters' } : facet
}

export function settingThing({ name, value, at }: Setting): Thing {
  return { kind: 'setting', name, keys: [name], facets: [settingValue(name, value)], children: [], at }
}

export function parameterThing({ name, use, type, value, encrypted, at }: ConnectorParameter): Thing {
  return {
    kind: 'parameter',
    name,
    keys: [`${use}\n${name}`],
    facets: [settingValue(name, value), said('type', type), yesNo('encrypted', encrypted)],
    children: [],
    at,
  }
}

function filterThing(filter: ConnectorFilter): Thing {
  const alternatives = filter.alternatives.map((alternative): Thing => {
    const texts = alternative.conditions.map(filterConditionText)
    return {
      kind: 'filter-alternative',
      name: texts.join(' ∧ '),
      keys: [[...texts].sort().join('\n'), subjectsOf(alternative.conditions.map(({ attribute }) => attribute))],
      facets: [],
      children: alternative.conditions.map((condition) =>
        conditionThing(filterConditionText(condition), condition.attribute, condition.at),
      ),
      at: alternative.at,
    }
  })
  return {
    kind: 'filter',
    name: filter.objectType,
    keys: [filter.objectType.toLowerCase()],
    facets: [term('filter-kind', 'filter-kind', filter.kind), yesNo('import-filter', filter.importFilter ?? false)],
    children: alternatives,
    at: filter.at,
  }
}

function filterConditionText({ attribute, intrinsic, operator, value }: FilterCondition): string {
  const name = intrinsic ? `<${attribute}>` : attribute
  return value === undefined || value === '' ? `${name} ${operator}` : `${name} ${operator} ${value}`
}

function joinThing(criterion: JoinCriterion, objectType: string, names: Names): Thing {
  const text = criterion.mappings.map(joinText).join(' ∧ ')
  return {
    kind: 'join',
    name: `${objectType}: ${text}`,
    keys: [criterion.id === '' ? '' : names.canonical(criterion.id), `${objectType}\n${text}`],
    isRanked: true,
    ...(criterion.syncRuleId === undefined ? {} : { madeBy: names.canonical(criterion.syncRuleId) }),
    facets: [
      said('object-type', objectType),
      said('join', text),
      said('metaverse-type', criterion.metaverseObjectType ?? ''),
      said(
        'resolution',
        criterion.resolution.kind === 'none' ? '' : `${criterion.resolution.kind} ${criterion.resolution.ruleName}`,
      ),
      bag('scope', criterion.scope.map(conditionText)),
    ],
    children: [],
    at: criterion.at,
  }
}

function joinText({ metaverseAttribute, metaverseIntrinsic, source }: JoinMapping): string {
  const left =
    source.kind === 'direct'
      ? sourceText(source.attribute)
      : source.kind === 'scripted'
        ? `${source.ruleName}(${source.attributes.map(sourceText).join(', ')})`
        : source.raw
  return `${left} = ${metaverseIntrinsic ? `<${metaverseAttribute}>` : metaverseAttribute}`
}

function projectionThings(connector: Connector, names: Names): Thing[] {
  return connector.projections.map((projection) => ({
    kind: 'projection',
    name: projection.objectType,
    keys: [
      projection.id === '' ? '' : names.canonical(projection.id),
      `${projection.objectType}\n${projection.kind}\n${projection.metaverseObjectType ?? ''}`,
      projection.objectType,
    ],
    ...(projection.syncRuleId === undefined ? {} : { madeBy: names.canonical(projection.syncRuleId) }),
    facets: [
      term('projection-kind', 'projection', projection.kind),
      said('metaverse-type', projection.metaverseObjectType ?? ''),
      bag('scope', projection.scope.map(conditionText)),
    ],
    children: [],
    at: projection.at,
  }))
}

function exportFlowThings(connector: Connector, names: Names): Thing[] {
  return connector.exportFlows.flatMap((set) =>
    set.flows.map((flow): Thing => {
      const { mapping } = flow
      const types = `${set.metaverseObjectType} → ${set.connectorObjectType}`
      return {
        kind: 'export-flow',
        name: `${flow.targetAttribute} (${types})`,
        keys: [
          flow.id === '' ? '' : names.canonical(flow.id),
          `${types}\n${flow.targetAttribute}\n${mappingText(mapping)}`,
          `${types}\n${flow.targetAttribute}`,
        ],
        ...(mapping.kind === 'sync-rule' ? { madeBy: names.canonical(mapping.ruleId) } : {}),
        uses: [
          ...sourcesOf(mapping).map((name) => `mv:${name.toLowerCase()}`),
          `cs:${flow.targetAttribute.toLowerCase()}`,
        ],
        facets: [
          said('flow-target', flow.targetAttribute),
          said('flow-types', types),
          said('mapping', mappingText(mapping)),
          yesNo('suppress-deletions', flow.suppressDeletions),
          yesNo('initial-only', mapping.kind === 'sync-rule' && mapping.initialOnly),
          yesNo('existence-test', mapping.kind === 'sync-rule' && mapping.existenceTest),
        ],
        children: [],
        at: flow.at,
      }
    }),
  )
}

function partitionThing(partition: Partition, names: Names): Thing {
  const container =
    (kind: 'container-included' | 'container-excluded') =>
    (dn: string): Thing => ({
      kind,
      name: dn,
      keys: [dn.toLowerCase()],
      facets: [],
      children: [],
      at: partition.at,
    })
  return {
    kind: 'partition',
    name: partition.displayName || partition.name || partition.dn,
    keys: [names.canonical(partition.id), partition.dn.toLowerCase(), partition.name.toLowerCase()],
    id: names.canonical(partition.id),
    facets: [
      said('name', partition.name),
      said('dn', partition.dn),
      yesNo('selected', partition.selected),
      bag('object-types', partition.objectTypes),
      sequence('preferred-controllers', partition.preferredControllers),
      yesNo('is-domain', partition.isDomain),
    ],
    children: [
      ...partition.inclusions.map(container('container-included')),
      ...partition.exclusions.map(container('container-excluded')),
      ...(partition.parameters ?? []).map(parameterThing),
      ...(partition.settings ?? []).map(settingThing),
    ],
    at: partition.at,
  }
}
