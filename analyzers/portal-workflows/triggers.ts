import type { IdentityService, ManagementPolicyRule } from '../../src/model/index.js'
import { isMembershipAttribute, targetSetOf, targetTypesOf } from '../facts/workflows.js'

/** What starts a workflow in Entra in place of a policy rule. */
export interface Trigger {
  readonly words: string
  /** false: nothing in Entra starts it. */
  readonly exists: boolean
  /** Today it runs within the request; Entra comes round every few hours. */
  readonly immediate: boolean
  /** Resource types it is about, lower case, where the export tells. */
  readonly types: readonly string[]
}

export function triggerOf(service: IdentityService, policy: ManagementPolicyRule): Trigger {
  const types = targetTypesOf(service, policy)
  const others = types.filter((type) => type !== 'person' && type !== '*')
  const forPeople = types.length === 0 || others.length < types.length
  const base = { types, exists: true, immediate: true }
  if (others.length === 1 && others[0] === 'group' && policy.actions.some(isMemberAction(policy)))
    return { ...base, words: 'a request for an access package, or the trigger "membership changes" of one group' }
  if (!forPeople)
    return { ...base, exists: false, words: `nothing in Entra starts a workflow for ${others.join(', ')}` }
  return policy.kind === 'set-transition' ? setTransition(service, policy, base) : request(policy, base)
}

function isMemberAction(policy: ManagementPolicyRule): (action: string) => boolean {
  return (action) => /^(add|remove|modify)$/i.test(action) && policy.attributes.some(isMembershipAttribute)
}

function setTransition(service: IdentityService, policy: ManagementPolicyRule, base: Omit<Trigger, 'words'>): Trigger {
  const set = targetSetOf(service, policy)
  const leaves = policy.actions.some((action) => action.toLowerCase() === 'transitionout')
  if (set?.temporal === true) return { ...base, immediate: false, words: 'a date of the person with an offset in days' }
  const what = leaves ? 'the attribute that takes the person out of the set' : 'the attributes the set asks for'
  return { ...base, words: `a change of ${what}, with the set as scope` }
}

function request(policy: ManagementPolicyRule, base: Omit<Trigger, 'words'>): Trigger {
  const has = (name: string): boolean => policy.actions.some((action) => action.toLowerCase() === name)
  if (policy.attributes.length > 0 && policy.attributes.every(isMembershipAttribute))
    return { ...base, words: 'a request for an access package, or the trigger "membership changes"' }
  if (has('create')) return { ...base, words: 'createdDateTime or employeeHireDate, offset 0' }
  if (has('delete'))
    return { ...base, exists: false, words: 'nothing in Entra starts a workflow when a person is deleted' }
  if (has('modify') || has('add') || has('remove')) {
    const named = policy.attributes.filter((name) => name !== '*')
    return { ...base, words: `a change of ${named.length === 0 ? 'an attribute, to be named' : named.join(', ')}` }
  }
  return { ...base, words: 'an operator, on demand for up to 10 people' }
}
