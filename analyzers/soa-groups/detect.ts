import type { Connector, Estate, Provenance, SyncServer } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectRulesOf } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { groupReadiness } from '../facts/group-readiness.js'
import { isGroupClass, memberExports, memberImports } from '../facts/membership.js'
import { connectTwinOf, directoriesOf, isOutsideConnect, serversOf } from '../facts/servers.js'
import { finding } from '../finding.js'

/** One sighting a forest: where MIM and Connect both read it, the MIM connector stands for both. */
export function sight(estate: Estate): readonly Sighting[] {
  const mim = serversOf(estate, 'mim-sync').flatMap((server) =>
    directoriesOf(server).flatMap((connector) => onMim(estate, server, connector)),
  )
  const taken = new Set(mim.map((item) => item.id))
  const twins = serversOf(estate, 'mim-sync')
    .flatMap(directoriesOf)
    .filter((connector) => taken.has(connector.id))
    .map((connector) => connectTwinOf(estate, connector)?.connector.id)
  const connect = serversOf(estate, 'connect-sync').flatMap((server) =>
    directoriesOf(server)
      .filter((connector) => !twins.includes(connector.id))
      .map((connector) => ({ name: connector.name, id: connector.id, evidence: synced(server, connector) })),
  )
  return [...mim, ...connect]
}

function onMim(estate: Estate, server: SyncServer, connector: Connector): readonly Sighting[] {
  const evidence = exchanged(server, connector)
  if (evidence.length === 0) return []
  const { all } = groupReadiness(estate)
  const twin = connectTwinOf(estate, connector)
  const outside = isOutsideConnect(estate, connector)
  const name = { connector: connector.name }
  const more = [
    ...(twin === undefined ? [] : synced(twin.server, twin.connector)),
    ...when(
      all.length > 0 && !outside,
      finding(
        'M2E-SOAG-003',
        { count: all.length },
        all.slice(0, 5).map((group) => group.object.at),
      ),
    ),
    ...when(outside, finding('M2E-SOAG-004', name, connector.at)),
  ]
  return [{ name: connector.name, id: connector.id, evidence: [...evidence, ...more] }]
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
