/** Declarative rules of the scenario notation (MIM). */

import { mvValueOf } from '../core/metaverse.js'
import { atomsOf } from '../core/values.js'
import type { SyncRuleFlowSpec, SyncRuleSpec } from '../rules/blueprint.js'
import { compileConditions } from '../rules/conditions.js'
import type { ConfigNotation, SyncRuleNotation, TargetFlow } from './notation.js'
import { clausesOf, loadSource } from './source.js'

/** SE-SR-9: the notation holds expected rule entries as a list of `Add:<rule>` and `Remove:<rule>`. */
const EXPECTED = 'expectedRulesList'

export function loadSyncRules(config: ConfigNotation): readonly SyncRuleSpec[] {
  return (config.syncRules ?? []).map((rule) => ({
    name: rule.name,
    ma: rule.ma,
    csType: rule.cs,
    mvType: rule.mv,
    precedence: rule.prec ?? 0,
    disabled: rule.disabled ?? false,
    inboundScope:
      rule.dir === 'out' || rule.scope === undefined ? undefined : compileConditions(clausesOf(rule.scope), 'cs'),
    outbound: rule.dir === 'in' ? undefined : loadOutbound(rule),
  }))
}

function loadOutbound(rule: SyncRuleNotation): SyncRuleSpec['outbound'] {
  const scope = compileConditions(clausesOf((rule.dir === 'both' ? rule.outScope : rule.scope) ?? []), 'mv')
  return {
    applies: (mv, frame) => (rule.trigger === 'policy' ? isExpected(mv, rule.name) : scope(frame)),
    relationship: (rule.rel ?? []).map(([csAttribute, mvAttribute]) => ({ csAttribute, mvAttribute })),
    creates: rule.createCs ?? false,
    disconnects: rule.disconnect ?? false,
    dependsOn: rule.dependsOn,
    initial: (rule.initial ?? []).map(loadFlow),
    persistent: (rule.persistent ?? []).map(loadFlow),
    existence: (rule.existence ?? []).map(loadFlow),
  }
}

function isExpected(mv: Parameters<typeof mvValueOf>[0], rule: string): boolean {
  const entries = atomsOf(mvValueOf(mv, EXPECTED))
  return entries.includes(`Add:${rule}`) && !entries.includes(`Remove:${rule}`)
}

function loadFlow(flow: TargetFlow): SyncRuleFlowSpec {
  return { target: flow.to, source: loadSource(flow), allowNull: flow.allowNull ?? false }
}
