/** What the reasons of a translation say to people: one sentence each, the example after it. */

import { OPEN_QUESTIONS } from '../decisions.js'
import type { Reason, ReasonId } from './result.js'

type Params = Reason['params']

/** A sentence, or how the params make one. */
const TEXTS: Readonly<Record<ReasonId, string | ((params: Params) => string)>> = {
  decision: openQuestion,
  present: ({ attribute }) => `The result is the same only where ${attribute ?? 'the attribute'} has a value.`,
  'not-empty': ({ attribute }) =>
    `The result is the same only where ${attribute ?? 'the attribute'} ${attribute === 'both sides' ? 'are' : 'is'} not an empty text.`,
  'text-long-enough': ({ atLeast, atMost }) => {
    if (atLeast !== undefined) return `The result is the same only where the text has ${characters(atLeast)} or more.`
    if (atMost !== undefined) return `The result is the same only where ${characters(atMost)} or fewer are left.`
    return 'The result is the same only where the text is as long as the rule expects.'
  },
  'single-valued': ({ attribute }) =>
    `The result is the same only where ${attribute ?? 'the attribute'} has one value.`,
  'separator-absent': ({ separator }) =>
    `The result is the same only where no value contains ${separator === undefined ? 'the separator' : quoted(separator)}.`,
  'in-range': 'The result is the same only where the list has as many values as the rule asks for.',
  'date-form': ({ format }) =>
    format === undefined
      ? 'The result is the same only where every date is written in one form.'
      : `The result is the same only where every date is written in this form: ${format}.`,
  'whole-seconds': 'The result is the same only for dates in whole seconds.',
  'case-unchanged': 'The result is the same only where upper and lower case do not matter.',
  'plain-words': 'Words written in capitals come out differently.',
  'parameter-value': ({ parameter = 'The parameter', value }) =>
    value === undefined
      ? `${parameter} is written out with the value it has today.`
      : `${parameter} is written out as ${quoted(value)}, the value it has today.`,
  'parameter-unknown': ({ parameter = 'the parameter' }) => `The value of ${parameter} is not in the input.`,
  'cloud-sync-only': ({ function: name = 'The function' }) => `${name} exists in Cloud Sync only.`,
  'not-on-cloud-sync': ({ function: name = 'The function' }) =>
    `The translation of ${name} needs a function Cloud Sync does not have.`,
  'switch-for-null': 'Switch takes the place of IIF: IIF fails when the attribute has no value.',
  'null-becomes-skip': 'Where the result is null, the target keeps its value.',
  'null-becomes-clear': 'Where the result is null, the target is cleared.',
  'error-becomes-scope': ({ message = '' }) =>
    `The rule stops an object with an error${message === '' ? '' : ` (${quoted(message)})`}; Entra goes on with the object.`,
  'other-branch-filled': 'The result is the same only where the value that is chosen is not empty.',
  'precedence-lost': 'The rule gives way to another rule, or clears the target for all; Entra takes one source.',
  'confirmation-lost': 'The rule reads the value the last import confirmed; Entra reads the current value.',
  'wider-diacritics': 'More letters lose their diacritics than today.',
  'server-clock': "The rule reads the server's local clock; Entra's clock is in UTC.",
  'not-repeatable': 'The result is new at every evaluation, so no comparison can prove it.',
  'no-counterpart': ({ function: name, argument }) => {
    if (name === undefined) return 'The rule gives no value that a mapping could carry.'
    return argument === undefined
      ? `${name} has no counterpart in Entra.`
      : `${name} with ${quoted(argument)} has no counterpart in Entra.`
  },
  'no-binary': ({ function: name }) =>
    name === undefined
      ? 'Entra expressions do not compute with binary values.'
      : `${name} gives or takes binary values, which Entra expressions do not have.`,
  'no-control-characters': 'Entra expressions cannot write line breaks or other control characters.',
  'no-arithmetic': ({ function: name = 'The operator' }) => `${name} computes numbers; Entra expressions do not.`,
  'no-iteration': ({ function: name = 'The function' }) =>
    `${name} goes through the values one by one; Entra expressions have no loop.`,
  'no-list-mapping': ({ attribute = 'The attribute' }) =>
    `${attribute} has several values, which an Entra expression does not take.`,
  'not-constant': ({ function: name = 'the function', argument }) =>
    `${argument === undefined ? 'An argument' : /^\d+$/.test(argument) ? `Argument ${argument}` : `The ${argument}`} of ${name} is computed; Entra needs a constant there.`,
  'dn-construction': 'The rule builds a distinguished name; no expression does that in Entra.',
  'container-not-escaped':
    'The container is sent as it is: its parts hold no comma, plus sign or other character a name has to escape.',
  'reference-mapping': ({ function: name = 'The function' }) =>
    `${name} works on a reference; Entra maps references as they are.`,
  'unknown-function': ({ function: name }) =>
    name === undefined ? 'The expression cannot be read.' : `${name} is not a documented function.`,
  'too-long': ({ length, limit }) =>
    length === undefined
      ? 'The translation is longer than Entra takes.'
      : `The translation has ${separated(length)} characters.${limit === undefined ? '' : ` ${closed(limit)}`}`,
  'number-as-text': 'Numbers and text compare and print differently in Entra.',
  'text-value': ({ function: name = 'the function' }) => `The result is the same only where ${name} is given text.`,
}

/** The sentence a reason stands for, with its example. What to do instead is in its param `advice`. */
export function reasonText(reason: Reason): string {
  const text = TEXTS[reason.id]
  const sentence = typeof text === 'string' ? text : text(reason.params)
  const { example } = reason.params
  return example === undefined ? sentence : `${sentence} Example: ${closed(example)}`
}

/** What to do instead; empty where nothing is known. */
export function reasonAdvice(reason: Reason): string {
  const { advice = '' } = reason.params
  return advice === '' ? '' : closed(`${advice.charAt(0).toUpperCase()}${advice.slice(1)}`)
}

function openQuestion({ question = '' }: Params): string {
  const open = OPEN_QUESTIONS.find((known) => known.id === question)
  return open === undefined
    ? `This rests on the open question ${question}.`
    : `The documentation leaves this open (${question}): ${open.question} Assumed: ${open.assumed}.`
}

function characters(count: string): string {
  return `${count} ${count === '1' ? 'character' : 'characters'}`
}

function quoted(value: string): string {
  return `"${value}"`
}

function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}

function separated(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',')
}
