/** Export flows and the outbound halves of MIM synchronization rules. */

import { getOrMake } from '../core/maps.js'
import type { Vocabulary } from '../core/shape.js'
import type { Blueprint, SourceSpec, SyncRuleFlowSpec, SyncRuleSpec } from './blueprint.js'
import type { AttributeRule, ExportFlow, ImportFlow, OutboundRule } from './model.js'
import { pairKey } from './model.js'
import { compileSource, producedText } from './produce.js'

type Attributes = ReadonlyMap<string, readonly (AttributeRule | undefined)[]>

export interface CompiledOutbound {
  /** By agent, then (CS type, metaverse type); per target the winning rule first (SE-EAF-8). */
  readonly exports: ReadonlyMap<string, ReadonlyMap<string, readonly ExportFlow[]>>
  readonly rules: ReadonlyMap<string, readonly OutboundRule[]>
  readonly indexed: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
}

export function compileOutbound(
  blueprint: Blueprint,
  vocabulary: Vocabulary,
  attributes: Attributes,
): CompiledOutbound {
  const exports = new Map<string, Map<string, ExportFlow[]>>()
  const exportOnly = new Map(blueprint.mas.map((ma) => [ma.name, new Set(ma.exportOnly)]))
  const compiler = new FlowCompiler(vocabulary, attributes, exportOnly)
  const add = (ma: string, csType: string, mvType: string, flow: ExportFlow): void => {
    const ofMa = getOrMake(exports, ma, () => new Map<string, ExportFlow[]>())
    getOrMake(ofMa, pairKey(csType, mvType), () => []).push(flow)
  }
  for (const ma of blueprint.mas)
    for (const flow of ma.exports)
      add(ma.name, flow.csType, flow.mvType, compiler.compile({ ...flow, ma: ma.name, rule: undefined }))

  const ordered = blueprint.syncRules
    .filter((rule) => !rule.disabled && rule.outbound !== undefined)
    .toSorted((a, b) => a.precedence - b.precedence)
  const rules = new Map<string, OutboundRule[]>()
  const indexed = new Map<string, Map<string, string[]>>()
  for (const spec of parentsFirst(ordered)) {
    const { outbound } = spec
    if (outbound === undefined) continue
    const place = { ma: spec.ma, csType: spec.csType, mvType: spec.mvType, rule: spec.name }
    const names = blueprint.mas.find((ma) => ma.name === spec.ma)?.namedBy ?? []
    const dnFlow = [...outbound.initial, ...outbound.persistent].find((flow) => flow.target === 'dn')
    const compileAll = (flows: readonly SyncRuleFlowSpec[]): ExportFlow[] =>
      flows.filter((flow) => flow.target !== 'dn').map((flow) => compiler.compile({ ...place, ...flow }))
    getOrMake(rules, spec.mvType, () => []).push({
      name: spec.name,
      ma: spec.ma,
      csType: spec.csType,
      applies: outbound.applies,
      explain: outbound.explain,
      relationship: outbound.relationship,
      creates: outbound.creates,
      disconnects: outbound.disconnects,
      dependsOn: outbound.dependsOn,
      parent: inboundParent(blueprint, outbound.dependsOn),
      dn:
        dnFlow === undefined
          ? compiler.name(names, [...outbound.initial, ...outbound.persistent], spec.mvType)
          : compiler.dn(dnFlow.source, spec.mvType),
      renames: dnFlow !== undefined && outbound.persistent.includes(dnFlow),
      initial: compileAll(outbound.initial),
      existence: compileAll(outbound.existence),
    })
    const ofMa = getOrMake(indexed, spec.ma, () => new Map<string, string[]>())
    getOrMake(ofMa, spec.csType, () => []).push(...outbound.relationship.map((pair) => pair.csAttribute))
  }
  // Classic flows stand first, then rules by precedence, so the first flow of a target is the one that counts.
  for (const spec of ordered)
    for (const flow of spec.outbound?.persistent ?? [])
      if (flow.target !== 'dn')
        add(
          spec.ma,
          spec.csType,
          spec.mvType,
          compiler.compile({ ma: spec.ma, csType: spec.csType, mvType: spec.mvType, rule: spec.name, ...flow }),
        )
  return { exports, rules, indexed }
}

