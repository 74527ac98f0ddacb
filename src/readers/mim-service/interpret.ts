import type { IdentityService, Notice, ServiceObject } from '../../model/index.js'
import type { EstatePart } from '../reader.js'
import { createNoticeBook } from '../sync-config/notice-book.js'
import type { Baseline } from './baseline/baseline.js'
import { classifyObjects } from './baseline/classify.js'
import { shippedBaseline } from './baseline/shipped.js'
import { noteDangling } from './dangling.js'
import { groupBy } from './group-by.js'
import { mergeObjects } from './merge.js'
import { readPolicy } from './policies.js'
import { readAttributeType, readBinding, readEmailTemplate, readObjectType } from './schema-objects.js'
import { readGroup, readSet } from './sets.js'
import { readServiceConnector } from './sync-config-data.js'
import { readSyncRule } from './sync-rules.js'
import { readWorkflow } from './workflows.js'

export type ServicePart = Extract<EstatePart, { kind: 'service-objects' }>

export interface Interpretation {
  readonly service: IdentityService
  readonly notices: readonly Notice[]
}

/** Puts the exports of one MIM Service together and gives its objects their meaning. */
export function interpretService(
  parts: readonly ServicePart[],
  baseline: Baseline = shippedBaseline(),
): Interpretation {
  const book = createNoticeBook()
  const source = parts.find((part) => part.source !== '')?.source ?? ''
  const at = parts[0]?.at ?? { file: '', path: '' }
  const merged = mergeObjects(
    parts.flatMap((part) => part.objects),
    book,
  )
  const objects = classifyObjects(merged, baseline, at, book)
  const byType = groupBy(objects, (object) => object.type)
  const read = <T>(type: string, interpret: (object: ServiceObject) => T): T[] =>
    (byType.get(type) ?? []).map(interpret)
  const connectors = read('ma-data', readServiceConnector).filter((connector) => connector !== undefined)
  const agents = new Map(connectors.map((connector) => [connector.object.id, connector.connectorId]))
  const service: IdentityService = {
    id: `mim-service:${(source === '' ? at.file : source).toLowerCase()}`,
    source,
    objects,
    sets: read('Set', (object) => readSet(object, book)),
    groups: read('Group', (object) => readGroup(object, book)),
    policies: read('ManagementPolicyRule', (object) => readPolicy(object, book)),
    workflows: read('WorkflowDefinition', (object) => readWorkflow(object, book)),
    emailTemplates: read('EmailTemplate', readEmailTemplate),
    syncRules: read('SynchronizationRule', (object) => readSyncRule(object, agents, book)),
    objectTypes: read('ObjectTypeDescription', readObjectType),
    attributeTypes: read('AttributeTypeDescription', readAttributeType),
    bindings: read('BindingDescription', readBinding),
    ...(connectors.length > 0 ? { connectors } : {}),
    parts: {
      policy: objects.some((object) => !object.isPlaceholder && policyTypes.has(object.type)),
      schema: objects.some((object) => !object.isPlaceholder && schemaTypes.has(object.type)),
    },
    at,
  }
  noteDangling(service, book)
  return { service, notices: book.notices() }
}

/** Types the policy export consists of; an export of people or groups alone holds none of them. */
const policyTypes = new Set([
  'ManagementPolicyRule',
  'Set',
  'WorkflowDefinition',
  'SynchronizationRule',
  'EmailTemplate',
])

const schemaTypes = new Set(['ObjectTypeDescription', 'AttributeTypeDescription', 'BindingDescription'])
