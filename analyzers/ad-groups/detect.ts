import type { Estate, ServiceGroup } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectorsOf, hasExportStep, type PlacedConnector, sameName } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { contributionsOf, type Delivery, deliveriesOf, syncRuleOf } from '../facts/flows.js'
import { memberCount } from '../facts/groups.js'
import { groupsOf, nameList, servicesOf } from '../facts/service.js'
import { finding } from '../finding.js'

/** AD connectors that receive the members of groups. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync').flatMap((placed) => {
    const { connector } = placed
    if (connector.kind !== 'active-directory') return []
    const members = memberDeliveries(placed)
    if (members.length === 0) return []
    return [{ name: connector.name, id: connector.id, evidence: evidenceOf(estate, placed, members) }]
  })
}

export function memberDeliveries({ server, connector }: PlacedConnector): readonly Delivery[] {
  return deliveriesOf(server, connector).filter(
    (item) => sameName(item.attribute, 'member') && sameName(item.connectorObjectType, 'group'),
  )
}

export function allGroups(estate: Estate): readonly ServiceGroup[] {
  return servicesOf(estate).flatMap(groupsOf)
}

function evidenceOf(estate: Estate, placed: PlacedConnector, members: readonly Delivery[]): readonly Finding[] {
  const { server, connector } = placed
  const types = [...new Set(members.map((item) => item.metaverseObjectType))]
  const isOfType = (type: string | undefined): boolean => types.some((one) => type !== undefined && sameName(one, type))
  const groups = allGroups(estate)
  const portals = server.connectors.filter(
    (item) => item.kind === 'mim-service' && item.projections.some((made) => isOfType(made.metaverseObjectType)),
  )
  const projecting = server.connectors.filter((item) =>
    item.projections.some((made) => isOfType(made.metaverseObjectType)),
  )
  const owners = server.connectors.flatMap((item) =>
    contributionsOf(server, item).filter(
      (one) => isOfType(one.objectType) && /^(displayed)?owner$|^managedby$/i.test(one.attribute),
    ),
  )
  const ruleIds = connector.exportFlows
    .filter((set) => isOfType(set.metaverseObjectType))
    .flatMap((set) => set.flows)
    .flatMap((flow) => (flow.mapping.kind === 'sync-rule' ? [flow.mapping.ruleId] : []))
  const rules = [...new Set(ruleIds.map((id) => syncRuleOf(estate, id)?.name ?? id))].sort()
  const what = {
    connector: connector.name,
    attribute: 'member',
    count: groups.length,
    portals: nameList(portals.map((item) => item.name)),
  }
  const at = members.map((item) => item.at)
  const held = groups.filter((group) => memberCount(group) > 0)
  const id = groups.length > 0 ? 'M2E-GRP-001' : portals.length > 0 ? 'M2E-GRP-006' : 'M2E-GRP-002'
  return [
    finding(id, what, [
      ...at,
      ...portals.map((item) => item.at),
      ...groups.slice(0, 3).map((group) => group.object.at),
    ]),
    ...when(
      projecting.length > 0,
      finding(
        'M2E-GRP-003',
        { connectors: nameList(projecting.map((item) => item.name)) },
        projecting.flatMap((item) =>
          item.projections.filter((made) => isOfType(made.metaverseObjectType)).map((made) => made.at),
        ),
      ),
    ),
    ...when(
      owners.length > 0,
      finding(
        'M2E-GRP-004',
        { attributes: nameList([...new Set(owners.map((item) => item.attribute))]) },
        owners.map((item) => item.at),
      ),
    ),
    ...when(rules.length > 0, finding('M2E-GRP-005', { connector: connector.name, rules: nameList(rules) }, at)),
    ...when(
      held.length > 0,
      finding(
        'M2E-GRP-018',
        { count: held.length },
        held.slice(0, 3).map((group) => group.object.at),
      ),
    ),
    ...when(!hasExportStep(connector), finding('M2E-GRP-019', what, connector.at)),
  ]
}
