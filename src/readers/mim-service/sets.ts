import type { ServiceGroup, ServiceObject, ServiceSet } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { readFilter } from './filter.js'
import { isTrue, present, referencesOf, textOf, textsOf } from './values.js'

/** Membership is the filter's result and the explicit members together; `ComputedMember` is what the service made of it. */
export function readSet(object: ServiceObject, book: NoticeBook): ServiceSet {
  return {
    object,
    ...present('filter', readFilter(object, book)),
    explicitMembers: referencesOf(object, 'ExplicitMember'),
    computedMemberCount: textsOf(object, 'ComputedMember').length,
    temporal: isTrue(object, 'Temporal'),
  }
}

export function readGroup(object: ServiceObject, book: NoticeBook): ServiceGroup {
  return {
    object,
    type: textOf(object, 'Type'),
    scope: textOf(object, 'Scope'),
    membershipLocked: isTrue(object, 'MembershipLocked'),
    membershipAddWorkflow: textOf(object, 'MembershipAddWorkflow'),
    ...present('filter', readFilter(object, book)),
    explicitMembers: referencesOf(object, 'ExplicitMember'),
    computedMemberCount: textsOf(object, 'ComputedMember').length,
    owners: referencesOf(object, 'Owner'),
  }
}
