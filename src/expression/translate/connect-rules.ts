/** Connect Sync to Entra, a rule a function. */

import type { Call, Expression } from '../ast.js'
import { attribute, call, stringLiteral } from '../ast.js'
import { CONNECT } from '../connect/evaluate.js'
import { choiceAsValue, conditionAsValue, isCondition } from './conditions.js'
import type { Rule, SourceRules, TranslationContext } from './context.js'
import { groupReference, replacePattern } from './context.js'
import { addDate, convertDate, countDate, formatDateNode } from './dates.js'
import * as text from './text-rules.js'

const position: Rule = (node, context) => {
  const sought = context.constantText(node.args[1])
  const compares = node.args[3] !== undefined
  if (!compares && (sought === undefined || /\p{L}/u.test(sought))) context.assume('Q-03', node)
  return text.renamed('InStr')(node, context)
}

const properCase: Rule = (node, context) => {
  const [source] = node.args
  const lowered = source?.kind === 'call' && source.name === 'LCase' ? source.args[0] : undefined
  context.assume('Q-06', node)
  if (lowered !== undefined) return call('PCase', [context.translate(lowered)])
  context.note('plain-words', 'approximate', node, {
    example: 'IBM: the source keeps a word in capitals, the target writes Ibm',
  })
  return text.renamed('PCase')(node, context)
}

/** Base64 of text; bytes have no place in the target. */
const toBase64: Rule = (node, context) => {
  const [source] = node.args
  const type = source?.kind === 'attribute' ? context.factsOf(source.name).type : 'string'
  if (type === 'binary') return refuseBinary(node, context)
  if (type === undefined) context.note('text-value', 'conditional', node, { function: node.name })
  return text.renamed('ConvertToBase64')(node, context)
}

function refuseBinary(node: Expression, context: TranslationContext): never {
  return context.refuse('no-binary', node, { advice: 'use the identifier the service provides, such as objectId' })
}

const toNumber: Rule = (node, context) => {
  context.note('number-as-text', 'conditional', node, {
    example: '"007" becomes 7 in the source and stays 007 in the target',
  })
  return context.translate(node.args[0] ?? node)
}

const item: Rule = (node, context) => {
  const [source, index] = node.args
  if (source === undefined || index === undefined) return context.refuse('not-constant', node, { function: node.name })
  const verdict = node.name === 'Item' ? 'conditional' : 'approximate'
  context.note('in-range', verdict, node, {
    example: `fewer values than ${index.kind === 'integer' ? index.value : 'asked for'}`,
  })
  return call('Item', [context.translateList(source), context.translate(index)])
}

const joinValues: Rule = (node, context) => {
  const [source, delimiter] = node.args
  if (source === undefined) return context.refuse('not-constant', node, { function: 'Join' })
  context.note('not-empty', 'conditional', node, { attribute: 'each value' })
  context.note('present', 'conditional', node, { attribute: 'at least one value' })
  return call('Join', [
    delimiter === undefined ? stringLiteral(' ') : context.translate(delimiter),
    context.translateList(source),
  ])
}

const overList =
  (name: string, ...questions: readonly string[]): Rule =>
  (node, context) => {
    const [source, ...rest] = node.args
    if (source === undefined) return context.refuse('not-constant', node, { function: name })
    for (const question of questions) context.assume(question, node)
    return call(name, [context.translateList(source), ...rest.map((argument) => context.translate(argument))])
  }

const split: Rule = (node, context) => {
  if (node.args.length > 2) return context.refuse('no-counterpart', node, { function: 'Split', argument: 'limit' })
  context.assume('Q-24', node)
  return text.renamed('Split')(node, context)
}

/** A component of a distinguished name by pattern; Cloud Sync has the function. */
const dnComponent: Rule = (node, context) => {
  const [dn, index] = node.args
  const place = context.constantInteger(index)
  if (dn === undefined || index === undefined || place === undefined || place < 1)
    return context.refuse('not-constant', node, { function: node.name, argument: 'index' })
  const source = dn.kind === 'call' && dn.name === 'CRef' ? (dn.args[0] ?? dn) : dn
  context.assume('Q-15', node)
  if (context.place === 'cloud-sync') return call('DNComponent', [context.translate(source), context.translate(index)])
  const before = place === 1 ? '' : `(?:(?:\\\\[\\s\\S]|[^,\\\\])*,){${place - 1}}`
  return replacePattern(
    context.translate(source),
    `^${before}\\s*[^=]+=\\s*(?<v>(?:\\\\[\\s\\S]|[^,\\\\])*?)\\s*(?:,[\\s\\S]*)?\\z`,
    groupReference('v'),
  )
}

