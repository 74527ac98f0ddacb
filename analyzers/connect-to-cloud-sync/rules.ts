import { attempt, parse, type TranslationVerdict, translate } from '../../src/expression/index.js'
import type { SyncRule, SyncRuleFlow, SyncServer } from '../../src/model/index.js'
import { compareText, expressionText } from '../../src/model/index.js'
import { sameName } from '../facts/connectors.js'

export type RuleClass = 'filter' | 'transform' | 'join' | 'precedence' | 'disable' | 'provision' | 'nothing'

/** A rule of the customer, or a shipped one the customer disabled, with what it does. */
export interface JudgedRule {
  readonly rule: SyncRule
  readonly classes: readonly RuleClass[]
  /** Shipped rule it is a copy of. */
  readonly cloneOf: SyncRule | undefined
  /** Mappings that are the customer's: of a copy only those that differ. */
  readonly own: readonly SyncRuleFlow[]
  readonly sorted: Readonly<Record<TranslationVerdict, readonly SyncRuleFlow[]>>
  /** Other enabled rules that set the same attributes, those of another forest apart. */
  readonly rivals: readonly SyncRule[]
  readonly foreignRivals: readonly SyncRule[]
}

export function customRules(server: SyncServer): readonly JudgedRule[] {
  return byPrecedence(server.syncRules.filter((rule) => !rule.standard)).map((rule) => judge(server, rule))
}

/** Shipped rules that are off. That a rule is of an older version is no change of the customer. */
export function disabledStandardRules(server: SyncServer): readonly SyncRule[] {
  return byPrecedence(server.syncRules.filter((rule) => rule.standard && rule.disabled))
}

function byPrecedence(rules: readonly SyncRule[]): readonly SyncRule[] {
  const rank = (rule: SyncRule): number => rule.precedence ?? Number.MAX_SAFE_INTEGER
  return [...rules].sort((a, b) => rank(a) - rank(b) || compareText(a.name, b.name) || compareText(a.id, b.id))
}

function judge(server: SyncServer, rule: SyncRule): JudgedRule {
  const cloneOf = originalOf(server, rule)
  const own = cloneOf === undefined ? rule.mappings : rule.mappings.filter((item) => !isIn(cloneOf, item))
  const others = server.syncRules.filter(
    (other) =>
      other.id !== rule.id && !other.disabled && other.direction === rule.direction && sharesTarget(other, rule, own),
  )
  const foreignRivals =
    rule.direction === 'inbound'
      ? others.filter((other) => other.connectorId !== rule.connectorId && isSameKind(server, other, rule))
      : []
  // Shipped rules are what the mappings of Cloud Sync start from; only a second rule of the customer makes an order.
  const rivals = others.filter((other) => !other.standard && other.connectorId === rule.connectorId)
  const filtering = own.filter(isFiltering)
  const setting = own.filter((item) => !isFiltering(item))
  const joins = rule.joins.length > 0 && !(cloneOf !== undefined && sameJoins(rule, cloneOf))
  const makes = rule.linkType === 'provision' && cloneOf === undefined
  const classes: readonly RuleClass[] = rule.disabled
    ? ['disable']
    : [
        ...(filtering.length > 0 ? (['filter'] as const) : []),
        ...(joins ? (['join'] as const) : []),
        ...(makes && rule.direction === 'outbound' ? (['provision'] as const) : []),
        ...(setting.length > 0 ? (['transform'] as const) : []),
        ...(setting.length > 0 && (rivals.length > 0 || foreignRivals.length > 0) ? (['precedence'] as const) : []),
      ]
  return {
    rule,
    classes: classes.length > 0 ? classes : ['nothing'],
    cloneOf,
    own,
    sorted: sortByTranslation(setting),
    rivals,
    foreignRivals,
  }
}

/** `cloudFiltered` and its like decide whether an object goes to the tenant at all. */
export function isFiltering(flow: SyncRuleFlow): boolean {
  return sameName(flow.target, 'cloudFiltered') || sameName(flow.target, 'cloudNoFlow')
}

