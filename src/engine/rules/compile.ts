/** Blueprint to rules: names become slots, sources become closures, once. */

import { getOrMake } from '../core/maps.js'
import type { Contributor } from '../core/objects.js'
import type { AttributeShape, Shape, Shapes } from '../core/shape.js'
import { Vocabulary } from '../core/shape.js'
import type { AttributeRuleSpec, Blueprint, ImportFlowSpec, MaSpec, SyncRuleSpec, TypeSpec } from './blueprint.js'
import { compileConnectRules } from './compile-connect.js'
import { compileOutbound } from './compile-outbound.js'
import type { AttributeRule, ImportFlow, JoinCriterion, MaRules, Predicate, ProjectionRule, Rules } from './model.js'
import { pairKey } from './model.js'
import { compileSource } from './produce.js'

/** Compiles a configuration. `vocabulary` of former rules keeps the slots that stored objects use. */
export function compileBlueprint(blueprint: Blueprint, vocabulary: Vocabulary = new Vocabulary()): Rules {
  declareTypes(vocabulary.mv, blueprint.mvTypes)
  for (const ma of blueprint.mas) declareTypes(vocabulary.space(ma.name), ma.types)
  const scopes = new Map(blueprint.syncRules.map((rule) => [rule.name, rule]))
  const { attributes, imports } = compileImportFlows(blueprint, vocabulary, scopes)
  const outbound = compileOutbound(blueprint, vocabulary, attributes)
  const connect = compileConnectRules(blueprint, vocabulary)
  const mas = new Map<string, MaRules>()
  const joined = new Set<string>(connect.joined)
  for (const spec of blueprint.mas) {
    const joins = mapTypes(spec.joins, (criteria, type) =>
      compileJoins(criteria, vocabulary.space(spec.name).of(type), scopes),
    )
    for (const criteria of joins.values())
      for (const { pairs } of criteria) for (const pair of pairs) joined.add(pair.mvAttribute)
    mas.set(spec.name, {
      spec,
      exportOnly: new Set(spec.exportOnly),
      objectTypes: spec.objectTypes === undefined ? undefined : new Set(spec.objectTypes),
      parameters: new Map(Object.entries(spec.parameters)),
      imports: imports.get(spec.name) ?? new Map(),
      joins,
      projections: mapTypes(spec.projections, (rules) =>
        rules.map(
          (rule): ProjectionRule => ({
            name: rule.name,
            mvType: rule.mvType,
            when: rule.when,
            scope: rule.scope ?? inboundScope(scopes, rule.syncRule),
          }),
        ),
      ),
      exports: outbound.exports.get(spec.name) ?? new Map(),
      indexed: mergeIndexed(outbound.indexed.get(spec.name), connect.indexed.get(spec.name)),
    })
  }
  return {
    product: blueprint.product,
    blueprint,
    vocabulary,
    mas,
    attributes,
    deletion: blueprint.deletion,
    provision: blueprint.provision,
    joined,
    outbound: outbound.rules,
    connectInbound: connect.inbound,
    connectOutbound: connect.outbound,
  }
}

function declareTypes(shapes: Shapes, types: TypeSpec): void {
  for (const [type, attributes] of Object.entries(types)) {
    const shape = shapes.of(type)
    for (const [name, kind] of Object.entries(attributes)) shape.declare(name, kind)
  }
}

function mapTypes<T, U>(record: Readonly<Record<string, T>>, map: (value: T, type: string) => U): Map<string, U> {
  return new Map(Object.entries(record).map(([type, value]) => [type, map(value, type)]))
}

function mergeIndexed(
  a: ReadonlyMap<string, readonly string[]> | undefined,
  b: ReadonlyMap<string, readonly string[]> | undefined,
): ReadonlyMap<string, readonly string[]> {
  const merged = new Map<string, readonly string[]>()
  for (const [type, names] of [...(a ?? []), ...(b ?? [])])
    merged.set(type, [...new Set([...(merged.get(type) ?? []), ...names])])
  return merged
}

