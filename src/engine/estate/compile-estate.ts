/** An Estate, read from exports, as compiled rules. */

import type { DeletionRule, Estate, ImportFlowGroup, SyncRule, SyncServer } from '../../model/index.js'
import { deletionScript, importMapping, lifecyclesOf, provisionScript } from '../hooks/bind.js'
import type { Hooks } from '../hooks/types.js'
import type { AttributeRuleSpec, Blueprint, DeletionSpec, ImportFlowSpec, TypeSpec } from '../rules/blueprint.js'
import { compileBlueprint } from '../rules/compile.js'
import type { Rules } from '../rules/model.js'
import { agentOf, scopeOf } from './agents.js'
import { connectRuleOf, outboundRuleOf } from './rules.js'
import { shapeIn, typesOf } from './schema.js'
import { sourceOf } from './sources.js'

export interface CompileOptions {
  /** Id of the synchronization server; without it the first one with a metaverse. */
  readonly server?: string
}

/** Rules to closures, once. What the engine could not take over stands in `rules.blueprint.remarks`. */
export function compileEstate(estate: Estate, hooks: Hooks = {}, options: CompileOptions = {}): Rules {
  return compileBlueprint(blueprintOf(estate, hooks, options))
}

export function blueprintOf(estate: Estate, hooks: Hooks = {}, options: CompileOptions = {}): Blueprint {
  const server = chooseServer(estate, options)
  const names = uniqueNames(server)
  const services = estate.services.flatMap((service) => service.syncRules)
  const serviceRules = services.filter((rule) => names.has(rule.connectorId))
  const mvTypes = server.metaverse === undefined ? {} : typesOf(server.metaverse.schema)
  const remarks: string[] = []
  const leftOut: NonNullable<Blueprint['leftOut']>[number][] = []
  if (server.metaverse === undefined) remarks.push('No metaverse configuration was in the input: nothing flows in.')
  const recall = new Map(server.metaverse?.recall.map((one) => [one.connectorId, one.enabled]))
  const knownRules = new Set(serviceRules.flatMap((rule) => [rule.id, rule.metaverseObjectId]))
  const mas = server.connectors.map((connector) => {
    const name = names.get(connector.id) ?? connector.name
    return agentOf(connector, {
      name,
      recall: recall.get(connector.id) ?? true,
      extension: hooks.agents?.[name],
      remarks,
      leftOut,
      knownRules,
    })
  })
  const types = { mv: mvTypes, agents: new Map(mas.map((ma) => [ma.name, ma.types])) }
  const isConnect = server.product === 'connect-sync'
  const metaverse = server.metaverse
  const { provisioning = 'none' } = metaverse ?? {}
  if (provisioning === 'unknown') remarks.push('How objects are provisioned is not known: nothing is provisioned.')
  return {
    product: isConnect ? 'connect' : 'mim',
    mvTypes,
    flows: isConnect
      ? []
      : (metaverse?.importFlows ?? []).map((group) => attributeRuleOf(group, mvTypes, names, hooks, services)),
    deletion: Object.fromEntries(
      (metaverse?.deletionRules ?? []).map((rule) => [rule.objectType, deletionOf(rule, names, hooks)]),
    ),
    provisioning: provisioning === 'unknown' ? 'none' : provisioning,
    provision: provisionScript(hooks.metaverse),
    extensions: lifecyclesOf(hooks),
    mas,
    syncRules: isConnect ? [] : serviceRules.map((rule) => outboundOf(rule, names, types, services)),
    connectRules: isConnect ? connectRulesOf(server, names, types, remarks) : [],
    leftOut,
    remarks,
  }
}

function chooseServer(estate: Estate, options: CompileOptions): SyncServer {
  const found =
    options.server === undefined
      ? (estate.servers.find((server) => server.metaverse !== undefined) ?? estate.servers[0])
      : estate.servers.find((server) => server.id === options.server)
  if (found === undefined) throw new Error('The input holds no synchronization server to run.')
  return found
}

/** Names are what people and hooks know agents by; two of one name get their id added. */
function uniqueNames(server: SyncServer): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const connector of server.connectors) {
    const name = taken.has(connector.name) ? `${connector.name} (${connector.id})` : connector.name
    taken.add(name)
    names.set(connector.id, name)
  }
  return names
}

function outboundOf(
  rule: SyncRule,
  names: ReadonlyMap<string, string>,
  types: Parameters<typeof outboundRuleOf>[2],
  all: readonly SyncRule[],
): ReturnType<typeof outboundRuleOf> {
  const byId = (id: string): string | undefined =>
    all.find((one) => one.id === id || one.metaverseObjectId === id)?.name
  return outboundRuleOf(rule, names.get(rule.connectorId) ?? rule.connectorId, types, byId)
}

function connectRulesOf(
  server: SyncServer,
  names: ReadonlyMap<string, string>,
  types: Parameters<typeof connectRuleOf>[2],
  remarks: string[],
): Blueprint['connectRules'] {
  return server.syncRules.flatMap((rule, position) => {
    const ma = names.get(rule.connectorId)
    if (ma !== undefined) return [connectRuleOf(rule, ma, types, position)]
    remarks.push(`The rule ${rule.name} belongs to a connector that is not in the input and is left out.`)
    return []
  })
}

function attributeRuleOf(
  group: ImportFlowGroup,
  mvTypes: TypeSpec,
  names: ReadonlyMap<string, string>,
  hooks: Hooks,
  rules: readonly SyncRule[],
): AttributeRuleSpec {
  const target = shapeIn(mvTypes, group.objectType, group.attribute)
  const flows = group.flows.map((flow): ImportFlowSpec => {
    const ma = names.get(flow.connectorId) ?? flow.connectorId
    const { mapping } = flow
    const rule = mapping.kind === 'sync-rule' ? mapping.ruleId : undefined
    const name = rules.find((one) => one.id === rule || one.metaverseObjectId === rule)?.name ?? rule
    return {
      ma,
      csType: flow.sourceObjectType,
      key: flow.id,
      source: sourceOf(mapping, target, (ruleName) => importMapping(hooks.agents?.[ma], ruleName, group.attribute)),
      syncRule: name,
      scope: mapping.kind === 'sync-rule' && mapping.scope !== undefined ? scopeOf(mapping.scope) : undefined,
    }
  })
  const { precedence } = group
  return {
    mvType: group.objectType,
    attribute: group.attribute,
    mode: precedence === 'equal' || precedence === 'manual' ? precedence : 'ranked',
    flows,
  }
}

function deletionOf(rule: DeletionRule, names: ReadonlyMap<string, string>, hooks: Hooks): DeletionSpec {
  const mas = rule.connectorIds.map((id) => names.get(id) ?? id)
  switch (rule.kind) {
    case 'declared-any':
      return { kind: 'any', mas }
    case 'declared-last':
      return { kind: 'last', ignore: mas }
    case 'scripted':
      return { kind: 'scripted', decide: deletionScript(hooks.metaverse) }
    case 'unknown':
      return { kind: 'unknown' }
  }
}
