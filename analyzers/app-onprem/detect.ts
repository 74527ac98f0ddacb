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

/** Words for how objects get there, '' when only an extension may do it and something else could as well. */
export function howProvisioned(placed: PlacedConnector, provisioning: readonly Provisioning[]): string {
  const { server, connector } = placed
  const certain = provisioning.find((item) => item.certain)
  if (certain !== undefined) return `${certain.name} creates objects in it`
  const [code] = provisioning
  if (code === undefined) return ''
  const direction = directionOf(connector, server)
  if (direction.projections === 0 && direction.joins === 0) {
    return `without join and projection its objects can only come from ${code.name}`
  }
  const anchors = [...connector.connection.anchor, ...connector.dnConstruction]
  const key = deliveriesOf(server, connector).find((item) => isSetOnce(item.attribute, anchors))
  return key === undefined ? '' : `${code.name} fills ${key.attribute}, which only a new object takes`
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
  const how = howProvisioned(placed, provisioning)
  const at = [...connector.exportFlows.map((set) => set.at), ...provisioning.map((item) => item.at)]
  const bhold = isBhold(connector) ? bholdSigns(connector) : undefined
  const makes = personProjections(server, connector)
  const cloud = hostsOf(estate, connector).find((host) => host.place === 'known-cloud')
  const { deprovisioning } = connector
  const first =
    how !== ''
      ? finding('M2E-APPON-001', { ...what, how }, at)
      : provisioning[0] === undefined
        ? finding('M2E-APPON-004', what, at)
        : finding('M2E-APPON-002', { ...what, assembly: provisioning[0].name }, at)
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
