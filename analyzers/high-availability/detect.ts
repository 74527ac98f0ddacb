import type { Estate, SyncServer } from '../../src/model/index.js'
import { type Sighting, when } from '../facts/design.js'
import { isTrue, parameterOf, serverName, serversOf, subjectOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

const stagingMode = 'Microsoft.Synchronize.StagingMode'

/** Servers of one product that share connectors, this one first. */
export function twinsOf(estate: Estate, server: SyncServer): readonly SyncServer[] {
  const ids = new Set(server.connectors.map((connector) => connector.id))
  const others = serversOf(estate, server.product).filter(
    (other) => other.id !== server.id && other.connectors.some((connector) => ids.has(connector.id)),
  )
  return [server, ...others]
}

/** One sighting a server; of twins the first by id speaks for all, unless it is the one in staging. */
export function sight(estate: Estate): readonly Sighting[] {
  return serversOf(estate).flatMap((server) => {
    const staging = parameterOf(server, stagingMode)
    const isStaging = staging !== undefined && isTrue(server, stagingMode)
    const twins = twinsOf(estate, server)
    const speaks = twins.every((other) => other.id >= server.id)
    if (!speaks && !isStaging) return []
    const shared = server.connectors.filter((connector) =>
      twins.slice(1).some((other) => other.connectors.some((item) => item.id === connector.id)),
    )
    const name = serverName(server)
    return [
      {
        ...subjectOf(server),
        evidence: [
          ...(isStaging ? [finding('M2E-HAVL-001', { server: name }, staging.at)] : []),
          ...when(
            twins.length > 1,
            finding(
              'M2E-HAVL-002',
              { servers: nameList(twins.map(serverName)), count: shared.length },
              shared.map((connector) => connector.at),
            ),
          ),
          ...when(!isStaging && twins.length === 1, finding('M2E-HAVL-003', { server: name }, server.at)),
        ],
      },
    ]
  })
}
