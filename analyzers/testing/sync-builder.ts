import type {
  Connector,
  ConnectorKind,
  ExportFlow,
  ExportFlowSet,
  FlowMapping,
  ImportFlow,
  ImportFlowGroup,
  JoinProfile,
  Metaverse,
  Projection,
  Provenance,
  RunProfile,
  RunStepKind,
  SyncServer,
} from '../../src/model/index.js'

/** A place in a made-up input file. */
export function place(path = '', file = 'test.xml'): Provenance {
  return { file, path }
}

/** A GUID made from a small number, so that a test can name ids it can read. */
export function guid(number: number): string {
  return `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`
}

const categories: Partial<Record<ConnectorKind, string>> = {
  'active-directory': 'AD',
  'active-directory-gal': 'AD GAL',
  'ad-lds': 'ADAM',
  'mim-service': 'FIM',
  'sql-server': 'MSSQL',
  oracle: 'ORACLE',
  db2: 'DB2',
  'delimited-file': 'Delimited',
  ecma1: 'Extensible',
}

/** A connector that does nothing; a test overrides what matters. Its id comes from its name unless given. */
export function connector(overrides: Partial<Connector> = {}): Connector {
  const kind = overrides.kind ?? 'sql-server'
  return {
    id: `connector-${overrides.name ?? 'agent'}`.toLowerCase(),
    name: 'Agent',
    description: '',
    kind,
    category: categories[kind] ?? 'Extensible2',
    subtype: '',
    company: '',
    listName: '',
    version: '1',
    createdAt: '',
    modifiedAt: '',
    schema: { objectTypes: [], attributes: [], at: place('schema') },
    selectedAttributes: [],
    filters: [],
    joins: [],
    projections: [],
    exportFlows: [],
    partitions: [],
    runProfiles: [],
    connection: { kind: 'none', target: '', account: '', anchor: [], settings: [], at: place('connection') },
    capabilities: { mask: '', exportType: '', deltaImport: undefined, fullImport: undefined, export: undefined },
    passwordSync: { allowed: false, sourcePartitions: [], extensionEnabled: false, at: place('password-sync') },
    dnConstruction: [],
    componentMappings: [],
    hosting: { protection: '', architecture: '' },
    at: place('/saved-ma-configuration/ma-data', `MA-${overrides.name ?? 'Agent'}.xml`),
    ...overrides,
  }
}

export function direct(source: string): FlowMapping {
  return { kind: 'direct', source: { name: source, intrinsic: false } }
}

export function scripted(ruleName: string, sources: readonly string[] = []): FlowMapping {
  return { kind: 'scripted', ruleName, sources: sources.map((name) => ({ name, intrinsic: false })) }
}

/** One export flow; a name alone is a direct flow from the metaverse attribute of that name. */
export function flow(targetAttribute: string, mapping: FlowMapping = direct(targetAttribute)): ExportFlow {
  return {
    id: `flow-${targetAttribute}`,
    targetAttribute,
    mapping,
    suppressDeletions: false,
    at: place(`export-flow[${targetAttribute}]`),
  }
}

export function exportFlowSet(
  connectorObjectType: string,
  metaverseObjectType: string,
  flows: readonly (string | ExportFlow)[],
): ExportFlowSet {
  return {
    connectorObjectType,
    metaverseObjectType,
    flows: flows.map((item) => (typeof item === 'string' ? flow(item) : item)),
    at: place(`export-flow-set[${connectorObjectType}]`),
  }
}

export function projection(
  objectType: string,
  metaverseObjectType: string,
  kind: Projection['kind'] = 'declared',
): Projection {
  return {
    id: `projection-${objectType}`,
    kind,
    objectType,
    metaverseObjectType,
    scope: [],
    at: place(`projection[${objectType}]`),
  }
}

export function joinProfile(
  objectType: string,
  metaverseObjectType: string,
  connectorAttribute: string,
  metaverseAttribute = connectorAttribute,
): JoinProfile {
  const at = place(`join-profile[${objectType}]`)
  const attribute = { name: connectorAttribute, intrinsic: false }
  return {
    objectType,
    at,
    criteria: [
      {
        id: `join-${objectType}`,
        origin: 'declared',
        metaverseObjectType,
        mappings: [{ metaverseAttribute, metaverseIntrinsic: false, source: { kind: 'direct', attribute }, at }],
        resolution: { kind: 'none', ruleName: '' },
        scope: [],
        at,
      },
    ],
  }
}

/** A run profile with one step of each kind named. */
export function runProfile(...kinds: readonly RunStepKind[]): RunProfile {
  const name = kinds.join(' + ')
  return {
    id: `profile-${name}`,
    name,
    version: '1',
    at: place(`run-profile[${name}]`),
    steps: kinds.map((kind) => ({
      kind,
      raw: kind,
      partitionId: '',
      dropFile: { mode: 'none', name: '' },
      at: place(`step[${kind}]`),
    })),
  }
}

/** Flows into one metaverse attribute, first connector first in rank. */
export function importFlows(
  objectType: string,
  attribute: string,
  ...connectors: readonly Connector[]
): ImportFlowGroup {
  const at = place(`import-flows[${objectType}/${attribute}]`, 'MV.xml')
  const flows: ImportFlow[] = connectors.map((from, index) => ({
    id: `import-${attribute}-${index}`,
    connectorId: from.id,
    sourceObjectType: from.projections[0]?.objectType ?? objectType,
    mapping: direct(attribute),
    at: place(`import-flows[${objectType}/${attribute}]/import-flow[${index + 1}]`, 'MV.xml'),
  }))
  return { objectType, attribute, precedence: 'ranked', flows, at }
}

/** Direct flows of one connector alone into several attributes. */
export function feeds(from: Connector, objectType: string, ...attributes: readonly string[]): ImportFlowGroup[] {
  return attributes.map((attribute) => importFlows(objectType, attribute, from))
}

export function metaverse(overrides: Partial<Metaverse> = {}): Metaverse {
  return {
    schema: { objectTypes: [], attributes: [], at: place('schema', 'MV.xml') },
    importFlows: [],
    deletionRules: [],
    provisioning: 'none',
    recall: [],
    passwordSyncEnabled: false,
    parameters: [],
    version: '1',
    at: place('/saved-mv-configuration/mv-data', 'MV.xml'),
    ...overrides,
  }
}

export function server(overrides: Partial<SyncServer> = {}): SyncServer {
  return {
    id: 'mim-sync:TEST',
    product: 'mim-sync',
    name: 'TEST',
    exportedAt: '',
    connectors: [],
    metaverse: metaverse(),
    syncRules: [],
    at: place('', 'SyncConfig'),
    ...overrides,
  }
}
