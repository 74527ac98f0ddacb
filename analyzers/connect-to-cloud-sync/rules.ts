import { oncePer } from '../../src/entra/once.js'
import { attempt, parse, type TranslationVerdict, translate } from '../../src/expression/index.js'
import type { ConnectorKind, SyncRule, SyncRuleFlow, SyncServer } from '../../src/model/index.js'
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

/** Rules of the customer, judged; a server is judged once. */
export const customRules: (server: SyncServer) => readonly JudgedRule[] = oncePer((server) => {
  const index = indexOf(server)
  return byPrecedence(server.syncRules.filter((rule) => !rule.standard)).map((rule) => judge(rule, index))
})

/** Shipped rules that are off. That a rule is of an older version is no change of the customer. */
export const disabledStandardRules: (server: SyncServer) => readonly SyncRule[] = oncePer((server) =>
  byPrecedence(server.syncRules.filter((rule) => rule.standard && rule.disabled)),
)

/** What is asked of every rule, looked up instead of searched: estates of two thousand rules exist. */
interface RuleIndex {
  /** Enabled rules that set an attribute of the same object, in the order of the export. */
  readonly setting: ReadonlyMap<string, readonly SyncRule[]>
  /** Disabled shipped rules of one place. */
  readonly originals: ReadonlyMap<string, readonly SyncRule[]>
  readonly kinds: ReadonlyMap<string, ConnectorKind>
  /** Position in the export. */
  readonly order: ReadonlyMap<SyncRule, number>
}

function indexOf(server: SyncServer): RuleIndex {
  const setting = new Map<string, SyncRule[]>()
  const originals = new Map<string, SyncRule[]>()
  for (const rule of server.syncRules)
    if (!rule.disabled) for (const target of targetsOf(rule)) addTo(setting, settingKey(rule, target), rule)
  for (const rule of disabledStandardRules(server)) addTo(originals, placeKey(rule), rule)
  return {
    setting,
    originals,
    kinds: new Map(server.connectors.map((item) => [item.id, item.kind])),
    order: new Map(server.syncRules.map((rule, position) => [rule, position])),
  }
}

function addTo(lists: Map<string, SyncRule[]>, key: string, rule: SyncRule): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [rule])
  else known.push(rule)
}

/** Inbound rules meet in the metaverse, outbound ones in the connector. */
function settingKey(rule: SyncRule, target: string): string {
  const place =
    rule.direction === 'outbound' ? [rule.connectorId, rule.connectorObjectType] : [rule.metaverseObjectType]
  return [rule.direction, ...place, target].join('\n').toLowerCase()
}

function placeKey({ direction, connectorId, connectorObjectType, metaverseObjectType }: SyncRule): string {
  return [direction, connectorId, connectorObjectType, metaverseObjectType].join('\n').toLowerCase()
}

function byPrecedence(rules: readonly SyncRule[]): readonly SyncRule[] {
  const rank = (rule: SyncRule): number => rule.precedence ?? Number.MAX_SAFE_INTEGER
  return [...rules].sort((a, b) => rank(a) - rank(b) || compareText(a.name, b.name) || compareText(a.id, b.id))
}

function judge(rule: SyncRule, index: RuleIndex): JudgedRule {
  const cloneOf = originalOf(rule, index)
  const own = cloneOf === undefined ? rule.mappings : rule.mappings.filter((item) => !isIn(cloneOf, item))
  const filtering = own.filter(isFiltering)
  const setting = own.filter((item) => !isFiltering(item))
  const others = othersSetting(rule, setting, index)
  const kind = index.kinds.get(rule.connectorId)
  // What comes back from the tenant is no rival of a forest.
  const foreignRivals =
    rule.direction === 'inbound'
      ? others.filter((other) => other.connectorId !== rule.connectorId && index.kinds.get(other.connectorId) === kind)
      : []
  // Shipped rules are what the mappings of Cloud Sync start from; only a second rule of the customer makes an order.
  const rivals = others.filter((other) => !other.standard && other.connectorId === rule.connectorId)
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

/** Attributes a rule sets, in lower case. */
export const targetsOf: (rule: SyncRule) => ReadonlySet<string> = oncePer(
  (rule) => new Set(rule.mappings.map((item) => item.target.toLowerCase())),
)

/** `cloudFiltered` and its like decide whether an object goes to the tenant at all. */
export function isFiltering(flow: SyncRuleFlow): boolean {
  return sameName(flow.target, 'cloudFiltered') || sameName(flow.target, 'cloudNoFlow')
}

/** Other enabled rules that set one of these attributes. */
function othersSetting(rule: SyncRule, flows: readonly SyncRuleFlow[], index: RuleIndex): readonly SyncRule[] {
  const targets = new Set(flows.map((item) => item.target.toLowerCase()))
  const others = new Set([...targets].flatMap((target) => index.setting.get(settingKey(rule, target)) ?? []))
  others.delete(rule)
  const positionOf = (other: SyncRule): number => index.order.get(other) ?? 0
  return [...others].sort((a, b) => positionOf(a) - positionOf(b))
}

/** The disabled shipped rule of the same place with nearly the same mappings. */
function originalOf(rule: SyncRule, index: RuleIndex): SyncRule | undefined {
  const mine = targetsOf(rule)
  return index.originals.get(placeKey(rule))?.find(({ mappings }) => {
    const shared = mappings.filter((item) => mine.has(item.target.toLowerCase()))
    return mappings.length > 0 && shared.length >= mappings.length * 0.8
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
