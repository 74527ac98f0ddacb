import type { Connector, Estate, SyncServer } from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { isExportStep, isImportStep, sameName, stepCount } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { deliveriesOf } from '../facts/flows.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** What of one server belongs to address list synchronization. */
export interface AddressListFacts {
  readonly agents: readonly Connector[]
  /** AD agents that write contacts with a target address. */
  readonly writers: readonly Connector[]
}

export function addressListFacts(server: SyncServer): AddressListFacts {
  const sorted = [...server.connectors].sort((a, b) => compareText(a.name, b.name))
  return {
    agents: sorted.filter((connector) => connector.kind === 'active-directory-gal'),
    writers: sorted.filter(
      (connector) =>
        connector.kind === 'active-directory' &&
        contactDeliveries(server, connector).some((item) => sameName(item.attribute, 'targetAddress')),
    ),
  }
}

function contactDeliveries(server: SyncServer, connector: Connector) {
  return deliveriesOf(server, connector).filter((item) => sameName(item.connectorObjectType, 'contact'))
}

/** Forests that an Entra Connect server of the input brings into one tenant. */
export function connectForests(estate: Estate): number {
  const counts = estate.servers
    .filter((server) => server.product === 'connect-sync')
    .map((server) => server.connectors.filter((connector) => connector.kind === 'active-directory').length)
  return Math.max(0, ...counts)
}

/** The server that synchronizes address lists: the first, since a second one is a standby with the same agents. */
export function addressListServer(estate: Estate): SyncServer | undefined {
  return estate.servers
    .filter((server) => server.product === 'mim-sync')
    .find((server) => {
      const { agents, writers } = addressListFacts(server)
      return agents.length + writers.length > 0
    })
}

/** One sighting for the estate: address list synchronization is a thing of several agents together. */
export function sight(estate: Estate): readonly Sighting[] {
  const server = addressListServer(estate)
  if (server === undefined) return []
  return [{ name: '', id: '', evidence: evidenceOf(estate, server, addressListFacts(server)) }]
}

function evidenceOf(estate: Estate, server: SyncServer, facts: AddressListFacts): readonly Finding[] {
  const { agents, writers } = facts
  const names = (list: readonly Connector[]) => ({ connectors: nameList(list.map((item) => item.name)) })
  const at = (list: readonly Connector[]) => list.map((item) => item.at)
  const withRules = agents.filter((item) => /galsync/i.test(item.extension?.assembly ?? ''))
  const withContacts = agents.filter(
    (item) =>
      item.projections.some((made) => sameName(made.objectType, 'contact')) ||
      contactDeliveries(server, item).length > 0,
  )
  const forests = connectForests(estate)
  const idle = [...agents, ...writers].every(
    (item) => stepCount(item, (kind) => isImportStep(kind) || isExportStep(kind)) === 0,
  )
  return [
    ...when(agents.length > 1, finding('M2E-GAL-001', { ...names(agents), count: agents.length }, at(agents))),
    ...when(agents.length === 1, finding('M2E-GAL-005', names(agents), at(agents))),
    ...when(
      withRules.length > 0,
      finding(
        'M2E-GAL-002',
        { ...names(withRules), assembly: withRules[0]?.extension?.assembly ?? '' },
        withRules.map((item) => item.extension?.at ?? item.at),
      ),
    ),
    ...when(withContacts.length > 0, finding('M2E-GAL-003', names(withContacts), at(withContacts))),
    ...when(writers.length > 0, finding('M2E-GAL-004', names(writers), at(writers))),
    ...when(forests > 1, finding('M2E-GAL-006', { count: forests }, server.at)),
    ...when(idle, finding('M2E-GAL-019', names([...agents, ...writers]), at([...agents, ...writers]))),
  ]
}
