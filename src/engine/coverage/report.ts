/** Rule coverage of a run: every rule of the configuration, how often it was asked, how often it did its part, or why not. */

import { evaluateScopeClause } from '../../expression/filter/index.js'
import { Coverage, PROVISIONING_CODE } from '../core/coverage.js'
import { OBJECT_ID } from '../core/metaverse.js'
import type { State } from '../core/state.js'
import type { ConnectRule } from '../rules/connect-model.js'
import { decidesLink } from '../rules/connect-model.js'
import type { AttributeRule, ExportFlow, JoinCriterion, MaRules, OutboundRule, Rules } from '../rules/model.js'

export type CoveredKind =
  | 'connector filter'
  | 'join'
  | 'projection'
  | 'import flow'
  | 'export flow'
  | 'synchronization rule'
  | 'provisioning'
  | 'deprovisioning'
  | 'object deletion rule'

/**
 * `exercised`: it did its part at least once. `not-known`: it was reached, but its code is not at hand. `no-value`: it was
 * asked and there was nothing to give. `not-reached`: nothing asked it. `cannot`: the configuration itself keeps it from
 * ever doing its part. `off`: it is disabled, or was left out.
 */
export type CoverageStatus = 'exercised' | 'not-known' | 'no-value' | 'not-reached' | 'cannot' | 'off'

export interface CoverageRow {
  readonly kind: CoveredKind
  readonly ma: string
  readonly rule: string
  readonly asked: number
  readonly fired: number
  /** Flows only: times the value was the one that counted. */
  readonly won: number
  readonly unknown: number
  readonly status: CoverageStatus
  /** Why it was not exercised; '' where it was. */
  readonly reason: string
}

export interface CoverageReport {
  readonly rows: readonly CoverageRow[]
  readonly total: number
  readonly exercised: number
  /** Reached, and their result is not known for want of code. */
  readonly notKnown: number
  /** What the configuration itself keeps from ever doing its part. */
  readonly cannot: number
  /** Disabled, or left out with a reason. */
  readonly off: number
}

interface Entry {
  readonly kind: CoveredKind
  readonly ma: string
  readonly rule: string
  readonly key: object
  /** Why it cannot be exercised, where the configuration says so. */
  readonly obstacle?: string | undefined
  /** The DN flow of the rule that would create the object it belongs to. */
  readonly named?: object | undefined
  /** It gives no value by design: to be asked is its part. */
  readonly guards?: boolean
}

export function coverageOf(state: State): CoverageReport {
  const { rules } = state
  const coverage = state.coverage ?? new Coverage()
  const entries = rules.product === 'mim' ? mimEntries(rules) : connectEntries(rules)
  const rows = [...entries.map((entry) => rowOf(state, coverage, entry)), ...offRows(rules)]
  const count = (status: CoverageStatus): number => rows.filter((row) => row.status === status).length
  return {
    rows,
    total: rows.length,
    exercised: count('exercised'),
    notKnown: count('not-known'),
    cannot: count('cannot'),
    off: count('off'),
  }
}

function rowOf(state: State, coverage: Coverage, entry: Entry): CoverageRow {
  const { asked, fired, won, skipped, unknown, failure } = coverage.of(entry.key)
  const { kind, ma, rule } = entry
  const obstacle = entry.obstacle ?? nameless(coverage, entry.named)
  const status = statusOf({ fired: entry.guards === true ? asked : fired, unknown, asked }, obstacle)
  const reason = reasonFor(status, state, { ...entry, obstacle }, asked === skipped, failure)
  return { kind, ma, rule, asked, fired, won, unknown, status, reason }
}

function nameless(coverage: Coverage, dn: object | undefined): string | undefined {
  const { fired, failure } = dn === undefined ? { fired: 0, failure: undefined } : coverage.of(dn)
  return fired > 0 || failure === undefined ? undefined : `no object gets a name, on every value tried: ${failure}`
}

function statusOf(
  { fired, unknown, asked }: { readonly fired: number; readonly unknown: number; readonly asked: number },
  obstacle: string | undefined,
): CoverageStatus {
  if (fired > 0) return 'exercised'
  if (unknown > 0) return 'not-known'
  if (obstacle !== undefined) return 'cannot'
  return asked > 0 ? 'no-value' : 'not-reached'
}

function reasonFor(
  status: CoverageStatus,
  state: State,
  entry: Entry,
  isSkipped: boolean,
  failure: string | undefined,
): string {
  switch (status) {
    case 'exercised':
    case 'off':
      return ''
    case 'not-known':
      return 'it was asked, and its code is not at hand'
    case 'cannot':
      return entry.obstacle ?? ''
    case 'no-value':
      return failure === undefined ? unanswered(entry, isSkipped) : `it failed on every value tried: ${failure}`
    case 'not-reached':
      return unreached(state, entry)
  }
}

