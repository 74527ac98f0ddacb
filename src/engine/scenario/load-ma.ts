/** Management agents of the scenario notation. */

import type { MvObject } from '../core/objects.js'
import type { FilterPart, JoinSpec, MaSpec, ProjectionSpec } from '../rules/blueprint.js'
import { compileConditions } from '../rules/conditions.js'
import type { Frame } from '../rules/frame.js'
import type { Deprovision } from '../rules/model.js'
import { producedText } from '../rules/produce.js'
import { compileNotation } from './language.js'
import type { Condition, ConfigNotation, JoinNotation, MaNotation } from './notation.js'
import { clausesOf, expression, loadSource, loadTypes, predicateOf } from './source.js'

export function loadMa(name: string, ma: MaNotation, config: ConfigNotation): MaSpec {
  const inbound = (config.syncRules ?? []).filter(
    (rule) => rule.ma === name && rule.dir !== 'out' && rule.disabled !== true,
  )
  const joins: Record<string, JoinSpec[]> = {}
  for (const [type, criteria] of Object.entries(ma.join ?? {})) joins[type] = criteria.map(loadJoin)
  const projections: Record<string, ProjectionSpec[]> = {}
  for (const [type, rule] of Object.entries(ma.project ?? {}))
    projections[type] = [
      typeof rule === 'string'
        ? { name: type, mvType: rule }
        : { name: type, mvType: rule.mv, when: rule.when === undefined ? undefined : predicateOf(rule.when, 'cs') },
    ]
  // SE-JOIN-1: classic criteria first, then inbound rules by precedence.
  for (const rule of inbound.toSorted((a, b) => (a.prec ?? 0) - (b.prec ?? 0))) {
    if (rule.join !== undefined && rule.join.length > 0)
      pushTo(joins, rule.cs, {
        ...loadJoin({ mv: rule.mv, on: rule.join }, 0),
        name: rule.name,
        syncRule: rule.name,
      })
    if (rule.createMv === true) pushTo(projections, rule.cs, { name: rule.name, mvType: rule.mv, syncRule: rule.name })
  }
  return {
    name,
    types: loadTypes(ma.types),
    objectTypes: ma.objectTypes,
    containers:
      ma.containers === undefined
        ? undefined
        : { include: ma.containers.include ?? [], exclude: ma.containers.exclude ?? [] },
    hierarchical: ma.hierarchical ?? false,
    filters: Object.fromEntries(
      Object.entries(ma.filter ?? {}).map(([type, filter]) => [
        type,
        { parts: loadFilter(filter, `filter of ${type}`) },
      ]),
    ),
    joins,
    projections,
    exports: (ma.export ?? []).map((flow) => ({
      csType: flow.cs,
      mvType: flow.mv,
      target: flow.to,
      source: loadSource(flow),
      allowNull: flow.allowNull ?? false,
    })),
    deprovision: loadDeprovision(ma.deprovision),
    recall: ma.recall ?? true,
    immediateConfirm: ma.confirm === 'immediate',
    exportOnly: ma.exportOnly ?? [],
    exportDeletionThreshold: ma.exportDeletionThreshold,
    cloud: ma.cloud ?? false,
    parameters: { 'Connector.ID': name, ...ma.params },
    runProfiles: [],
  }
}

function loadFilter(filter: readonly (readonly Condition[])[] | string, label: string): readonly FilterPart[] {
  if (typeof filter === 'string') return [{ label, test: predicateOf(filter, 'cs') }]
  return filter.map((conditions, index) => ({
    label: `${label}, alternative ${index + 1}`,
    test: compileConditions(clausesOf(conditions), 'cs'),
  }))
}

function loadJoin(join: JoinNotation, index: number): JoinSpec {
  return {
    name: `criterion ${index + 1}`,
    mvType: join.mv === undefined || join.mv === '*' ? undefined : join.mv,
    pairs: join.on.map(([csAttribute, mvAttribute]) => ({
      source: { kind: 'attribute', name: csAttribute },
      mvAttribute,
    })),
    resolution: join.resolve === undefined ? { kind: 'none' } : { kind: 'scripted', run: loadResolution(join.resolve) },
  }
}

/** `resolve` is asked per candidate; it joins if it is true for exactly one. */
function loadResolution(source: string): (frame: Frame, candidates: readonly MvObject[]) => number | undefined {
  const accepts = predicateOf(source, 'cs')
  return (frame, candidates) => {
    const chosen = candidates.flatMap((mv, index) => {
      frame.mv = mv
      return accepts(frame) === true ? [index] : []
    })
    return chosen.length === 1 ? chosen[0] : undefined
  }
}

function loadDeprovision(setting: MaNotation['deprovision']): Deprovision {
  if (typeof setting === 'object') {
    const { compiled } = compileNotation(setting.expr)
    return { kind: 'scripted', decide: (frame) => producedText(expression(compiled, frame)) }
  }
  return setting === 'explicit-disconnector' || setting === 'delete'
    ? { kind: 'declared', action: setting }
    : { kind: 'declared', action: 'disconnector' }
}

function pushTo<T>(lists: Record<string, T[]>, key: string, item: T): void {
  const list = lists[key]
  if (list === undefined) lists[key] = [item]
  else list.push(item)
}
