import type { Connector, Estate, SyncServer } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectRulesOf } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { personProjections } from '../facts/people.js'
import { connectTwinOf, directoriesOf, isOutsideConnect, serversOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { isSynced, peopleFactsOf } from './people-facts.js'

/** One sighting a forest: where MIM and Connect both read it, the MIM connector stands for both. */
export function sight(estate: Estate): readonly Sighting[] {
  const mim = serversOf(estate, 'mim-sync').flatMap((server) =>
    directoriesOf(server)
      .map((connector) => ({ connector, evidence: kept(server, connector) }))
      .filter((item) => item.evidence.length > 0),
  )
  const twins = mim.map(({ connector }) => connectTwinOf(estate, connector)?.connector.id)
  const connect = serversOf(estate, 'connect-sync').flatMap((server) =>
    directoriesOf(server)
      .filter((connector) => !twins.includes(connector.id))
      .map((connector) => ({ connector, evidence: synced(server, connector) })),
  )
  const seenFromMim = mim.map(({ connector, evidence }) => ({
    connector,
    evidence: [...evidence, ...reaches(estate, connector)],
  }))
  return [...seenFromMim, ...connect].map(({ connector, evidence }) => ({
    name: connector.name,
    id: connector.id,
    evidence,
  }))
}

/** Whether the people of a MIM connector reach the tenant, where a Connect server in the input can tell. */
function reaches(estate: Estate, connector: Connector): readonly Finding[] {
  const twin = connectTwinOf(estate, connector)
  if (twin !== undefined) return synced(twin.server, twin.connector)
  return when(isOutsideConnect(estate, connector), finding('M2E-SOAU-005', { connector: connector.name }, connector.at))
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
