import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { isBhold } from '../facts/bhold.js'
import { connectorsOf, databaseKinds, type PlacedConnector, plainName } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { whereOf } from '../facts/estate-questions.js'
import { type Delivery, deliveriesOf, directionOf } from '../facts/flows.js'
import { hostsOf } from '../facts/hosts.js'
import { personProjections } from '../facts/people.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

const community = /granfeldt|lithnet|soren\.|codeplex/i

/** Connectors of the customer's own that export, and tables that an application reads its work from. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync').flatMap((placed) => {
    const { server, connector } = placed
    const isOwn = isOwnConnector(placed)
    const isTable = databaseKinds.includes(connector.kind) && !isBhold(connector)
    if (!isOwn && !isTable) return []
    const direction = directionOf(connector, server)
    if (direction.exportFlows === 0 || direction.exportSteps === 0) return []
    if (isTable && personProjections(server, connector).length > 0) return []
    return [{ name: connector.name, id: connector.id, evidence: evidenceOf(estate, placed) }]
  })
}

export function isOwnConnector({ connector }: PlacedConnector): boolean {
  if (connector.kind !== 'ecma2-other' && connector.kind !== 'ecma1') return false
  const assembly = connector.connection.extensible?.assembly ?? ''
  return !/^microsoft\./i.test(assembly) && !/microsoft/i.test(connector.company)
}

/** Attributes that code computes and that say what a person may do. */
export function computedRights({ server, connector }: PlacedConnector): readonly Delivery[] {
  return deliveriesOf(server, connector).filter(
    (item) => item.ruleName !== '' && /role|right|permission|entitlement|access|privilege/i.test(item.attribute),
  )
}

function evidenceOf(estate: Estate, placed: PlacedConnector): readonly Finding[] {
  const { server, connector } = placed
  const assembly = connector.connection.extensible?.assembly || 'a DLL the export does not name'
  const what = { connector: connector.name, assembly, count: directionOf(connector, server).exportFlows }
  const { database } = connector.connection
  const written = new Set(deliveriesOf(server, connector).map((item) => plainName(item.attribute)))
  const status = (database?.columns ?? []).filter((column) =>
    /^(status|state|action|processed|processedon|flag|syncstatus|changetype|operation|opcode)$/.test(
      plainName(column.name),
    ),
  )
  const isWritten =
    status.some((column) => written.has(plainName(column.name))) || status.some((column) => column.readOnly)
  const isHandOver =
    /(^|[._])(stag|staging|queue|outbox|inbox|interface|transfer|handover|export|tmp)([._]|$)|staging|queue/i
  const rights = computedRights(placed)
  const cloud = hostsOf(estate, connector).find((host) => host.place === 'known-cloud')
  const where = whereOf(connector)
  const flows = connector.exportFlows.map((set) => set.at)
  const isOwn = isOwnConnector(placed)
  const first = when(isOwn, finding('M2E-SCIM-001', what, [connector.connection.at, ...flows]))
  // A cloud product for sure: what else speaks for an own application then speaks for that as well.
  if (cloud !== undefined) {
    return [...first, finding('M2E-SCIM-005', { ...what, product: cloud.product, host: cloud.name }, cloud.at)]
  }
  return [
    ...first,
    ...when(
      status.length > 0 && (isWritten || isHandOver.test(database?.table ?? '')),
      finding(
        'M2E-SCIM-002',
        { ...what, where, columns: nameList(status.map((column) => column.name)) },
        status.map((column) => column.at),
      ),
    ),
    ...when(isHandOver.test(database?.table ?? ''), finding('M2E-SCIM-003', { where }, connector.connection.at)),
    ...when(
      rights.length > 0,
      finding(
        'M2E-SCIM-004',
        { attributes: nameList(rights.map((item) => item.attribute)) },
        rights.map((item) => item.at),
      ),
    ),
    ...when(isOwn && community.test(assembly), finding('M2E-SCIM-006', what, connector.connection.at)),
  ]
}
