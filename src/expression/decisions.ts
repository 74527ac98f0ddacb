/**
 * The questions the documentation leaves open, one name each, with the answer the evaluators use unless told otherwise.
 *
 * A translation that rests on an answer says so; a consultant who learns the real behaviour switches it here, by value.
 * Questions of the filters are listed for completeness; the filter folder carries their values.
 */

export interface Decisions {
  /** how a double quote stands inside a MIM or Connect Sync literal. */
  readonly embeddedQuote: 'both' | 'doubled' | 'backslash'
  /** a backslash in a MIM literal. */
  readonly mimBackslash: 'literal' | 'escape'
  /** case of text comparison in functions and `=`. */
  readonly textComparison: 'ordinal' | 'ignore-case'
  /** a null given to Trim, UCase and their like. */
  readonly nullText: 'null' | 'empty'
  /** a null operand of concatenation. */
  readonly nullOperand: 'empty' | 'null'
  /** how MIM's ProperCase treats words all in capitals. */
  readonly mimCapitals: 'lower-first' | 'keep'
  /** order of an ambiguous date such as 01/02/2024. */
  readonly ambiguousDate: 'month-first' | 'day-first'
  /** Word on a text that holds none of the delimiters. */
  readonly wordWithoutDelimiter: 'whole' | 'empty'
  /** several multi-valued attributes in one expression. */
  readonly severalLists: 'error' | 'zip'
  /** hours the server's zone is ahead of UTC, for dates without an offset and for Now. */
  readonly serverOffsetMinutes: number
  /** DateFromNum of 0 and of 9223372036854775807. */
  readonly never: 'error' | 'null'
  /** DNComponent past the end. */
  readonly dnOutOfRange: 'error' | 'null'
  /** IsString of a number. */
  readonly numberIsString: boolean
  /** the last value of a limited Split. */
  readonly splitRemainder: 'keep' | 'drop'
  /** how StringFromGuid prints. */
  readonly guidText: 'plain' | 'braces'
  /** a null in an Entra condition. */
  readonly entraNullCondition: 'error' | 'false'
  /** Entra Mid outside the documented range. */
  readonly entraMidOutside: 'error' | 'whole'
  /** which side Entra Replace extracts from when group and attribute are given. */
  readonly entraReplaceExtract: 'attribute' | 'source'
  /** what SingleAppRoleAssignment returns. */
  readonly appRole: 'value-then-name' | 'name'
  /** whether Entra Split trims. */
  readonly entraSplitTrims: boolean
}

export const DEFAULT_DECISIONS: Decisions = Object.freeze({
  embeddedQuote: 'both',
  mimBackslash: 'literal',
  textComparison: 'ordinal',
  nullText: 'null',
  nullOperand: 'empty',
  mimCapitals: 'lower-first',
  ambiguousDate: 'month-first',
  wordWithoutDelimiter: 'whole',
  severalLists: 'error',
  serverOffsetMinutes: 0,
  never: 'error',
  dnOutOfRange: 'error',
  numberIsString: false,
  splitRemainder: 'keep',
  guidText: 'plain',
  entraNullCondition: 'error',
  entraMidOutside: 'error',
  entraReplaceExtract: 'attribute',
  appRole: 'value-then-name',
  entraSplitTrims: false,
})

/** Every open question: what is asked, what is assumed, and the setting that changes it (none: fixed by design). */
export interface OpenQuestion {
  readonly id: `Q-${string}`
  readonly question: string
  readonly assumed: string
  readonly setting: keyof Decisions | undefined
}

function question(id: `Q-${string}`, text: string, assumed: string, setting?: keyof Decisions): OpenQuestion {
  return { id, question: text, assumed, setting }
}

