import type { ConnectorKind, Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { bholdSigns, isBhold } from '../facts/bhold.js'
import {
  connectorsOf,
  databaseKinds,
  fileKinds,
  ldapKinds,
  type PlacedConnector,
  sameName,
} from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { kindName } from '../facts/estate-questions.js'
import { deliveriesOf, directionOf, type Provisioning, provisionsInto } from '../facts/flows.js'
import { hostsOf } from '../facts/hosts.js'
import { personProjections } from '../facts/people.js'
import { finding } from '../finding.js'

const applicationKinds: readonly ConnectorKind[] = [
  ...databaseKinds,
  ...ldapKinds,
  ...fileKinds,
  'powershell',
  'web-services',
  'lotus-domino',
  'ecma1',
  'ecma2-other',
]

/** Connectors that MIM fills: export flows, a step that exports, and something that creates objects there. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate).flatMap((placed) => {
    const { server, connector } = placed
    if (!applicationKinds.includes(connector.kind)) return []
    const direction = directionOf(connector, server)
    if (direction.exportFlows === 0 || direction.exportSteps === 0) return []
    const provisioning = provisionsInto(estate, placed)
    if (provisioning.length === 0 && server.metaverse !== undefined) return []
    return [{ name: connector.name, id: connector.id, evidence: evidenceOf(estate, placed, provisioning) }]
  })
}

/** How objects get into the connector: the id of the evidence and the params that go with it. */
function waysIn(
  placed: PlacedConnector,
  provisioning: readonly Provisioning[],
): readonly [string, Record<string, string>] {
  const { server, connector } = placed
  const certain = provisioning.find((item) => item.certain)
  if (certain !== undefined)
    return certain.name === '' ? ['M2E-APPON-012', {}] : ['M2E-APPON-001', { rule: certain.name }]
  const [code] = provisioning
  if (code === undefined) return ['M2E-APPON-004', {}]
  const assembly = code.name
  const direction = directionOf(connector, server)
  if (direction.projections === 0 && direction.joins === 0) return ['M2E-APPON-010', { assembly }]
  const anchors = [...connector.connection.anchor, ...connector.dnConstruction]
  const key = deliveriesOf(server, connector).find((item) => isSetOnce(item.attribute, anchors))
  return key === undefined ? ['M2E-APPON-002', { assembly }] : ['M2E-APPON-011', { assembly, key: key.attribute }]
}

/** The anchor and the first password are written when an object is made, and not again. */
function isSetOnce(attribute: string, anchors: readonly string[]): boolean {
  return (
    anchors.some((name) => sameName(name, attribute)) || /^(unicodepwd|userpassword|export_password)$/i.test(attribute)
  )
}

function evidenceOf(
  estate: Estate,
  placed: PlacedConnector,
  provisioning: readonly Provisioning[],
): readonly Finding[] {
  const { server, connector } = placed
  const what = {
    connector: connector.name,
    kind: kindName(connector),
    count: directionOf(connector, server).exportFlows,
  }
  const at = [...connector.exportFlows.map((set) => set.at), ...provisioning.map((item) => item.at)]
  const bhold = isBhold(connector) ? bholdSigns(connector) : undefined
  const makes = personProjections(server, connector)
  const cloud = hostsOf(estate, connector).find((host) => host.place === 'known-cloud')
  const { deprovisioning } = connector
  const [id, params] = waysIn(placed, provisioning)
  const first = finding(id, { ...what, ...params }, at)
  const other = [
    ...(bhold === undefined
      ? []
      : [
          finding(
            'M2E-APPON-007',
            { connector: connector.name, signs: [...bhold.tables, ...bhold.columns].join(', ') || bhold.extension },
            bhold.at,
          ),
        ]),
    ...when(
      makes.length > 0 && !provisioning.some((item) => item.certain),
      finding(
        'M2E-APPON-008',
        { connector: connector.name },
        makes.map((item) => item.at),
      ),
    ),
    ...(cloud === undefined
      ? []
      : [finding('M2E-APPON-009', { connector: connector.name, product: cloud.product, host: cloud.name }, cloud.at)]),
  ]
  // It is something else for sure: what else speaks for an application then speaks for that as well.
  if (other.length > 0) return [first, ...other]
  return [
    first,
    ...when(
      directionOf(connector, server).projections === 0,
      finding('M2E-APPON-005', { connector: connector.name }, connector.at),
    ),
    ...(deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object'
      ? [finding('M2E-APPON-003', { connector: connector.name }, deprovisioning.at)]
      : []),
  ]
}
