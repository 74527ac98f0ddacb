import type {
  Connector,
  ConnectorKind,
  ExportFlowSet,
  FlowMapping,
  IdentityService,
  ImportFlowGroup,
  SyncRule,
  SyncRuleFlow,
  SyncServer,
} from '../../model/index.js'

const kinds: Readonly<Record<string, ConnectorKind>> = {
  AD: 'active-directory',
  'AD GAL': 'active-directory-gal',
  ADAM: 'ad-lds',
  FIM: 'mim-service',
  MSSQL: 'sql-server',
  ORACLE: 'oracle',
  DB2: 'db2',
  Extensible2: 'ecma2-other',
}

const madeFromService = 'rules of '

export function isFromService(server: SyncServer): boolean {
  return server.id.startsWith(madeFromService)
}

/**
 * What the rules of a MIM Service say of the synchronization server, for an estate without its export: connectors without
 * schema, and the rules' flows in the order of their precedence.
 */
export function serverFromService(service: IdentityService): SyncServer {
  const rules = service.syncRules.filter((rule) => !rule.disabled)
  const ids = [...new Set(rules.map((rule) => rule.connectorId))]
  return {
    id: `${madeFromService}${service.id}`,
    product: 'mim-sync',
    name: '',
    exportedAt: '',
    connectors: ids.map((id) => connectorFrom(id, service, rules)),
    metaverse: {
      schema: { objectTypes: [], attributes: [], at: service.at },
      importFlows: importFlowsOf(rules),
      deletionRules: [],
      provisioning: 'sync-rule',
      recall: [],
      passwordSyncEnabled: false,
      parameters: [],
      version: '',
      at: service.at,
    },
    syncRules: [],
    at: service.at,
  }
}

function importFlowsOf(rules: readonly SyncRule[]): readonly ImportFlowGroup[] {
  const groups = new Map<string, ImportFlowGroup>()
  for (const rule of [...rules].sort(byPrecedence))
    for (const flow of rule.mappings.filter((item) => item.direction === 'inbound')) {
      const key = `${rule.metaverseObjectType}\n${flow.target}`.toLowerCase()
      const known = groups.get(key)
      groups.set(key, {
        objectType: rule.metaverseObjectType,
        attribute: flow.target,
        precedence: 'ranked',
        at: known?.at ?? flow.at,
        flows: [
          ...(known?.flows ?? []),
          {
            id: `${rule.id} ${flow.target}`,
            connectorId: rule.connectorId,
            sourceObjectType: rule.connectorObjectType,
            mapping: mappingOf(rule, flow),
            at: flow.at,
          },
        ],
      })
    }
  return [...groups.values()]
}

function byPrecedence(a: SyncRule, b: SyncRule): number {
  return (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER)
}

function connectorFrom(id: string, service: IdentityService, all: readonly SyncRule[]): Connector {
  const known = service.connectors?.find((connector) => connector.connectorId === id)
  const rules = all.filter((rule) => rule.connectorId === id).sort(byPrecedence)
  const at = known?.object.at ?? rules[0]?.at ?? service.at
  return {
    id,
    name: known?.name ?? id,
    description: '',
    kind: kinds[known?.category ?? ''] ?? kindByAttributes(rules),
    category: known?.category ?? '',
    subtype: known?.subtype ?? '',
    company: '',
    listName: '',
    version: '',
    createdAt: '',
    modifiedAt: '',
    schema: { objectTypes: [], attributes: [], at },
    selectedAttributes: [],
    filters: [],
    joins: rules.map((rule) => ({
      objectType: rule.connectorObjectType,
      at: rule.at,
      criteria: rule.joins.map((group, index) => ({
        id: `${rule.id} ${index}`,
        origin: 'sync-rule',
        metaverseObjectType: rule.metaverseObjectType,
        mappings: group.map((join) => ({
          metaverseAttribute: join.metaverseAttribute,
          metaverseIntrinsic: false,
          source: { kind: 'direct', attribute: { name: join.connectorAttribute, intrinsic: false } },
          at: join.at,
        })),
        resolution: { kind: 'none', ruleName: '' },
        scope: [],
        at: rule.at,
      })),
    })),
    // Projections may stand in the server's export only: whatever feeds people may be where they come from.
    projections: rules
      .filter((rule) => rule.mappings.some((flow) => flow.direction === 'inbound'))
      .map((rule) => ({
        id: rule.id,
        kind: 'sync-rule',
        objectType: rule.connectorObjectType,
        metaverseObjectType: rule.metaverseObjectType,
        syncRuleId: rule.id,
        scope: [],
        at: rule.at,
      })),
    exportFlows: exportFlowsOf(rules),
    partitions: [],
    runProfiles: [],
    connection: { kind: 'none', target: '', account: '', anchor: [], settings: [], at },
    capabilities: { mask: '', exportType: '', deltaImport: undefined, fullImport: undefined, export: undefined },
    passwordSync: { allowed: false, sourcePartitions: [], extensionEnabled: false, at },
    dnConstruction: [],
    componentMappings: [],
    hosting: { protection: '', architecture: '' },
    at,
  }
}

/** Without the connector itself, only Active Directory gives itself away: by attributes no other system has. */
function kindByAttributes(rules: readonly SyncRule[]): ConnectorKind {
  const names = rules.flatMap((rule) =>
    rule.mappings.flatMap((flow) => (flow.direction === 'inbound' ? flow.sources : [flow.target])),
  )
  const isDirectory = names.some((name) => /^(sAMAccountName|userAccountControl|unicodePwd|objectSid)$/i.test(name))
  return isDirectory ? 'active-directory' : 'unknown'
}

function exportFlowsOf(rules: readonly SyncRule[]): readonly ExportFlowSet[] {
  return rules.flatMap((rule) => {
    const flows = rule.mappings.filter((flow) => flow.direction === 'outbound')
    if (flows.length === 0) return []
    return [
      {
        connectorObjectType: rule.connectorObjectType,
        metaverseObjectType: rule.metaverseObjectType,
        at: rule.at,
        flows: flows.map((flow, index) => ({
          id: `${rule.id} ${index}`,
          targetAttribute: flow.target,
          mapping: mappingOf(rule, flow),
          suppressDeletions: flow.allowsNull === undefined ? undefined : !flow.allowsNull,
          at: flow.at,
        })),
      },
    ]
  })
}

function mappingOf(rule: SyncRule, flow: SyncRuleFlow): FlowMapping {
  return {
    kind: 'sync-rule',
    form: flow.kind,
    ruleId: rule.id,
    mappingId: '',
    initialOnly: flow.initialOnly,
    existenceTest: flow.existenceTest,
    sources: flow.sources.map((name) => ({ name, intrinsic: false })),
    ...(flow.constant === undefined ? {} : { constant: flow.constant }),
    ...(flow.expression === undefined ? {} : { expression: flow.expression }),
  }
}