type ScopesByName = ReadonlyMap<string, SyncRuleSpec>

/** SE-SR-1: an object out of scope gets none of the rule; a disabled or missing rule is never in scope. */
function inboundScope(scopes: ScopesByName, name: string | undefined): Predicate | undefined {
  if (name === undefined) return undefined
  const rule = scopes.get(name)
  if (rule === undefined) return undefined
  return rule.disabled ? () => false : rule.inboundScope
}

interface CompiledImports {
  readonly attributes: ReadonlyMap<string, readonly (AttributeRule | undefined)[]>
  readonly imports: ReadonlyMap<string, Map<string, ImportFlow[]>>
}

function compileImportFlows(blueprint: Blueprint, vocabulary: Vocabulary, scopes: ScopesByName): CompiledImports {
  const attributes = new Map<string, (AttributeRule | undefined)[]>()
  const imports = new Map<string, Map<string, ImportFlow[]>>()
  for (const spec of blueprint.flows) {
    const shape = vocabulary.mv.of(spec.mvType)
    const slot = shape.slot(spec.attribute)
    const flows: ImportFlow[] = []
    const ranks = new Map<string, number>()
    const rule: AttributeRule = {
      name: spec.attribute,
      slot,
      kind: shape.kindAt(slot),
      mode: effectiveMode(spec),
      flows,
      ranks,
    }
    spec.flows.forEach((flow, rank) => {
      const compiled = compileImportFlow(flow, rule, rank, vocabulary.space(flow.ma).of(flow.csType), scopes)
      flows.push(compiled)
      ranks.set(compiled.contributor.key, rank)
      const ofMa = getOrMake(imports, flow.ma, () => new Map<string, ImportFlow[]>())
      getOrMake(ofMa, pairKey(flow.csType, spec.mvType), () => []).push(compiled)
    })
    getOrMake(attributes, spec.mvType, () => [])[slot] = rule
  }
  return { attributes, imports }
}

/** SE-IAF-10: manual precedence needs scripts throughout, else the attribute is ranked. */
function effectiveMode(spec: AttributeRuleSpec): AttributeRule['mode'] {
  if (spec.mode !== 'manual') return spec.mode
  return spec.flows.every((flow) => flow.source.kind === 'scripted') ? 'manual' : 'ranked'
}

function compileImportFlow(
  flow: ImportFlowSpec,
  attribute: AttributeRule,
  rank: number,
  shape: Shape,
  scopes: ScopesByName,
): ImportFlow {
  const label = flow.syncRule === undefined ? flow.ma : `${flow.ma}/${flow.syncRule}`
  const contributor: Contributor = { ma: flow.ma, key: `${flow.ma}\u0000${flow.key}`, label }
  const { produce, sources, readsDn, always, scripted, reference } = compileSource(
    flow.source,
    'cs',
    shape,
    attribute.kind,
  )
  return {
    label,
    attribute,
    contributor,
    rank,
    csType: flow.csType,
    produce,
    sources,
    readsDn,
    always,
    scripted,
    reference,
    scope: flow.scope ?? inboundScope(scopes, flow.syncRule),
  }
}

const TEXT: AttributeShape = { kind: 'string', multi: true }

function compileJoins(criteria: MaSpec['joins'][string], shape: Shape, scopes: ScopesByName): readonly JoinCriterion[] {
  return criteria.map((criterion) => ({
    name: criterion.name,
    mvType: criterion.mvType,
    pairs: criterion.pairs.map(({ source, mvAttribute }) => ({
      produce: compileSource(source, 'cs', shape, TEXT).produce,
      mvAttribute,
      label: source.kind === 'attribute' ? source.name : source.kind,
    })),
    resolve: criterion.resolution.kind === 'none' ? undefined : (criterion.resolution.run ?? 'missing'),
    scope: criterion.scope ?? inboundScope(scopes, criterion.syncRule),
  }))
}
