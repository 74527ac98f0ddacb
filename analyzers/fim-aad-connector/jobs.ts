import { inboundTables, tenantTables } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { type Provisioning, provisioningOf } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { nameList } from '../facts/service.js'
import { placesOf, type Topology } from './topology.js'

/** What takes the connector's place, between matched anchors before and its end after. */
export function tenantProvisioning(
  estate: Estate,
  { server, connector }: PlacedConnector,
  topology: Topology,
): Provisioning {
  const forests = nameList(topology.directories) || 'the forests'
  const name = { connector: connector.name, forests }
  const off = provisioningStep('connector-off', name, connector.at)
  const anchors = provisioningStep(
    'match-anchor',
    name,
    ...placesOf(topology.anchor === undefined ? [] : [topology.anchor]),
  )
  const ids = new Set(topology.sending.map((item) => item.id))
  switch (topology.choice) {
    case 'cloud-sync': {
      const agents = topology.sending.map((forest) => provisioningStep('agent', { target: forest.name }, forest.at))
      const tables = tenantTables(estate).filter(
        (table) => table.target.id === connector.id && ids.has(table.source.id),
      )
      return provisioningOf(estate, tables, [anchors, ...agents], [off])
    }
    case 'connect':
    case 'connect-ldap':
      return { artefacts: [anchors, provisioningStep('connect-install', name, connector.at), off], mappingTables: [] }
    case 'inbound': {
      const tables = server.connectors
        .filter((item) => topology.otherSources.includes(item.name))
        .flatMap((item) => inboundTables(estate, item.id, 'api', 'entra'))
      return provisioningOf(estate, tables, [], [off])
    }
  }
}
