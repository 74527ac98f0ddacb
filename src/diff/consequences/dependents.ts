import type { Change } from '../compare.js'
import type { Thing } from '../thing.js'
import type { Consequence } from './consequence.js'

/** Who else names what has changed or gone, as the estate is afterwards. */
export function dependents(changes: readonly Change[], after: readonly Thing[]): Consequence[] {
  const users = usersById(after)
  return changes.flatMap((entry): Consequence[] => {
    const { thing } = entry
    const id = thing.id
    if (id === undefined || entry.change === 'added' || entry.facet?.after.id === 'name') return []
    const named = (users.get(id) ?? []).filter((user) => user.id !== id).map(({ name }) => name)
    const names = [...new Set(named)].sort()
    if (names.length === 0) return []
    if (entry.change === 'removed') return [{ cause: entry, id: 'dangling', params: { count: names.length }, names }]
    return toldUse.has(thing.kind) ? [{ cause: entry, id: 'used-by', params: { count: names.length }, names }] : []
  })
}

/** Kinds of which it matters who uses them when they change. */
const toldUse = new Set<Thing['kind']>(['set', 'workflow', 'email-template'])

function usersById(
  things: readonly Thing[],
): Map<string, { readonly name: string; readonly id: string | undefined }[]> {
  const users = new Map<string, { name: string; id: string | undefined }[]>()
  const visit = (thing: Thing, owner: Thing | undefined): void => {
    for (const used of thing.uses ?? []) {
      if (used === '' || used.includes(':')) continue
      const name = owner === undefined || thing.id !== undefined ? thing.name : `${owner.name}: ${thing.name}`
      users.set(used, [...(users.get(used) ?? []), { name, id: thing.id }])
    }
    for (const child of thing.children)
      visit(child, thing.kind === 'server' || thing.kind === 'service' ? undefined : thing)
  }
  for (const thing of things) visit(thing, undefined)
  return users
}
