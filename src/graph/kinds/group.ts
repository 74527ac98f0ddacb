import type { AssignedGroup, DynamicGroup } from '../../entra/index.js'
import {
  byKey,
  type Draft,
  type Drafting,
  made,
  madeKey,
  odataText,
  pick,
  remove,
  removedBy,
  titled,
} from '../draft.js'
import type { Message, Step, StepRequest } from '../step.js'

/** What is read of a group to compare it. */
export const groupProperties =
  'id,displayName,description,mailNickname,mailEnabled,securityEnabled,groupTypes,membershipRule,membershipRuleProcessingState,isAssignableToRole,uniqueName,onPremisesSyncEnabled'

interface Parts extends Pick<Draft, 'scopes' | 'licence'> {
  readonly title: Message
  readonly create: StepRequest
  readonly kept: readonly string[]
  readonly fixed: readonly string[]
}

/** The unique name is the group's key: who asks twice to make it is refused the second time. */
export function draftGroup(
  group: AssignedGroup | DynamicGroup,
  { key }: Drafting,
  { title, create, kept, fixed, scopes, licence }: Parts,
): Draft {
  return {
    part: '',
    stage: 'prepare',
    title,
    scopes,
    ...(licence === undefined ? {} : { licence }),
    find: byKey(`groups(uniqueName=${odataText(group.uniqueName)})?$select=${groupProperties}`),
    change: {
      kind: 'ensure',
      create,
      desired: pick(create.body, ...kept, 'description', ...fixed),
      update: { request: patchGroup(made(key)), body: 'difference', fixed },
    },
    gives: { [madeKey(key)]: 'id' },
    undo: removedBy(remove(`groups/${made(key)}`)),
    counts: { adds: 1 },
  }
}

export function patchGroup(id: string): StepRequest {
  return { api: 'v1.0', method: 'PATCH', path: `groups/${id}`, headers: {}, type: 'microsoft.graph.group' }
}

/** A description ends with the mark by which the tool knows its own. */
export function described(description: string, stamp: string): { readonly description: string } {
  return { description: description === '' ? stamp : `${description} ${stamp}` }
}

/** References to people of a group; nobody is taken out. */
export function peopleDraft(
  part: 'owners' | 'members',
  groupId: string,
  wanted: readonly string[],
  name: string,
  scopes: Step['scopes'],
): readonly Draft[] {
  if (wanted.length === 0) return []
  return [
    {
      part,
      stage: 'prepare',
      title: titled(part === 'owners' ? 'graph.title.group-owners' : 'graph.title.group-members', { name }),
      scopes,
      change: {
        kind: 'members',
        owner: `groups/${groupId}`,
        collection: part,
        manyAtOnce: part === 'members',
        wanted,
        mode: 'add',
      },
      undo: { created: { kind: 'members' }, changed: { kind: 'members' } },
      counts: { updates: wanted.length },
    },
  ]
}
