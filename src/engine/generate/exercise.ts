/**
 * Runs a configuration on objects made from its schemas, so that every rule is asked and, where the configuration lets
 * it, does its part. Objects that project come first; what joins is made from the values the metaverse then holds; then
 * exports, confirming imports, connectors that only code could make linked by hand, and deletions.
 */

import type { SyncRule, SyncServer } from '../../model/index.js'
import { getOrMake } from '../core/maps.js'
import { mvValueOf } from '../core/metaverse.js'
import type { CsObject, MvObject } from '../core/objects.js'
import type { Stored } from '../core/values.js'
import { atomsOf } from '../core/values.js'
import type { CoverageReport } from '../coverage/report.js'
import type { Engine } from '../engine.js'
import { createEngine } from '../engine.js'
import type { Blueprint, StepKind } from '../rules/blueprint.js'
import type { Rules } from '../rules/model.js'
import { endsProfile } from '../run/result.js'
import type { StateStore } from '../store/store.js'
import type { SourceRecord } from '../system/connected-system.js'
import { MemorySystem } from '../system/memory-system.js'
import type { Demand, JoinDemand } from './demand.js'
import { demandsOf } from './demand.js'
import { outboundScopesOf, providersOf } from './outbound.js'
import type { Wish } from './solve.js'
import type { Workshop } from './variations.js'
import { makeValues, workshopOf } from './variations.js'

export interface Exercise {
  readonly engine: Engine
  readonly coverage: CoverageReport
  /** Objects made, by agent. */
  readonly objects: ReadonlyMap<string, number>
  /** Connectors that no rule at hand makes and that were linked by hand, by agent. */
  readonly linkedByHand: ReadonlyMap<string, number>
}

export interface ExerciseOptions {
  readonly now?: number
  readonly store?: StateStore
}

/** Connectors of a pair of types that are not enough to show what the flows to them do. */
const FEW = 4
/** Linked by hand for a pair of types that rules at hand hardly link. */
const LINKED_BY_HAND = 40
const OF_EACH_KIND = 3
/** Objects with an expected rule entry, by whether they have a connector already. */
const HOLDERS = 6
/** How anchors of exported objects begin. */
const NEW = 'new:'

/** `services`: rules of the MIM Service, where the input has them. */
export function exerciseRules(
  server: SyncServer,
  services: readonly SyncRule[],
  rules: Rules,
  options: ExerciseOptions = {},
): Exercise {
  return new Exerciser(server, services, rules, options).run()
}

class Exerciser {
  private readonly systems = new Map<string, MemorySystem>()
  private readonly workshops: readonly Workshop[]
  private readonly engine: Engine
  private readonly made = new Map<string, number>()
  private readonly linked = new Map<string, number>()
  /** First object of each type, which references point at. */
  private readonly neighbours = new Map<Demand, string>()
  private count = 0

  constructor(
    server: SyncServer,
    private readonly services: readonly SyncRule[],
    private readonly rules: Rules,
    options: ExerciseOptions,
  ) {
    for (const name of rules.mas.keys()) this.systems.set(name, new MemorySystem())
    const outbound = outboundScopesOf(rules.blueprint, services)
    this.workshops = demandsOf(server, rules.blueprint).map((demand) => workshopOf(demand, outbound))
    const { now = 0, store } = options
    this.engine = createEngine(rules, {
      systems: this.systems,
      now,
      countsRules: true,
      ...(store === undefined ? {} : { store }),
    })
  }

  run(): Exercise {
    this.makeProjected()
    this.everywhere('FI', 'FS')
    this.makeReferring()
    this.makeWaiting()
    this.makeJoined()
    this.everywhere('DI', 'DS')
    this.makeExpected()
    this.everywhere('DI', 'DS')
    this.linkByHand()
    this.everywhere('EX', 'DI', 'FS')
    for (const half of [0, 1]) {
      this.completeExported(half)
      this.everywhere('DI', 'DS')
    }
    this.deleteSome()
    this.bringBack()
    this.everywhere('EX', 'DI', 'DS')
    this.makeTwins()
    this.everywhere('DI', 'DS', 'FS')
    return {
      engine: this.engine,
      coverage: this.engine.coverage(),
      objects: this.made,
      linkedByHand: this.linked,
    }
  }

  private everywhere(...steps: readonly StepKind[]): void {
    for (const step of steps)
      for (const ma of this.rules.mas.keys()) {
        const { status } = this.engine.runStep(ma, step)
        if (step.endsWith('I') && endsProfile(status)) throw new Error(`${ma} ${step} of generated objects: ${status}`)
      }
  }

