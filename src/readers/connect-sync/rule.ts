import { normalizeGuid, type SyncRule, type SyncRuleFlow, type SyncRuleJoin } from '../../model/index.js'
import { directionOf, linkTypeOf, mergeTypeOf } from '../connect-rules/tokens.js'
import { attributeOf, flagOf, guidOf, integerOf, parseFlag, present, textOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { constantFor, expressionTextFor } from '../sync-config/redaction.js'
import { readScopeConditions } from '../sync-config/scope.js'
import type { Section } from '../sync-config/section.js'

const NO_RULE = '00000000-0000-0000-0000-000000000000'

/** Reads the root `synchronizationRule` of Entra Connect. */
export function readRule(root: Section, book: NoticeBook): SyncRule {
  const direction = directionOf(textOf(root, 'direction'), root.at, book)
  const source = textOf(root, 'sourceObjectType')
  const target = textOf(root, 'targetObjectType')
  const outbound = direction === 'outbound'
  const immutableTag = textOf(root, 'immutable-tag')
  const version = textOf(root, 'version')
  const id = readId(root, book)
  return {
    id,
    product: 'connect-sync',
    name: textOf(root, 'name'),
    description: textOf(root, 'description'),
    direction,
    disabled: flagOf(root, 'disabled') ?? false,
    standard: /^Microsoft\./i.test(immutableTag),
    immutableTag,
    connectorId: guidOf(root, 'connector'),
    connectorObjectType: outbound ? target : source,
    metaverseObjectType: outbound ? source : target,
    linkType: linkTypeOf(textOf(root, 'linkType'), root.at, book),
    precedence: integerOf(root, 'precedence'),
    scope: groupsOf(root.one('synchronizationCriteria')).map((group) => readScopeConditions(group, book)),
    joins: groupsOf(root.one('relationshipCriteria')).map(readJoinGroup),
    mappings: (root.one('attribute-mappings')?.many('mapping') ?? []).map((mapping) =>
      readMapping(mapping, outbound ? 'outbound' : 'inbound', book),
    ),
    passwordSync: flagOf(root, 'EnablePasswordSync') ?? false,
    softDeleteExpiry: textOf(root, 'softDeleteExpiryInterval'),
    ...present('version', version === '' ? undefined : version),
    ...present('placement', readPlacement(root)),
    creates: { connectorObject: false, metaverseObject: false, disconnects: false },
    parameters: [],
    outboundIsFilterBased: false,
    metaverseObjectId: '',
    at: root.at,
  }
}

/** `internal-id` is the same in every export seen; it only counts where `id` is missing. */
function readId(root: Section, book: NoticeBook): string {
  const internal = guidOf(root, 'internal-id')
  const id = guidOf(root, 'id')
  if (id === '') {
    book.add(
      'M2E-READ-029',
      root.at,
      `The synchronization rule "${textOf(root, 'name')}" has no id.`,
      internal === '' ? 'Export the configuration again.' : 'Its internal id is used instead.',
    )
  }
  return id === '' ? internal : id
}

/** Groups are ORed. A group without conditions selects nothing in particular and is left out. */
function groupsOf(criteria: Section | undefined): readonly Section[] {
  return (criteria?.many('conditions') ?? []).filter((group) => group.element.children.length > 0)
}

function readJoinGroup(group: Section): readonly SyncRuleJoin[] {
  return group.many('condition').map((condition) => ({
    connectorAttribute: textOf(condition, 'csAttribute'),
    metaverseAttribute: textOf(condition, 'ilmAttribute'),
    caseSensitive: flagOf(condition, 'caseSensitive') ?? false,
    at: condition.at,
  }))
}

function readPlacement(root: Section): SyncRule['placement'] {
  const after = neighbour(textOf(root, 'precedence-after'))
  const before = neighbour(textOf(root, 'precedence-before'))
  return after === '' && before === '' ? undefined : { after, before }
}

function neighbour(text: string): string {
  const id = normalizeGuid(text)
  return id === NO_RULE ? '' : id
}

function readMapping(mapping: Section, direction: SyncRuleFlow['direction'], book: NoticeBook): SyncRuleFlow {
  const target = textOf(mapping, 'dest')
  const source = mapping.one('src')
  const sources = (source?.many('attr') ?? []).map((attr) => attr.text().trim()).filter((name) => name !== '')
  const common = {
    direction,
    target,
    sources,
    initialOnly: parseFlag(attributeOf(mapping, 'execute-once')) ?? false,
    existenceTest: false,
    mergeType: mergeTypeOf(textOf(mapping, 'valueMergeType'), mapping.at, book),
    at: mapping.at,
  }
  const expression = mapping.one('expression')?.text() ?? ''
  if (expression.trim() !== '') {
    const text = expressionTextFor(target, expression, mapping.at, book)
    return { ...common, kind: 'expression', expression: { language: 'connect', text } }
  }
  if (sources.length > 0) return { ...common, kind: 'direct' }
  return { ...common, kind: 'constant', constant: constantFor(target, source?.text() ?? '', mapping.at, book) }
}