function unanswered({ kind }: Entry, isSkipped: boolean): string {
  if (isSkipped) return 'the attribute flows both ways, and a source of better rank always stood in its way'
  return kind === 'join' || kind === 'connector filter' ? 'no object met it' : 'it was asked and had nothing to give'
}

function unreached(state: State, { kind, ma, rule }: Entry): string {
  if (kind === 'object deletion rule')
    return [...state.metaverse.objects].some((mv) => mv.type === rule)
      ? 'nothing of its type lost a connector and kept another'
      : `no rule at hand makes a ${rule}`
  const space = state.spaces.get(ma)
  if (space === undefined) return 'nothing asked it'
  if (space.objects.size === 0) return `${ma} holds no object`
  if (kind === 'deprovisioning') return `no connector of ${ma} was taken off by provisioning`
  return 'no object came to it'
}

function mimEntries(rules: Rules): readonly Entry[] {
  const entries: Entry[] = []
  for (const [ma, agent] of rules.mas) entries.push(...agentEntries(rules, ma, agent))
  for (const [type, list] of rules.attributes)
    for (const rule of list) if (rule !== undefined) entries.push(...importEntries(rules, type, rule))
  for (const list of rules.outbound.values()) for (const rule of list) entries.push(...outboundEntries(rule))
  if (rules.blueprint.provisioning === 'scripted' || rules.blueprint.provisioning === 'both')
    entries.push({ kind: 'provisioning', ma: '', rule: 'provision of the metaverse extension', key: PROVISIONING_CODE })
  for (const [type, rule] of Object.entries(rules.deletion))
    entries.push({ kind: 'object deletion rule', ma: '', rule: type, key: rule, obstacle: neverAsked(rules, type) })
  return entries
}

function agentEntries(rules: Rules, ma: string, agent: MaRules): readonly Entry[] {
  const entries: Entry[] = []
  for (const [type, filter] of Object.entries(agent.spec.filters))
    for (const part of filter.parts)
      entries.push({ kind: 'connector filter', ma, rule: part.label, key: part, obstacle: notRead(agent, type) })
  for (const [type, criteria] of agent.joins)
    for (const [index, criterion] of criteria.entries()) {
      const pairs = criterion.pairs.map((pair) => `${pair.label} = ${pair.mvAttribute}`).join(' and ')
      const rule = `${type}, criterion ${index + 1}: ${pairs}`
      const earlier = criteria.slice(0, index).find((one) => sameSearch(rules, one, criterion))
      const obstacle =
        notRead(agent, type) ??
        (earlier === undefined ? unsearchable(rules, agent, criterion) : 'an earlier criterion searches the same')
      entries.push({ kind: 'join', ma, rule, key: criterion, obstacle })
    }
  for (const [type, projections] of agent.projections)
    for (const projection of projections)
      entries.push({ kind: 'projection', ma, rule: type, key: projection, obstacle: notRead(agent, type) })
  for (const [pair, flows] of agent.exports) {
    const [csType = '', mvType = ''] = pair.split('\u0000')
    for (const flow of flows)
      entries.push({
        kind: 'export flow',
        ma,
        rule: `${mvType} → ${csType} ${flow.target}${flow.rule === undefined ? '' : `, ${flow.rule}`}`,
        key: flow,
        obstacle: sourceless(rules, mvType, flow) ?? outranked(rules, ma, flow),
      })
  }
  const { deprovision } = agent.spec
  const action = deprovision.kind === 'declared' ? deprovision.action : 'scripted'
  entries.push({ kind: 'deprovisioning', ma, rule: action, key: deprovision, obstacle: neverTakenOff(rules, ma) })
  return entries
}

/** Whether `a` finds or misses whatever `b` would: the same values, in the same types as far as any type has them. */
function sameSearch(rules: Rules, a: JoinCriterion, b: JoinCriterion): boolean {
  const text = (one: JoinCriterion): string => one.pairs.map((pair) => `${pair.label}=${pair.mvAttribute}`).join()
  if (a.scope !== undefined || a.resolve !== undefined || text(a) !== text(b)) return false
  if (a.mvType === b.mvType) return true
  if (a.mvType !== undefined) return false
  return [...rules.attributes].every(
    ([type, list]) =>
      type === b.mvType || !b.pairs.every((pair) => list.some((rule) => rule?.name === pair.mvAttribute)),
  )
}

