import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectorsOf, type PlacedConnector, stepCount } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { serverName } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { graphUseOf } from './graph-use.js'

export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync')
    .filter(({ connector }) => connector.kind === 'microsoft-graph')
    .map((placed) => ({ name: placed.connector.name, id: placed.connector.id, evidence: evidenceOf(placed) }))
}

function evidenceOf(placed: PlacedConnector): readonly Finding[] {
  const { server, connector } = placed
  const { types, directories, received, written, importCount, marks } = graphUseOf(placed)
  const name = { connector: connector.name }
  return [
    ...when(
      directories.length > 0,
      finding(
        'M2E-GUES-001',
        {
          ...name,
          type: nameList(types),
          directories: nameList(directories.map((item) => item.name)),
          count: directories.length,
        },
        [...connector.projections.map((item) => item.at), ...received.map((flow) => flow.at)],
      ),
    ),
    finding('M2E-GUES-002', { ...name, server: serverName(server) }, connector.at),
    ...when(
      written.length > 0,
      finding(
        'M2E-GUES-003',
        { ...name, count: written.length, attributes: nameList(written.map((flow) => flow.attribute)) },
        written.map((flow) => flow.at),
      ),
    ),
    ...when(marks.length > 0, finding('M2E-GUES-004', { ...name, attributes: marks.join(', ') }, connector.at)),
    ...when(written.length === 0 && importCount === 0, finding('M2E-GUES-005', name, connector.at)),
    ...when(
      connector.runProfiles.length > 0 && stepCount(connector, () => true) === 0,
      finding('M2E-GUES-011', name, connector.at),
    ),
  ]
}
