import { askedFor, deletionThreshold, templateJob } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { type GroupReadiness, groupReadiness } from '../facts/group-readiness.js'
import { memberExports } from '../facts/membership.js'
import { noProvisioning, type Provisioning, provisioningOf, tablesOf } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { directoriesOf, forestOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { memberFlows } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const placed = placedOf(estate, detection)
  const { connector } = placed
  const groups = groupReadiness(estate)
  return designOf(detection, {
    parts: isUnused(detection)
      ? [part('', 'retire', finding('M2E-GTOA-114', { connector: connector.name }, connector.at))]
      : partsOf(placed, groups),
    target: finding('M2E-GTOA-101', {}, connector.at),
    blockers: blockersOf(placed, groups),
    losses: [finding('M2E-GTOA-301')],
    prerequisites: [finding('M2E-GTOA-401'), finding('M2E-GTOA-402')],
    handSteps: [finding('M2E-GTOA-501')],
    licences: [
      { level: 'p1', per: 'the first two configurations from Entra to AD' },
      { level: 'id-governance', per: 'the third to twentieth configuration' },
    ],
    effort: effortOf(placed, groups),
    ...(isUnused(detection) ? noProvisioning : groupProvisioning(placed, estate)),
  })
}

/** The configuration that writes groups; where Connect wrote them back, the template's own mappings take over. */
function groupProvisioning({ server, connector }: PlacedConnector, estate: Estate): Provisioning {
  const name = { target: connector.name, connector: connector.name }
  const agent = provisioningStep('agent', name, connector.at)
  const unit = provisioningStep('group-unit', name, connector.at)
  if (server.product === 'connect-sync') {
    const job = templateJob({
      kind: 'groups-to-ad',
      name: `Entra ID → ${connector.name} (groups to Active Directory)`,
      madeFrom: [connector.at],
      sourceName: 'Microsoft Entra ID',
      targetName: 'Active Directory',
      pilot: { kind: 'unit', unit: askedFor('pilotGroups') },
      leaver: 'delete',
      deletionThreshold: deletionThreshold(estate, [connector.id, 'group']).count,
    })
    return { artefacts: [agent, unit, job], mappingTables: [] }
  }
  const end = provisioningStep('stop-export', name, connector.at)
  return provisioningOf(estate, tablesOf(estate, 'groups-to-ad-apps', connector.id), [agent, unit], [end])
}

function partsOf(placed: PlacedConnector, groups: GroupReadiness): readonly PartVerdict[] {
  const { server, connector } = placed
  const flows = memberFlows(placed).filter(({ origin }) => origin.kind !== 'directory')
  const kinds = flows.map(({ flow, origin }) =>
    part(
      flow.metaverseObjectType,
      'assisted',
      finding(
        'M2E-GTOA-111',
        {
          connector: connector.name,
          type: flow.metaverseObjectType,
          from: nameList(origin.from) || (origin.kind === 'code' ? 'code' : 'something outside the input'),
        },
        origin.at,
      ),
    ),
  )
  return [
    ...kinds,
    ...(server.product === 'connect-sync'
      ? [part('group writeback', 'redesign', finding('M2E-GTOA-112', {}, server.at))]
      : []),
    ...(groups.mailEnabled.length > 0
      ? [part('mail-enabled groups', 'keep', named('M2E-GTOA-113', groups.mailEnabled))]
      : []),
  ]
}

function named(id: string, groups: GroupReadiness['all']): Finding {
  return finding(
    id,
    { count: groups.length, groups: nameList(groups.map((group) => group.object.displayName)) },
    groups.map((group) => group.object.at),
  )
}

function blockersOf({ server }: PlacedConnector, groups: GroupReadiness): readonly Finding[] {
  const forests = [
    ...new Set(
      directoriesOf(server)
        .filter((item) => memberExports(server, item).length > 0)
        .map((item) => forestOf(item) || item.name),
    ),
  ]
  return [
    ...when(groups.notUniversal.length > 0, named('M2E-GTOA-201', groups.notUniversal)),
    finding('M2E-GTOA-202'),
    ...when(forests.length > 1, finding('M2E-GTOA-203', { forests: nameList(forests) })),
    ...when(groups.nesting.length > 0, named('M2E-GTOA-204', groups.nesting)),
    finding('M2E-GTOA-205'),
    finding('M2E-GTOA-206'),
  ]
}

function effortOf({ connector }: PlacedConnector, groups: GroupReadiness): Effort {
  const domains = connector.partitions.filter((item) => item.selected && item.isDomain === true).length
  const count = groups.all.length
  const size = domains > 1 ? 'XL' : groups.nesting.length > 0 ? 'L' : count > 0 && count <= 20 ? 'S' : 'M'
  return effort(size, [
    count > 0 ? finding('M2E-GTOA-601', { count }) : finding('M2E-GTOA-602'),
    ...when(domains > 1, finding('M2E-GTOA-603', { count: domains, connector: connector.name })),
  ])
}
