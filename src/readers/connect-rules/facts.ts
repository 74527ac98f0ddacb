import {
  normalizeGuid,
  type Provenance,
  type ScopeCondition,
  type SyncRule,
  type SyncRuleFlow,
  type SyncRuleJoin,
} from '../../model/index.js'
import { present } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { constantFor, expressionTextFor } from '../sync-config/redaction.js'
import { noteOperator } from '../sync-config/scope.js'
import { directionOf, linkTypeOf, mergeTypeOf } from './tokens.js'

/** What a form of Entra Connect's rules other than the rule file says of one rule, texts as written. */
export interface RuleFacts {
  /** '' where the form carries none. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly direction: string
  readonly disabled: boolean
  readonly standard: boolean
  readonly immutableTag: string
  /** GUID, or the connector's name where the form knows no other. */
  readonly connector: string
  readonly sourceObjectType: string
  readonly targetObjectType: string
  readonly linkType: string
  readonly precedence: number | undefined
  readonly scope: readonly (readonly ScopeCondition[])[]
  readonly joins: readonly (readonly SyncRuleJoin[])[]
  readonly mappings: readonly MappingFacts[]
  readonly passwordSync: boolean
  readonly softDeleteExpiry: string
  readonly after: string
  readonly before: string
  readonly at: Provenance
}

export interface MappingFacts {
  readonly target: string
  readonly sources: readonly string[]
  /** `Direct`, `Constant`, `Expression`; '' where the form does not say. */
  readonly flowType: string
  readonly expression: string
  readonly mergeType: string
  readonly initialOnly: boolean
  readonly at: Provenance
}

const NO_RULE = '00000000-0000-0000-0000-000000000000'

/** Makes the same rule of these facts as the reader of rule files makes of the file. */
export function ruleOf(facts: RuleFacts, book: NoticeBook): SyncRule {
  const direction = directionOf(facts.direction.trim(), facts.at, book)
  const outbound = direction === 'outbound'
  const source = facts.sourceObjectType.trim()
  const target = facts.targetObjectType.trim()
  const connectorId = normalizeGuid(facts.connector)
  const name = facts.name.trim()
  for (const condition of facts.scope.flat()) noteOperator(condition.operator, condition.at, book)
  return {
    id: normalizeGuid(facts.id) || nameId(connectorId, name),
    product: 'connect-sync',
    name,
    description: facts.description.trim(),
    direction,
    disabled: facts.disabled,
    standard: facts.standard,
    immutableTag: facts.immutableTag.trim(),
    connectorId,
    connectorObjectType: outbound ? target : source,
    metaverseObjectType: outbound ? source : target,
    linkType: linkTypeOf(facts.linkType.trim(), facts.at, book),
    precedence: facts.precedence,
    scope: facts.scope.filter((group) => group.length > 0),
    joins: facts.joins.filter((group) => group.length > 0),
    mappings: facts.mappings.map((mapping) => flowOf(mapping, outbound ? 'outbound' : 'inbound', book)),
    passwordSync: facts.passwordSync,
    softDeleteExpiry: softDelete(facts.softDeleteExpiry.trim()),
    ...present('placement', placementOf(facts)),
    creates: { connectorObject: false, metaverseObject: false, disconnects: false },
    parameters: [],
    outboundIsFilterBased: false,
    metaverseObjectId: '',
    at: facts.at,
  }
}

/** Identity of a rule whose form carries no id. No GUID looks like it. */
export function nameId(connectorId: string, name: string): string {
  return `${connectorId}/${name}`.toLowerCase()
}

function flowOf(mapping: MappingFacts, direction: SyncRuleFlow['direction'], book: NoticeBook): SyncRuleFlow {
  const target = mapping.target.trim()
  const kind = kindOf(mapping, book)
  const sources = mapping.sources.map((name) => name.trim()).filter((name) => name !== '')
  const common = {
    direction,
    target,
    sources: kind === 'constant' ? [] : sources,
    initialOnly: mapping.initialOnly,
    existenceTest: false,
    mergeType: mergeTypeOf(mapping.mergeType.trim(), mapping.at, book),
    at: mapping.at,
  }
  if (kind === 'expression') {
    const text = expressionTextFor(target, mapping.expression, mapping.at, book)
    return { ...common, kind, expression: { language: 'connect', text } }
  }
  if (kind === 'direct') return { ...common, kind }
  return { ...common, kind, constant: constantFor(target, mapping.sources.join(','), mapping.at, book) }
}

function kindOf(mapping: MappingFacts, book: NoticeBook): SyncRuleFlow['kind'] {
  switch (mapping.flowType.trim().toLowerCase()) {
    case 'direct':
      return 'direct'
    case 'constant':
      return 'constant'
    case 'expression':
      return 'expression'
    case '':
      return mapping.expression.trim() === '' ? 'direct' : 'expression'
    default:
      book.tally(
        'M2E-READ-022',
        `flow type ${mapping.flowType}`,
        mapping.at,
        `A mapping into ${mapping.target} has the unknown flow type "${mapping.flowType}".`,
        'Look the rule up in the Synchronization Rules Editor.',
      )
      return mapping.expression.trim() === '' ? 'direct' : 'expression'
  }
}

/** Scripts write 0 where rule files write `00:00:00`. */
function softDelete(text: string): string {
  return text === '0' ? '00:00:00' : text
}

function placementOf(facts: RuleFacts): SyncRule['placement'] {
  const after = neighbour(facts.after)
  const before = neighbour(facts.before)
  return after === '' && before === '' ? undefined : { after, before }
}

function neighbour(text: string): string {
  const id = normalizeGuid(text)
  return id === NO_RULE ? '' : id
}
