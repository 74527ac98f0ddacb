import type { ManagementPolicyRule, ServiceObject } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { isTrue, nameOf, present, referenceOf, referencesOf, textOf, textsOf, valuePlace } from './values.js'

export function readPolicy(object: ServiceObject, book: NoticeBook): ManagementPolicyRule {
  const relation = textOf(object, 'PrincipalRelativeToResource')
  return {
    object,
    kind: readKind(object, book),
    disabled: isTrue(object, 'Disabled'),
    grantsRight: isTrue(object, 'GrantRight'),
    actions: textsOf(object, 'ActionType'),
    attributes: textsOf(object, 'ActionParameter'),
    ...present('requestorSetId', referenceOf(object, 'PrincipalSet')),
    ...present('requestorRelation', relation === '' ? undefined : relation),
    ...present('targetBeforeSetId', referenceOf(object, 'ResourceCurrentSet')),
    ...present('targetAfterSetId', referenceOf(object, 'ResourceFinalSet')),
    authenticationWorkflowIds: referencesOf(object, 'AuthenticationWorkflowDefinition'),
    authorizationWorkflowIds: referencesOf(object, 'AuthorizationWorkflowDefinition'),
    actionWorkflowIds: referencesOf(object, 'ActionWorkflowDefinition'),
  }
}

function readKind(object: ServiceObject, book: NoticeBook): ManagementPolicyRule['kind'] {
  const text = textOf(object, 'ManagementPolicyRuleType')
  switch (text.toLowerCase()) {
    case 'request':
      return 'request'
    case 'settransition':
      return 'set-transition'
    default:
      // A placeholder may hold its name alone.
      if (text !== '' || !object.isPlaceholder) {
        book.tally(
          'M2E-READ-022',
          `policy kind ${text}`,
          valuePlace(object, 'ManagementPolicyRuleType'),
          `Policy rule ${nameOf(object)} ${text === '' ? 'states no kind' : `is of the unknown kind "${text}"`}.`,
          'Look the rule up in the MIM portal.',
        )
      }
      return 'unknown'
  }
}
