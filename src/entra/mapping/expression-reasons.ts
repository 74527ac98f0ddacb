import type { Reason, ReasonId } from '../../expression/index.js'
import { OPEN_QUESTIONS } from '../../expression/index.js'
import type { MappingReason } from './model.js'
import { fillText } from './reasons.js'

/** Texts for what the translation of an expression says; `{advice}` and the like come from the reason. */
const texts: Readonly<Record<ReasonId, string>> = {
  decision: 'Rests on an open question ({question}): {statement}',
  present: '{attribute} has a value.',
  'not-empty': '{attribute} is never an empty text.',
  'text-long-enough': 'The text is as long as the rule expects.',
  'single-valued': '{attribute} has one value.',
  'separator-absent': 'The separator does not stand in the values.',
  'in-range': 'The number stays in the range the rule expects.',
  'date-form': 'The dates are written in one form.',
  'whole-seconds': 'The dates have no fractions of a second.',
  'case-unchanged': 'Upper and lower case do not matter.',
  'plain-words': 'The words are separated by single blanks.',
  'parameter-value': '{parameter} is written out as {value}.',
  'parameter-unknown': 'The value of {parameter} is not known.',
  'cloud-sync-only': '{function} works in Cloud Sync only.',
  'not-on-cloud-sync': '{function} does not work in Cloud Sync.',
  'switch-for-null': 'Switch stands for IIF, which cannot see a missing value.',
  'null-becomes-skip': 'A null result leaves the target alone: {example}.',
  'null-becomes-clear': 'A null result clears the target: {example}.',
  'error-becomes-scope': 'The rule stops an object with an error: {example}.',
  'other-branch-filled': 'Where the rule gives a value, the value is not empty.',
  'precedence-lost': 'AuthoritativeNull has no counterpart: {example}.',
  'confirmation-lost': 'ImportedValue has no counterpart: {example}.',
  'wider-diacritics': 'More letters lose their marks than today.',
  'server-clock': 'The rule uses the clock of the server; the service uses UTC.',
  'not-repeatable': 'The result is new at every evaluation: {example}.',
  'no-counterpart': '{function} has no counterpart.',
  'no-binary': 'Binary values cannot be computed with.',
  'no-control-characters': 'Line breaks and other control characters cannot be written.',
  'no-arithmetic': 'There is no arithmetic ({function}).',
  'no-iteration': '{function} goes through several values, which no expression can.',
  'no-list-mapping': '{attribute} has several values; only a plain mapping takes them.',
  'not-constant': 'An argument of {function} has to be a constant.',
  'dn-construction': 'A distinguished name is not built by an expression.',
  'reference-mapping': 'References are mapped as they are, not computed.',
  'unknown-function': '{function} is no known function.',
  'too-long': 'The expression would have {length} characters; {limit}',
  'number-as-text': 'Numbers travel as text.',
  'text-value': 'The value travels as text.',
}

/** The translation's reason in the words of a report. */
export function reasonOfTranslation(reason: Reason): MappingReason {
  const { question = '' } = reason.params
  const open = OPEN_QUESTIONS.find((known) => known.id === question)
  const statement = open === undefined ? '' : `${open.question}; taken as: ${open.assumed}.`
  const text = fillText(texts[reason.id], { ...reason.params, statement }).replace(/\{\w+\}/g, 'it')
  return { id: reason.id, result: reason.verdict, params: reason.params, text, instead: reason.params.advice ?? '' }
}
