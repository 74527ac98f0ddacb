import type { ScopeCondition, SyncRule, SyncRuleJoin } from '../../model/index.js'
import { type MappingFacts, ruleOf } from '../connect-rules/facts.js'
import type { Field } from '../json/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'

export interface CustomRule {
  readonly rule: SyncRule
  /** Whether the file says how the rule joins; its absence says nothing. */
  readonly carriesJoins: boolean
  readonly carriesDisabled: boolean
}

const joinLists = ['joinFilters', 'joinConditions', 'relationshipCriteria'] as const

/** Reads one element of `customSynchronizationRules`. @param connector normalised id of the policy's directory */
export function readCustomRule(rule: Field, connector: string, book: NoticeBook): CustomRule {
  const internal = rule.text('internalIdentifier')
  const tag = rule.text('immutableTag')
  const facts = {
    id: rule.text('uniqueIdentifier') || rule.text('identifier') || internal,
    name: rule.text('name'),
    description: rule.text('description'),
    direction: rule.text('direction'),
    disabled: rule.flag('disabled') ?? false,
    standard: /^Microsoft\./i.test(tag),
    immutableTag: tag,
    connector: rule.text('connector') || connector,
    sourceObjectType: rule.text('source') || rule.text('sourceObjectType'),
    targetObjectType: rule.text('target') || rule.text('targetObjectType'),
    linkType: rule.text('linkType'),
    precedence: rule.integer('precedence'),
    scope: readGroups(rule, 'scopeFilters').map((group) => group.map(readScope)),
    joins: joinLists.flatMap((list) => readGroups(rule, list).map((group) => group.map(readJoin))),
    mappings: rule.objects('attributeMappings').map((mapping) => readMapping(mapping, book)),
    passwordSync: rule.flag('enablePasswordSync') ?? rule.flag('passwordSyncEnabled') ?? false,
    softDeleteExpiry: rule.text('softDeleteExpiryInterval'),
    after: rule.text('precedenceAfter'),
    before: rule.text('precedenceBefore'),
    at: rule.at,
  }
  return {
    rule: ruleOf(facts, book),
    carriesJoins: joinLists.some((list) => rule.has(list)),
    carriesDisabled: rule.has('disabled'),
  }
}

const conditionLists = ['conditions', 'scopeConditions', 'joinConditions', 'scopeConditionList', 'joinConditionList']

/**
 * Groups of conditions. Files were seen through programs only that read all conditions at once, so the three shapes such
 * a program cannot tell apart are all taken: conditions by themselves (one group), lists, and objects with a list.
 */
function readGroups(rule: Field, list: string): readonly (readonly Field[])[] {
  const loose: Field[] = []
  const groups: (readonly Field[])[] = []
  for (const item of rule.groups(list)) {
    const inner = item.node.kind === 'object' ? conditionLists.find((name) => item.has(name)) : undefined
    if (item.node.kind === 'array') groups.push(item.each())
    else if (inner !== undefined) groups.push(item.objects(inner))
    else loose.push(item)
  }
  return loose.length === 0 ? groups : [loose, ...groups]
}

function readScope(condition: Field): ScopeCondition {
  return {
    attribute: condition.text('attribute').trim(),
    operator: (
      condition.text('condition') ||
      condition.text('operator') ||
      condition.text('comparisonOperator')
    ).trim(),
    value: condition.text('value') || condition.text('comparisonValue'),
    at: condition.at,
  }
}

function readJoin(condition: Field): SyncRuleJoin {
  return {
    connectorAttribute: (condition.text('csAttribute') || condition.text('source')).trim(),
    metaverseAttribute: (
      condition.text('mvAttribute') ||
      condition.text('ilmAttribute') ||
      condition.text('target')
    ).trim(),
    caseSensitive: condition.flag('caseSensitive') ?? false,
    at: condition.at,
  }
}

function readMapping(mapping: Field, book: NoticeBook): MappingFacts {
  const target = mapping.text('destination')
  const sources = mapping.texts('source')
  const stated = mapping.text('flowType') || mapping.text('mappingType')
  const expression = mapping.text('expression')
  const [only] = sources
  const looksLikeCode = only !== undefined && sources.length === 1 && /[[\]()"&%]/.test(only)
  const guessed = stated === '' && expression === '' && looksLikeCode
  if (guessed) {
    book.tally(
      'M2E-READ-054',
      'kind of mapping',
      mapping.at,
      `The settings do not say what kind of mapping fills ${target}; its source reads like an expression and is taken for one.`,
      'Compare it with the rule in the Synchronization Rules Editor.',
    )
  }
  return {
    target,
    sources: guessed ? [] : sources,
    flowType: guessed ? 'Expression' : stated,
    expression: guessed ? only : expression,
    mergeType: mapping.text('valueMergeType') || mapping.text('mergeType'),
    initialOnly: mapping.flag('executeOnce') ?? false,
    at: mapping.at,
  }
}
