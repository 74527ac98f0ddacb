import type { Node } from 'web-tree-sitter'
import { field, parts } from './csharp.js'
import type { OpenProvision } from './facts.js'
import { loaderOf } from './outside.js'
import type { CodeMethod } from './symbols.js'
import { argumentsOf, evaluate, type Scope, type Value, valueOfType } from './values.js'
import { at, noteRead, noteSystem, type Place, visit } from './walk.js'
import { expressionText, noteWrite } from './writes.js'

const MOST_LEVELS = 8
const changing = new Set(['Add', 'Remove', 'Clear', 'Delete', 'AddRange'])

export function visitCall(node: Node, place: Place): void {
  const target = field(node, 'function')
  const args = argumentsOf(node)
  const name = target?.type === 'member_access_expression' ? (field(target, 'name')?.text ?? '') : (target?.text ?? '')
  const holder = target?.type === 'member_access_expression' ? field(target, 'expression') : undefined
  const held = evaluate(holder, place.scope)
  for (const argument of args) if (!isAttribute(argument, place)) visit(argument, place)
  if (held.kind === 'attribute' && changing.has(name)) {
    noteWrite(held, args[0], node, place)
    return
  }
  noteEngineCall(node, name, held, args, place)
  noteOutside(name, holder, node, place)
  const helper = held.kind === 'unknown' ? helperOf(target, args.length, place) : undefined
  if (helper !== undefined) {
    follow(helper, args, place)
    return
  }
  for (const argument of args) if (isAttribute(argument, place)) noteRead(argument, place)
  noteEnumTry(name, args, place)
  if (target?.type !== 'identifier') visit(target, place)
}

/** An attribute handed to a helper is not read by that alone. */
function isAttribute(argument: Node, place: Place): boolean {
  return argument.type === 'element_access_expression' && evaluate(argument, place.scope).kind === 'attribute'
}

function noteEngineCall(node: Node, name: string, held: Value, args: readonly Node[], place: Place): void {
  const note = (text: string) => {
    for (const book of place.books) book.outcome({ kind: 'deprovision', text, at: at(node, place) })
  }
  if (held.kind === 'connectors' && name === 'StartNewConnector') startConnector(node, held.agent, args, place)
  else if (held.kind === 'object' && name === 'CommitNewConnector' && held.provision !== undefined)
    held.provision.committed = true
  else if (held.kind === 'object' && name === 'Deprovision') note(held.agent ?? '')
  else if (held.kind === 'connectors' && name === 'DeprovisionAll') note(held.agent ?? '')
  else if (held.kind === 'agents' && name === 'DeprovisionAll') note('*')
  else if (/^CreateAttribute(?:Add|Replace|Update|Delete)$/.test(name)) {
    const attribute = evaluate(args[0], place.scope)
    if (attribute.kind === 'text')
      noteWrite({ kind: 'attribute', side: 'connector', name: attribute.text }, args[1], node, place)
  } else if (/^Create(?:User|Mailbox|MailEnabled\w+|Contact\w*|DistributionList)\w*$/.test(name))
    createByUtility(node, name, args, place)
}

function startConnector(node: Node, agent: string | undefined, args: readonly Node[], place: Place): void {
  const type = evaluate(args[0], place.scope)
  begin(node, agent, type.kind === 'text' ? type.text : undefined, undefined, false, place)
}

/** `ExchangeUtils.CreateMailbox(ma, dn, …)` makes and commits its connector in one call. */
function createByUtility(node: Node, name: string, args: readonly Node[], place: Place): void {
  const agent = evaluate(args[0], place.scope)
  if (agent.kind === 'agent') begin(node, agent.name, name.replace(/^Create/, ''), expressionText(args[1]), true, place)
}

function begin(
  node: Node,
  connector: string | undefined,
  objectType: string | undefined,
  dn: string | undefined,
  committed: boolean,
  place: Place,
): void {
  const provision: OpenProvision = {
    connector,
    objectType,
    dn,
    initialAttributes: [],
    setsPassword: false,
    passwordInCode: false,
    committed,
    at: at(node, place),
  }
  place.scope.made.set(node.id, {
    kind: 'object',
    side: 'connector',
    provision,
    ...(connector === undefined ? {} : { agent: connector }),
  })
  for (const book of place.books) book.provision(provision)
}

