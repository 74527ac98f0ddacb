import type { Node } from 'web-tree-sitter'
import { withoutScriptSecrets } from '../mim-service/redact-text.js'
import { isSecretName } from '../secrets.js'
import { evaluate, type Value } from './values.js'
import { at, type Place } from './walk.js'

const LONGEST_EXPRESSION = 400

/** What a local variable was set to, where the expression is no more than its name. */
function behind(source: Node | undefined, place: Place): Node | undefined {
  return source?.type === 'identifier' ? (place.scope.expressions.get(source.text) ?? source) : source
}

/** Notes that an attribute is set, and what that means for a new connector. */
export function noteWrite(
  written: Extract<Value, { kind: 'attribute' }>,
  source: Node | undefined,
  node: Node,
  place: Place,
): void {
  const { side, name, provision } = written
  if (name === undefined) return
  for (const book of place.books) book.write({ side, attribute: name, at: at(node, place) })
  if (isSecretName(name)) {
    const inCode = hasLiteral(source, place)
    place.work.passwords.push({ attribute: name, inCode, at: at(node, place) })
    if (provision !== undefined) {
      provision.setsPassword = true
      provision.passwordInCode ||= inCode
    }
  }
  if (provision === undefined) return
  if (name === '[dn]') provision.dn = expressionText(behind(source, place))
  else provision.initialAttributes.push(name)
}

/** A literal with text in it: a password that is put together of constants and data is still known in part. */
function hasLiteral(source: Node | undefined, place: Place): boolean {
  const value = evaluate(source, place.scope)
  if (value.kind === 'text') return value.text !== ''
  return (source?.descendantsOfType(['string_literal', 'verbatim_string_literal', 'string_content']) ?? []).some(
    (literal) =>
      literal !== null && literal.text.replaceAll('"', '').trim() !== '' && !isIndex(literal) && !isAsked(literal),
  )
}

/** `csentry["employeeID"]`: the literal names an attribute. */
function isIndex(literal: Node): boolean {
  return literal.parent?.parent?.type === 'bracketed_argument_list'
}

/** `Settings.Get("InitialPassword")`: the literal tells a function what to look for; only joining keeps the text. */
function isAsked(literal: Node): boolean {
  for (let at = literal.parent; at !== null; at = at.parent) {
    if (at.type === 'assignment_expression' || at.type.endsWith('_statement')) return false
    const call = at.type === 'argument_list' ? at.parent : null
    const called = call === null ? '' : (call.childForFieldName('function')?.text ?? '')
    // The call that adds the value is no lookup.
    if (call !== null && !/(?:^|\.)(?:Format|Concat|Join|Add)$/.test(called)) return true
  }
  return false
}

export function expressionText(source: Node | undefined): string | undefined {
  const text = source === undefined ? '' : withoutScriptSecrets(source.text.replace(/\s+/g, ' ').trim())
  if (text === '') return undefined
  return text.length > LONGEST_EXPRESSION ? `${text.slice(0, LONGEST_EXPRESSION)}…` : text
}
