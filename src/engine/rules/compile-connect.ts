/** Rules of Entra Connect: sorted by precedence, scopes and flows compiled. */

import type { Expression } from '../../expression/index.js'
import { getOrMake } from '../core/maps.js'
import type { Vocabulary } from '../core/shape.js'
import type { Blueprint } from './blueprint.js'
import { compileScope } from './conditions.js'
import type { ConnectFlowSpec, ConnectRuleSpec } from './connect-blueprint.js'
import type { ConnectFlow, ConnectRule } from './connect-model.js'
import { compileSource } from './produce.js'

export interface CompiledConnect {
  /** By agent: inbound rules of its object types. */
  readonly inbound: ReadonlyMap<string, readonly ConnectRule[]>
  /** By metaverse type. */
  readonly outbound: ReadonlyMap<string, readonly ConnectRule[]>
  readonly joined: readonly string[]
  readonly indexed: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
}

export function compileConnectRules(blueprint: Blueprint, vocabulary: Vocabulary): CompiledConnect {
  const inbound = new Map<string, ConnectRule[]>()
  const outbound = new Map<string, ConnectRule[]>()
  const indexed = new Map<string, Map<string, string[]>>()
  const joined: string[] = []
  const exportOnly = new Map(blueprint.mas.map((ma) => [ma.name, new Set(ma.exportOnly)]))
  // SE-DP-SCOPE-5: a disabled rule is never in scope, so it is left out altogether.
  const specs = blueprint.connectRules.filter((rule) => !rule.disabled)
  for (const spec of specs.toSorted((a, b) => a.precedence - b.precedence)) {
    const rule = compileRule(spec, vocabulary, exportOnly.get(spec.ma))
    if (spec.direction === 'in') {
      getOrMake(inbound, spec.ma, () => []).push(rule)
      joined.push(...spec.joins.flat().map((pair) => pair.mvAttribute))
    } else {
      getOrMake(outbound, spec.mvType, () => []).push(rule)
      const ofMa = getOrMake(indexed, spec.ma, () => new Map<string, string[]>())
      getOrMake(ofMa, spec.csType, () => []).push(...spec.joins.flat().map((pair) => pair.csAttribute))
    }
  }
  return { inbound, outbound, joined, indexed }
}

function compileRule(
  spec: ConnectRuleSpec,
  vocabulary: Vocabulary,
  exportOnly: ReadonlySet<string> | undefined,
): ConnectRule {
  const csShape = vocabulary.space(spec.ma).of(spec.csType)
  const mvShape = vocabulary.mv.of(spec.mvType)
  const inbound = spec.direction === 'in'
  const [from, to] = inbound ? [csShape, mvShape] : [mvShape, csShape]
  const side = inbound ? 'cs' : 'mv'
  const compileFlow = (flow: ConnectFlowSpec): ConnectFlow => {
    const slot = to.slot(flow.target)
    const kind = to.kindAt(slot)
    const { produce, reference, sources } = compileSource(flow.source, side, from, kind)
    const { target, merge, once } = flow
    return {
      target,
      slot,
      kind,
      produce,
      reference,
      sources,
      merge,
      once,
      exportOnly: exportOnly?.has(target) ?? false,
      guards: flow.source.kind === 'expression' && !givesValue(flow.source.expression.expression),
    }
  }
  const isDn = (flow: ConnectFlowSpec): boolean => !inbound && flow.target === 'dn'
  const dn = spec.flows.find(isDn)
  return {
    name: spec.name,
    ma: spec.ma,
    csType: spec.csType,
    mvType: spec.mvType,
    link: spec.link,
    precedence: spec.precedence,
    scope: compileScope(spec.scope, side),
    joins: spec.joins,
    joinKey: JSON.stringify(spec.joins),
    flows: spec.flows.filter((flow) => !isDn(flow)).map(compileFlow),
    dn: dn === undefined ? undefined : compileSource(dn.source, side, from, { kind: 'string', multi: false }).produce,
    contributor: { ma: spec.ma, key: spec.name, label: spec.name },
    passwordSync: spec.passwordSync,
  }
}

/** Whether some branch of the expression is more than NULL, a word that stands for no value, or an error. */
function givesValue(node: Expression): boolean {
  if (node.kind === 'null') return false
  if (node.kind === 'constant') return node.name === 'CRLF'
  if (node.kind !== 'call') return true
  if (node.name === 'Error') return false
  return node.name !== 'IIF' || node.args.slice(1).some(givesValue)
}
