import type { SubjectSet } from '@microsoft/microsoft-graph-types'
import { typed } from './artefact.js'

/** Who approves, reviews or may ask. */
export type Subject =
  | { readonly kind: 'manager'; readonly level: number }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'group'; readonly groupId: string; readonly description: string }
  | { readonly kind: 'rule'; readonly membershipRule: string; readonly description: string }

export function subjectBody(subject: Subject): SubjectSet {
  switch (subject.kind) {
    case 'manager':
      return typed('requestorManager', { managerLevel: subject.level })
    case 'user':
      return typed('singleUser', { userId: subject.userId })
    case 'group':
      return typed('groupMembers', { groupId: subject.groupId, description: subject.description })
    case 'rule':
      return typed('attributeRuleMembers', {
        description: subject.description,
        membershipRule: subject.membershipRule,
      })
  }
}