  private makeProjected(): void {
    const most = Math.max(0, ...this.workshops.filter(isJoined).map((one) => one.wishes.length))
    for (const workshop of this.workshops) {
      if (workshop.demand.projects.size === 0) continue
      for (const wish of workshop.wishes) this.make(workshop, wish)
      // As many as the type with the most variations needs to join.
      const [plain] = workshop.wishes
      if (plain !== undefined) for (let at = workshop.wishes.length; at < most; at++) this.make(workshop, plain)
    }
  }

  /** References now point at an object that is connected everywhere, so that they reach the targets. */
  private makeReferring(): void {
    for (const workshop of this.workshops) {
      const { demand } = workshop
      if (demand.projects.size === 0) continue
      let best: CsObject | undefined
      for (const cs of this.engine.state.space(demand.ma.name).objects)
        if (cs.shape.type === demand.csType && linksOf(cs) > linksOf(best)) best = cs
      if (best !== undefined) this.neighbours.set(demand, best.dn)
      const [plain] = workshop.wishes
      for (const wish of [plain ?? {}, ...workshop.outbound]) this.make(workshop, wish)
    }
    this.everywhere('DI', 'DS')
  }

  /** SE-SR-9: entries that expect a policy-based rule, and objects that hold them. */
  private makeExpected(): void {
    const { blueprint } = this.rules
    for (const rule of this.services) {
      if (rule.outboundIsFilterBased || rule.direction === 'inbound' || rule.disabled) continue
      for (const entry of this.workshops) {
        const fixed = entryValues(blueprint, entry.demand, rule)
        if (fixed === undefined) continue
        const { dn } = this.make(entry, { fixed })
        for (const holder of this.workshops) this.expect(rule, holder.demand, dn)
      }
    }
  }

  /** The best connected objects get the entry: some that have a connector of the rule's agent, and some that have none. */
  private expect(rule: SyncRule, demand: Demand, entry: string): void {
    const list = attributeInto(this.rules.blueprint, demand, rule.metaverseObjectType, 'expectedRulesList')
    if (list === undefined) return
    const target = this.rules.blueprint.syncRules.find((one) => one.name === rule.name)?.ma
    const holders = [...this.engine.state.space(demand.ma.name).objects]
      .filter((cs) => cs.shape.type === demand.csType && cs.mv?.type === rule.metaverseObjectType)
      .sort((a, b) => linksOf(b) - linksOf(a) || a.seq - b.seq)
    const has = (cs: CsObject): boolean => cs.mv?.links.some((one) => one.space.name === target) ?? false
    const chosen = [...holders.filter(has).slice(0, HOLDERS), ...holders.filter((cs) => !has(cs)).slice(0, HOLDERS)]
    for (const cs of chosen)
      if (cs.anchor !== undefined)
        this.systems.get(demand.ma.name)?.set({ anchor: cs.anchor, attributes: { [list]: [entry] } })
  }

  /** SE-DP-OUT-1, SE-SR-11: objects that wait in a target before the person comes whom an outbound rule joins to them. */
  private makeWaiting(): void {
    const waiting: { readonly workshop: Workshop; readonly fixed: ReadonlyMap<string, Stored | undefined> }[] = []
    const victims = new Set<MvObject>()
    for (const workshop of this.workshops)
      for (const { mvType, pairs } of this.outboundJoins(workshop.demand)) {
        const { demand } = workshop
        const target = [...this.engine.state.metaverse.objects]
          .filter((mv) => mv.type === mvType && !victims.has(mv))
          .filter((mv) => mv.links.some((cs) => cs.space.name !== demand.ma.name))
          .filter((mv) => pairs.every((pair) => valueFor(demand, mv, pair) !== undefined))
          // Whom the rule provisioned once is in its scope.
          .sort((a, b) => held(demand, a) - held(demand, b) || a.links.length - b.links.length || a.seq - b.seq)
          .at(-1)
        if (target === undefined) continue
        victims.add(target)
        const fixed = new Map(pairs.map((pair) => [pair.csAttribute, valueFor(demand, target, pair)]))
        waiting.push({ workshop, fixed })
      }
    for (const mv of victims) for (const cs of mv.links) this.remove(cs)
    this.everywhere('DI', 'DS')
    for (const { workshop, fixed } of waiting)
      this.make(workshop, { ...workshop.wishes[0], fixed: new Map([...(workshop.wishes[0]?.fixed ?? []), ...fixed]) })
    this.everywhere('DI', 'DS')
    this.bringBack()
  }

