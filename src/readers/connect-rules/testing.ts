import { stringify } from 'yaml'
import type { SyncRule, SyncRuleFlow } from '../../model/index.js'

/** Prints rules in the other forms they come in, for tests: what a form reads back must be what was printed. */

function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`
}

const linkTypes = { provision: 'Provision', join: 'Join', 'sticky-join': 'StickyJoin', unknown: '' } as const
const mergeTypes = {
  update: 'Update',
  replace: 'Replace',
  merge: 'Merge',
  'merge-case-insensitive': 'MergeCaseInsensitive',
  unknown: '',
} as const
const NO_RULE = '00000000-0000-0000-0000-000000000000'

function kindOf(flow: SyncRuleFlow): string {
  return flow.kind === 'direct' ? 'Direct' : flow.kind === 'constant' ? 'Constant' : 'Expression'
}

function sourcesOf(flow: SyncRuleFlow): readonly string[] {
  return flow.kind === 'constant' ? [flow.constant?.value ?? ''] : flow.sources
}

function expressionOf(flow: SyncRuleFlow): string {
  return flow.expression?.language === 'connect' ? flow.expression.text : ''
}

function typesOf(rule: SyncRule): { readonly source: string; readonly target: string } {
  return rule.direction === 'outbound'
    ? { source: rule.metaverseObjectType, target: rule.connectorObjectType }
    : { source: rule.connectorObjectType, target: rule.metaverseObjectType }
}

function directionOf(rule: SyncRule): string {
  return rule.direction === 'outbound' ? 'Outbound' : 'Inbound'
}

/** As the Synchronization Rules Editor exports one rule: a parameter a line, condition variables used again. */
export function printPowerShell(rule: SyncRule): string {
  const { source, target } = typesOf(rule)
  const call = (name: string, ...lines: readonly string[]) =>
    `${name}  \`\n${lines.filter((line) => line !== '').join(' `\n')}`
  const onRule = '-SynchronizationRule $syncRule[0]'
  const out = '-OutVariable syncRule'
  const condition = (type: string, index: number, ...args: readonly string[]) =>
    call(
      'New-Object',
      `-TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.${type}'`,
      `-ArgumentList ${args.join(',')}`,
      `-OutVariable condition${index}`,
    )
  const variables = (count: number) => `@(${Array.from({ length: count }, (_, at) => `$condition${at}[0]`).join(',')})`
  return [
    call(
      'New-ADSyncRule',
      `-Name ${quoted(rule.name)}`,
      `-Identifier '${rule.id}'`,
      `-Description ${quoted(rule.description)}`,
      `-Direction '${directionOf(rule)}'`,
      rule.precedence === undefined ? '' : `-Precedence ${rule.precedence}`,
      `-PrecedenceAfter '${rule.placement?.after || NO_RULE}'`,
      `-PrecedenceBefore '${rule.placement?.before || NO_RULE}'`,
      `-SourceObjectType '${source}'`,
      `-TargetObjectType '${target}'`,
      `-Connector '${rule.connectorId}'`,
      `-LinkType '${linkTypes[rule.linkType]}'`,
      rule.softDeleteExpiry === '00:00:00'
        ? '-SoftDeleteExpiryInterval 0'
        : `-SoftDeleteExpiryInterval '${rule.softDeleteExpiry}'`,
      `-ImmutableTag '${rule.immutableTag}'`,
      rule.passwordSync ? '-EnablePasswordSync' : '',
      rule.disabled ? '-Disabled' : '',
      out,
    ),
    ...rule.mappings.map((flow) =>
      call(
        'Add-ADSyncAttributeFlowMapping',
        onRule,
        `-Source @(${sourcesOf(flow).map(quoted).join(',')})`,
        `-Destination '${flow.target}'`,
        `-FlowType '${kindOf(flow)}'`,
        `-ValueMergeType '${mergeTypes[flow.mergeType]}'`,
        flow.initialOnly ? '-ExecuteOnce' : '',
        flow.kind === 'expression' ? `-Expression ${quoted(expressionOf(flow))}` : '',
        out,
      ),
    ),
    ...rule.scope.flatMap((group) => [
      ...group.map((one, at) =>
        condition('ScopeCondition', at, quoted(one.attribute), quoted(one.value), quoted(one.operator)),
      ),
      call('Add-ADSyncScopeConditionGroup', onRule, `-ScopeConditions ${variables(group.length)}`, out),
    ]),
    ...rule.joins.flatMap((group) => [
      ...group.map((one, at) =>
        condition(
          'JoinCondition',
          at,
          quoted(one.connectorAttribute),
          quoted(one.metaverseAttribute),
          one.caseSensitive ? '$true' : '$false',
        ),
      ),
      call('Add-ADSyncJoinConditionGroup', onRule, `-JoinConditions ${variables(group.length)}`, out),
    ]),
    call('Add-ADSyncRule', onRule),
    call('Get-ADSyncRule', `-Identifier '${rule.id}'`),
    '',
  ].join('\n\n')
}

