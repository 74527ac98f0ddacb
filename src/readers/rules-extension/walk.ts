import type { Node } from 'web-tree-sitter'
import type { Provenance } from '../../model/index.js'
import { branch } from './branches.js'
import { visitCall } from './calls.js'
import { endLineOf, field, lineOf, parts } from './csharp.js'
import { FactBook } from './facts.js'
import { systemOf } from './outside.js'
import type { RuleName } from './rule-names.js'
import type { CodeMethod } from './symbols.js'
import { evaluate, type Scope, valueOfType } from './values.js'
import { noteWrite } from './writes.js'

/** Code of one rule name, as it is collected. */
export interface RuleCode extends RuleName {
  readonly book: FactBook
  readonly at: Provenance
  readonly from: number
  to: number
}

/** Collected over one entry point. */
export interface Work {
  readonly rules: Map<string, RuleCode>
  /** Attributes that passwords are written to, and whether the password stands in the code. */
  readonly passwords: { readonly attribute: string; readonly inCode: boolean; readonly at: Provenance }[]
  /** Labels of a switch on the rule name that the text does not tell. */
  readonly unresolved: { readonly text: string; readonly at: Provenance }[]
  /** Nodes left to look at; hostile code calls itself in ever new ways. */
  budget: number
  exhausted: boolean
}

/** Where the walk stands. */
export interface Place {
  readonly file: string
  readonly scope: Scope
  readonly work: Work
  /** Everything found is noted in each of these. */
  readonly books: readonly FactBook[]
  /** Methods being followed, outermost first. */
  readonly stack: readonly CodeMethod[]
  readonly depth: number
}

/** Deeper than any code a person reads; recursion must end before the machine's stack does. */
const MOST_DEPTH = 600

/** Looks at a statement or expression and all inside it. */
export function visit(node: Node | undefined, place: Place): void {
  if (node === undefined) return
  const { work } = place
  if (place.depth > MOST_DEPTH || work.budget <= 0) {
    work.exhausted = true
    return
  }
  work.budget -= 1
  const inner: Place = { ...place, depth: place.depth + 1 }
  const own = Object.hasOwn(visitors, node.type) ? visitors[node.type] : undefined
  if (own !== undefined) {
    own(node, inner)
    return
  }
  if (node.type === 'object_creation_expression') noteSystem(field(node, 'type')?.text ?? '', node, inner)
  else if (node.type === 'throw_statement' || node.type === 'throw_expression') noteThrow(node, inner)
  else if (node.type === 'return_statement') noteReturn(node, inner)
  visitAll(node, inner)
}

/** Nodes that are looked at in their own way; of all others, what is inside. */
const visitors: Readonly<Record<string, (node: Node, place: Place) => void>> = {
  switch_statement: branch,
  switch_expression: branch,
  if_statement: branch,
  conditional_expression: branch,
  variable_declaration: declare,
  parameter: declareParameter,
  declaration_expression: declareParameter,
  foreach_statement: visitLoop,
  assignment_expression: assign,
  invocation_expression: visitCall,
  member_access_expression: visitMember,
  element_access_expression: visitElement,
}

export function visitAll(node: Node, place: Place): void {
  for (const child of parts(node)) visit(child, place)
}

export function at(node: Node, place: { readonly file: string }): Provenance {
  return { file: place.file, path: '', line: lineOf(node) }
}

/** The code a rule name stands for; several places may be for one name. */
export function ruleCode(name: RuleName, from: Node, to: Node, place: Place): RuleCode {
  const key = `${name.match} ${name.ignoresCase ? name.name.toLowerCase() : name.name}`
  const known = place.work.rules.get(key)
  if (known !== undefined) {
    if (known.at.file === place.file) known.to = Math.max(known.to, endLineOf(to))
    return known
  }
  const fresh: RuleCode = { ...name, book: new FactBook(), at: at(from, place), from: lineOf(from), to: endLineOf(to) }
  place.work.rules.set(key, fresh)
  return fresh
}

function declare(node: Node, place: Place): void {
  const type = field(node, 'type')?.text
  for (const declarator of parts(node)) {
    if (declarator.type !== 'variable_declarator') continue
    const name = field(declarator, 'name')?.text
    const initial = parts(declarator).at(-1)
    declareTyped(name, type, place.scope)
    if (initial === undefined || initial.text === name) continue
    visit(initial, place)
    if (name !== undefined) place.scope.expressions.set(name, initial)
    const value = evaluate(initial, place.scope)
    if (name !== undefined && value.kind !== 'unknown') place.scope.variables.set(name, value)
    const created = initial.type === 'object_creation_expression' ? field(initial, 'type')?.text : undefined
    if (name !== undefined && created !== undefined) place.scope.types.set(name, created)
  }
}

