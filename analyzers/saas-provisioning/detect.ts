import type { ConnectorKind, Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectorsOf, type PlacedConnector } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { kindName } from '../facts/estate-questions.js'
import { type Delivery, deliveriesOf, directionOf } from '../facts/flows.js'
import { cloudProductsInScripts, type Host, hostsOf } from '../facts/hosts.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

const kinds: readonly ConnectorKind[] = ['powershell', 'web-services', 'ecma1', 'ecma2-other']
const products =
  /salesforce|service ?now|google|okta|slack|zoom|zendesk|atlassian|jira|dropbox|docusign|concur|ariba|coupa|github/i

/** Connectors that export to a host on the internet. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync').flatMap((placed) => {
    const { server, connector } = placed
    if (!kinds.includes(connector.kind)) return []
    const direction = directionOf(connector, server)
    if (direction.exportFlows === 0 || direction.exportSteps === 0) return []
    return [{ name: connector.name, id: connector.id, evidence: evidenceOf(estate, placed) }]
  })
}

/** The host that decides: a cloud product first, then one on the internet, then an internal one. */
export function decidingHost(estate: Estate, { connector }: PlacedConnector): Host | undefined {
  const hosts = hostsOf(estate, connector)
  return (
    hosts.find((host) => host.place === 'known-cloud') ??
    hosts.find((host) => host.place === 'internet') ??
    cloudProductsInScripts(connector)[0] ??
    hosts[0]
  )
}

/** Attributes that say what a person may do in a product one pays for by head. */
export function licenceAttributes({ server, connector }: PlacedConnector): readonly Delivery[] {
  return deliveriesOf(server, connector).filter((item) =>
    /licen[cs]e|profile_?id|permission_?set|subscription|plan_?id/i.test(item.attribute),
  )
}

function evidenceOf(estate: Estate, placed: PlacedConnector): readonly Finding[] {
  const { server, connector } = placed
  const host = decidingHost(estate, placed)
  const what = {
    connector: connector.name,
    kind: kindName(connector),
    count: directionOf(connector, server).exportFlows,
    host: host?.name ?? '',
    product: host?.product ?? '',
  }
  const at = [...(host === undefined ? [] : [host.at]), ...connector.exportFlows.map((set) => set.at)]
  const inScript = host !== undefined && cloudProductsInScripts(connector).some((item) => item.name === host.name)
  const licences = licenceAttributes(placed)
  return [
    ...when(host?.place === 'known-cloud' && !inScript, finding('M2E-SAAS-001', what, at)),
    ...when(host?.place === 'internet', finding('M2E-SAAS-002', what, at)),
    ...when(
      licences.length > 0,
      finding(
        'M2E-SAAS-003',
        { connector: connector.name, attributes: nameList(licences.map((item) => item.attribute)) },
        licences.map((item) => item.at),
      ),
    ),
    ...when(inScript, finding('M2E-SAAS-004', what, at)),
    ...when(products.test(connector.name), finding('M2E-SAAS-005', what, connector.at)),
    ...when(host?.place === 'internal', finding('M2E-SAAS-006', what, at)),
  ]
}