  private outboundJoins(demand: Demand): readonly { readonly mvType: string; readonly pairs: JoinDemand['pairs'] }[] {
    const { blueprint } = this.rules
    const isHere = (rule: { readonly ma: string; readonly csType: string }): boolean =>
      rule.ma === demand.ma.name && rule.csType === demand.csType
    return [
      ...blueprint.connectRules
        .filter((rule) => rule.direction === 'out' && !rule.disabled && isHere(rule))
        .flatMap((rule) => rule.joins.map((pairs) => ({ mvType: rule.mvType, pairs }))),
      ...blueprint.syncRules
        .filter((rule) => !rule.disabled && isHere(rule) && (rule.outbound?.relationship.length ?? 0) > 0)
        .map((rule) => ({ mvType: rule.mvType, pairs: rule.outbound?.relationship ?? [] })),
    ]
  }

  private remove(cs: CsObject): void {
    if (cs.anchor === undefined) return
    const system = this.systems.get(cs.space.name)
    for (const record of system?.readAll() ?? [])
      if (record.anchor === cs.anchor) this.removed.push({ ma: cs.space.name, record })
    system?.delete(cs.anchor)
  }

  /** What joins gets the values of a metaverse object; one for each criterion, and one for each variation. */
  private makeJoined(): void {
    for (const workshop of this.workshops) {
      const { demand, wishes } = workshop
      const projects = demand.projects.size > 0
      for (const join of demand.joins)
        for (const target of this.kindsOfTargets(demand, join)) this.makeOneJoined(workshop, {}, join, target)
      if (projects && demand.joins.length > 0) continue
      for (const [at, wish] of wishes.entries()) {
        const join = demand.joins[at % Math.max(1, demand.joins.length)]
        if (join === undefined || wish.filter !== undefined) this.make(workshop, wish)
        else this.makeOneJoined(workshop, wish, join, undefined)
      }
    }
  }

  /** Some of each kind of metaverse object the criterion could find: by type, and by who is connected. */
  private kindsOfTargets(demand: Demand, join: JoinDemand): readonly MvObject[] {
    const kinds = new Map<string, MvObject[]>()
    for (const mv of this.engine.state.metaverse.objects) {
      if (!this.isFree(demand, join, mv)) continue
      const kind = `${mv.type} ${mv.links.map((cs) => `${cs.space.name} ${cs.shape.type}`).join()}`
      const list = getOrMake(kinds, kind, () => [])
      if (list.length < OF_EACH_KIND) list.push(mv)
    }
    return [...kinds.values()].flat()
  }

  /** `found`: the object to join, which then joins by this criterion only; without it the next free one. */
  private makeOneJoined(workshop: Workshop, wish: Wish, join: JoinDemand, found: MvObject | undefined): void {
    // A name that has an object already is met by that object only, when it comes back.
    if (join.pairs.some((pair) => pair.csAttribute === 'dn')) return
    const target = found ?? this.freeObject(workshop.demand, join)
    const fixed = new Map<string, Stored | undefined>(wish.fixed ?? workshop.wishes[0]?.fixed)
    if (found !== undefined)
      for (const other of workshop.demand.joins)
        for (const pair of other.pairs)
          if (pair.csAttribute !== 'dn' && !fixed.has(pair.csAttribute)) fixed.set(pair.csAttribute, undefined)
    for (const pair of join.pairs) {
      const value = target === undefined ? undefined : valueFor(workshop.demand, target, pair)
      if (value !== undefined) fixed.set(pair.csAttribute, value)
    }
    this.make(workshop, { ...wish, fixed, scope: wish.scope ?? { clauses: join.scope, avoid: [] } })
    if (target !== undefined) this.taken.add(`${workshop.demand.ma.name} ${target.seq}`)
  }

  private readonly taken = new Set<string>()
  private readonly cursors = new Map<string, number>()

  /** The next metaverse object that has the joined values, and no connector of the agent. */
  private freeObject(demand: Demand, join: JoinDemand): MvObject | undefined {
    const ma = demand.ma.name
    const objects = [...this.engine.state.metaverse.objects]
    const key = `${ma} ${demand.csType} ${JSON.stringify(join.pairs)}`
    const from = this.cursors.get(key) ?? 0
    for (let at = from; at < objects.length; at++) {
      const mv = objects[at]
      if (mv === undefined || !this.isFree(demand, join, mv)) continue
      this.cursors.set(key, at + 1)
      return mv
    }
    return undefined
  }

