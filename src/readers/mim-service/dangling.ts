import {
  type IdentityService,
  normalizeGuid,
  type Provenance,
  type ServiceObject,
  type WorkflowActivity,
} from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { nameOf, valuePlace } from './values.js'

/** Where a reference stands, and what it leads to. */
interface Reference {
  readonly from: ServiceObject
  readonly what: 'set' | 'workflow' | 'synchronization rule' | 'e-mail template'
  readonly id: string
  readonly at: Provenance
}

/**
 * References of policy rules and workflows that lead nowhere: the rule cannot do what it says, or the export is not
 * whole. References of other objects often leave the export (creators, domains) and mean nothing.
 */
export function noteDangling(service: IdentityService, book: NoticeBook): void {
  const known = new Set(service.objects.map((object) => object.id))
  for (const { from, what, id, at } of referencesIn(service)) {
    if (known.has(id)) continue
    book.tally(
      'M2E-READ-027',
      `${what} ${id}`,
      at,
      `${from.type} ${nameOf(from)} names the ${what} {${id}}, which is not in the input.`,
      'Export the whole policy configuration; if the object was deleted, what names it does nothing.',
    )
  }
}

function referencesIn(service: IdentityService): readonly Reference[] {
  const found: Reference[] = []
  for (const policy of service.policies) {
    const { object: from } = policy
    const add = (attribute: string, what: Reference['what'], ids: readonly (string | undefined)[]) => {
      for (const id of ids)
        if (id !== undefined && id !== '') found.push({ from, what, id, at: valuePlace(from, attribute) })
    }
    add('PrincipalSet', 'set', [policy.requestorSetId])
    add('ResourceCurrentSet', 'set', [policy.targetBeforeSetId])
    add('ResourceFinalSet', 'set', [policy.targetAfterSetId])
    add('AuthenticationWorkflowDefinition', 'workflow', policy.authenticationWorkflowIds)
    add('AuthorizationWorkflowDefinition', 'workflow', policy.authorizationWorkflowIds)
    add('ActionWorkflowDefinition', 'workflow', policy.actionWorkflowIds)
  }
  for (const workflow of service.workflows)
    for (const activity of workflow.activities) found.push(...referencesOf(activity, workflow.object))
  return found
}

const NOTHING = '00000000-0000-0000-0000-000000000000'

/** Only what is written as an id: an activity may also work out at run time which template to send. */
function referencesOf(activity: WorkflowActivity, from: ServiceObject): readonly Reference[] {
  return activity.properties.flatMap(({ name, value }) => {
    const what = /EmailTemplate$/.test(name)
      ? 'e-mail template'
      : name === 'SynchronizationRuleId'
        ? 'synchronization rule'
        : undefined
    const id = normalizeGuid(value)
    const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) && id !== NOTHING
    return what === undefined || !isId ? [] : [{ from, what, id, at: activity.at }]
  })
}
