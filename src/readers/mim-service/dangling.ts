import type { IdentityService, ServiceObject } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { nameOf, valuePlace } from './values.js'

/**
 * References of policy rules and synchronization rules that lead nowhere: the rule cannot do what it says, or the export
 * is not whole. References of other objects often leave the export (creators, domains) and mean nothing.
 */
export function noteDangling(service: IdentityService, book: NoticeBook): void {
  const known = new Set(service.objects.map((object) => object.id))
  const check = (object: ServiceObject, attribute: string, what: string, ids: readonly (string | undefined)[]) => {
    for (const id of ids) {
      if (id === undefined || id === '' || known.has(id)) continue
      book.tally(
        'M2E-READ-027',
        `${what} ${id}`,
        valuePlace(object, attribute),
        `${object.type} ${nameOf(object)} names the ${what} {${id}}, which is not in the input.`,
        'Export the whole policy configuration; if the object was deleted, the rule does nothing.',
      )
    }
  }
  for (const policy of service.policies) {
    const { object } = policy
    check(object, 'PrincipalSet', 'set', [policy.requestorSetId])
    check(object, 'ResourceCurrentSet', 'set', [policy.targetBeforeSetId])
    check(object, 'ResourceFinalSet', 'set', [policy.targetAfterSetId])
    check(object, 'AuthenticationWorkflowDefinition', 'workflow', policy.authenticationWorkflowIds)
    check(object, 'AuthorizationWorkflowDefinition', 'workflow', policy.authorizationWorkflowIds)
    check(object, 'ActionWorkflowDefinition', 'workflow', policy.actionWorkflowIds)
  }
}
