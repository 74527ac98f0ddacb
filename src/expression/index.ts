/**
 * The expression room's door: three languages to parse, print, check, run and translate, and the composition of two
 * flows into one mapping. Filters have a door of their own in `filter/`.
 */

export type { Expression, Language, Span } from './ast.js'
export { attributesOf, depthOf, rewrite, sameExpression, walk } from './ast.js'
export type { AttributeSchema, LintCode, Problem, Schema } from './check.js'
export { check } from './check.js'
export type { CompiledExpression } from './compile.js'
export type { Blocker, Composition, ExportFlow, ImportFlow, SourceLanguage } from './compose.js'
export { compose } from './compose.js'
export type { DirectoryKind, EvaluationContext, ValueSource } from './context.js'
export type { Decisions, OpenQuestion } from './decisions.js'
export { DEFAULT_DECISIONS, OPEN_QUESTIONS } from './decisions.js'
export { toText as entraText } from './entra/kit.js'
export type { Limit as ExpressionLimit } from './entra/limits.js'
export { CONDITION_ONLY, EXPRESSION_LENGTH, LONGEST_EXPRESSION, TOP_LEVEL_ONLY } from './entra/limits.js'
export type { GraphExpression } from './entra/tree.js'
export { fromGraph, toGraph } from './entra/tree.js'
export type { ExpressionErrorCode, Outcome } from './errors.js'
export { attempt, describeError, ExpressionError } from './errors.js'
export type { FunctionDefinition } from './function-table.js'
export { signatureOf } from './function-table.js'
export { valueFromJson, valueToJson } from './json-values.js'
export { compile, DIALECTS, parse, print } from './languages.js'
export { fromMimTree, toMimTree } from './mim/tree.js'
export { simplify } from './simplify.js'
export type { NameParts, SplitName } from './translate/distinguished-name.js'
export { namePartsOf, splitDistinguishedName, translateContainer } from './translate/distinguished-name.js'
export type { AttributeFacts, EntraPlace, TranslationOptions } from './translate/options.js'
export {
  type ReasonWording,
  reasonAdvice,
  reasonText,
  reasonWording,
  translationTexts,
} from './translate/reason-texts.js'
export type { Reason, ReasonId, Translation, TranslationVerdict } from './translate/result.js'
export { translate } from './translate.js'
export type { Instant, Integer, RecordValue, Reference, Scalar, Special, Value, ValueType } from './value.js'
export {
  AUTHORITATIVE_NULL,
  IGNORE_FLOW,
  IGNORE_THIS_FLOW,
  instant,
  integer,
  isList,
  isSpecial,
  list,
  reference,
  sameScalar,
  sameValue,
  typeOf,
  valuesOf,
} from './value.js'