function noteOutside(name: string, holder: Node | undefined, node: Node, place: Place): void {
  if (name === 'FindMVEntries') noteSystem('FindMVEntries', node, place)
  const type =
    holder === undefined
      ? ''
      : (place.scope.types.get(holder.text) ?? place.scope.symbols.fieldTypes.get(holder.text) ?? holder.text)
  const system = loaderOf(type, name)
  if (system === undefined) return
  for (const book of place.books) book.outside({ system, by: `${type}.${name}`, at: at(node, place) })
}

/** `Enum.TryParse(FlowRuleName, out Rule rule)` hands the name on in another form. */
function noteEnumTry(name: string, args: readonly Node[], place: Place): void {
  if (!/^TryParse\b/.test(name)) return
  const given = args.map((argument) => evaluate(argument, place.scope)).find((value) => value.kind === 'rule-name')
  const target = args.at(-1)
  const variable = target?.type === 'declaration_expression' ? field(target, 'name')?.text : target?.text
  if (given !== undefined && variable !== undefined) place.scope.variables.set(variable, given)
}

/** The method of the given sources a call most likely means: own class, own file, named class, or the only one. */
function helperOf(target: Node | undefined, count: number, place: Place): CodeMethod | undefined {
  if (target === undefined) return undefined
  const qualified = target.text.replace(/<.*$/s, '')
  const name = qualified.slice(qualified.lastIndexOf('.') + 1)
  const owner = qualified.includes('.') ? qualified.slice(0, qualified.lastIndexOf('.')) : ''
  const fitting = (place.scope.symbols.methods.get(name) ?? []).filter((method) => parametersOf(method).length >= count)
  const named = owner.slice(owner.lastIndexOf('.') + 1)
  const type = place.scope.types.get(named) ?? named
  const isOwn = owner === '' || owner === 'this' || owner === 'base'
  const candidates = fitting.filter((method) => method.owner === (isOwn ? place.scope.owner : type))
  const near = candidates.find((method) => method.file === place.file) ?? candidates[0]
  if (near !== undefined) return near
  return fitting.length === 1 && isOwn ? fitting[0] : undefined
}

function follow(method: CodeMethod, args: readonly Node[], place: Place): void {
  for (const book of place.books)
    book.helper(method.owner === place.scope.owner ? method.name : `${method.owner}.${method.name}`)
  if (place.stack.includes(method) || place.stack.length >= MOST_LEVELS) return
  const scope = scopeOf(method, place.scope)
  for (const [index, parameter] of parametersOf(method).entries()) {
    const name = field(parameter, 'name')?.text
    const given = args[index] === undefined ? undefined : evaluate(args[index], place.scope)
    if (name !== undefined && given !== undefined && given.kind !== 'unknown') scope.variables.set(name, given)
  }
  visit(bodyOf(method), { ...place, file: method.file, scope, stack: [...place.stack, method] })
}

/** A scope that knows the parameters of a method by their types. */
export function scopeOf(method: CodeMethod, outer: Pick<Scope, 'symbols'>): Scope {
  const scope: Scope = {
    symbols: outer.symbols,
    variables: new Map(),
    types: new Map(),
    expressions: new Map(),
    owner: method.owner,
    made: new Map(),
  }
  for (const parameter of parametersOf(method)) {
    const name = field(parameter, 'name')?.text
    const type = field(parameter, 'type')?.text ?? ''
    if (name === undefined) continue
    const isOut = parts(parameter).some((child) => child.type === 'modifier' && /^(?:out|ref)$/.test(child.text))
    scope.types.set(name, isOut && /^string\??$/i.test(type) ? 'out string' : type)
    scope.variables.set(name, valueOfType(type))
  }
  return scope
}

export function parametersOf(method: CodeMethod): readonly Node[] {
  const list = field(method.node, 'parameters')
  return list === undefined ? [] : parts(list).filter((child) => child.type === 'parameter')
}

export function bodyOf(method: CodeMethod): Node | undefined {
  return field(method.node, 'body') ?? field(method.node, 'accessors') ?? field(method.node, 'value')
}
