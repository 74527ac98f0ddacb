/** MIM to Entra, a rule a function. */

import { call } from '../ast.js'
import { MIM } from '../mim/evaluate.js'
import { choiceAsValue, conditionAsValue } from './conditions.js'
import { newGuid, randomNumber, translateLeaf } from './connect-rules.js'
import type { Rule, SourceRules } from './context.js'
import { formatText } from './dates.js'
import * as text from './text-rules.js'

const concatenation: Rule = (node, context) => text.joined([node], node, context)
const condition: Rule = (node, context) => conditionAsValue(node, context)
const choice: Rule = (node, context) => choiceAsValue(node, context)

const properCase: Rule = (node, context) => {
  context.assume('Q-06', node)
  return text.renamed('PCase')(node, context)
}

const sid: Rule = (node, context) =>
  context.place === 'cloud-sync'
    ? text.renamed('StringFromSid')(node, context)
    : context.refuse('no-counterpart', node, { function: node.name, advice: 'map onPremisesSecurityIdentifier' })

const nothing: Rule = (node, context) =>
  choiceAsValue(call('IIF', [{ kind: 'boolean', value: true, span: node.span }, node, node], node.span), context)

const RULES: readonly (readonly [string, Rule])[] = [
  ['+', concatenation],
  ['Concatenate', concatenation],
  ['UpperCase', text.renamed('ToUpper')],
  ['LowerCase', text.renamed('ToLower')],
  ['ProperCase', properCase],
  ['LTrim', text.trimmed('^\\s+')],
  ['RTrim', text.trimmed('\\s+$')],
  ['Trim', text.trimBoth],
  ['RightPad', text.padded('right')],
  ['LeftPad', text.padded('left')],
  ['BitOr', text.refused('no-arithmetic', 'map the account status instead of userAccountControl')],
  ['BitAnd', text.renamed('BitAnd')],
  ['DateTimeFormat', formatText],
  ['ConvertSidToString', sid],
  ['ConvertStringToGuid', text.refused('no-binary', 'use string identifiers')],
  ['ReplaceString', text.replaceText],
  ['Word', text.renamedAssuming('Word', 'Q-08')],
  ['Left', text.leftPart],
  ['Right', text.rightPart],
  ['Mid', text.middlePart('empty')],
  ['CRLF', text.refused('no-control-characters', 'use a visible separator')],
  ['RandomNum', randomNumber],
  ['Guid', newGuid],
  [
    'EscapeDNComponent',
    text.refused('dn-construction', 'map cn and parentDistinguishedName separately; the connector escapes'),
  ],
  ['Null', nothing],
  ['IIF', choice],
  ...['Eq', 'NotEquals', 'LessThan', 'GreaterThan', 'LessThanOrEquals', 'GreaterThanOrEquals', 'IsPresent'].map(
    (name): readonly [string, Rule] => [name, condition],
  ),
]

export const MIM_RULES: SourceRules = { language: 'mim', dialect: MIM, calls: new Map(RULES), other: translateLeaf }
