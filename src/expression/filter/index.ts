/**
 * The filters' door. Five languages - connector filters and sync-rule scopes, set and group XPath on the old side,
 * scoping filters and dynamic membership rules on the new one - each to parse, print, check and evaluate, and the
 * translations from old to new with the reasons for whatever is not exact.
 */

export type {
  ConnectorAlternative,
  ConnectorCondition,
  ConnectorFilterShape,
  ConnectorOperator,
} from './connector/ast.js'
export { CONNECTOR_OPERATORS, conditionValue, connectorOperator } from './connector/ast.js'
export { evaluateConnectorFilter } from './connector/evaluate.js'
export { parseConnectorFilter, printConnectorFilter } from './connector/parse.js'
export type { FilterContext, UnknownCause, UnknownId } from './core/context.js'
export { durationMs } from './core/duration.js'
export type { FilterIssue } from './core/issue.js'
export type { FilterNotice, FilterSyntaxError, NoticeId, ParseResult } from './core/parse-result.js'
export type { Truth } from './core/truth.js'
export { negateTruth } from './core/truth.js'
export type { FilterObject } from './core/values.js'
export { objectFromJson } from './core/values.js'
export type { FilterDecisionId, FilterDecisions, FilterQuestion } from './decisions.js'
export { DEFAULT_FILTER_DECISIONS, FILTER_QUESTIONS } from './decisions.js'
export type { Limit, LimitId } from './limits.js'
export { LIMITS, limitOf } from './limits.js'
export type {
  RuleComparison,
  RuleDirectReports,
  RuleNode,
  RuleOperator,
  RuleProperty,
  RuleQuantified,
  RuleValue,
} from './rule/ast.js'
export { isRuleOperator, RULE_OPERATORS, walkRule } from './rule/ast.js'
export type { RuleContext, RuleSubject } from './rule/evaluate.js'
export { evaluateRule } from './rule/evaluate.js'
export { parseRule } from './rule/parse.js'
export { printRule } from './rule/print.js'
export type { RulePropertyInfo, RulePropertyType } from './rule/properties.js'
export { documentedProperties, rulePropertyInfo } from './rule/properties.js'
export { validateRule } from './rule/validate.js'
export type { ScopeClause, ScopeFilter, ScopeOperator, ScopeTest } from './scope/ast.js'
export { SCOPE_OPERATORS, scopeOperator } from './scope/ast.js'
export type { ScopeContext } from './scope/evaluate.js'
export { evaluateScope, evaluateScopeClause } from './scope/evaluate.js'
export { parseScope, printScope } from './scope/parse.js'
export type { ScopingClause, ScopingFilter, ScopingGroup, ScopingOperator } from './scoping/ast.js'
export { SCOPING_OPERATORS, scopingOperator } from './scoping/ast.js'
export { evaluateScoping } from './scoping/evaluate.js'
export type { GraphScope } from './scoping/parse.js'
export { parseScoping, printScoping, scopingFromGraph, scopingToGraph } from './scoping/parse.js'
export { unsupportedScopingAttribute, validateScoping } from './scoping/validate.js'
export type { AttributeKind, AttributeMap, MappedAttribute } from './translate/attribute-map.js'
export { DEFAULT_ATTRIBUTE_MAP, shippedAttributeKind } from './translate/attribute-map.js'
export type { ObjectTypeMap } from './translate/object-type.js'
export { DEFAULT_OBJECT_TYPES } from './translate/object-type.js'
export type { ReasonDefinition, ReasonId } from './translate/reasons.js'
export { REASONS } from './translate/reasons.js'
export type { DifferenceExample, Translation, TranslationQuality, TranslationReason } from './translate/result.js'
export { worstQuality } from './translate/result.js'
export type { ScopeTranslationOptions } from './translate/scope-to-scoping.js'
export { translateConnectorFilterToScoping, translateScopeToScoping } from './translate/scope-to-scoping.js'
export { DEFAULT_GROUP_LIMIT } from './translate/scoping-assembly.js'
export type { SetDefinition } from './translate/xpath-formula.js'
export type { XPathTranslationOptions } from './translate/xpath-options.js'
export { translateXPathToRule } from './translate/xpath-to-rule.js'
export type { XPathScopingOptions } from './translate/xpath-to-scoping.js'
export { translateXPathToScoping } from './translate/xpath-to-scoping.js'
export type {
  XPathCondition,
  XPathFilter,
  XPathPath,
  XPathStep,
  XPathValue,
} from './xpath/ast.js'
export type { XPathContext, XPathResolver } from './xpath/evaluate.js'
export { evaluateXPath } from './xpath/evaluate.js'
export { parseXPath } from './xpath/parse.js'
export { printXPath } from './xpath/print.js'
export { unwrapFilter } from './xpath/unwrap.js'
