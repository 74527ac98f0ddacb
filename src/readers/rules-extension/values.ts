import type { Node } from 'web-tree-sitter'
import { field, parts } from './csharp.js'
import type { OpenProvision } from './facts.js'
import { textOfLiteral } from './literals.js'
import type { Symbols } from './symbols.js'

export type Side = 'connector' | 'metaverse'

/** What the text of an expression tells about its value; nothing is run. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** The rule name the engine hands over. */
  | { readonly kind: 'rule-name'; readonly ignoresCase: boolean }
  | { readonly kind: 'object'; readonly side: Side; readonly agent?: string; readonly provision?: OpenProvision }
  | { readonly kind: 'objects'; readonly side: Side }
  | {
      readonly kind: 'attribute'
      readonly side: Side
      readonly name: string | undefined
      readonly provision?: OpenProvision
    }
  | { readonly kind: 'agents' }
  | { readonly kind: 'agent'; readonly name: string | undefined }
  | { readonly kind: 'connectors'; readonly agent: string | undefined }
  | { readonly kind: 'unknown' }

export const unknownValue: Value = { kind: 'unknown' }

export interface Scope {
  readonly symbols: Symbols
  readonly variables: Map<string, Value>
  /** Declared types of local variables. */
  readonly types: Map<string, string>
  /** Expressions local variables were last set to. */
  readonly expressions: Map<string, Node>
  /** Class whose constants come first. */
  readonly owner: string
  /** Values made by calls, by node: a call makes its connector once. */
  readonly made: Map<number, Value>
}

/** Properties of an object of the engine that are no attributes of its schema. */
const intrinsic: Readonly<Record<string, string>> = {
  DN: '[dn]',
  RDN: '[rdn]',
  ObjectType: '[object-type]',
  ObjectID: '[object-id]',
  ObjectClass: '[object-class]',
  ConnectionState: '[connection-state]',
  ConnectionChangeTime: '[connection-time]',
  ConnectionRule: '[connection-rule]',
}

const sameText = new Set(['ToString', 'Trim', 'TrimEnd', 'TrimStart', 'Normalize'])
const foldsCase = new Set(['ToLower', 'ToLowerInvariant', 'ToUpper', 'ToUpperInvariant'])

// Constants may be built of constants; a chain longer than this is no constant anybody wrote.
const MOST_STEPS = 40

export function evaluate(node: Node | undefined, scope: Scope, steps = 0): Value {
  if (node === undefined || steps > MOST_STEPS) return unknownValue
  const next = (inner: Node | undefined) => evaluate(inner, scope, steps + 1)
  const made = scope.made.get(node.id)
  if (made !== undefined) return made
  switch (node.type) {
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
      return { kind: 'text', text: textOfLiteral(node) }
    case 'identifier':
      return scope.variables.get(node.text) ?? fieldValue(node.text, scope, next)
    case 'parenthesized_expression':
    case 'constant_pattern':
    case 'postfix_unary_expression':
    case 'argument':
      return next(parts(node).at(-1))
    case 'cast_expression':
      return next(field(node, 'value'))
    case 'as_expression':
      return next(field(node, 'left'))
    case 'binary_expression':
      return joined(node, next)
    case 'member_access_expression':
      return member(node, scope, next)
    case 'element_access_expression':
      return element(next(field(node, 'expression')), next(parts(field(node, 'subscript') ?? node)[0]))
    case 'invocation_expression':
      return call(node, next)
    default:
      return unknownValue
  }
}

function fieldValue(name: string, scope: Scope, next: (inner: Node | undefined) => Value): Value {
  const value = next(constantNode(name, scope))
  return value.kind === 'unknown' ? valueOfType(scope.symbols.fieldTypes.get(name) ?? '') : value
}

export function constantNode(name: string, scope: Scope): Node | undefined {
  return scope.symbols.constants.get(`${scope.owner}.${name}`) ?? scope.symbols.constants.get(name)
}

/** Value a declared type alone tells. */
export function valueOfType(type: string): Value {
  const name = type.replace(/\?$/, '').slice(type.lastIndexOf('.') + 1)
  switch (name) {
    case 'CSEntry':
    case 'CSEntryChange':
      return { kind: 'object', side: 'connector' }
    case 'MVEntry':
      return { kind: 'object', side: 'metaverse' }
    case 'MVEntry[]':
      return { kind: 'objects', side: 'metaverse' }
    case 'ConnectedMA':
      return { kind: 'agent', name: undefined }
    case 'ConnectorCollection':
      return { kind: 'connectors', agent: undefined }
    default:
      return unknownValue
  }
}

