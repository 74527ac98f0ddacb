import type { Connector, Estate, Provenance, SyncServer } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectRulesOf } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { groupReadiness } from '../facts/group-readiness.js'
import { isGroupClass, memberExports, memberImports } from '../facts/membership.js'
import { directoriesOf, serversOf } from '../facts/servers.js'
import { finding } from '../finding.js'

/** One sighting an AD connector with group members. */
export function sight(estate: Estate): readonly Sighting[] {
  const { all } = groupReadiness(estate)
  return serversOf(estate).flatMap((server) =>
    directoriesOf(server).flatMap((connector) => {
      const evidence = server.product === 'connect-sync' ? synced(server, connector) : exchanged(server, connector)
      if (evidence.length === 0) return []
      const counted = when(
        all.length > 0 && server.product === 'mim-sync',
        finding(
          'M2E-SOAG-003',
          { count: all.length },
          all.slice(0, 5).map((group) => group.object.at),
        ),
      )
      return [{ name: connector.name, id: connector.id, evidence: [...evidence, ...counted] }]
    }),
  )
}

/** Connect: groups come in from this forest and go out to the tenant. */
function synced(server: SyncServer, connector: Connector): readonly Finding[] {
  const reads = memberImports(server, connector)
  const tenants = server.connectors.filter((item) => item.kind === 'entra-id')
  const sent = tenants.flatMap((tenant) =>
    connectRulesOf(server, tenant).filter(
      (rule) =>
        rule.direction === 'outbound' && isGroupClass(rule.connectorObjectType) && rule.linkType === 'provision',
    ),
  )
  const at: readonly Provenance[] = [...reads.map((item) => item.at), ...sent.map((rule) => rule.at)]
  return when(reads.length > 0 && sent.length > 0, finding('M2E-SOAG-001', { connector: connector.name }, at))
}

function exchanged(server: SyncServer, connector: Connector): readonly Finding[] {
  const reads = memberImports(server, connector)
  const writes = memberExports(server, connector)
  return when(
    reads.length + writes.length > 0,
    finding('M2E-SOAG-002', { connector: connector.name, reads: reads.length, writes: writes.length }, [
      ...reads.map((item) => item.at),
      ...writes.map((item) => item.at),
    ]),
  )
}
