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
import type { FlowFact } from '../flows.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'
import { missingText, sourceText, yesNo } from '../wording.js'
import type { Words } from '../words.js'
import { connectorLink, eachConnector, serverName } from './estate.js'

/** @param flows every flow of these servers, in their order */
export function ruleTables(servers: readonly SyncServer[], flows: readonly FlowFact[], words: Words): ReportTable[] {
  return [
    flowMatrixTable(flows, words),
    flowTable(flows, words),
    joinTable(servers, words),
    projectionTable(servers, words),
    filterTable(servers, words),
    deletionTable(servers, words),
    recallTable(servers, words),
    syncRuleTable(servers, words),
    syncRuleConditionTable(servers, words),
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

function matrixLines(flows: readonly FlowFact[]): MatrixLine[] {
  const lines = new Map<
    string,
    Omit<MatrixLine, 'imports' | 'exports'> & { imports: FlowFact[]; exports: FlowFact[] }
  >()
  for (const flow of flows)
    for (const attribute of flow.metaverseAttributes) {
      const { server, metaverseObjectType: objectType } = flow
      const key = [server.id, objectType, attribute].join('\n')
      const line = lines.get(key) ?? { server, objectType, attribute, imports: [], exports: [] }
      line[flow.direction === 'import' ? 'imports' : 'exports'].push(flow)
      lines.set(key, line)
    }
  const place = new Map([...new Set(flows.map((flow) => flow.server))].map((server, index) => [server, index]))
  return [...lines.values()]
    .map((line) => ({ ...line, imports: [...line.imports].sort((a, b) => (a.precedence ?? 0) - (b.precedence ?? 0)) }))
    .sort(
      (a, b) =>
        (place.get(a.server) ?? 0) - (place.get(b.server) ?? 0) ||
        order(a.objectType, b.objectType) ||
        order(a.attribute.toLowerCase(), b.attribute.toLowerCase()),
    )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function flowMatrixTable(flows: readonly FlowFact[], words: Words): ReportTable {
  const source = (flow: FlowFact) =>
    `${flow.precedence ?? ''}${flow.precedence === undefined ? '' : '. '}${flow.connectorName}.${flow.connectorObjectType}: ${flow.value} (${flow.kind})`
  const target = (flow: FlowFact) =>
    `${flow.connectorName}.${flow.connectorObjectType}.${flow.connectorAttribute} ← ${flow.value} (${flow.kind}${flow.notes === '' ? '' : `; ${flow.notes}`})`
  return table(
    words,
    { id: 'flow-matrix', chapter: 'rules' },
    matrixLines(flows),
    [
      text('attribute', ({ attribute }) => attribute),
      text('objectType', ({ objectType }) => objectType),
      text('precedence', ({ imports }) =>
        [...new Set(imports.map((flow) => words.term('precedence', flow.precedenceMode)))].join(', '),
      ),
      code('from', ({ imports }) => imports.map(source).join('\n')),
      code('to', ({ exports }) => exports.map(target).join('\n')),
      count('sources', ({ imports }) => imports.length),
      count('targets', ({ exports }) => exports.length),
      text('server', ({ server }) => serverName(server)),
    ],
    ({ imports, exports }) => [...imports, ...exports].map((flow) => flow.at),
    ({ server, objectType, attribute }) => anchor('flow', `${server.id}-${objectType}-${attribute}`),
  )
}

function flowTable(flows: readonly FlowFact[], words: Words): ReportTable {
  return table(
    words,
    { id: 'flows', chapter: 'rules' },
    flows,
    [
      text('server', ({ server }) => serverName(server)),
      text('direction', ({ direction }) => words.term('direction', direction)),
      text('connector', (flow) => connectorLink(flow.server, flow.connectorId, flow.connectorName)),
      text('connectorObjectType', (flow) => flow.connectorObjectType),
      text('connectorAttribute', (flow) => flow.connectorAttribute),
      text('metaverseObjectType', (flow) => flow.metaverseObjectType),
      text('metaverseAttributes', (flow) => flow.metaverseAttributes.join(', ')),
      text('kind', (flow) => flow.kind),
      code('value', (flow) => flow.value),
      count('precedence', (flow) => flow.precedence),
      text('mode', (flow) => words.term('precedence', flow.precedenceMode)),
      text('rule', (flow) => flow.rule),
      text('notes', (flow) => flow.notes),
    ],
    (flow) => flow.at,
  )
}

function joinTable(servers: readonly SyncServer[], words: Words): ReportTable {
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
    words,
    { id: 'joins', chapter: 'rules' },
    eachConnector(servers, (connector) =>
      connector.joins.flatMap((profile) => profile.criteria.map((criterion, index) => ({ profile, criterion, index }))),
    ),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('objectType', ({ item }) => item.profile.objectType),
      count('order', ({ item }) => item.index + 1),
      text('metaverseObjectType', ({ item }) => item.criterion.metaverseObjectType ?? words('cells.any')),
      code('condition', ({ item }) => item.criterion.mappings.map(condition).join(words('cells.and'))),
      text('resolution', ({ item }) =>
        item.criterion.resolution.kind === 'scripted'
          ? words('cells.extension-rule', { rule: item.criterion.resolution.ruleName })
          : words.term('resolution', item.criterion.resolution.kind),
      ),
      text('origin', ({ item }) => words.term('origin', item.criterion.origin)),
    ],
    ({ item }) => item.criterion.at,
  )
}

function projectionTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'projections', chapter: 'rules' },
    eachConnector(servers, (connector) => connector.projections),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('objectType', ({ item }) => item.objectType),
      text('metaverseObjectType', ({ item }) => item.metaverseObjectType ?? words('cells.extension-decides')),
      text('kind', ({ item }) => words.term('rule-kind', item.kind)),
      code('scope', ({ item }) => scopeText([item.scope], words)),
    ],
    ({ item }) => item.at,
  )
}

