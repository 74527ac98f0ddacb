import type {
  Connector,
  ConnectorFilter,
  FilterAlternative,
  JoinCriterion,
  ScopeCondition,
  SyncRule,
  SyncRuleJoin,
  SyncServer,
} from '../../src/model/index.js'
import { type FlowFact, flowFacts } from '../flows.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'
import { sourceText, yesNo } from '../wording.js'
import { connectorLink, eachConnector, serverName } from './estate.js'

export function ruleTables(servers: readonly SyncServer[]): ReportTable[] {
  return [
    flowMatrixTable(servers),
    flowTable(servers),
    joinTable(servers),
    projectionTable(servers),
    filterTable(servers),
    deletionTable(servers),
    recallTable(servers),
    syncRuleTable(servers),
    syncRuleConditionTable(servers),
  ]
}

/** One row a metaverse attribute: who may fill it, in order, and who gets it. */
interface MatrixLine {
  readonly server: SyncServer
  readonly objectType: string
  readonly attribute: string
  readonly imports: readonly FlowFact[]
  readonly exports: readonly FlowFact[]
}

function matrixLines(server: SyncServer): MatrixLine[] {
  const lines = new Map<string, { objectType: string; attribute: string; imports: FlowFact[]; exports: FlowFact[] }>()
  for (const flow of flowFacts(server))
    for (const attribute of flow.metaverseAttributes) {
      const key = `${flow.metaverseObjectType}\n${attribute}`
      const line = lines.get(key) ?? { objectType: flow.metaverseObjectType, attribute, imports: [], exports: [] }
      line[flow.direction === 'import' ? 'imports' : 'exports'].push(flow)
      lines.set(key, line)
    }
  return [...lines.values()]
    .map((line) => ({
      server,
      ...line,
      imports: [...line.imports].sort((a, b) => (a.precedence ?? 0) - (b.precedence ?? 0)),
    }))
    .sort((a, b) => order(a.objectType, b.objectType) || order(a.attribute.toLowerCase(), b.attribute.toLowerCase()))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function flowMatrixTable(servers: readonly SyncServer[]): ReportTable {
  const source = (flow: FlowFact) =>
    `${flow.precedence ?? ''}${flow.precedence === undefined ? '' : '. '}${flow.connectorName}.${flow.connectorObjectType}: ${flow.value} (${flow.kind})`
  const target = (flow: FlowFact) =>
    `${flow.connectorName}.${flow.connectorObjectType}.${flow.connectorAttribute} ← ${flow.value} (${flow.kind}${flow.notes === '' ? '' : `; ${flow.notes}`})`
  return table(
    {
      id: 'flow-matrix',
      title: 'Attribute flow matrix',
      lead: 'One line a metaverse attribute: its sources in order of precedence, and its targets.',
      chapter: 'rules',
      whenEmpty: 'No attribute flow was in the input.',
    },
    servers.flatMap(matrixLines),
    [
      text('attribute', 'Metaverse attribute', ({ attribute }) => attribute),
      text('objectType', 'Metaverse type', ({ objectType }) => objectType),
      text('precedence', 'Precedence', ({ imports }) =>
        [...new Set(imports.map((flow) => flow.precedenceMode))].join(', '),
      ),
      code('from', 'Comes from', ({ imports }) => imports.map(source).join('\n')),
      code('to', 'Goes to', ({ exports }) => exports.map(target).join('\n')),
      count('sources', 'Sources', ({ imports }) => imports.length),
      count('targets', 'Targets', ({ exports }) => exports.length),
      text('server', 'Server', ({ server }) => serverName(server)),
    ],
    ({ imports, exports }) => [...imports, ...exports].map((flow) => flow.at),
    ({ server, objectType, attribute }) => anchor('flow', `${server.id}-${objectType}-${attribute}`),
  )
}

function flowTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'flows',
      title: 'Attribute flows',
      lead: 'Every import and export flow, one line each.',
      chapter: 'rules',
      whenEmpty: 'No attribute flow was in the input.',
    },
    servers.flatMap(flowFacts),
    [
      text('server', 'Server', ({ server }) => serverName(server)),
      text('direction', 'Direction', ({ direction }) => direction),
      text('connector', 'Connector', (flow) => connectorLink(flow.server, flow.connectorId, flow.connectorName)),
      text('connectorObjectType', 'Connector type', (flow) => flow.connectorObjectType),
      text('connectorAttribute', 'Connector attribute', (flow) => flow.connectorAttribute),
      text('metaverseObjectType', 'Metaverse type', (flow) => flow.metaverseObjectType),
      text('metaverseAttributes', 'Metaverse attribute', (flow) => flow.metaverseAttributes.join(', ')),
      text('kind', 'Mapping', (flow) => flow.kind),
      code('value', 'Value', (flow) => flow.value),
      count('precedence', 'Precedence', (flow) => flow.precedence),
      text('mode', 'Decided by', (flow) => flow.precedenceMode),
      text('rule', 'Synchronization rule', (flow) => flow.rule),
      text('notes', 'Notes', (flow) => flow.notes),
    ],
    (flow) => flow.at,
  )
}

