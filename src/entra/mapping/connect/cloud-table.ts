import type { Connector, ScopeCondition, SyncServer } from '../../../model/index.js'
import { compareText } from '../../../model/index.js'
import { factsOfConnector } from '../attribute-facts.js'
import type { MappingTable } from '../model.js'
import { tableOf } from '../table.js'
import { type CloudSide, cloudLine } from './cloud-line.js'
import { type ConnectRules, commonScope, connectRulesOf, fills, sameCondition } from './rules.js'

/** Every AD connector of a Connect server against the tenant: users and groups as Cloud Sync would map them. */
export function cloudTables(server: SyncServer): readonly MappingTable[] {
  const rules = connectRulesOf(server)
  const tenants = server.connectors.filter((connector) => connector.kind === 'entra-id')
  const forests = server.connectors.filter((connector) => connector.kind === 'active-directory')
  return tenants.flatMap((tenant) =>
    forests.flatMap((forest) =>
      ['user', 'group'].flatMap((objectType) => {
        const side = cloudSide(rules, forest, tenant, objectType)
        return side === undefined ? [] : [cloudTable(side)]
      }),
    ),
  )
}

function cloudTable(side: CloudSide): MappingTable {
  const { forest, tenant, objectType } = side
  const targets = new Map(
    side.outbound.flatMap((rule) => rule.mappings.map((flow) => [flow.target.toLowerCase(), flow.target] as const)),
  )
  const lines = [...targets].sort(([a], [b]) => compareText(a, b)).map(([, target]) => cloudLine(target, side))
  const read = [...new Set(lines.flatMap((line) => (line.mapping ?? line.proposal)?.reads ?? []))]
  return tableOf({
    scenario: 'connect-to-cloud-sync',
    title: `${forest.name} → ${tenant.name} (Cloud Sync, ${objectType}s)`,
    source: { id: forest.id, name: forest.name, kind: forest.kind, objectType },
    target: { id: tenant.id, name: tenant.name, kind: tenant.kind, objectType },
    place: 'cloud-sync',
    lines,
    names: read.map((name) => ({ attribute: name, name, kind: 'standard' })),
    key: objectType,
  })
}

export function cloudSide(
  rules: ConnectRules,
  forest: Connector,
  tenant: Connector,
  objectType: string,
): CloudSide | undefined {
  const inbound = rules.inbound(forest.id, objectType)
  const outbound = rules.outbound(tenant.id, objectType)
  if (inbound.length === 0 || outbound.length === 0) return undefined
  const metaverseObjectType = outbound[0]?.metaverseObjectType ?? ''
  const fromTenant = rules.inbound(tenant.id, objectType)
  const isReadBack = (attribute: string): boolean => fills(fromTenant, attribute) && !fills(inbound, attribute)
  const [wantedIn, wantedOut] = [commonScope(inbound), commonScope(outbound)]
  const grantedBy = (list: readonly ScopeCondition[]) => (condition: ScopeCondition) =>
    list.some((known) => sameCondition(known, condition))
  return {
    forest,
    tenant,
    objectType,
    metaverseObjectType,
    inbound,
    outbound,
    others: rules.server.connectors.filter(
      (connector) => connector.id !== forest.id && connector.id !== tenant.id && connector.kind === 'active-directory',
    ),
    inboundOf: (id) => rules.inbound(id, objectType),
    fromTenant,
    isReadBack,
    isGrantedIn: grantedBy(wantedIn),
    // An object of the tenant is there once the first cycle has made it.
    isGrantedOut: (condition) => grantedBy(wantedOut)(condition) || isReadBack(condition.attribute),
    facts: factsOfConnector(forest, objectType),
    parameters: domainParameters(forest),
  }
}

/** `%Domain.FQDN%` and the like, as long as one domain gives one answer. */
function domainParameters(forest: Connector): ReadonlyMap<string, string> {
  const domains = forest.partitions.filter((partition) => partition.selected && partition.isDomain !== false)
  const [only, further] = domains
  const own = only === undefined || further !== undefined ? [] : (only.parameters ?? [])
  return new Map(
    [...(forest.connection.parameters ?? []), ...own].flatMap(({ name, value }) =>
      value.value === undefined ? [] : [[name, value.value] as const],
    ),
  )
}