/** Agents that may hold connectors of a metaverse type, as far as rules at hand say. */
function agentsOf(rules: Rules, mvType: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [ma, agent] of rules.mas) {
    const joins = [...agent.joins.values()].flat().some((one) => one.mvType === mvType)
    const projects = [...agent.projections.values()].flat().some((one) => one.mvType === mvType)
    const flows = [...agent.exports.keys(), ...agent.imports.keys()].some((pair) => pair.endsWith(`\u0000${mvType}`))
    if (joins || projects || flows) found.add(ma)
  }
  for (const rule of rules.outbound.get(mvType) ?? []) found.add(rule.ma)
  return found
}

/** Whether the rule may end an object of the type while a connector of the agent remains. */
function leavesBehind(rules: Rules, mvType: string, ma: string): boolean {
  const others = [...agentsOf(rules, mvType)].filter((one) => one !== ma)
  const rule = rules.deletion[mvType]
  if (rule === undefined || others.length === 0) return false
  if (rule.kind === 'any') return others.some((one) => rule.mas.includes(one))
  if (rule.kind === 'last') return rule.ignore.includes(ma) && others.some((one) => !rule.ignore.includes(one))
  return true
}

/** SE-DEPROV-1: provisioning takes connectors off, or the end of their metaverse object does. */
function neverTakenOff(rules: Rules, ma: string): string | undefined {
  for (const list of rules.outbound.values())
    if (list.some((rule) => rule.ma === ma && rule.disconnects)) return undefined
  const types = [...rules.attributes.keys()].filter((type) => agentsOf(rules, type).has(ma))
  if (rules.provision !== undefined || types.some((type) => leavesBehind(rules, type, ma))) return undefined
  const { provisioning } = rules.blueprint
  return provisioning === 'scripted' || provisioning === 'both'
    ? `only the code of provision, which is not at hand, could take a connector of ${ma} off`
    : `nothing takes a connector of ${ma} off: no rule disconnects, and no object ends before its ${ma} connector`
}

/** An object without connectors goes without its rule being asked (SE-OBJ-5). */
function neverAsked(rules: Rules, mvType: string): string | undefined {
  const projections = [...rules.mas.values()].flatMap((agent) => [...agent.projections.values()].flat())
  if (!projections.some((one) => one.mvType === mvType || typeof one.mvType === 'function'))
    return projections.some((one) => one.mvType === undefined)
      ? `only code that is not at hand could make a ${mvType}`
      : `no rule at hand makes a ${mvType}`
  const [only, second] = agentsOf(rules, mvType)
  return second === undefined && only !== undefined
    ? `only ${only} connects to a ${mvType}, and one without connectors goes without the rule being asked`
    : undefined
}

function comesOnlyFrom(rules: Rules, agent: MaRules, mvType: string, attribute: string): boolean {
  const slot = rules.vocabulary.mv.find(mvType)?.find(attribute)
  const flows = slot === undefined ? [] : (rules.attributes.get(mvType)?.[slot]?.flows ?? [])
  return agent.spec.recall && flows.every((flow) => flow.contributor.ma === agent.spec.name)
}

function unsearchable(rules: Rules, agent: MaRules, { mvType, pairs }: JoinCriterion): string | undefined {
  if (mvType === undefined) return undefined
  const empty = pairs.find(({ mvAttribute }) => {
    const slot = rules.vocabulary.mv.find(mvType)?.find(mvAttribute)
    return mvAttribute !== OBJECT_ID && (slot === undefined || rules.attributes.get(mvType)?.[slot] === undefined)
  })
  if (empty !== undefined) return `nothing flows into ${empty.mvAttribute} of ${mvType}`
  const own = pairs.find(({ label, mvAttribute }) => label === 'dn' && comesOnlyFrom(rules, agent, mvType, mvAttribute))
  return own === undefined
    ? undefined
    : `only its own objects give ${own.mvAttribute}, and recall takes it back when they go`
}

/** SE-EAF-3: who ranks first for an attribute never gets it exported. */
function outranked(rules: Rules, ma: string, flow: ExportFlow): string | undefined {
  const { overlap } = flow
  if (overlap === undefined || overlap.attribute.mode !== 'ranked') return undefined
  // Without recall a value stays when its object goes, and may then go out to another one.
  const { recall } = rules.mas.get(ma)?.spec ?? { recall: true }
  const better = overlap.attribute.flows.filter((one) => one.rank < overlap.rank)
  if (!recall) return undefined
  return better.length > 0
    ? undefined
    : `${ma} itself ranks first for ${overlap.attribute.name}, so nothing is exported to it`
}

