/** What the reasons of a translation say to people: one sentence each, the example after it. */

import { fillTemplate, type TemplateParams } from '../../model/index.js'
import { OPEN_QUESTIONS } from '../decisions.js'
import type { Reason, ReasonId } from './result.js'

const same = 'The result is the same only where'

/** Wordings of a reason, fullest first: the first one whose places the params fill is said. */
const wordings: Readonly<Record<ReasonId, readonly string[]>> = {
  decision: ['This rests on the open question {question}.', 'This rests on an open question.'],
  present: [`${same} {attribute} has a value.`, `${same} the attribute has a value.`],
  'not-empty': [`${same} {attribute} is not an empty text.`, `${same} the attribute is not an empty text.`],
  'text-long-enough': [
    `${same} the text has {atLeast} {atLeast|character|characters} or more.`,
    `${same} {atMost} {atMost|character|characters} or fewer are left.`,
    `${same} the text is as long as the rule expects.`,
  ],
  'single-valued': [`${same} {attribute} has one value.`, `${same} the attribute has one value.`],
  'separator-absent': [`${same} no value contains "{separator}".`, `${same} no value contains the separator.`],
  'in-range': [`${same} the list has as many values as the rule asks for.`],
  'date-form': [`${same} every date is written in this form: {format}.`, `${same} every date is written in one form.`],
  'whole-seconds': ['The result is the same only for dates in whole seconds.'],
  'case-unchanged': [`${same} upper and lower case do not matter.`],
  'plain-words': ['Words written in capitals come out differently.'],
  'parameter-value': [
    '{parameter} is written out as "{value}", the value it has today.',
    '{parameter} is written out with the value it has today.',
    'The parameter is written out with the value it has today.',
  ],
  'parameter-unknown': [
    'The value of {parameter} is not in the input.',
    'The value of the parameter is not in the input.',
  ],
  'cloud-sync-only': ['{function} exists in Cloud Sync only.', 'The function exists in Cloud Sync only.'],
  'not-on-cloud-sync': [
    'The translation of {function} needs a function Cloud Sync does not have.',
    'The translation needs a function Cloud Sync does not have.',
  ],
  'switch-for-null': ['Switch takes the place of IIF: IIF fails when the attribute has no value.'],
  'null-becomes-skip': ['Where the result is null, the target keeps its value.'],
  'null-becomes-clear': ['Where the result is null, the target is cleared.'],
  'error-becomes-scope': [
    'The rule stops an object with an error ("{message}"); Entra goes on with the object.',
    'The rule stops an object with an error; Entra goes on with the object.',
  ],
  'other-branch-filled': [`${same} the value that is chosen is not empty.`],
  'precedence-lost': ['The rule gives way to another rule, or clears the target for all; Entra takes one source.'],
  'confirmation-lost': ['The rule reads the value the last import confirmed; Entra reads the current value.'],
  'wider-diacritics': ['More letters lose their diacritics than today.'],
  'server-clock': ["The rule reads the server's local clock; Entra's clock is in UTC."],
  'not-repeatable': ['The result is new at every evaluation, so no comparison can prove it.'],
  'no-counterpart': [
    '{function} with "{argument}" has no counterpart in Entra.',
    '{function} has no counterpart in Entra.',
    'The rule gives no value that a mapping could carry.',
  ],
  'no-binary': [
    '{function} gives or takes binary values, which Entra expressions do not have.',
    'Entra expressions do not compute with binary values.',
  ],
  'no-control-characters': ['Entra expressions cannot write line breaks or other control characters.'],
  'no-arithmetic': [
    '{function} computes numbers; Entra expressions do not.',
    'The operator computes numbers; Entra expressions do not.',
  ],
  'no-iteration': [
    '{function} goes through the values one by one; Entra expressions have no loop.',
    'The function goes through the values one by one; Entra expressions have no loop.',
  ],
  'no-list-mapping': [
    '{attribute} has several values, which an Entra expression does not take.',
    'The attribute has several values, which an Entra expression does not take.',
  ],
  'not-constant': [
    'Argument {number} of {function} is computed; Entra needs a constant there.',
    'The {argument} of {function} is computed; Entra needs a constant there.',
    'An argument of {function} is computed; Entra needs a constant there.',
    'An argument is computed; Entra needs a constant there.',
  ],
  'dn-construction': ['The rule builds a distinguished name; no expression does that in Entra.'],
  'container-not-escaped': [
    'The container is sent as it is: its parts hold no comma, plus sign or other character a name has to escape.',
  ],
  'reference-mapping': [
    '{function} works on a reference; Entra maps references as they are.',
    'The function works on a reference; Entra maps references as they are.',
  ],
  'unknown-function': ['{function} is not a documented function.', 'The expression cannot be read.'],
  'too-long': [
    'The translation has {length} characters. {limit}',
    'The translation has {length} characters.',
    'The translation is longer than Entra takes.',
  ],
  'number-as-text': ['Numbers and text compare and print differently in Entra.'],
  'text-value': [`${same} {function} is given text.`, `${same} the function is given text.`],
}

/** A text of `translationTexts`, and what fills its places. */
export interface ReasonWording {
  readonly id: string
  readonly params: TemplateParams
}

/** Every sentence a translation can say, by id: `present`, its shorter wordings `present.2`, `present.3`. */
export const translationTexts: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(wordings).flatMap(([id, texts]) => texts.map((text, index) => [wordingId(id, index), text])),
  ['not-empty.both-sides', `${same} both sides are not an empty text.`],
  ...OPEN_QUESTIONS.map(({ id, question, assumed }) => [
    `decision.${id}`,
    `The documentation leaves this open (${id}): ${question} Assumed: ${assumed}.`,
  ]),
])

/** Which sentence a reason says; another language says it from a table of its own. */
export function reasonWording({ id, params }: Pick<Reason, 'id' | 'params'>): ReasonWording {
  if (id === 'decision' && `decision.${params.question}` in translationTexts)
    return { id: `decision.${params.question}`, params: {} }
  if (id === 'not-empty' && params.attribute === 'both sides') return { id: 'not-empty.both-sides', params: {} }
  const filling = fillingOf(params)
  const fullest = wordings[id].findIndex((text) =>
    [...text.matchAll(/\{(\w+)/g)].every(([, place = '']) => place in filling),
  )
  return { id: wordingId(id, fullest), params: filling }
}

/** The sentence a reason stands for, with its example. What to do instead is in its param `advice`. */
export function reasonText(reason: Reason): string {
  const { id, params } = reasonWording(reason)
  const sentence = fillTemplate(translationTexts[id] ?? id, params)
  const { example } = reason.params
  return example === undefined ? sentence : `${sentence} Example: ${closed(example)}`
}

/** What to do instead; empty where nothing is known. */
export function reasonAdvice({ params: { advice = '' } }: Pick<Reason, 'params'>): string {
  return advice === '' ? '' : closed(`${advice.charAt(0).toUpperCase()}${advice.slice(1)}`)
}

function wordingId(id: string, index: number): string {
  return index === 0 ? id : `${id}.${index + 1}`
}

/** An argument is known by its number or by what it is; lengths are numbers, limits sentences. */
function fillingOf(params: Reason['params']): TemplateParams {
  const { argument, length, limit, ...others } = params
  return {
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== '')),
    ...(argument === undefined ? {} : { argument }),
    ...(argument !== undefined && /^\d+$/.test(argument) ? { number: argument } : {}),
    ...(length === undefined ? {} : { length: Number(length) }),
    ...(limit === undefined ? {} : { limit: closed(limit) }),
  }
}

function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
