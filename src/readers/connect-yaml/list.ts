import type { Field } from '../json/index.js'

/** Elements of `Items`, which stands at the top or below the name of one resource or several. */
export function itemsOf(root: Field): readonly Field[] {
  if (root.has('Items')) return root.objects('Items')
  return root.members().flatMap((member) => {
    const resource = member.peek('Items') === undefined ? undefined : root.object(member.name)
    return resource?.objects('Items') ?? []
  })
}
