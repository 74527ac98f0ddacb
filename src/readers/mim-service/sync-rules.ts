import {
  normalizeGuid,
  type Provenance,
  type ScopeCondition,
  type ServiceObject,
  type SyncRule,
  type SyncRuleJoin,
} from '../../model/index.js'
import { attributeOf, childrenNamed, type XmlElement } from '../../xml/index.js'
import { parseFlag } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { readScopeConditions } from '../sync-config/scope.js'
import { childText, parseEmbedded, sectionOf } from './embedded.js'
import { readFlows } from './sync-flows.js'
import { integerOf, isTrue, nameOf, present, referenceOf, textOf, valuePlace, valuesOf } from './values.js'

/** Ids of management agents by the id of the `ma-data` object that describes them. */
export type AgentIds = ReadonlyMap<string, string>

export function readSyncRule(object: ServiceObject, agents: AgentIds, book: NoticeBook): SyncRule {
  const direction = readDirection(object, book)
  const creates = {
    connectorObject: isTrue(object, 'CreateConnectedSystemObject'),
    metaverseObject: isTrue(object, 'CreateILMObject'),
    disconnects: isTrue(object, 'DisconnectConnectedSystemObject'),
  }
  const inbound = readScope(object, 'ConnectedSystemScope', book)
  const outbound = readScope(object, 'msidmOutboundScopingFilters', book)
  const dependsOn = referenceOf(object, 'Dependency')
  return {
    id: object.id,
    product: 'mim-service',
    name: object.displayName,
    description: textOf(object, 'Description'),
    direction,
    disabled: false,
    standard: false,
    immutableTag: '',
    connectorId: connectorOf(object, agents),
    connectorObjectType: textOf(object, 'ConnectedObjectType'),
    metaverseObjectType: textOf(object, 'ILMObjectType'),
    linkType: provisions(direction, creates) ? 'provision' : 'join',
    precedence: integerOf(object, 'Precedence'),
    scope: direction === 'outbound' ? outbound : inbound,
    ...present('outboundScope', direction === 'both' && outbound.length > 0 ? outbound : undefined),
    ...present('dependsOn', dependsOn),
    joins: readJoins(object, book),
    mappings: readFlows(object, direction, book),
    passwordSync: false,
    softDeleteExpiry: '',
    creates,
    parameters: readParameters(object, book),
    outboundIsFilterBased: isTrue(object, 'msidmOutboundIsFilterBased'),
    metaverseObjectId: referenceOf(object, 'MVObjectID') ?? '',
    at: object.at,
  }
}

function readDirection(object: ServiceObject, book: NoticeBook): SyncRule['direction'] {
  const text = textOf(object, 'FlowType')
  switch (text) {
    case '0':
      return 'inbound'
    case '1':
      return 'outbound'
    case '2':
      return 'both'
    default:
      if (text !== '' || !object.isPlaceholder) {
        book.tally(
          'M2E-READ-022',
          `flow type ${text}`,
          valuePlace(object, 'FlowType'),
          `Synchronization rule ${nameOf(object)} ${text === '' ? 'states no direction' : `has the unknown direction "${text}"`}.`,
          'Look the rule up in the MIM portal.',
        )
      }
      return 'unknown'
  }
}

function provisions(direction: SyncRule['direction'], creates: SyncRule['creates']): boolean {
  if (direction === 'inbound') return creates.metaverseObject
  if (direction === 'outbound') return creates.connectorObject
  return creates.metaverseObject || creates.connectorObject
}

/** The rule names its agent by id; where it does not, the service's copy of the agent does. */
function connectorOf(object: ServiceObject, agents: AgentIds): string {
  const named = normalizeGuid(textOf(object, 'ConnectedSystem'))
  if (named !== '') return named
  const copy = referenceOf(object, 'ManagementAgentID') ?? ''
  return agents.get(copy) ?? ''
}

/** All conditions must hold, so they are one group; without conditions there is no group. */
function readScope(object: ServiceObject, attribute: string, book: NoticeBook): readonly (readonly ScopeCondition[])[] {
  const groups = documentsOf(object, attribute, book).map(({ root, index }) => {
    const at = valuePlace(object, attribute, index)
    return readScopeConditions(sectionOf(root, object), bookAt(at, book)).map((condition) => ({ ...condition, at }))
  })
  return groups.filter((group) => group.length > 0)
}

/** Lines inside a value are not lines of the file: what is said about it is said about the value. */
function bookAt(at: Provenance, book: NoticeBook): NoticeBook {
  return {
    add: (id, _inside, message, advice) => book.add(id, at, message, advice),
    tally: (id, subject, _inside, message, advice) => book.tally(id, subject, at, message, advice),
    notices: () => book.notices(),
  }
}

function readJoins(object: ServiceObject, book: NoticeBook): readonly (readonly SyncRuleJoin[])[] {
  const groups = documentsOf(object, 'RelationshipCriteria', book).map(({ root, index }) =>
    childrenNamed(root, 'condition').map((condition) => ({
      connectorAttribute: childText(condition, 'csAttribute'),
      metaverseAttribute: childText(condition, 'ilmAttribute'),
      caseSensitive: parseFlag(childText(condition, 'caseSensitive')) ?? false,
      at: valuePlace(object, 'RelationshipCriteria', index),
    })),
  )
  return groups.filter((group) => group.length > 0)
}

/** Each value one parameter, or one document around several. */
function readParameters(object: ServiceObject, book: NoticeBook): SyncRule['parameters'] {
  return documentsOf(object, 'SynchronizationRuleParameters', book)
    .flatMap(({ root }) => (root.local === 'sync-parameter' ? [root] : childrenNamed(root, 'sync-parameter')))
    .map((parameter) => ({
      name: childText(parameter, 'name') || (attributeOf(parameter, 'name') ?? ''),
      type: childText(parameter, 'type') || (attributeOf(parameter, 'type') ?? ''),
    }))
}

interface EmbeddedDocument {
  readonly root: XmlElement
  readonly index: number
}

function documentsOf(object: ServiceObject, attribute: string, book: NoticeBook): readonly EmbeddedDocument[] {
  return valuesOf(object, attribute).flatMap((text, index) => {
    if (text.trim() === '') return []
    const { root } = parseEmbedded(text)
    if (root !== undefined) return [{ root, index }]
    book.add(
      'M2E-READ-026',
      valuePlace(object, attribute, index),
      `${attribute} of synchronization rule ${nameOf(object)} is not well-formed; it is kept as it stands.`,
      'Open the rule in the MIM portal.',
    )
    return []
  })
}
