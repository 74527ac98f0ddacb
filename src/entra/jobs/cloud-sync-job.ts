import type { SyncRule } from '../../model/index.js'
import { askedFor } from '../artefacts/places.js'
import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import { factsOfConnector } from '../mapping/attribute-facts.js'
import { commonScope, connectRulesOf, scopeText } from '../mapping/connect/rules.js'
import { sameText } from '../mapping/flow-graph.js'
import type { PlacedTable } from './design-jobs.js'
import { domainSetting } from './domain-setting.js'
import { jobFromTable } from './job-from-table.js'
import { jobNote } from './notes.js'
import { allOf, type JobScope, negatedScope, scopeFromConditions } from './scoping.js'
import { jobTemplates } from './templates.js'

/** One forest into the tenant. */
export function cloudSyncJob({ estate, server, table, source, target }: PlacedTable): ProvisioningJob | undefined {
  if (source === undefined || target === undefined) return undefined
  const { objectType } = table.source
  const inbound = connectRulesOf(server).inbound(source.id, objectType)
  const facts = factsOfConnector(source, objectType)
  const naming = {
    facts,
    rename: (name: string) => name,
    isAlwaysPresent: (name: string) => facts.get(name)?.alwaysPresent === true,
  }
  const common = commonScope(inbound)
  const scopes: readonly JobScope[] = [
    ...(common.length === 0 ? [] : [scopeFromConditions('the rule that makes the object', [common], naming)]),
    ...inbound.flatMap((rule) => leftOut(rule).map((scope) => filteredScope(rule, scope, naming))),
  ]
  const scope = allOf(scopes)
  return jobFromTable({
    estate,
    table,
    template: jobTemplates['cloud-sync'],
    sourceName: 'Active Directory',
    targetName: 'Microsoft Entra ID',
    sourceObject: objectType,
    targetObject: objectType === 'group' ? 'Group' : 'User',
    sourceConnector: source,
    targetConnector: target,
    // The service joins by the source anchor itself; no mapping is a matching attribute.
    matching: { attributes: [], notes: [] },
    scope,
    pilot: { kind: 'unit', unit: askedFor('pilotUnit') },
    settings: domainSetting(source),
    leaver: 'delete',
    containers: source.partitions.filter((item) => item.selected).flatMap((item) => item.inclusions),
    prerequisites: [jobNote('agent', { target: source.name })],
    losses: scope.filter === undefined ? [] : [jobNote('attribute-scope')],
  })
}

type Scope = SyncRule['scope']

/**
 * Scopes of rules that say `cloudFiltered` for everything in them; undefined for one that computes it. What the shipped
 * rules compute, the service does by itself.
 */
function leftOut(rule: SyncRule): readonly (Scope | undefined)[] {
  if (rule.standard) return []
  return rule.mappings
    .filter((flow) => sameText(flow.target, 'cloudFiltered'))
    .map((flow) => (flow.kind === 'constant' && /^true$/i.test(flow.constant?.value ?? '') ? rule.scope : undefined))
}

function filteredScope(
  rule: SyncRule,
  scope: Scope | undefined,
  naming: Parameters<typeof scopeFromConditions>[2],
): JobScope {
  const kept = scope === undefined ? undefined : negatedScope(scope)
  if (kept !== undefined) return scopeFromConditions(rule.name, kept, naming)
  const why = scope === undefined ? 'cloudFiltered is computed.' : `${scopeText(scope)} has no opposite.`
  return { filter: undefined, notes: [jobNote('filter-lost', { what: rule.name, why })] }
}
