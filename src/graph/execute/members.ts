import type { Members, Step } from '../step.js'
import type { ExecutionContext, MemberChange, Values } from './context.js'
import { fillJson, fillPath } from './fill.js'
import { itemsOf } from './requests.js'

/** Who is in, who has to come in, who has to go; ids in lower case. */
export async function memberChange(
  step: Step,
  change: Members,
  values: Values,
  context: ExecutionContext,
): Promise<MemberChange> {
  const wanted = new Set((fillJson(change.wanted, values) as readonly string[]).map((id) => id.toLowerCase()))
  const present = await presentMembers(step, change, values, context)
  const there = new Set(present)
  return {
    present,
    add: [...wanted].filter((id) => !there.has(id)),
    remove: change.mode === 'exact' ? present.filter((id) => !wanted.has(id)) : [],
  }
}

export async function presentMembers(
  step: Step,
  { owner, collection }: Members,
  values: Values,
  context: ExecutionContext,
): Promise<readonly string[]> {
  const path = `${fillPath(owner, values)}/${collection}?$select=id&$top=999`
  const items = await itemsOf(
    { api: 'v1.0', method: 'GET', path, scopes: step.scopes.read, licence: step.licence },
    undefined,
    context,
  )
  return items.flatMap(({ id }) => (typeof id === 'string' ? [id.toLowerCase()] : []))
}
