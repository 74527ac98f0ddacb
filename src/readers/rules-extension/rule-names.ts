import type { Node } from 'web-tree-sitter'
import type { ExtensionRule } from '../../model/index.js'
import { field, parts } from './csharp.js'
import { argumentsOf, constantNode, evaluate, type Scope, type Value } from './values.js'

/** A rule name that a piece of code is for. */
export interface RuleName {
  readonly name: string
  readonly match: ExtensionRule['match']
  readonly ignoresCase: boolean
}

const partTests: Readonly<Record<string, ExtensionRule['match']>> = {
  StartsWith: 'prefix',
  EndsWith: 'suffix',
  Contains: 'contains',
}

/** Rule names for which a condition may hold; empty when it does not ask for the name. */
export function namesInCondition(node: Node | undefined, scope: Scope): readonly RuleName[] {
  if (node === undefined) return []
  switch (node.type) {
    case 'parenthesized_expression':
    case 'when_clause':
      return namesInCondition(parts(node)[0], scope)
    case 'binary_expression':
      return namesInBinary(node, scope)
    case 'is_pattern_expression': {
      const subject = evaluate(field(node, 'expression'), scope)
      return subject.kind === 'rule-name'
        ? (namesInPattern(field(node, 'pattern'), subject.ignoresCase, scope) ?? [])
        : []
    }
    case 'invocation_expression':
      return namesInCall(node, scope)
    default:
      return []
  }
}

/** Names of a `case` label or pattern; undefined when it is not told by the text. */
export function namesInPattern(
  node: Node | undefined,
  ignoresCase: boolean,
  scope: Scope,
): readonly RuleName[] | undefined {
  if (node === undefined) return undefined
  switch (node.type) {
    case 'or_pattern': {
      const sides = [field(node, 'left'), field(node, 'right')].map((side) => namesInPattern(side, ignoresCase, scope))
      return sides.some((side) => side === undefined) ? undefined : sides.flatMap((side) => side ?? [])
    }
    case 'parenthesized_pattern':
      return namesInPattern(parts(node)[0], ignoresCase, scope)
    default: {
      const value = evaluate(node, scope)
      return value.kind === 'text' ? [{ name: value.text, match: 'exact', ignoresCase }] : undefined
    }
  }
}

function namesInBinary(node: Node, scope: Scope): readonly RuleName[] {
  const operator = node.childForFieldName('operator')?.text
  const [left, right] = [field(node, 'left'), field(node, 'right')]
  if (operator === '||' || operator === '&&')
    return [...namesInCondition(left, scope), ...namesInCondition(right, scope)]
  if (operator !== '==') return []
  // `string.Compare(FlowRuleName, "x", true) == 0`
  const compare = [left, right].find(
    (side) =>
      side?.type === 'invocation_expression' && /\bCompare(?:Ordinal|To)?$/.test(field(side, 'function')?.text ?? ''),
  )
  if (compare !== undefined && (left?.text === '0' || right?.text === '0')) return namesInCall(compare, scope)
  return comparison(evaluate(left, scope), evaluate(right, scope), false)
}

function namesInCall(node: Node, scope: Scope): readonly RuleName[] {
  const target = field(node, 'function')
  if (target?.type !== 'member_access_expression') return []
  const name = field(target, 'name')?.text ?? ''
  const holder = field(target, 'expression')
  const args = argumentsOf(node)
  const ignores = args.some((argument) => /IgnoreCase$|^true$/.test(argument.text))
  const subject = evaluate(holder, scope)
  const [first, second] = args.map((argument) => evaluate(argument, scope))
  if (subject.kind === 'rule-name' && first?.kind === 'text' && Object.hasOwn(partTests, name))
    return [{ name: first.text, match: partTests[name] ?? 'exact', ignoresCase: ignores || subject.ignoresCase }]
  if (name === 'Contains' && first?.kind === 'rule-name') return listed(holder, first.ignoresCase || ignores, scope)
  if (!/^(?:Equals|Compare|CompareOrdinal|CompareTo|ReferenceEquals)$/.test(name)) return []
  const isStatic = /^(?:string|String|System\.String|object|Object)$/.test(holder?.text ?? '')
  if (isStatic) return first === undefined || second === undefined ? [] : comparison(first, second, ignores)
  return first === undefined ? [] : comparison(subject, first, ignores)
}

function comparison(left: Value, right: Value, ignores: boolean): readonly RuleName[] {
  const [subject, other] = left.kind === 'rule-name' ? [left, right] : [right, left]
  if (subject.kind !== 'rule-name' || other.kind !== 'text') return []
  return [{ name: other.text, match: 'exact', ignoresCase: ignores || subject.ignoresCase }]
}

/** `new[] { "a", "b" }.Contains(FlowRuleName)`, the list in place or a constant. */
function listed(holder: Node | undefined, ignoresCase: boolean, scope: Scope): readonly RuleName[] {
  const list = holder?.type === 'identifier' ? constantNode(holder.text, scope) : holder
  const items =
    list === undefined ? [] : list.descendantsOfType(['string_literal', 'verbatim_string_literal', 'identifier'])
  return items.flatMap((item): RuleName[] => {
    const value = item === null ? undefined : evaluate(item, scope)
    return value?.kind === 'text' ? [{ name: value.text, match: 'exact', ignoresCase }] : []
  })
}