function sharesTarget(other: SyncRule, rule: SyncRule, own: readonly SyncRuleFlow[]): boolean {
  const sameType =
    rule.direction === 'outbound'
      ? other.connectorId === rule.connectorId && sameName(other.connectorObjectType, rule.connectorObjectType)
      : sameName(other.metaverseObjectType, rule.metaverseObjectType)
  const targets = own.filter((item) => !isFiltering(item))
  return sameType && other.mappings.some((item) => targets.some((mine) => sameName(mine.target, item.target)))
}

/** Rules of two forests; what comes back from the tenant is no rival. */
function isSameKind(server: SyncServer, a: SyncRule, b: SyncRule): boolean {
  const kind = (id: string) => server.connectors.find((item) => item.id === id)?.kind
  return kind(a.connectorId) === kind(b.connectorId)
}

/** The disabled shipped rule of the same place with nearly the same mappings. */
function originalOf(server: SyncServer, rule: SyncRule): SyncRule | undefined {
  return disabledStandardRules(server).find((standard) => {
    const samePlace =
      standard.direction === rule.direction &&
      standard.connectorId === rule.connectorId &&
      sameName(standard.connectorObjectType, rule.connectorObjectType) &&
      sameName(standard.metaverseObjectType, rule.metaverseObjectType)
    const shared = standard.mappings.filter((item) => rule.mappings.some((mine) => sameName(mine.target, item.target)))
    return samePlace && standard.mappings.length > 0 && shared.length >= standard.mappings.length * 0.8
  })
}

function isIn(standard: SyncRule, flow: SyncRuleFlow): boolean {
  return standard.mappings.some((item) => sameName(item.target, flow.target) && contentOf(item) === contentOf(flow))
}

function contentOf(flow: SyncRuleFlow): string {
  const value = flow.expression === undefined ? (flow.constant?.value ?? '') : expressionText(flow.expression)
  return [flow.kind, value.replace(/\s+/g, ''), flow.kind === 'direct' ? flow.sources.join(',') : ''].join('|')
}

function sameJoins(a: SyncRule, b: SyncRule): boolean {
  const text = (rule: SyncRule): string =>
    rule.joins
      .map((group) => group.map((join) => `${join.connectorAttribute}=${join.metaverseAttribute}`).join('&'))
      .join('|')
      .toLowerCase()
  return text(a) === text(b)
}

function sortByTranslation(flows: readonly SyncRuleFlow[]): JudgedRule['sorted'] {
  const verdicts = flows.map((flow) => [translationOf(flow), flow] as const)
  const of = (wanted: TranslationVerdict) => verdicts.flatMap(([verdict, flow]) => (verdict === wanted ? [flow] : []))
  return {
    exact: of('exact'),
    conditional: of('conditional'),
    approximate: of('approximate'),
    impossible: of('impossible'),
  }
}

/** What Cloud Sync can say of a mapping. A value several rules add to has no counterpart there. */
export function translationOf(flow: SyncRuleFlow): TranslationVerdict {
  if (isMerge(flow)) return 'impossible'
  return translated(flow)?.verdict ?? (flow.expression === undefined ? 'exact' : 'impossible')
}

/** Functions, or reasons, for which Cloud Sync cannot say a mapping. */
export function obstaclesOf(flow: SyncRuleFlow): readonly string[] {
  if (isMerge(flow)) return ['values of several rules are merged']
  const reasons = translated(flow)?.reasons.filter((reason) => reason.verdict === 'impossible') ?? []
  return reasons.length === 0 ? ['it cannot be read'] : reasons.map((reason) => reason.params.function ?? reason.id)
}

function isMerge(flow: SyncRuleFlow): boolean {
  return flow.mergeType === 'merge' || flow.mergeType === 'merge-case-insensitive'
}

function translated(flow: SyncRuleFlow) {
  if (flow.expression === undefined || flow.expression.language !== 'connect') return undefined
  const { text } = flow.expression
  const outcome = attempt(() => translate('connect', parse('connect', text), { place: 'cloud-sync' }))
  return outcome.ok ? outcome.value : undefined
}
