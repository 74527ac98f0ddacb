import type { EcmaCheck } from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { applicationProvisioning } from '../facts/application-provisioning.js'
import { databaseKinds, fileKinds, ldapKinds, type PlacedConnector } from '../facts/connectors.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { failedCheck, hostChecksOf } from '../facts/ecma-checks.js'
import { kindName, placedOf, whereOf } from '../facts/estate-questions.js'
import { type Delivery, deliveriesOf } from '../facts/flows.js'
import type { Provisioning } from '../facts/provisioning.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { failedChecks, passedSummary } from './importability.js'
import { wayChoice, wayOf } from './way.js'

const sqlStores = 'SQL Server, Azure SQL, DB2 9, 10 or 11.5, Oracle 10g to 18c, MySQL 5 or 8, PostgreSQL'
const ldapStores =
  'OpenLDAP, AD LDS, 389 Directory, Apache Directory, IBM Tivoli, Isode, eDirectory, OpenDJ, OpenDS, Oracle DSEE, RadiantOne'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { server, connector } = placed
  const deliveries = deliveriesOf(server, connector)
  const checks = hostChecksOf(estate, placed)
  const choice = wayChoice(detection, connector, checks, decided)
  const failed = failedChecks(connector, checks)
  const scripted = deliveries.filter((item) => item.ruleName !== '')
  const provisioning = applicationProvisioning(estate, placed, wayOf(choice, isUnused(detection)))
  return designOf(detection, {
    parts: partsOf(placed, checks, failed, scripted, choice),
    target: targetOf(connector, choice),
    blockers: choice.taken === 'keep' ? [] : blockersOf(connector, checks, choice),
    prerequisites: choice.taken === 'keep' ? [] : prerequisitesOf(connector, choice, provisioning),
    handSteps: choice.taken === 'ecma-host' ? handStepsOf(connector, checks) : [],
    licences: [{ level: 'p1', per: 'each person assigned to the application' }],
    effort: effortOf(connector, deliveries, scripted, failed, checks),
    choices: [choice],
    ...provisioning,
  })
}

function isFile(connector: Connector): boolean {
  return fileKinds.includes(connector.kind)
}

function targetOf(connector: Connector, choice: Choice): Finding {
  const params = { connector: connector.name, where: whereOf(connector) }
  if (choice.taken !== choice.proposed) {
    if (choice.taken === 'scim') return finding('M2E-APPON-105', params, connector.connection.at)
    if (choice.taken === 'gallery') return finding('M2E-APPON-107', params, connector.connection.at)
    return finding('M2E-APPON-101', params, connector.connection.at)
  }
  if (choice.taken === 'keep' && connector.kind !== 'lotus-domino')
    return finding('M2E-APPON-106', params, connector.connection.at)
  if (isFile(connector)) return finding('M2E-APPON-102', params, connector.connection.at)
  if (connector.kind === 'ecma1') return finding('M2E-APPON-103', params, connector.connection.at)
  if (connector.kind === 'lotus-domino') return finding('M2E-APPON-104', params, connector.connection.at)
  return finding('M2E-APPON-101', params, connector.connection.at)
}

