/** Declarative rules of an export: Entra Connect's rules, and the outbound halves of the MIM Service's. */

import type { SyncRule, SyncRuleFlow } from '../../model/index.js'
import { mvValueOf } from '../core/metaverse.js'
import { MvObject } from '../core/objects.js'
import { atomsOf, atomText } from '../core/values.js'
import type { SyncRuleFlowSpec, SyncRuleSpec, TypeSpec } from '../rules/blueprint.js'
import { compileScope } from '../rules/conditions.js'
import type { ConnectRuleSpec, LinkType, MergeType } from '../rules/connect-blueprint.js'
import type { Predicate } from '../rules/model.js'
import { shapeIn } from './schema.js'
import { ruleFlowSource } from './sources.js'

const LINKS: Readonly<Record<SyncRule['linkType'], LinkType>> = {
  provision: 'Provision',
  join: 'Join',
  'sticky-join': 'StickyJoin',
  // The type that creates and holds nothing.
  unknown: 'Join',
}

const MERGES: Readonly<Record<SyncRuleFlow['mergeType'], MergeType>> = {
  update: 'Update',
  replace: 'Update',
  merge: 'Merge',
  'merge-case-insensitive': 'MergeCaseInsensitive',
  unknown: 'Update',
}

export interface RuleTypes {
  readonly mv: TypeSpec
  /** By name of the agent. */
  readonly agents: ReadonlyMap<string, TypeSpec>
}

export function connectRuleOf(rule: SyncRule, ma: string, types: RuleTypes, position: number): ConnectRuleSpec {
  const direction = rule.direction === 'outbound' ? 'out' : 'in'
  const csTypes = types.agents.get(ma) ?? {}
  return {
    name: rule.name,
    direction,
    ma,
    csType: rule.connectorObjectType,
    mvType: rule.metaverseObjectType,
    link: LINKS[rule.linkType],
    // A rule without precedence comes after all others, in the order of the input.
    precedence: rule.precedence ?? 1_000_000 + position,
    disabled: rule.disabled || rule.direction === 'unknown',
    scope: rule.scope,
    joins: rule.joins.map((group) =>
      group.map((pair) => ({
        csAttribute: pair.connectorAttribute,
        mvAttribute: pair.metaverseAttribute,
        caseSensitive: pair.caseSensitive,
      })),
    ),
    flows: rule.mappings.map((flow) => ({
      target: flow.target,
      source: ruleFlowSource(
        flow,
        direction === 'in'
          ? shapeIn(types.mv, rule.metaverseObjectType, flow.target)
          : shapeIn(csTypes, rule.connectorObjectType, flow.target),
      ),
      merge: MERGES[flow.mergeType],
      once: flow.initialOnly,
    })),
    passwordSync: rule.passwordSync,
  }
}

/** The outbound half of a MIM rule; its inbound half stands in the synchronization server's own configuration. */
function sendsOut(rule: SyncRule): boolean {
  return rule.direction === 'outbound' || rule.direction === 'both'
}

/** Inbound flows, joins and projections of the rule hold for objects in this scope; without one for all. */
function inboundScopeOf(rule: SyncRule): Predicate | undefined {
  if (rule.direction === 'outbound' || rule.scope.every((group) => group.length === 0)) return undefined
  return compileScope(rule.scope, 'cs').test
}

export function outboundRuleOf(
  rule: SyncRule,
  ma: string,
  types: RuleTypes,
  nameOf: (id: string) => string | undefined,
): SyncRuleSpec {
  const csTypes = types.agents.get(ma) ?? {}
  const flows = rule.mappings.filter((flow) => flow.direction === 'outbound')
  const load = (chosen: readonly SyncRuleFlow[]): readonly SyncRuleFlowSpec[] =>
    chosen.map((flow) => ({
      target: flow.target,
      source: ruleFlowSource(flow, shapeIn(csTypes, rule.connectorObjectType, flow.target)),
      allowNull: flow.allowsNull ?? false,
    }))
  const scope = compileScope(rule.direction === 'both' ? (rule.outboundScope ?? []) : rule.scope, 'mv')
  return {
    name: rule.name,
    ma,
    csType: rule.connectorObjectType,
    mvType: rule.metaverseObjectType,
    precedence: rule.precedence ?? Number.MAX_SAFE_INTEGER,
    disabled: rule.disabled,
    inboundScope: inboundScopeOf(rule),
    outbound: !sendsOut(rule)
      ? undefined
      : {
          applies: (mv, frame) => (rule.outboundIsFilterBased ? scope.test(frame) : isExpected(mv, rule)),
          explain: (frame) =>
            rule.outboundIsFilterBased ? scope.explain(frame) : 'no expected rule entry of the object adds it',
          relationship: rule.joins.flat().map((pair) => ({
            csAttribute: pair.connectorAttribute,
            mvAttribute: pair.metaverseAttribute,
          })),
          creates: rule.creates.connectorObject,
          disconnects: rule.creates.disconnects,
          dependsOn: rule.dependsOn === undefined ? undefined : (nameOf(rule.dependsOn) ?? rule.dependsOn),
          initial: load(flows.filter((flow) => flow.initialOnly && !flow.existenceTest)),
          persistent: load(flows.filter((flow) => !flow.initialOnly && !flow.existenceTest)),
          existence: load(flows.filter((flow) => flow.existenceTest)),
        },
  }
}

/**
 * SE-SR-9: an expected rule entry of the object names the rule with action Add. The entries are metaverse objects the
 * list refers to; a text `Add:<rule>` says the same.
 */
function isExpected(mv: MvObject, rule: SyncRule): boolean {
  let added = false
  for (const atom of atomsOf(mvValueOf(mv, 'expectedRulesList'))) {
    const action = atom instanceof MvObject ? entryAction(atom, rule) : textAction(atomText(atom), rule.name)
    if (action === 'remove') return false
    added ||= action === 'add'
  }
  return added
}

function entryAction(entry: MvObject, rule: SyncRule): string | undefined {
  const text = (name: string): readonly string[] => atomsOf(mvValueOf(entry, name)).map(atomText)
  const names = [...text('synchronizationRuleName'), ...text('synchronizationRuleID'), ...text('displayName')]
  if (!names.some((name) => name === rule.name || name === rule.id || name === rule.metaverseObjectId)) return undefined
  return text('expectedRuleEntryAction')[0]?.toLowerCase()
}

function textAction(text: string, rule: string): string | undefined {
  const colon = text.indexOf(':')
  return text.slice(colon + 1) === rule ? text.slice(0, colon).toLowerCase() : undefined
}
