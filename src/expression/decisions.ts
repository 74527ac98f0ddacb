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
    'Embedded double quote in MIM and Connect Sync literals',
    'doubled and backslash both read; doubled written',
    'embeddedQuote',
  ),
  question('Q-02', 'Backslash in MIM literals outside ReplaceString', 'an ordinary character', 'mimBackslash'),
  question('Q-03', 'Case of =, Eq, InStr, Replace, RemoveDuplicates', 'ordinal, case-sensitive', 'textComparison'),
  question('Q-04', 'Null given to Trim, UCase, LCase, Replace', 'null out; Len gives 0', 'nullText'),
  question('Q-05', 'Null operand of concatenation', 'empty; null only when every operand is null', 'nullOperand'),
  question(
    'Q-06',
    'Proper case of capitals and punctuation',
    'Connect: .NET title case; MIM: lower case first',
    'mimCapitals',
  ),
  question('Q-07', 'Order of an ambiguous date', 'month first', 'ambiguousDate'),
  question('Q-08', 'Word without a delimiter in the text', 'the whole text is word 1', 'wordWithoutDelimiter'),
  question('Q-09', '&& against || without brackets', 'same level, left to right; linted'),
  question('Q-10', 'Division', 'not an operator'),
  question('Q-11', 'Several multi-valued attributes in one expression', 'refused', 'severalLists'),
  question('Q-12', 'Zone of CDate without offset, Now, CertNotAfter', 'UTC', 'serverOffsetMinutes'),
  question('Q-13', 'CertIssuerOid and CertSubjectNameOid', 'empty, as .NET answers for ordinary certificates'),
  question('Q-14', 'DateFromNum of 0 or the maximum', 'refused: no date', 'never'),
  question('Q-15', 'DNComponent out of range', 'refused', 'dnOutOfRange'),
  question('Q-16', 'IsString of a number', 'False', 'numberIsString'),
  question('Q-17', 'Remainder of a limited Split', 'kept in the last value', 'splitRemainder'),
  question('Q-18', 'Format of StringFromGuid', 'lower case, hyphens, no braces', 'guidText'),
  question('Q-19', '& in Cloud Sync expressions', 'read with a warning, never written'),
  question('Q-20', 'Null in an Entra condition', 'indeterminate: refused', 'entraNullCondition'),
  question('Q-21', 'Entra Mid outside the documented range', 'undefined: refused', 'entraMidOutside'),
  question(
    'Q-22',
    'Entra Replace with group and attribute',
    'source if present, else extracted from the attribute',
    'entraReplaceExtract',
  ),
  question('Q-23', 'SingleAppRoleAssignment', 'role value, else display name', 'appRole'),
  question('Q-24', 'Entra Split trims its values', 'no', 'entraSplitTrims'),
  question('Q-25', 'Connect Sync LESSTHAN on numbers', 'numeric when numeric'),
  question('Q-26', 'Entra & and !& filters', 'not converted'),
  question('Q-27', 'REGEX MATCH anchoring', 'unanchored'),
  question('Q-28', 'Case of dynamic rule properties', 'any read, canonical written'),
  question('Q-29', 'Quotes inside dynamic rule strings', 'reported'),
  question('Q-30', 'Absent values under negative operators', 'rule side true'),
]
