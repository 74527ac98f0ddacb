export { codeOf, isCodeAtHand, type RuleCode, type ScriptedRuleKind, sourcesOf } from './code-of.js'
export type * from './codeless-rules.js'
export type * from './connector.js'
export type * from './decision.js'
export type * from './document.js'
export type * from './ecma-host.js'
export type * from './effort-calibration.js'
export type * from './estate.js'
export type * from './expression.js'
export { expressionText } from './expression-text.js'
export type * from './extension-source.js'
export type * from './flow.js'
export { compareText, normalizeGuid } from './guid.js'
export { InputError } from './input-error.js'
export type * from './ledger.js'
export type * from './metaverse.js'
export type * from './notice.js'
export type * from './objects.js'
export type * from './provenance.js'
export type * from './provisioning-schema.js'
export type * from './run-profile.js'
export {
  type ConnectorRunStatistics,
  connectorRunStatistics,
  type RunProfileStatistics,
  runHistorySpan,
  runProfileStatistics,
} from './run-statistics.js'
export type * from './schedule.js'
export type * from './schema.js'
export type * from './service.js'
export { type StageName, stageNames } from './stage.js'
export type * from './sync-rule.js'
export { fillTemplate, type TemplateParams, templateText } from './template.js'