/** As the wizard's settings hold rules: custom ones with what they do, standard ones by their tag. */
export function printSettings(rules: readonly SyncRule[], connectors: readonly { id: string; name: string }[]): string {
  const policies = connectors.map(({ id, name }) => {
    const own = rules.filter((rule) => rule.connectorId === id)
    return {
      uniqueIdentifier: id,
      friendlyName: name,
      fullyQualifiedDomainName: name,
      partitionFilters: [{ distinguishedName: 'DC=x', containerInclusions: ['OU=in,DC=x'], containerExclusions: [] }],
      customSynchronizationRules: own.filter((rule) => !rule.standard).map(settingsRule),
      standardSynchronizationRules: own
        .filter((rule) => rule.standard)
        .map((rule) => ({
          name: rule.name,
          uniqueIdentifier: rule.id,
          immutableTag: rule.immutableTag,
          precedence: rule.precedence,
        })),
    }
  })
  return JSON.stringify(
    {
      policyMetadata: { type: 'exported', timeCreated: '2026-01-02T03:04:05', azureADConnectVersion: '2.4.18.0' },
      deploymentMetadata: { hostName: 'CONNECT01', connectorIds: connectors.map((one) => one.id) },
      onpremisesDirectoryPolicy: policies,
    },
    null,
    2,
  )
}

function settingsRule(rule: SyncRule): object {
  const { source, target } = typesOf(rule)
  return {
    Name: rule.name,
    description: rule.description,
    direction: directionOf(rule).toLowerCase(),
    source,
    target,
    linkType: linkTypes[rule.linkType],
    precedence: rule.precedence,
    scopeFilters: rule.scope.map((group) =>
      group.map((one) => ({ attribute: one.attribute, condition: one.operator, value: one.value })),
    ),
    attributeMappings: rule.mappings.map((flow) => ({
      source: sourcesOf(flow),
      destination: flow.target,
      flowType: kindOf(flow),
      executeOnce: flow.initialOnly,
      valueMergeType: mergeTypes[flow.mergeType],
      expression: flow.kind === 'expression' ? expressionOf(flow) : null,
    })),
    internalIdentifier: rule.id,
    uniqueIdentifier: `{${rule.id.toUpperCase()}}`,
  }
}

/** As the DSC modules keep rules. */
export function printYaml(rules: readonly SyncRule[], connectorName: (id: string) => string): string {
  const items = rules.map((rule) => ({
    Name: rule.name,
    Description: rule.description,
    ConnectorName: connectorName(rule.connectorId),
    Direction: directionOf(rule),
    Disabled: rule.disabled,
    SourceObjectType: typesOf(rule).source,
    TargetObjectType: typesOf(rule).target,
    Precedence: rule.precedence,
    LinkType: linkTypes[rule.linkType],
    EnablePasswordSync: rule.passwordSync,
    JoinFilter: rule.joins.map((group) => ({
      JoinConditionList: group.map((one) => ({
        CSAttribute: one.connectorAttribute,
        MVAttribute: one.metaverseAttribute,
        CaseSensitive: one.caseSensitive,
      })),
    })),
    ScopeFilter: rule.scope.map((group) => ({
      ScopeConditionList: group.map((one) => ({
        Attribute: one.attribute,
        ComparisonValue: one.value,
        ComparisonOperator: one.operator,
      })),
    })),
    AttributeFlowMappings: rule.mappings.map((flow) => ({
      Source: sourcesOf(flow),
      Destination: flow.target,
      FlowType: kindOf(flow),
      ExecuteOnce: flow.initialOnly,
      Expression: flow.kind === 'expression' ? expressionOf(flow) : null,
      ValueMergeType: mergeTypes[flow.mergeType],
    })),
  }))
  return stringify({ Items: items })
}