/** A rule that only imports is applied to a connector that stands in its scope. */
function inboundParent(blueprint: Blueprint, name: string | undefined): OutboundRule['parent'] {
  const found = blueprint.syncRules.find((rule) => rule.name === name && rule.outbound === undefined)
  return found === undefined ? undefined : { ma: found.ma, csType: found.csType, scope: found.inboundScope }
}

/** SE-SR-12: a rule comes after the rule it depends on. */
function parentsFirst(rules: readonly SyncRuleSpec[]): readonly SyncRuleSpec[] {
  const byName = new Map(rules.map((rule) => [rule.name, rule]))
  const placed = new Set<SyncRuleSpec>()
  const place = (rule: SyncRuleSpec, depth: number): void => {
    const parent = byName.get(rule.outbound?.dependsOn ?? '')
    if (parent !== undefined && !placed.has(parent) && depth < rules.length) place(parent, depth + 1)
    placed.add(rule)
  }
  for (const rule of rules) place(rule, 0)
  return [...placed]
}

interface FlowPlace extends SyncRuleFlowSpec {
  readonly ma: string
  readonly csType: string
  readonly mvType: string
  readonly rule: string | undefined
}

class FlowCompiler {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly attributes: Attributes,
    private readonly exportOnly: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  compile(flow: FlowPlace): ExportFlow {
    const shape = this.vocabulary.space(flow.ma).of(flow.csType)
    const slot = shape.slot(flow.target)
    const kind = shape.kindAt(slot)
    const mvShape = this.vocabulary.mv.of(flow.mvType)
    const source = compileSource(flow.source, 'mv', mvShape, kind)
    return {
      label: flow.rule ?? `${flow.ma}: ${flow.target}`,
      target: flow.target,
      slot,
      kind,
      produce: source.produce,
      reference: source.reference,
      sources: source.sources,
      always: source.always,
      allowNull: flow.allowNull,
      exportOnly: this.exportOnly.get(flow.ma)?.has(flow.target) ?? false,
      rule: flow.rule,
      overlap: this.overlap(flow, slot, source.sources),
    }
  }

  dn(source: SourceSpec, mvType: string): ExportFlow['produce'] {
    return compileSource(source, 'mv', this.vocabulary.mv.of(mvType), { kind: 'string', multi: false }).produce
  }

  /** Where nothing flows to the DN: the values of the attributes that name an object of the system, joined with `+`. */
  name(
    names: readonly string[],
    flows: readonly SyncRuleFlowSpec[],
    mvType: string,
  ): ExportFlow['produce'] | undefined {
    const parts = names.map((name) => flows.find((flow) => flow.target === name))
    if (parts.length === 0 || parts.includes(undefined)) return undefined
    const producers = parts.flatMap((flow) => (flow === undefined ? [] : [this.dn(flow.source, mvType)]))
    return (frame) => {
      const texts = producers.map((produce) => producedText(produce(frame)))
      return texts.includes(undefined) ? undefined : texts.join('+')
    }
  }

  /** SE-EAF-3: the target is also the source of an import flow of the same agent and type to an attribute it reads. */
  private overlap(flow: FlowPlace, target: number, reads: readonly number[]): ImportFlow | undefined {
    const rules = this.attributes.get(flow.mvType)
    for (const slot of reads) {
      const found = rules?.[slot]?.flows.find(
        (one) => one.contributor.ma === flow.ma && one.csType === flow.csType && one.sources.includes(target),
      )
      if (found !== undefined) return found
    }
    return undefined
  }
}