function filterTable(servers: readonly SyncServer[], words: Words): ReportTable {
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
    words,
    { id: 'filters', chapter: 'rules' },
    eachConnector(servers, lines),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('objectType', ({ item }) => item.filter.objectType),
      text('kind', ({ item }) => words.term('rule-kind', item.filter.kind)),
      code('condition', ({ item }) =>
        item.alternative === undefined
          ? words('cells.extension-says')
          : item.alternative.conditions
              .map((condition) => `${condition.attribute} ${condition.operator} ${condition.value ?? ''}`.trim())
              .join(words('cells.and')),
      ),
    ],
    ({ item }) => item.alternative?.at ?? item.filter.at,
  )
}

function deletionTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'deletion-rules', chapter: 'rules' },
    servers.flatMap((server) => (server.metaverse?.deletionRules ?? []).map((rule) => ({ server, rule }))),
    [
      text('server', ({ server }) => serverName(server)),
      text('objectType', ({ rule }) => rule.objectType),
      text('kind', ({ rule }) => words.term('deletion', rule.kind)),
      text('connectors', ({ server, rule }) =>
        rule.connectorIds
          .map((id) => server.connectors.find((connector) => connector.id === id)?.name ?? `{${id}}`)
          .join('; '),
      ),
    ],
    ({ rule }) => rule.at,
  )
}

function recallTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'recall', chapter: 'rules' },
    servers.flatMap((server) => (server.metaverse?.recall ?? []).map((option) => ({ server, option }))),
    [
      text('server', ({ server }) => serverName(server)),
      text('connector', ({ server, option }) =>
        connectorLink(
          server,
          option.connectorId,
          server.connectors.find((connector) => connector.id === option.connectorId)?.name ??
            missingText(option.connectorId, words),
        ),
      ),
      text('recall', ({ option }) => yesNo(option.enabled, words)),
    ],
    ({ option }) => option.at,
  )
}

export function scopeText(groups: readonly (readonly ScopeCondition[])[], words: Words): string {
  const filled = groups.filter((group) => group.length > 0)
  return filled
    .map((group) =>
      group
        .map((condition) => `${condition.attribute} ${condition.operator} ${condition.value}`.trim())
        .join(words('cells.and')),
    )
    .map((group) => (filled.length > 1 ? `(${group})` : group))
    .join(words('cells.or'))
}

export function joinText(groups: readonly (readonly SyncRuleJoin[])[], words: Words): string {
  const filled = groups.filter((group) => group.length > 0)
  return filled
    .map((group) =>
      group
        .map((join) => {
          const condition = `${join.connectorAttribute} = ${join.metaverseAttribute}`
          return join.caseSensitive ? words('cells.case-sensitive', { condition }) : condition
        })
        .join(words('cells.and')),
    )
    .join(words('cells.or-else'))
}

interface RuleOf {
  readonly server: SyncServer
  readonly rule: SyncRule
}

function rulesOf(servers: readonly SyncServer[]): RuleOf[] {
  return servers.flatMap((server) => server.syncRules.map((rule) => ({ server, rule })))
}

function syncRuleTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'sync-rules', chapter: 'rules' },
    rulesOf(servers),
    [
      text('name', ({ rule }) => rule.name),
      text('origin', ({ rule }) => words.term('rule-origin', rule.standard ? 'standard' : 'custom')),
      text('disabled', ({ rule }) => yesNo(rule.disabled, words)),
      text('direction', ({ rule }) => words.term('direction', rule.direction)),
      count('precedence', ({ rule }) => rule.precedence),
      text('connector', ({ server, rule }) =>
        connectorLink(
          server,
          rule.connectorId,
          server.connectors.find((connector) => connector.id === rule.connectorId)?.name ??
            missingText(rule.connectorId, words),
        ),
      ),
      text('connectorObjectType', ({ rule }) => rule.connectorObjectType),
      text('metaverseObjectType', ({ rule }) => rule.metaverseObjectType),
      text('linkType', ({ rule }) => words.term('link', rule.linkType)),
      count('flows', ({ rule }) => rule.mappings.length),
      code('scope', ({ rule }) => scopeText(rule.scope, words)),
      code('joins', ({ rule }) => joinText(rule.joins, words)),
      text('passwordSync', ({ rule }) => yesNo(rule.passwordSync, words)),
      text('softDelete', ({ rule }) => (/^0*(?::0*)*$/.test(rule.softDeleteExpiry) ? '' : rule.softDeleteExpiry)),
      text('tag', ({ rule }) => rule.immutableTag),
      text('description', ({ rule }) => rule.description),
    ],
    ({ rule }) => rule.at,
    ({ server, rule }) => anchor('rule', `${server.id}-${rule.id}`),
  )
}

function syncRuleConditionTable(servers: readonly SyncServer[], words: Words): ReportTable {
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
        condition: scopeText([[condition]], words),
        at: condition.at,
      })),
    ),
    ...rule.joins.flatMap((group, index) =>
      group.map((join) => ({
        server,
        rule,
        kind: 'join' as const,
        group: index + 1,
        condition: joinText([[join]], words),
        at: join.at,
      })),
    ),
  ])
  return table(
    words,
    { id: 'sync-rule-conditions', chapter: 'rules' },
    lines,
    [
      text('rule', ({ server, rule }) => ({
        text: rule.name,
        href: `#${anchor('rule', `${server.id}-${rule.id}`)}`,
      })),
      text('kind', ({ kind }) => words.term('condition', kind)),
      count('group', ({ group }) => group),
      code('condition', ({ condition }) => condition),
    ],
    ({ at }) => at,
  )
}