export const OPEN_QUESTIONS: readonly OpenQuestion[] = [
  question(
    'Q-01',
    'How is a double quote written inside a text of MIM or Connect?',
    'doubled or after a backslash when read, doubled when written',
    'embeddedQuote',
  ),
  question(
    'Q-02',
    'Does a backslash in a MIM text escape, outside ReplaceString?',
    'no, it is an ordinary character',
    'mimBackslash',
  ),
  question(
    'Q-03',
    'Do =, Eq, InStr, Replace and RemoveDuplicates tell upper from lower case?',
    'yes, they do',
    'textComparison',
  ),
  question('Q-04', 'What do Trim, UCase, LCase and Replace give for null?', 'null; Len gives 0', 'nullText'),
  question(
    'Q-05',
    'What does a null operand add to a concatenation?',
    'nothing; the result is null only when every operand is',
    'nullOperand',
  ),
  question(
    'Q-06',
    'How does proper case treat capitals and punctuation?',
    '.NET title case in Connect, lower case first in MIM',
    'mimCapitals',
  ),
  question(
    'Q-07',
    'Does an ambiguous date such as 01/02/2024 name the month or the day first?',
    'month first',
    'ambiguousDate',
  ),
  question(
    'Q-08',
    'What does Word give for a text without a delimiter?',
    'the whole text is word 1',
    'wordWithoutDelimiter',
  ),
  question(
    'Q-09',
    'Does && bind more strongly than || where brackets are missing?',
    'no, both count from left to right, with a warning',
  ),
  question('Q-10', 'Is there an operator for division?', 'no'),
  question(
    'Q-11',
    'What happens to several multi-valued attributes in one expression?',
    'the expression is refused',
    'severalLists',
  ),
  question(
    'Q-12',
    'Which time zone do Now, CertNotAfter and dates without an offset mean?',
    'UTC',
    'serverOffsetMinutes',
  ),
  question(
    'Q-13',
    'What do CertIssuerOid and CertSubjectNameOid give?',
    'empty, as .NET answers for ordinary certificates',
  ),
  question(
    'Q-14',
    'What does DateFromNum give for 0 and for the largest number?',
    'no date: the expression is refused',
    'never',
  ),
  question(
    'Q-15',
    'What does DNComponent give beyond the last component?',
    'nothing: the expression is refused',
    'dnOutOfRange',
  ),
  question('Q-16', 'What does IsString give for a number?', 'False', 'numberIsString'),
  question('Q-17', 'Where does the rest of a limited Split go?', 'into the last value', 'splitRemainder'),
  question('Q-18', 'How does StringFromGuid write a GUID?', 'in lower case, with hyphens, without braces', 'guidText'),
  question('Q-19', 'Does & join texts in Cloud Sync?', 'yes when read, with a warning; never written'),
  question('Q-20', 'What does a null do in an Entra condition?', 'the expression is refused', 'entraNullCondition'),
  question(
    'Q-21',
    'What does Mid of Entra give outside the documented range?',
    'nothing: the expression is refused',
    'entraMidOutside',
  ),
  question(
    'Q-22',
    'Which text does Replace of Entra extract from when group and attribute are given?',
    'the source if it has a value, otherwise the attribute',
    'entraReplaceExtract',
  ),
  question(
    'Q-23',
    'What does SingleAppRoleAssignment give?',
    'the value of the role, otherwise its display name',
    'appRole',
  ),
  question('Q-24', 'Does Split of Entra trim its values?', 'no', 'entraSplitTrims'),
  question('Q-25', 'Does LESSTHAN of Connect compare numbers as numbers?', 'yes, where the attribute is a number'),
  question('Q-26', 'What do the operators & and !& of a scoping filter do?', 'not known, so they are not converted'),
  question('Q-27', 'Does REGEX MATCH have to cover the whole value?', 'no'),
  question(
    'Q-28',
    'Does the case of a property name matter in a dynamic rule?',
    'no; the documented spelling is written',
  ),
  question(
    'Q-29',
    'How is a double quote written inside a text of a dynamic rule?',
    'not known; such a value is reported',
  ),
  question('Q-30', 'Does an absent value fulfil a negative operator?', 'yes in a dynamic rule'),
]
