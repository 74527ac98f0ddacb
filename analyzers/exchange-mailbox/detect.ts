import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectorsOf, hasExportStep, type PlacedConnector } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { attributesOf, exchangeOf, mailFlowsOf } from './mail-flows.js'

export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync')
    .filter(({ connector }) => connector.kind === 'active-directory')
    .map((placed) => ({ name: placed.connector.name, id: placed.connector.id, evidence: evidenceOf(placed) }))
}

function evidenceOf({ server, connector }: PlacedConnector): readonly Finding[] {
  const flows = mailFlowsOf(server, connector)
  const exchange = exchangeOf(connector)
  const name = { connector: connector.name }
  const isConfigured = exchange !== undefined || flows.written.length > 0
  return [
    ...(exchange === undefined
      ? []
      : [
          finding(
            'M2E-EXCH-001',
            { ...name, version: exchange.exchangeVersion, assembly: exchange.assembly || 'its extension' },
            exchange.at,
          ),
        ]),
    ...when(
      flows.placing.length > 0,
      finding(
        'M2E-EXCH-002',
        { ...name, attributes: nameList(attributesOf(flows.placing), 5) },
        flows.placing.map((flow) => flow.at),
      ),
    ),
    ...when(
      flows.written.length > 0,
      finding(
        'M2E-EXCH-003',
        { ...name, count: attributesOf(flows.written).length, attributes: nameList(attributesOf(flows.written), 5) },
        flows.written.map((flow) => flow.at),
      ),
    ),
    ...when(flows.written.length === 0 && flows.readCount > 0, finding('M2E-EXCH-004', name, connector.at)),
    ...when(
      isConfigured && connector.runProfiles.length > 0 && !hasExportStep(connector),
      finding('M2E-EXCH-011', name, connector.at),
    ),
  ]
}