  private isFree(demand: Demand, join: JoinDemand, mv: MvObject): boolean {
    const ma = demand.ma.name
    if (join.mvType !== undefined && mv.type !== join.mvType) return false
    if (this.taken.has(`${ma} ${mv.seq}`) || mv.links.some((cs) => cs.space.name === ma)) return false
    return join.pairs.every((pair) => valueFor(demand, mv, pair) !== undefined)
  }

  private make(workshop: Workshop, wish: Wish): { readonly anchor: string; readonly dn: string } {
    const { demand } = workshop
    const n = ++this.count
    const dn = this.dnFor(demand, n)
    const neighbour = this.neighbours.get(demand) ?? dn
    this.neighbours.set(demand, neighbour)
    const values = makeValues(workshop, wish, n, neighbour, dn)
    const anchor = `${demand.csType}-${n}`
    const attributes: Record<string, Stored> = {}
    const named = this.placed(demand, values.get('dn'))
    for (const [name, value] of values) if (value !== undefined && name !== 'dn') attributes[name] = value
    const { name } = demand.ma
    this.systems.get(name)?.add({ anchor, type: demand.csType, dn: named, attributes })
    this.made.set(name, (this.made.get(name) ?? 0) + 1)
    return { anchor, dn: named }
  }

  /** A DN that a condition asked for stands below the container all the same. */
  private placed(demand: Demand, dn: Stored | undefined): string {
    const text = typeof dn === 'string' ? dn : ''
    const { containers } = demand.ma
    const [container] = containers?.include ?? []
    if (container === undefined || container === '' || text.endsWith(container)) return text
    return text.endsWith(',') ? `${text}${container}` : `${text},${container}`
  }

  /** Below the first container that is included and not excluded again. */
  private dnFor(demand: Demand, n: number): string {
    const own = `CN=${demand.csType} ${n}`
    const { containers } = demand.ma
    const [container] = containers?.include ?? []
    return container === undefined || container === '' ? own : `${own},${container}`
  }

  /** Export flows whose connectors only code makes, or a rule that is not in the input, run over connectors made by hand. */
  private linkByHand(): void {
    for (const workshop of this.workshops) {
      const { ma, csType } = workshop.demand
      for (const mvType of workshop.demand.mvTypes) {
        if (this.linksOf(ma.name, csType, mvType) > FEW) continue
        const targets = [...this.engine.state.metaverse.objects].filter(
          (mv) => mv.type === mvType && !mv.links.some((cs) => cs.space.name === ma.name),
        )
        const step = Math.max(1, Math.floor(targets.length / LINKED_BY_HAND))
        const chosen = targets.filter((_, index) => index % step === 0).slice(0, LINKED_BY_HAND)
        const anchors = chosen.map(
          (_, index) => this.make(workshop, workshop.wishes[index % workshop.wishes.length] ?? {}).anchor,
        )
        this.engine.runStep(ma.name, 'DI')
        for (const [index, anchor] of anchors.entries()) this.joinByHand(ma.name, anchor, chosen[index])
      }
    }
  }

  private joinByHand(ma: string, anchor: string, target: MvObject | undefined): void {
    const cs = this.engine.find(ma, anchor)
    if (cs === undefined || cs.mv !== undefined || target === undefined || target.dead) return
    this.engine.join(ma, anchor, target)
    if (cs.mv !== undefined) this.linked.set(ma, (this.linked.get(ma) ?? 0) + 1)
  }

  private linksOf(ma: string, csType: string, mvType: string): number {
    let count = 0
    for (const cs of this.engine.state.space(ma).objects)
      if (cs.shape.type === csType && cs.mv?.type === mvType) count++
    return count
  }

  /** A system gives its new objects values of its own: one half after the other gets what rules read of it and nobody sent. */
  private completeExported(half: number): void {
    for (const workshop of this.workshops) {
      const { demand } = workshop
      const system = this.systems.get(demand.ma.name)
      const exported = [...this.engine.state.space(demand.ma.name).objects].filter(
        (cs) => cs.shape.type === demand.csType && cs.mv !== undefined && cs.anchor?.startsWith(NEW) === true,
      )
      const wishes = workshop.outbound.length > 0 ? workshop.outbound : workshop.wishes.slice(0, 1)
      for (const [index, cs] of exported.entries()) {
        const wish = wishes[(index >> 1) % wishes.length]
        if (index % 2 !== half || wish === undefined || cs.anchor === undefined) continue
        const held = system?.read(cs.anchor)?.attributes ?? {}
        const neighbour = exported[0]?.dn ?? cs.dn
        const attributes: Record<string, Stored> = {}
        for (const [name, value] of makeValues(workshop, wish, ++this.count, neighbour, cs.dn))
          if (name !== 'dn' && value !== undefined && held[name] === undefined) attributes[name] = value
        system?.set({ anchor: cs.anchor, attributes })
      }
    }
  }