const importedValue: Rule = (node, context) => {
  const name = context.constantText(node.args[0])
  if (name === undefined) return context.refuse('not-constant', node, { function: node.name })
  context.note('confirmation-lost', 'approximate', node, { example: 'a value written and not yet confirmed by import' })
  return context.translate(attribute(name, node.span))
}

const now: Rule = (node, context) => {
  context.note('server-clock', 'approximate', node, {
    example: "the clock of the service in UTC instead of the server's",
  })
  return call('Now', [])
}

const dateFromNumber: Rule = (node, context) => {
  context.assume('Q-14', node)
  return text.renamed('DateFromNum')(node, context)
}

/** Digits of chance instead of a number. */
export const randomNumber: Rule = (node, context) => {
  const high = context.constantInteger(node.args[1])
  if (high === undefined) return context.refuse('not-constant', node, { function: node.name })
  context.note('not-repeatable', 'approximate', node, { example: 'digits with leading zeros, outside the bounds' })
  const length: Expression = {
    kind: 'integer',
    value: BigInt(String(high).length),
    hexadecimal: false,
    span: node.span,
  }
  const zero: Expression = { ...length, value: 0n }
  return call('RandomString', [length, length, zero, zero, zero])
}

/** A new identifier of the same kind; no evaluation can prove it. */
export const newGuid: Rule = (node, context) => {
  context.note('not-repeatable', 'conditional', node, { example: 'a new identifier at every evaluation' })
  return call('Guid', [])
}

const whole: Rule = (node, context) => conditionAsValue(node, context)
const choice: Rule = (node, context) => choiceAsValue(node, context)

const sid: Rule = (node, context) =>
  context.place === 'cloud-sync'
    ? text.renamed('StringFromSid')(node, context)
    : context.refuse('no-counterpart', node, { function: node.name, advice: 'map onPremisesSecurityIdentifier' })

const fromBase64: Rule = (node, context) =>
  context.place === 'cloud-sync'
    ? text.renamed('ConvertFromBase64')(node, context)
    : context.refuse('cloud-sync-only', node, { function: node.name })

const certificateNames: readonly string[] = [...CONNECT.functions.keys()].filter((name) => name.startsWith('Cert'))

const RULES: readonly (readonly [string, Rule])[] = [
  ['LCase', text.renamed('ToLower')],
  ['UCase', text.renamed('ToUpper')],
  ['PCase', properCase],
  ['Trim', text.trimBoth],
  ['LTrim', text.trimmed('^\\s+')],
  ['RTrim', text.trimmed('\\s+$')],
  ['Left', text.leftPart],
  ['Right', text.rightPart],
  ['Mid', text.middlePart('whole')],
  ['PadLeft', text.padded('left')],
  ['PadRight', text.padded('right')],
  ['Word', text.renamedAssuming('Word', 'Q-08')],
  ['Replace', text.replaceText],
  ['ReplaceChars', text.replaceCharacters],
  ['InStr', position],
  ['InStrRev', text.refused('no-counterpart', 'write the whole intent as one regular expression in Replace')],
  ['Len', text.refused('no-counterpart', 'lengths cannot be computed; cut with Left, Mid or a regular expression')],
  [
    'EscapeDNComponent',
    text.refused('dn-construction', 'map cn and parentDistinguishedName separately; the connector escapes'),
  ],
  ['BitAnd', text.renamed('BitAnd')],
  ['BitOr', text.refused('no-arithmetic', 'map the account status instead of userAccountControl')],
  ['StringFromSid', sid],
  ['CGuid', text.refused('no-binary', 'use string identifiers')],
  ['StringFromGuid', text.refused('no-binary', "use objectId or the connector's own GUID text")],
  ['ConvertToBase64', toBase64],
  ['ConvertFromBase64', fromBase64],
  ['ConvertToUTF8Hex', text.renamed('ConvertToUTF8Hex')],
  ['ConvertFromUTF8Hex', text.refused('no-counterpart', 'decode in the source')],
  ['CStr', text.renamed('CStr')],
  ['CNum', toNumber],
  ['CRef', text.refused('reference-mapping', 'map the reference attribute directly')],
  ['CDate', convertDate],
  ['DateAdd', addDate],
  ['DateFromNum', dateFromNumber],
  ['NumFromDate', countDate],
  ['Now', now],
  ['FormatDateTime', (node, context) => formatDateNode(node.args[0] ?? node, node.args[1], node, context)],
  ['RandomNum', randomNumber],
  ['Guid', newGuid],
  ['Contains', text.refused('no-counterpart', 'the index of a value has no counterpart')],
  ['Count', overList('Count')],
  ['Item', item],
  ['ItemOrNull', item],
  ['Join', joinValues],
  ['RemoveDuplicates', overList('RemoveDuplicates', 'Q-03')],
  ['Split', split],
  ['Select', text.refused('no-iteration', 'compute the values in the source or the connector')],
  ['Where', text.refused('no-iteration', 'filter the values in the source or the connector')],
  ['ValueCount', text.refused('no-counterpart', 'count in the source')],
  ['DNComponent', dnComponent],
  ['DNComponentRev', text.refused('no-counterpart', 'one regular expression for the part needed')],
  ['ImportedValue', importedValue],
  ['CBin', text.refused('no-binary', 'undocumented in the source as well')],
  ['Thumbprint', text.refused('no-binary', 'undocumented in the source as well')],
  ['IIF', choice],
  ['Switch', choice],
  ['With', choice],
  [
    'Error',
    (node, context) => (context.place === 'cloud-sync' ? text.renamed('Error')(node, context) : choice(node, context)),
  ],
  ...[
    'IsPresent',
    'IsNull',
    'IsNullOrEmpty',
    'IsEmpty',
    'IsBitSet',
    'IsString',
    'IsNumeric',
    'IsGuid',
    'IsDate',
    'IsCert',
    'CBool',
  ].map((name): readonly [string, Rule] => [name, whole]),
  ...certificateNames.map((name): readonly [string, Rule] => [
    name,
    text.refused('no-counterpart', 'certificates cannot be read by provisioning expressions'),
  ]),
]