function partsOf(
  { connector }: PlacedConnector,
  checks: readonly EcmaCheck[],
  failed: readonly PartVerdict[],
  scripted: readonly Delivery[],
  choice: Choice,
): readonly PartVerdict[] {
  const name = { connector: connector.name }
  if (choice.taken !== choice.proposed) {
    if (choice.taken === 'keep') return [part('people', 'keep', finding('M2E-APPON-130', name, connector.at))]
    if (choice.taken === 'scim') return [part('people', 'redesign', finding('M2E-APPON-129', name, connector.at))]
    if (choice.taken === 'gallery') return [part('people', 'assisted', finding('M2E-APPON-131', name, connector.at))]
  }
  if (isFile(connector)) return [part('file', 'redesign', finding('M2E-APPON-124', name, connector.at))]
  if (connector.kind === 'ecma1') return [part('connector', 'redesign', finding('M2E-APPON-123', name, connector.at))]
  if (connector.kind === 'lotus-domino')
    return [part('connector', 'keep', finding('M2E-APPON-127', name, connector.at))]
  // Nothing the consultant decided: a check keeps it out, and its part says which.
  if (choice.taken === 'keep') {
    const out = finding('M2E-APPON-132', { ...name, checks: nameList(staying(checks)) }, connector.at)
    return [part('people', 'keep', out, passedSummary(connector, checks)), ...failed]
  }
  const isLoadable = ['generic-sql', 'generic-ldap', 'powershell', 'web-services'].includes(connector.kind)
  return [
    part(
      'people',
      'assisted',
      passedSummary(connector, checks),
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

/** Checks that keep the connector out of the host. */
function staying(checks: readonly EcmaCheck[]): readonly string[] {
  return checks.filter((check) => !check.passed && check.consequence === 'stay').map((check) => check.id)
}

function blockersOf(connector: Connector, checks: readonly EcmaCheck[], choice: Choice): readonly Finding[] {
  const isHost = choice.taken === 'ecma-host'
  const fullImport = failedCheck(checks, 'full-import')
  const name = { connector: connector.name }
  const { deprovisioning } = connector
  const deletes = deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object'
  return [
    ...when(isHost && fullImport?.consequence === 'stay', finding('M2E-APPON-201', name, connector.at)),
    ...when(isHost && fullImport?.consequence === 'change', finding('M2E-APPON-202', name, connector.at)),
    ...when(deletes, finding('M2E-APPON-203', name, deprovisioning?.at ?? connector.at)),
    ...when(deprovisioning?.kind === 'scripted', finding('M2E-APPON-204', name, deprovisioning?.at ?? connector.at)),
    ...when(isHost, finding('M2E-APPON-205')),
    finding('M2E-APPON-206', { where: whereOf(connector) }),
  ]
}

function prerequisitesOf(connector: Connector, choice: Choice, { artefacts }: Provisioning): readonly Finding[] {
  const isHost = choice.taken === 'ecma-host'
  const where = whereOf(connector)
  const anchors = connector.connection.anchor.length > 0 ? connector.connection.anchor : connector.dnConstruction
  const matching = artefacts
    .flatMap((item) => (item.kind === 'provisioning-job' ? item.objectMappings : []))
    .flatMap((mapping) => mapping.attributeMappings.filter((item) => item.matchingPriority === 1))
    .map((item) => item.target)
  const anchor = matching[0] ?? (anchors.join(' + ') || 'A key')
  const stores = databaseKinds.includes(connector.kind) ? sqlStores : ldapStores
  return [
    ...when(isHost, finding('M2E-APPON-301', { where })),
    finding('M2E-APPON-302', { anchor, where }),
    ...when(
      isHost && (databaseKinds.includes(connector.kind) || ldapKinds.includes(connector.kind)),
      finding('M2E-APPON-303', { where, stores }),
    ),
  ]
}

function handStepsOf(connector: Connector, checks: readonly EcmaCheck[]): readonly Finding[] {
  return [
    finding('M2E-APPON-321'),
    ...when(databaseKinds.includes(connector.kind), finding('M2E-APPON-322')),
    ...when(
      connector.kind === 'ecma2-other',
      finding('M2E-APPON-323', { assembly: connector.connection.extensible?.assembly || "the connector's DLL" }),
    ),
    ...when(failedCheck(checks, 'concurrency') !== undefined, finding('M2E-APPON-324', { connector: connector.name })),
  ]
}

function effortOf(
  connector: Connector,
  deliveries: readonly Delivery[],
  scripted: readonly Delivery[],
  failed: readonly PartVerdict[],
  checks: readonly EcmaCheck[],
): Effort {
  const isCustom = ['ecma2-other', 'ecma1', 'powershell', 'lotus-domino'].includes(connector.kind) || isFile(connector)
  const withRoles =
    connector.kind === 'web-services' &&
    (failedCheck(checks, 'references') ?? failedCheck(checks, 'multi-valued')) !== undefined
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