function joined(node: Node, next: (inner: Node | undefined) => Value): Value {
  const operator = node.childForFieldName('operator')?.text
  if (operator !== '+') return unknownValue
  const left = next(field(node, 'left'))
  const right = next(field(node, 'right'))
  return left.kind === 'text' && right.kind === 'text' ? { kind: 'text', text: left.text + right.text } : unknownValue
}

function member(node: Node, scope: Scope, next: (inner: Node | undefined) => Value): Value {
  const name = field(node, 'name')?.text ?? ''
  const holder = field(node, 'expression')
  const value = next(holder)
  switch (value.kind) {
    case 'object':
      if (name === 'ConnectedMAs') return { kind: 'agents' }
      if (name === 'AttributeChanges') return value
      if (name === 'MA') return { kind: 'agent', name: value.agent }
      return Object.hasOwn(intrinsic, name) ? attributeOfObject(value, intrinsic[name]) : unknownValue
    case 'agent':
      return name === 'Connectors' ? { kind: 'connectors', agent: value.name } : unknownValue
    case 'connectors':
      return name === 'Count' ? unknownValue : value
    case 'attribute':
      return value
    case 'unknown': {
      const owner = holder === undefined ? '' : holder.text.slice(holder.text.lastIndexOf('.') + 1)
      if (scope.symbols.enumMembers.has(`${owner}.${name}`)) return { kind: 'text', text: name }
      // `this.Name` and `Class.Name`; a variable's property of the same name is another thing.
      return owner === 'this' ? next(constantNode(name, scope)) : next(scope.symbols.constants.get(`${owner}.${name}`))
    }
    default:
      return unknownValue
  }
}

function attributeOfObject(object: Extract<Value, { kind: 'object' }>, name: string | undefined): Value {
  const { side, provision } = object
  return { kind: 'attribute', side, name, ...(provision === undefined ? {} : { provision }) }
}

function element(holder: Value, index: Value): Value {
  const text = index.kind === 'text' ? index.text : undefined
  switch (holder.kind) {
    case 'object':
      return attributeOfObject(holder, text)
    case 'objects':
      return { kind: 'object', side: holder.side }
    case 'agents':
      return { kind: 'agent', name: text }
    case 'connectors':
      return { kind: 'object', side: 'connector', ...(holder.agent === undefined ? {} : { agent: holder.agent }) }
    case 'attribute':
      return holder
    default:
      return unknownValue
  }
}

function call(node: Node, next: (inner: Node | undefined) => Value): Value {
  const target = field(node, 'function')
  const args = argumentsOf(node)
  if (target?.text === 'nameof') {
    const named = args[0]?.text ?? ''
    return { kind: 'text', text: named.slice(named.lastIndexOf('.') + 1) }
  }
  if (target?.type !== 'member_access_expression') return unknownValue
  const name = field(target, 'name')?.text ?? ''
  const holder = field(target, 'expression')
  // The name turned into a value of an enumeration is still the name.
  if (holder?.text === 'Enum' && /^Parse\b/.test(name)) return foldedBy(next(args[name === 'Parse' ? 1 : 0]), args)
  const value = next(holder)
  if (value.kind === 'rule-name') {
    if (foldsCase.has(name)) return { ...value, ignoresCase: true }
    return sameText.has(name) ? value : unknownValue
  }
  if (value.kind !== 'text') return unknownValue
  if (name.startsWith('ToLower')) return { kind: 'text', text: value.text.toLowerCase() }
  if (name.startsWith('ToUpper')) return { kind: 'text', text: value.text.toUpperCase() }
  return sameText.has(name) ? value : unknownValue
}

function foldedBy(value: Value, args: readonly Node[]): Value {
  const ignores = args.slice(1).some((argument) => argument.text === 'true')
  return value.kind === 'rule-name' && ignores ? { ...value, ignoresCase: true } : value
}

/** Expressions of the arguments of a call. */
export function argumentsOf(call: Node): readonly Node[] {
  const list = field(call, 'arguments')
  return list === undefined
    ? []
    : parts(list).flatMap((argument) => (argument.type === 'argument' ? (parts(argument).at(-1) ?? []) : []))
}
