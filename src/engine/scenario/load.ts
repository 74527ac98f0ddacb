/** The scenario notation as a blueprint. */

import type { Blueprint, DeletionSpec } from '../rules/blueprint.js'
import type { ConnectRuleSpec, LinkType, MergeType } from '../rules/connect-blueprint.js'
import { loadMa } from './load-ma.js'
import { loadSyncRules } from './load-sync-rules.js'
import type { ConfigNotation, ConnectRuleNotation, DeletionNotation, MvFlow, TargetFlow } from './notation.js'
import { compileScript } from './script.js'
import { clausesOf, loadSource, loadTypes, predicateOf } from './source.js'

export function loadConfig(config: ConfigNotation): Blueprint {
  const mas = Object.entries(config.mas ?? {})
  const mv = config.mv ?? {}
  const script = mv.script?.map(compileScript)
  return {
    product: config.engine === 'mim' ? 'mim' : 'connect',
    mvTypes: loadTypes(mv.types),
    flows: Object.entries(mv.flows ?? {}).flatMap(([mvType, attributes]) =>
      Object.entries(attributes).map(([attribute, flows]) => {
        const list = 'from' in flows ? flows.from : flows
        const mode = 'from' in flows ? flows.mode : 'ranked'
        return {
          mvType,
          attribute,
          mode: mode === 'equal' || mode === 'manual' ? mode : ('ranked' as const),
          flows: list.map((flow) => loadImportFlow(flow)),
        }
      }),
    ),
    deletion: Object.fromEntries(Object.entries(mv.deletion ?? {}).map(([type, rule]) => [type, loadDeletion(rule)])),
    provisioning: loadProvisioning(mv.provisioning),
    provision: (object, operations) => {
      for (const entry of script ?? []) entry(object, operations)
    },
    mas: mas.map(([name, ma]) => loadMa(name, ma, config)),
    syncRules: loadSyncRules(config),
    connectRules: (config.rules ?? []).map(loadConnectRule),
    remarks: [],
  }
}

function loadProvisioning(text: string | undefined): Blueprint['provisioning'] {
  return text === 'scripted' || text === 'sync-rule' || text === 'both' ? text : 'none'
}

function loadImportFlow(flow: string | MvFlow): Blueprint['flows'][number]['flows'][number] {
  if (typeof flow === 'string') {
    const [ma = '', csType = '', ...rest] = flow.split(':')
    return { ma, csType, key: `${csType}:${rest.join(':')}`, source: { kind: 'attribute', name: rest.join(':') } }
  }
  const source = loadSource(flow, flow.expr !== undefined && flow.sr === undefined)
  const key = `${flow.cs}:${flow.src ?? flow.expr ?? flow.dnPart ?? JSON.stringify(flow.const)}:${flow.sr ?? ''}`
  return { ma: flow.ma, csType: flow.cs, key, source, syncRule: flow.sr }
}

function loadDeletion(rule: DeletionNotation): DeletionSpec {
  if (rule.type === 'any') return { kind: 'any', mas: rule.mas ?? [] }
  if (rule.type === 'hook') return { kind: 'scripted', decide: predicateOf(rule.when ?? 'False', 'cs') }
  return { kind: 'last', ignore: rule.ignore ?? [] }
}

function loadConnectRule(rule: ConnectRuleNotation): ConnectRuleSpec {
  return {
    name: rule.name,
    direction: rule.dir,
    ma: rule.conn,
    csType: rule.cs,
    mvType: rule.mv,
    link: linkOf(rule.link),
    precedence: rule.prec,
    disabled: rule.disabled ?? false,
    scope: (rule.scope ?? []).map(clausesOf),
    joins: (rule.join ?? []).map((group) =>
      group.map(([csAttribute = '', mvAttribute = '', flag]) => ({
        csAttribute,
        mvAttribute,
        caseSensitive: flag === 'cs',
      })),
    ),
    flows: (rule.flows ?? []).map((flow: TargetFlow) => ({
      target: flow.to,
      source: loadSource(flow),
      merge: mergeOf(flow.merge),
      once: flow.once ?? false,
    })),
    passwordSync: false,
  }
}

function linkOf(text: string): LinkType {
  return text === 'Join' || text === 'StickyJoin' ? text : 'Provision'
}

function mergeOf(text: string | undefined): MergeType {
  return text === 'Merge' || text === 'MergeCaseInsensitive' ? text : 'Update'
}