  /** For every agent and type, a person whose other objects go: deletion rules, recall and deprovisioning have to act. */
  private deleteSome(): void {
    const done = new Set<string>()
    const gone = new Set<CsObject>()
    for (const mv of this.engine.state.metaverse.objects)
      for (const kept of mv.links) {
        const key = `${kept.space.name} ${kept.shape.type} ${mv.type}`
        const others = mv.links.filter((cs) => cs !== kept)
        if (others.length === 0 || done.has(key) || mv.links.some((cs) => gone.has(cs))) continue
        done.add(key)
        for (const cs of others) gone.add(cs)
      }
    for (const cs of gone) this.remove(cs)
    this.everywhere('DI', 'DS')
  }

  private removed: { readonly ma: string; readonly record: SourceRecord }[] = []

  /** What was deleted comes back, and finds what stayed. */
  private bringBack(): void {
    for (const { ma, record } of this.removed) this.systems.get(ma)?.add(record)
    this.removed = []
    this.everywhere('DI', 'DS')
  }

  /** A criterion that searches what only its own agent contributes finds a person that has a connector already. */
  private makeTwins(): void {
    const { state } = this.engine
    for (const workshop of this.workshops)
      for (const join of workshop.demand.joins) {
        const { demand } = workshop
        const target = [...state.metaverse.objects].find(
          (mv) =>
            (join.mvType === undefined || mv.type === join.mvType) &&
            join.pairs.every((pair) => valueFor(demand, mv, pair) !== undefined),
        )
        if (target !== undefined) this.makeOneJoined(workshop, {}, join, target)
      }
    for (const workshop of this.workshops)
      for (const { mvType, pairs } of this.outboundJoins(workshop.demand)) this.makeRefused(workshop, mvType, pairs)
  }

  /** What no rule lets in, because the person has a connector of the agent, waits for the rule that joins it outbound. */
  private makeRefused(workshop: Workshop, mvType: string, pairs: JoinDemand['pairs']): void {
    const { demand } = workshop
    const target = [...this.engine.state.metaverse.objects].find(
      (mv) =>
        mv.type === mvType &&
        held(demand, mv) === 0 &&
        mv.links.some((cs) => cs.space.name === demand.ma.name) &&
        !this.taken.has(`${demand.ma.name} ${mv.seq}`) &&
        pairs.every((pair) => valueFor(demand, mv, pair) !== undefined),
    )
    if (target !== undefined)
      this.makeOneJoined(workshop, {}, { mvType, pairs, scope: demand.scopes[0]?.clauses ?? [] }, target)
  }
}

/** Connectors of the demand's type the object has. */
function held(demand: Demand, mv: MvObject): number {
  return mv.links.filter((cs) => cs.space.name === demand.ma.name && cs.shape.type === demand.csType).length
}

function linksOf(cs: CsObject | undefined): number {
  return cs?.mv?.links.length ?? 0
}

/** Attribute of the type that flows directly into a metaverse attribute. */
function attributeInto(blueprint: Blueprint, demand: Demand, mvType: string, attribute: string): string | undefined {
  for (const { source } of providersOf(blueprint, mvType, demand.ma.name, demand.csType, attribute))
    if (source.kind === 'attribute') return source.name
  return undefined
}

const ENTRY = 'expectedRuleEntry'

/** Values of an entry that expects the rule; undefined where the type is none. */
function entryValues(
  blueprint: Blueprint,
  demand: Demand,
  rule: SyncRule,
): ReadonlyMap<string, Stored | undefined> | undefined {
  const action = attributeInto(blueprint, demand, ENTRY, 'expectedRuleEntryAction')
  const named = ['synchronizationRuleName', 'displayName'].flatMap(
    (name) => attributeInto(blueprint, demand, ENTRY, name) ?? [],
  )
  if (action === undefined || named.length === 0) return undefined
  return new Map<string, Stored>([[action, 'Add'], ...named.map((name) => [name, rule.name] as const)])
}

function isJoined({ demand }: Workshop): boolean {
  return demand.joins.length > 0
}

function valueFor(demand: Demand, mv: MvObject, pair: JoinDemand['pairs'][number]): Stored | undefined {
  const [atom] = atomsOf(mvValueOf(mv, pair.mvAttribute))
  if (atom === undefined || (typeof atom === 'object' && !(atom instanceof Uint8Array))) return undefined
  const shape = demand.attributes.get(pair.csAttribute)
  return shape?.multi === true ? [atom] : atom
}