function joinTable(servers: readonly SyncServer[]): ReportTable {
  const condition = (mapping: JoinCriterion['mappings'][number]) => {
    const { source } = mapping
    const left =
      source.kind === 'direct'
        ? sourceText(source.attribute)
        : source.kind === 'scripted'
          ? `${source.ruleName}(${source.attributes.map(sourceText).join(', ')})`
          : source.raw
    return `${left} = ${mapping.metaverseIntrinsic ? `<${mapping.metaverseAttribute}>` : mapping.metaverseAttribute}`
  }
  return table(
    {
      id: 'joins',
      title: 'Join criteria',
      lead: 'How an object of a connector finds its metaverse object, in order of evaluation.',
      chapter: 'rules',
      whenEmpty: 'No join criterion was in the input.',
    },
    eachConnector(servers, (connector) =>
      connector.joins.flatMap((profile) => profile.criteria.map((criterion, index) => ({ profile, criterion, index }))),
    ),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('objectType', 'Connector type', ({ item }) => item.profile.objectType),
      count('order', 'Order', ({ item }) => item.index + 1),
      text('metaverseObjectType', 'Metaverse type', ({ item }) => item.criterion.metaverseObjectType ?? 'any'),
      code('condition', 'Condition', ({ item }) => item.criterion.mappings.map(condition).join(' and ')),
      text('resolution', 'Resolution', ({ item }) =>
        item.criterion.resolution.kind === 'scripted'
          ? `rules extension: ${item.criterion.resolution.ruleName}`
          : item.criterion.resolution.kind,
      ),
      text('origin', 'Origin', ({ item }) => item.criterion.origin),
    ],
    ({ item }) => item.criterion.at,
  )
}

function projectionTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'projections',
      title: 'Projections',
      lead: 'Which objects make a new metaverse object.',
      chapter: 'rules',
      whenEmpty: 'No projection was in the input.',
    },
    eachConnector(servers, (connector) => connector.projections),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('objectType', 'Connector type', ({ item }) => item.objectType),
      text(
        'metaverseObjectType',
        'Metaverse type',
        ({ item }) => item.metaverseObjectType ?? 'rules extension decides',
      ),
      text('kind', 'Kind', ({ item }) => item.kind),
      code('scope', 'Scope', ({ item }) => scopeText([item.scope])),
    ],
    ({ item }) => item.at,
  )
}

function filterTable(servers: readonly SyncServer[]): ReportTable {
  interface Line {
    readonly filter: ConnectorFilter
    readonly alternative: FilterAlternative | undefined
  }
  const lines = (connector: Connector): Line[] =>
    connector.filters.flatMap((filter): Line[] =>
      filter.alternatives.length === 0
        ? [{ filter, alternative: undefined }]
        : filter.alternatives.map((alternative) => ({ filter, alternative })),
    )
  return table(
    {
      id: 'filters',
      title: 'Connector filters',
      lead: 'An object that meets any line of its type is not synchronized.',
      chapter: 'rules',
      whenEmpty: 'No connector filter was in the input.',
    },
    eachConnector(servers, lines),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('objectType', 'Connector type', ({ item }) => item.filter.objectType),
      text('kind', 'Kind', ({ item }) => item.filter.kind),
      code('condition', 'Left out when', ({ item }) =>
        item.alternative === undefined
          ? 'the rules extension says so'
          : item.alternative.conditions
              .map((condition) => `${condition.attribute} ${condition.operator} ${condition.value ?? ''}`.trim())
              .join(' and '),
      ),
    ],
    ({ item }) => item.alternative?.at ?? item.filter.at,
  )
}

function deletionTable(servers: readonly SyncServer[]): ReportTable {
  const words = {
    'declared-any': 'when a connector of one of these goes',
    'declared-last': 'when the last connector goes, not counting these',
    scripted: 'the rules extension decides',
    unknown: 'unknown',
  } as const
  return table(
    {
      id: 'deletion-rules',
      title: 'Object deletion rules',
      lead: 'When a metaverse object is deleted. A type without a rule is deleted with its last connector.',
      chapter: 'rules',
      whenEmpty: 'No object deletion rule was in the input.',
    },
    servers.flatMap((server) => (server.metaverse?.deletionRules ?? []).map((rule) => ({ server, rule }))),
    [
      text('server', 'Server', ({ server }) => serverName(server)),
      text('objectType', 'Metaverse type', ({ rule }) => rule.objectType),
      text('kind', 'Deleted', ({ rule }) => words[rule.kind]),
      text('connectors', 'Connectors', ({ server, rule }) =>
        rule.connectorIds
          .map((id) => server.connectors.find((connector) => connector.id === id)?.name ?? `{${id}}`)
          .join('; '),
      ),
    ],
    ({ rule }) => rule.at,
  )
}

function recallTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'recall',
      title: 'Attribute recall',
      lead: 'Whether a connector takes its values back when an object disconnects.',
      chapter: 'rules',
      whenEmpty: 'The input states no recall options.',
    },
    servers.flatMap((server) => (server.metaverse?.recall ?? []).map((option) => ({ server, option }))),
    [
      text('server', 'Server', ({ server }) => serverName(server)),
      text('connector', 'Connector', ({ server, option }) =>
        connectorLink(
          server,
          option.connectorId,
          server.connectors.find((connector) => connector.id === option.connectorId)?.name ??
            `{${option.connectorId}} (not in the input)`,
        ),
      ),
      text('recall', 'Recall', ({ option }) => yesNo(option.enabled)),
    ],
    ({ option }) => option.at,
  )
}

export function scopeText(groups: readonly (readonly ScopeCondition[])[]): string {
  const filled = groups.filter((group) => group.length > 0)
  return filled
    .map((group) =>
      group.map((condition) => `${condition.attribute} ${condition.operator} ${condition.value}`.trim()).join(' and '),
    )
    .map((group) => (filled.length > 1 ? `(${group})` : group))
    .join(' or ')
}

export function joinText(groups: readonly (readonly SyncRuleJoin[])[]): string {
  const filled = groups.filter((group) => group.length > 0)
  return filled
    .map((group) =>
      group
        .map(
          (join) =>
            `${join.connectorAttribute} = ${join.metaverseAttribute}${join.caseSensitive ? ' (case-sensitive)' : ''}`,
        )
        .join(' and '),
    )
    .join(' or else ')
}

interface RuleOf {
  readonly server: SyncServer
  readonly rule: SyncRule
}

function rulesOf(servers: readonly SyncServer[]): RuleOf[] {
  return servers.flatMap((server) => server.syncRules.map((rule) => ({ server, rule })))
}

function syncRuleTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'sync-rules',
      sheet: 'Connect rules',
      title: 'Synchronization rules of Entra Connect',
      lead: "All rules, inbound first, by precedence. Custom rules are those without Microsoft's tag.",
      chapter: 'rules',
      whenEmpty: 'No Entra Connect rule was in the input.',
    },
    rulesOf(servers),
    [
      text('name', 'Rule', ({ rule }) => rule.name),
      text('origin', 'Origin', ({ rule }) => (rule.standard ? 'standard' : 'custom')),
      text('disabled', 'Disabled', ({ rule }) => yesNo(rule.disabled)),
      text('direction', 'Direction', ({ rule }) => rule.direction),
      count('precedence', 'Precedence', ({ rule }) => rule.precedence),
      text('connector', 'Connector', ({ server, rule }) =>
        connectorLink(
          server,
          rule.connectorId,
          server.connectors.find((connector) => connector.id === rule.connectorId)?.name ??
            `{${rule.connectorId}} (not in the input)`,
        ),
      ),
      text('connectorObjectType', 'Connector type', ({ rule }) => rule.connectorObjectType),
      text('metaverseObjectType', 'Metaverse type', ({ rule }) => rule.metaverseObjectType),
      text('linkType', 'Link', ({ rule }) => rule.linkType),
      count('flows', 'Flows', ({ rule }) => rule.mappings.length),
      code('scope', 'Scope', ({ rule }) => scopeText(rule.scope)),
      code('joins', 'Joins', ({ rule }) => joinText(rule.joins)),
      text('tag', 'Tag', ({ rule }) => rule.immutableTag),
    ],
    ({ rule }) => rule.at,
    ({ server, rule }) => anchor('rule', `${server.id}-${rule.id}`),
  )
}

function syncRuleConditionTable(servers: readonly SyncServer[]): ReportTable {
  interface Line extends RuleOf {
    readonly kind: 'scope' | 'join'
    readonly group: number
    readonly condition: string
    readonly at: SyncRule['at']
  }
  const lines = rulesOf(servers).flatMap(({ server, rule }): Line[] => [
    ...rule.scope.flatMap((group, index) =>
      group.map((condition) => ({
        server,
        rule,
        kind: 'scope' as const,
        group: index + 1,
        condition: scopeText([[condition]]),
        at: condition.at,
      })),
    ),
    ...rule.joins.flatMap((group, index) =>
      group.map((join) => ({
        server,
        rule,
        kind: 'join' as const,
        group: index + 1,
        condition: joinText([[join]]),
        at: join.at,
      })),
    ),
  ])
  return table(
    {
      id: 'sync-rule-conditions',
      sheet: 'Connect rule conditions',
      title: 'Conditions of synchronization rules',
      lead: 'Scope and join conditions, one line each; conditions of one group hold together.',
      chapter: 'rules',
      whenEmpty: 'No rule has a condition.',
    },
    lines,
    [
      text('rule', 'Rule', ({ server, rule }) => ({
        text: rule.name,
        href: `#${anchor('rule', `${server.id}-${rule.id}`)}`,
      })),
      text('kind', 'Kind', ({ kind }) => kind),
      count('group', 'Group', ({ group }) => group),
      code('condition', 'Condition', ({ condition }) => condition),
    ],
    ({ at }) => at,
  )
}
