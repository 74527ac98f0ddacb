import type { Connector, Estate } from '../../src/model/index.js'
import type { Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { databaseKinds, fileKinds, ldapKinds, type PlacedConnector } from '../facts/connectors.js'
import { designOf, part, when } from '../facts/design.js'
import { type EcmaChecks, ecmaChecksOf } from '../facts/ecma-checks.js'
import { kindName, placedOf, whereOf } from '../facts/estate-questions.js'
import { type Delivery, deliveriesOf } from '../facts/flows.js'
import { effort, finding } from '../finding.js'
import { failedChecks, passedSummary } from './importability.js'

const sqlStores = 'SQL Server, Azure SQL, DB2 9, 10 or 11.5, Oracle 10g to 18c, MySQL 5 or 8, PostgreSQL'
const ldapStores =
  'OpenLDAP, AD LDS, 389 Directory, Apache Directory, IBM Tivoli, Isode, eDirectory, OpenDJ, OpenDS, Oracle DSEE, RadiantOne'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const placed = placedOf(estate, detection)
  const { server, connector } = placed
  const deliveries = deliveriesOf(server, connector)
  const checks = ecmaChecksOf(estate, placed)
  const failed = failedChecks(connector, checks)
  const scripted = deliveries.filter((item) => item.ruleName !== '')
  return designOf(detection, {
    parts: partsOf(placed, failed, scripted),
    target: targetOf(connector),
    blockers: blockersOf(connector, checks),
    prerequisites: prerequisitesOf(connector),
    handSteps: handStepsOf(connector, checks),
    licences: [{ level: 'p1', per: 'each person assigned to the application' }],
    effort: effortOf(connector, deliveries, scripted, failed, checks),
  })
}

function isFile(connector: Connector): boolean {
  return fileKinds.includes(connector.kind)
}

function targetOf(connector: Connector): Finding {
  const params = { connector: connector.name, where: whereOf(connector) }
  if (isFile(connector)) return finding('M2E-APPON-102', params, connector.connection.at)
  if (connector.kind === 'ecma1') return finding('M2E-APPON-103', params, connector.connection.at)
  if (connector.kind === 'lotus-domino') return finding('M2E-APPON-104', params, connector.connection.at)
  return finding('M2E-APPON-101', params, connector.connection.at)
}

function partsOf(
  { connector }: PlacedConnector,
  failed: readonly PartVerdict[],
  scripted: readonly Delivery[],
): readonly PartVerdict[] {
  const name = { connector: connector.name }
  if (isFile(connector)) return [part('file', 'redesign', finding('M2E-APPON-124', name, connector.at))]
  if (connector.kind === 'ecma1') return [part('connector', 'redesign', finding('M2E-APPON-123', name, connector.at))]
  if (connector.kind === 'lotus-domino')
    return [part('connector', 'keep', finding('M2E-APPON-127', name, connector.at))]
  const isLoadable = ['generic-sql', 'generic-ldap', 'powershell', 'web-services'].includes(connector.kind)
  return [
    part(
      'people',
      'assisted',
      passedSummary(connector, failed),
      ...when(isLoadable, finding('M2E-APPON-112', name, connector.at)),
      ...when(
        scripted.length > 0,
        finding(
          'M2E-APPON-125',
          { count: scripted.length },
          scripted.map((item) => item.at),
        ),
      ),
    ),
    ...failed,
  ]
}

function blockersOf(connector: Connector, checks: EcmaChecks): readonly Finding[] {
  const name = { connector: connector.name }
  const { deprovisioning } = connector
  const deletes = deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object'
  return [
    ...when(checks.canFullImport === false, finding('M2E-APPON-201', name, connector.at)),
    ...when(checks.canFullImport !== false && !checks.hasFullImportStep, finding('M2E-APPON-202', name, connector.at)),
    ...when(deletes, finding('M2E-APPON-203', name, deprovisioning?.at ?? connector.at)),
    ...when(deprovisioning?.kind === 'scripted', finding('M2E-APPON-204', name, deprovisioning?.at ?? connector.at)),
    ...when(!isFile(connector), finding('M2E-APPON-205')),
    finding('M2E-APPON-206', { where: whereOf(connector) }),
  ]
}

function prerequisitesOf(connector: Connector): readonly Finding[] {
  const where = whereOf(connector)
  const anchors = connector.connection.anchor.length > 0 ? connector.connection.anchor : connector.dnConstruction
  const anchor = anchors.length > 0 ? anchors.join(' + ') : 'A key'
  const stores = databaseKinds.includes(connector.kind) ? sqlStores : ldapStores
  return [
    ...when(!isFile(connector), finding('M2E-APPON-301', { where })),
    finding('M2E-APPON-302', { anchor, where }),
    ...when(
      databaseKinds.includes(connector.kind) || ldapKinds.includes(connector.kind),
      finding('M2E-APPON-303', { where, stores }),
    ),
  ]
}

function handStepsOf(connector: Connector, checks: EcmaChecks): readonly Finding[] {
  if (isFile(connector)) return []
  return [
    finding('M2E-APPON-321'),
    ...when(databaseKinds.includes(connector.kind), finding('M2E-APPON-322')),
    ...when(
      connector.kind === 'ecma2-other',
      finding('M2E-APPON-323', { assembly: connector.connection.extensible?.assembly || "the connector's DLL" }),
    ),
    ...when(checks.isConcurrent, finding('M2E-APPON-324', { connector: connector.name })),
  ]
}

function effortOf(
  connector: Connector,
  deliveries: readonly Delivery[],
  scripted: readonly Delivery[],
  failed: readonly PartVerdict[],
  checks: EcmaChecks,
): Effort {
  const isCustom = ['ecma2-other', 'ecma1', 'powershell', 'lotus-domino'].includes(connector.kind) || isFile(connector)
  const withRoles =
    connector.kind === 'web-services' && checks.references.names.length + checks.multivalued.names.length > 0
  const size = withRoles ? 'XL' : isCustom ? 'L' : scripted.length > 0 || failed.length > 0 ? 'M' : 'S'
  const types = new Set(deliveries.map((item) => item.connectorObjectType)).size
  const count = new Set(deliveries.map((item) => `${item.connectorObjectType} ${item.attribute}`)).size
  return effort(size, [
    finding('M2E-APPON-401', { count, types }),
    ...when(scripted.length > 0, finding('M2E-APPON-402', { count: scripted.length })),
    ...when(failed.length > 0, finding('M2E-APPON-403', { count: failed.length })),
    ...when(isCustom, finding('M2E-APPON-404', { kind: kindName(connector) })),
  ])
}