function notRead(agent: MaRules, type: string): string | undefined {
  return agent.objectTypes === undefined || agent.objectTypes.has(type)
    ? undefined
    : `objects of type ${type} are not read: no selected partition has the type`
}

/** Nothing flows into any attribute an export flow reads. */
function sourceless(rules: Rules, mvType: string, flow: ExportFlow): string | undefined {
  if (flow.sources.length === 0) return undefined
  const attributes = rules.attributes.get(mvType)
  if (flow.sources.some((slot) => attributes?.[slot] !== undefined)) return undefined
  const shape = rules.vocabulary.mv.find(mvType)
  return `nothing flows into ${flow.sources.map((slot) => shape?.nameAt(slot) ?? '').join(', ')}`
}

function importEntries(rules: Rules, mvType: string, rule: AttributeRule): readonly Entry[] {
  return rule.flows.map((flow) => ({
    kind: 'import flow',
    obstacle: rules.mas.has(flow.contributor.ma) ? undefined : 'its connector is not in the input',
    ma: flow.contributor.ma,
    rule: `${flow.csType} → ${mvType} ${rule.name}, rank ${flow.rank + 1}${flow.label === flow.contributor.ma ? '' : `, ${flow.label}`}`,
    key: flow,
  }))
}

function outboundEntries(rule: OutboundRule): readonly Entry[] {
  const flow = (what: string) => (one: ExportFlow) =>
    ({
      kind: 'export flow',
      ma: rule.ma,
      rule: `${rule.name}, ${what} ${one.target}`,
      key: one,
      named: what === 'initial' ? rule.dn : undefined,
    }) as const
  return [
    { kind: 'synchronization rule', ma: rule.ma, rule: rule.name, key: rule },
    ...rule.initial.map(flow('initial')),
    ...rule.existence.map(flow('existence test')),
  ]
}

function connectEntries(rules: Rules): readonly Entry[] {
  const inbound = allRules(rules, true)
  const outbound = allRules(rules, false)
  return [...inbound, ...outbound]
    .toSorted((a, b) => a.precedence - b.precedence)
    .flatMap((rule) => ruleEntries(rules, rule, inbound.includes(rule)))
}

function allRules(rules: Rules, isInbound: boolean): readonly ConnectRule[] {
  return [...(isInbound ? rules.connectInbound : rules.connectOutbound).values()].flat()
}

/** Every group of the scope wants a value of an attribute that nothing fills. */
function neverInScope(rules: Rules, rule: ConnectRule): string | undefined {
  if (rule.scope.groups.length === 0) return undefined
  const lacking = rule.scope.groups.map((clauses) =>
    clauses.find(
      (clause) =>
        evaluateScopeClause(clause, { get: () => null }) !== true &&
        unfilled(rules, rule, slotsOf(rules, rule, [clause.attribute])) !== undefined,
    ),
  )
  if (lacking.includes(undefined)) return undefined
  const names = new Set(lacking.flatMap((clause) => clause?.attribute ?? []))
  return `its scope never holds: nothing flows into ${[...names].join(', ')}`
}

/** SE-DP-OUT-6: flows run only beside a rule that decides the link, and none of those can be in scope. */
function undecided(rules: Rules, rule: ConnectRule): string | undefined {
  const deciding = allRules(rules, false).filter(
    (one) => decidesLink(one) && one.ma === rule.ma && one.csType === rule.csType && one.mvType === rule.mvType,
  )
  if (deciding.some((one) => neverInScope(rules, one) === undefined)) return undefined
  return `no rule decides its link: ${deciding.map((one) => one.name).join(', ') || 'there is none'}`
}

/**
 * SE-OBJ-6: an object that a rule may only join finds nobody when what it searches comes from connectors of the same agent
 * alone, for a person has one of those.
 */
function unjoinable(rules: Rules, rule: ConnectRule): string | undefined {
  if (rule.joins.length === 0 || rule.link === 'Provision' || rule.mvType === '*') return undefined
  const comesOut = allRules(rules, false).some(
    (one) => decidesLink(one) && one.ma === rule.ma && one.csType === rule.csType && one.mvType === rule.mvType,
  )
  const inbound = allRules(rules, true)
  const comesFromOthers = (name: string): boolean =>
    inbound.some(
      (one) => one.ma !== rule.ma && one.mvType === rule.mvType && one.flows.some((flow) => flow.target === name),
    )
  if (comesOut || rule.joins.some((group) => group.every((pair) => comesFromOthers(pair.mvAttribute)))) return undefined
  return `it joins nobody: what it searches comes from ${rule.ma} alone, and a ${rule.mvType} has one connector of that`
}

