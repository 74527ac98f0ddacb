import type { Estate } from '../../src/model/index.js'
import { connectorsOf, sameName } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { outFlowsOf } from '../facts/membership.js'
import { serverName } from '../facts/servers.js'
import { finding } from '../finding.js'
import { placesOf } from './topology.js'

const anchors = ['sourceAnchor', 'cloudMastered', 'immutableId']

/** Only on a MIM server: the same kind on a Connect server is Connect itself. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync')
    .filter(({ connector }) => connector.kind === 'entra-id')
    .map(({ server, connector }) => {
      const name = { connector: connector.name }
      const signs = outFlowsOf(server, connector).filter((flow) =>
        anchors.some((item) => sameName(item, flow.attribute)),
      )
      return {
        name: connector.name,
        id: connector.id,
        evidence: [
          finding('M2E-FAAD-001', { ...name, server: serverName(server) }, connector.at),
          ...when(
            signs.length > 0,
            finding(
              'M2E-FAAD-002',
              { ...name, attributes: [...new Set(signs.map((flow) => flow.attribute))].join(', ') },
              placesOf(signs),
            ),
          ),
          finding('M2E-FAAD-011', name, connector.at),
        ],
      }
    })
}