function translateOther(node: Exclude<Expression, Call>, context: TranslationContext): Expression {
  if (node.kind === 'binary') {
    if (node.operator === '&') return text.joined([node], node, context)
    if (isCondition(node)) return conditionAsValue(node, context)
    return context.refuse('no-arithmetic', node, { function: node.operator, advice: 'compute in the source' })
  }
  return translateLeaf(node, context)
}

/** What both languages have in common below calls and operators. */
export function translateLeaf(node: Exclude<Expression, Call>, context: TranslationContext): Expression {
  switch (node.kind) {
    case 'string':
      return /\p{Cc}/u.test(node.value)
        ? context.refuse('no-control-characters', node, { advice: 'use a visible separator' })
        : stringLiteral(node.value)
    case 'integer':
      return { ...node, hexadecimal: false }
    case 'boolean':
      return stringLiteral(node.value ? 'True' : 'False')
    case 'enum':
    case 'omitted':
      return node
    case 'attribute':
      return translateAttribute(node, context)
    case 'parameter': {
      const value = context.options.parameters?.get(node.name)
      if (value === undefined)
        return context.refuse('parameter-unknown', node, {
          parameter: node.name,
          advice: 'one mapping a domain, or a workflow input as attribute, with the value written out',
        })
      context.note('parameter-value', 'conditional', node, { parameter: node.name, value })
      return stringLiteral(value)
    }
    case 'constant':
      return node.name === 'CRLF'
        ? context.refuse('no-control-characters', node, { advice: 'use a visible separator' })
        : choiceInside(node, context)
    case 'null':
      return choiceInside(node, context)
    default:
      return context.refuse('no-counterpart', node, { function: node.kind })
  }
}

function translateAttribute(node: Extract<Expression, { kind: 'attribute' }>, context: TranslationContext): Expression {
  const { type } = context.factsOf(node.name)
  if (type === 'binary') return refuseBinary(node, context)
  if (context.isListName(node.name))
    return context.refuse('no-list-mapping', node, {
      attribute: node.name,
      advice: 'a multi-valued attribute is mapped directly',
    })
  return context.targetAttribute(node)
}

/** NULL and its kin inside an expression instead of at its end. */
function choiceInside(node: Expression, context: TranslationContext): Expression {
  context.note('null-becomes-skip', 'approximate', node, {
    example: 'a null inside the expression reads as an empty text',
  })
  context.ignoresEmpty = true
  return stringLiteral('')
}

export const CONNECT_RULES: SourceRules = {
  language: 'connect',
  dialect: CONNECT,
  calls: new Map(RULES),
  other: translateOther,
}
