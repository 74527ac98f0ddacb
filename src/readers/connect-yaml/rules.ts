import type { ScopeCondition, SyncRule, SyncRuleJoin } from '../../model/index.js'
import { type MappingFacts, ruleOf } from '../connect-rules/facts.js'
import type { Field, TreeReading } from '../json/index.js'
import type { EstatePart } from '../reader.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { itemsOf } from './list.js'

/** Reads the list of synchronization rules. */
export function readRuleList({ root, file, book }: TreeReading): readonly EstatePart[] {
  const rules = itemsOf(root).flatMap((item) => readRule(item, book) ?? [])
  if (rules.length > 0) {
    book.add(
      'M2E-READ-053',
      root.at,
      `${file} is a list kept by hand, which names connectors instead of ids and carries neither ids nor the position of rules (${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}).`,
      'Send the configuration folder of the server as well (Get-ADSyncServerConfiguration).',
    )
  }
  return rules.map((rule) => ({ kind: 'sync-rule', product: 'connect-sync', form: 'yaml', rule }))
}

function readRule(item: Field, book: NoticeBook): SyncRule | undefined {
  const name = item.text('Name')
  const absent = item.text('Ensure').trim().toLowerCase() === 'absent'
  const standard = item.flag('IsStandardRule') ?? false
  const rule = ruleOf(
    {
      id: item.text('Identifier'),
      name,
      description: item.text('Description'),
      direction: item.text('Direction'),
      disabled: item.flag('Disabled') ?? false,
      standard,
      immutableTag: item.text('ImmutableTag'),
      connector: (item.text('Connector') || item.text('ConnectorName')).trim(),
      sourceObjectType: item.text('SourceObjectType'),
      targetObjectType: item.text('TargetObjectType'),
      linkType: item.text('LinkType'),
      precedence: item.integer('Precedence'),
      scope: item.objects('ScopeFilter').map((group) => group.objects('ScopeConditionList').map(readScope)),
      joins: item.objects('JoinFilter').map((group) => group.objects('JoinConditionList').map(readJoin)),
      mappings: item.objects('AttributeFlowMappings').map(readMapping),
      passwordSync: item.flag('EnablePasswordSync') ?? false,
      softDeleteExpiry: item.text('SoftDeleteExpiryInterval'),
      after: item.text('PrecedenceAfter'),
      before: item.text('PrecedenceBefore'),
      at: item.at,
    },
    book,
  )
  item.document('Version', 'Counts the changes of the rule on the server.')
  if (!absent) return rule
  book.add(
    'M2E-READ-054',
    item.at,
    `The list says that the rule "${name.trim()}" is to be removed; it is not counted as a rule.`,
    'Nothing is to be done unless the rule still exists.',
  )
  return undefined
}

function readScope(condition: Field): ScopeCondition {
  return {
    attribute: condition.text('Attribute').trim(),
    operator: condition.text('ComparisonOperator').trim(),
    value: condition.text('ComparisonValue'),
    at: condition.at,
  }
}

function readJoin(condition: Field): SyncRuleJoin {
  return {
    connectorAttribute: condition.text('CSAttribute').trim(),
    metaverseAttribute: condition.text('MVAttribute').trim(),
    caseSensitive: condition.flag('CaseSensitive') ?? false,
    at: condition.at,
  }
}

function readMapping(mapping: Field): MappingFacts {
  return {
    target: mapping.text('Destination'),
    sources: mapping.texts('Source'),
    flowType: mapping.text('FlowType'),
    expression: mapping.text('Expression'),
    mergeType: mapping.text('ValueMergeType') || mapping.text('MergeType'),
    initialOnly: mapping.flag('ExecuteOnce') ?? false,
    at: mapping.at,
  }
}