function declareParameter(node: Node, place: Place): void {
  declareTyped(field(node, 'name')?.text, field(node, 'type')?.text, place.scope)
}

function declareTyped(name: string | undefined, type: string | undefined, scope: Scope): void {
  if (name === undefined || type === undefined) return
  scope.types.set(name, type)
  scope.variables.set(name, valueOfType(type))
}

function visitLoop(node: Node, place: Place): void {
  const over = field(node, 'right')
  visit(over, place)
  const name = field(node, 'left')?.text
  declareTyped(name, field(node, 'type')?.text, place.scope)
  const value = evaluate(over, place.scope)
  if (name !== undefined && value.kind === 'objects')
    place.scope.variables.set(name, { kind: 'object', side: value.side })
  if (name !== undefined && value.kind === 'connectors')
    place.scope.variables.set(name, { kind: 'object', side: 'connector' })
  visit(field(node, 'body'), place)
}

function assign(node: Node, place: Place): void {
  const [target, source] = [field(node, 'left'), field(node, 'right')]
  visit(source, place)
  if (target === undefined) return
  const value = evaluate(source, place.scope)
  if (target.type === 'identifier') {
    if (source !== undefined) place.scope.expressions.set(target.text, source)
    const known = place.scope.variables.get(target.text)
    if (known?.kind === 'unknown' && place.scope.types.get(target.text) === 'out string' && value.kind === 'text')
      for (const book of place.books) book.outcome({ kind: 'metaverse-type', text: value.text, at: at(node, place) })
    else {
      // A variable declared as an object of the engine stays one, whoever makes it.
      const declared = valueOfType(place.scope.types.get(target.text) ?? '')
      place.scope.variables.set(target.text, value.kind === 'unknown' ? declared : value)
    }
    return
  }
  const written = evaluate(target, place.scope)
  if (written.kind !== 'attribute') {
    visit(target, place)
    return
  }
  if (node.childForFieldName('operator')?.text !== '=') noteRead(target, place)
  noteWrite(written, source, node, place)
  // The index may itself be read from somewhere.
  for (const index of target.descendantsOfType('bracketed_argument_list')) if (index !== null) visitAll(index, place)
}

/** Properties that hand out an attribute's value, or say whether it has one. */
const readingProperties = new Set([
  'Value',
  'StringValue',
  'IntegerValue',
  'BooleanValue',
  'BinaryValue',
  'ReferenceValue',
  'Values',
  'IsPresent',
  'LastContributionTime',
  'LastContributingMA',
])

function visitMember(node: Node, place: Place): void {
  const holder = field(node, 'expression')
  const name = field(node, 'name')?.text ?? ''
  const value = evaluate(node, place.scope)
  const held = evaluate(holder, place.scope)
  const isIntrinsic = value.kind === 'attribute' && held.kind === 'object'
  if (isIntrinsic || (held.kind === 'attribute' && readingProperties.has(name))) noteRead(node, place)
  if (holder !== undefined && !place.scope.variables.has(holder.text)) noteSystem(holder.text, node, place)
  if (holder?.type === 'element_access_expression' && held.kind === 'attribute') visitAll(holder, place)
  else visit(holder, place)
}

function visitElement(node: Node, place: Place): void {
  const value = evaluate(node, place.scope)
  if (value.kind === 'attribute') noteRead(node, place)
  const [index] = parts(field(node, 'subscript') ?? node)
  // A table of functions by rule name: which it holds is decided when the program runs.
  if (value.kind === 'unknown' && evaluate(index, place.scope).kind === 'rule-name')
    place.work.unresolved.push({ text: node.text.slice(0, 100), at: at(node, place) })
  visitAll(node, place)
}

export function noteRead(node: Node, place: Place): void {
  const value = evaluate(node, place.scope)
  if (value.kind !== 'attribute' || value.name === undefined) return
  for (const book of place.books) book.read({ side: value.side, attribute: value.name, at: at(node, place) })
}

export function noteSystem(className: string, node: Node, place: Place): void {
  const system = systemOf(className)
  if (system === undefined) return
  const by = className.slice(className.lastIndexOf('.') + 1)
  for (const book of place.books) book.outside({ system, by, at: at(node, place) })
}

function noteThrow(node: Node, place: Place): void {
  const [thrown] = node.descendantsOfType('object_creation_expression')
  const type = thrown === undefined || thrown === null ? undefined : field(thrown, 'type')?.text
  if (type === undefined) return
  const exception = type.slice(type.lastIndexOf('.') + 1)
  for (const book of place.books) book.throw({ exception, at: at(node, place) })
}

function noteReturn(node: Node, place: Place): void {
  for (const action of node.text.matchAll(/\bDeprovisionAction\.(\w+)/g))
    for (const book of place.books)
      book.outcome({ kind: 'deprovision-action', text: action[1] ?? '', at: at(node, place) })
}