/** Whether each object in the scope of the rule depends on it alone for a link. */
function decidesAlone(rules: Rules, rule: ConnectRule): boolean {
  return !allRules(rules, true).some(
    (one) =>
      one !== rule &&
      one.ma === rule.ma &&
      one.csType === rule.csType &&
      decidesLink(one) &&
      one.joinKey === rule.joinKey,
  )
}

/** Every object of the metaverse type has a connector of the rule's type, for only that type makes them. */
function alwaysConnected(rules: Rules, rule: ConnectRule): string | undefined {
  const makers = allRules(rules, true).filter(
    (one) => one.mvType === rule.mvType && (one.link === 'Provision' || one.link === 'StickyJoin'),
  )
  if (makers.length === 0 || makers.some((one) => one.ma !== rule.ma || one.csType !== rule.csType)) return undefined
  return `only a ${rule.csType} of ${rule.ma} makes a ${rule.mvType}, so each has one already`
}

function ruleEntries(rules: Rules, rule: ConnectRule, isInbound: boolean): readonly Entry[] {
  const { ma, name } = rule
  const agent = rules.mas.get(ma)
  const obstacle =
    isInbound && agent !== undefined
      ? notRead(agent, rule.csType)
      : (neverInScope(rules, rule) ?? undecided(rules, rule))
  const stranded = isInbound && decidesAlone(rules, rule) ? unjoinable(rules, rule) : undefined
  const connected = isInbound ? undefined : alwaysConnected(rules, rule)
  // SE-DP-JOIN-6: identical criteria count as one, and the first rule that has them is the one that is asked.
  const first = allRules(rules, isInbound).find(
    (one) => one.joinKey === rule.joinKey && one.ma === ma && one.csType === rule.csType && one.mvType === rule.mvType,
  )
  return [
    { kind: 'synchronization rule', ma, rule: name, key: rule, obstacle },
    ...rule.joins.map((group, index): Entry => {
      const pairs = group.map((pair) => `${pair.csAttribute} = ${pair.mvAttribute}`).join(' and ')
      const names = group.map((pair) => pair.mvAttribute)
      const barrier =
        obstacle ??
        stranded ??
        connected ??
        (rule.mvType === '*' ? undefined : unfilled(rules, rule, slotsOf(rules, rule, names)))
      return {
        kind: 'join',
        ma,
        rule: `${name}, group ${index + 1}: ${pairs}`,
        key: first?.joins[index] ?? group,
        obstacle: barrier,
      }
    }),
    ...rule.flows.map(
      (flow): Entry => ({
        kind: isInbound ? 'import flow' : 'export flow',
        ma,
        rule: `${name}: ${flow.target}`,
        key: flow,
        guards: flow.guards,
        obstacle: obstacle ?? stranded ?? (isInbound ? undefined : unfilled(rules, rule, flow.sources)),
      }),
    ),
  ]
}

function slotsOf(rules: Rules, rule: ConnectRule, names: readonly string[]): readonly number[] {
  const shape = rules.vocabulary.mv.of(rule.mvType)
  return names.map((name) => shape.slot(name))
}

function unfilled(rules: Rules, rule: ConnectRule, sources: readonly number[]): string | undefined {
  if (sources.length === 0) return undefined
  for (const list of rules.connectInbound.values())
    for (const one of list)
      if (
        one.mvType === rule.mvType &&
        one.flows.some((flow) => sources.includes(flow.slot)) &&
        !(decidesAlone(rules, one) && unjoinable(rules, one) !== undefined)
      )
        return undefined
  const shape = rules.vocabulary.mv.find(rule.mvType)
  return `nothing flows into ${sources.map((slot) => shape?.nameAt(slot) ?? '').join(', ')}`
}

function offRows(rules: Rules): readonly CoverageRow[] {
  const none = { asked: 0, fired: 0, won: 0, unknown: 0, status: 'off' as const }
  const { syncRules, connectRules, leftOut } = rules.blueprint
  const disabled = [...syncRules, ...connectRules].filter((rule) => rule.disabled)
  return [
    ...disabled.map((rule) => ({
      kind: 'synchronization rule' as const,
      ma: rule.ma,
      rule: rule.name,
      ...none,
      reason: 'it is disabled',
    })),
    ...(leftOut ?? []).map((one) => ({
      kind: 'export flow' as const,
      ma: one.ma,
      rule: one.rule,
      ...none,
      reason: one.why,
    })),
  ]
}
