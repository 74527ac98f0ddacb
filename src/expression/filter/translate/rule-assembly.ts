/**
 * Puts the comparisons of a rule together: chains of `-eq` fold to `-in`, redundant presence tests fall away, and every
 * part stands in brackets as in the documentation's samples.
 */

import type { Formula } from '../core/formula.js'
import type { RuleComparison, RuleNode, RuleValue } from '../rule/ast.js'
import { withoutBrackets } from '../rule/ast.js'
import { printProperty, printRule } from '../rule/print.js'

/** Builds the rule; `undefined` when a leaf could not be said (its reason is recorded by then). */
export function assembleRule<L>(
  formula: Formula<L>,
  target: 'user' | 'device',
  leaf: (leaf: L, negated: boolean) => RuleNode | undefined,
): RuleNode | undefined {
  switch (formula.kind) {
    case 'constant':
      return nullTest({ object: target, name: 'objectId' }, formula.value)
    case 'leaf':
      return leaf(formula.leaf, formula.negated)
    default: {
      const parts = formula.parts.map((part) => assembleRule(part, target, leaf))
      const said = parts.filter((part) => part !== undefined)
      if (said.length < parts.length) return undefined
      return junction(
        formula.kind,
        formula.kind === 'or' ? foldEquals(said, false) : withoutRedundant(foldEquals(said, true)),
      )
    }
  }
}

function junction(kind: 'and' | 'or', nodes: readonly RuleNode[]): RuleNode {
  const parts = [...new Map(nodes.map((node) => [printRule(node), node])).values()]
  const [first, second] = parts
  if (first !== undefined && second === undefined) return first
  return { kind, parts: parts.map((part) => (part.kind === 'not' || part.kind === 'group' ? part : grouped(part))) }
}

function grouped(operand: RuleNode): RuleNode {
  return { kind: 'group', operand }
}

/** `p -ne null` (present) or `p -eq null`. */
export function nullTest(property: RuleComparison['property'], present: boolean): RuleNode {
  return { kind: 'comparison', property, operator: present ? 'ne' : 'eq', value: { kind: 'null' } }
}

export function negated(operand: RuleNode): RuleNode {
  return { kind: 'not', operand: grouped(operand) }
}

/**
 * One list instead of several equalities of a property. `-not (p -in […])` instead of `p -notIn […]`: it is true for an
 * absent value whatever the answer to Q-30.
 */
function foldEquals(nodes: readonly RuleNode[], negative: boolean): readonly RuleNode[] {
  const lists = new Map<string, RuleValue[]>()
  for (const node of nodes) {
    const equal = textEquality(node, negative)
    if (equal !== undefined)
      lists.set(printProperty(equal.property), [...(lists.get(printProperty(equal.property)) ?? []), equal.value])
  }
  const done = new Set<string>()
  return nodes.flatMap((node): readonly RuleNode[] => {
    const equal = textEquality(node, negative)
    const key = equal === undefined ? '' : printProperty(equal.property)
    const values = lists.get(key)
    if (equal === undefined || values === undefined || values.length < 2) return [node]
    if (done.has(key)) return []
    done.add(key)
    const folded: RuleNode = { ...equal, operator: 'in', value: { kind: 'list', items: withoutRepeats(values) } }
    return [negative ? negated(folded) : folded]
  })
}

function withoutRepeats(values: readonly RuleValue[]): readonly RuleValue[] {
  return [...new Map(values.map((value) => [value.kind === 'string' ? value.value : '', value])).values()]
}

/** The equality of a single-valued text in a node, or in what a negative node denies. */
function textEquality(node: RuleNode, negative: boolean): RuleComparison | undefined {
  const inner = negative ? (node.kind === 'not' ? withoutBrackets(node.operand) : undefined) : node
  if (inner?.kind !== 'comparison' || inner.operator !== 'eq' || inner.value.kind !== 'string') return undefined
  return inner.property.object === '_' ? undefined : inner
}

/** A positive comparison of a property holds for present values only, so `-ne null` beside it says nothing. */
function withoutRedundant(nodes: readonly RuleNode[]): readonly RuleNode[] {
  const compared = new Set<string>()
  for (const node of nodes) {
    if (node.kind === 'comparison' && node.value.kind !== 'null') compared.add(printProperty(node.property))
  }
  return nodes.filter((node) => {
    const isPresence = node.kind === 'comparison' && node.operator === 'ne' && node.value.kind === 'null'
    return !isPresence || !compared.has(printProperty(node.property))
  })
}
