import type { Field, TreeReading } from '../json/index.js'
import type { EstatePart } from '../reader.js'
import { fileTitle } from './title.js'

const RULE = 'Dynamic membership rule; counted.'
const AROUND = 'Stands around the rules.'

/** Counts the rules of a list of texts, or of groups as Graph gives them. */
export function readMembershipRules({ root, file }: TreeReading): readonly EstatePart[] {
  const counts = root.has('rules') ? countTexts(root) : countGroups(root)
  root.documentAll(AROUND)
  return [
    {
      kind: 'document',
      document: { kind: 'dynamic-membership-rules', title: fileTitle(file), counts, at: root.at },
    },
  ]
}

function countTexts(root: Field) {
  const count = root.texts('rules').length
  root.document('rules', RULE)
  for (const rule of root.peek('rules')?.items() ?? []) rule.documentAll(RULE)
  return [{ name: 'membership rules', count }]
}

function countGroups(root: Field) {
  const groups = root.node.kind === 'array' ? root.each() : root.has('value') ? root.objects('value') : [root]
  root.document('value', AROUND)
  for (const group of groups) group.documentAll('Group; counted.')
  const withRule = groups.filter((group) => group.has('membershipRule'))
  const paused = withRule.filter((group) => peekText(group, 'membershipRuleProcessingState') === 'paused')
  for (const group of withRule) group.document('membershipRule', RULE)
  return [
    { name: 'groups', count: groups.length },
    { name: 'membership rules', count: withRule.length },
    { name: 'paused rules', count: paused.length },
  ]
}

function peekText(holder: Field, name: string): string {
  const node = holder.peek(name)?.node
  return node?.kind === 'string' ? node.text.toLowerCase() : ''
}
