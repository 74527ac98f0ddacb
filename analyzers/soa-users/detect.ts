import type { Connector, Estate, SyncServer } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectRulesOf } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { personProjections } from '../facts/people.js'
import { directoriesOf, serversOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { isSynced, peopleFactsOf } from './people-facts.js'

/** One sighting an AD connector with people. */
export function sight(estate: Estate): readonly Sighting[] {
  return serversOf(estate).flatMap((server) =>
    directoriesOf(server).map((connector) => ({
      name: connector.name,
      id: connector.id,
      evidence: server.product === 'connect-sync' ? synced(server, connector) : kept(server, connector),
    })),
  )
}

function synced(server: SyncServer, connector: Connector): readonly Finding[] {
  const places = connectRulesOf(server, connector)
    .filter((rule) => rule.direction === 'inbound' && rule.linkType === 'provision')
    .map((rule) => rule.at)
  return when(isSynced(server, connector), finding('M2E-SOAU-001', { connector: connector.name }, places))
}

function kept(server: SyncServer, connector: Connector): readonly Finding[] {
  const { received, makesPeople, sources } = peopleFactsOf(server, connector)
  const name = { connector: connector.name }
  return [
    ...when(
      received.length > 0,
      finding(
        'M2E-SOAU-002',
        { ...name, count: new Set(received.map((flow) => flow.attribute)).size },
        received.map((flow) => flow.at),
      ),
    ),
    ...when(
      sources.length > 0,
      finding(
        'M2E-SOAU-003',
        { ...name, sources: nameList(sources.map((item) => item.name)) },
        sources.map((item) => item.at),
      ),
    ),
    ...when(
      makesPeople,
      finding(
        'M2E-SOAU-004',
        name,
        personProjections(server, connector).map((item) => item.at),
      ),
    ),
  ]
}
