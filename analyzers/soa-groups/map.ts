import { capabilities } from '../../src/catalogue/capabilities.js'
import type { HandStep } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Decided, Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { designOf, learn, part, when } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { placedOf } from '../facts/estate-questions.js'
import { contributionsOf } from '../facts/flows.js'
import { mailGroupStep, masteredGroups } from '../facts/group-authority.js'
import { type GroupReadiness, groupReadiness } from '../facts/group-readiness.js'
import { managementOf } from '../facts/groups.js'
import { isGroupClass, outFlowsOf } from '../facts/membership.js'
import { groupAuthority } from '../facts/portal-groups.js'
import { connectTwinOf, connectVersion, isVersionBelow } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  // Groups of the portal belong to a MIM estate; Connect brings groups the export does not name.
  const groups = groupReadiness(placed.server.product === 'mim-sync' ? estate : { ...estate, services: [] })
  const { all, withoutOwner, nesting } = groups
  return designOf(detection, {
    parts: partsOf(placed, groups),
    target: finding('M2E-SOAG-101', {}, placed.connector.at),
    blockers: blockersOf(estate, placed, groups),
    losses: [finding('M2E-SOAG-301')],
    prerequisites: [
      finding('M2E-SOAG-401'),
      all.length > 0
        ? finding(
            'M2E-SOAG-402',
            { count: withoutOwner.length, total: all.length },
            withoutOwner.map((group) => group.object.at),
          )
        : finding('M2E-SOAG-403'),
    ],
    handSteps: when(all.length === 0 || groups.notUniversal.length > 0, finding('M2E-SOAG-501')),
    licences: [{ level: 'free', per: 'the switch; groups provisioned back need more (see groups-to-ad-apps)' }],
    effort: effortOf(all.length, nesting.length),
    artefacts: artefactsOf(estate, placed, groups, decided),
  })
}

/** Groups of the portal are switched one by one; groups the export does not name are listed by hand first. */
function artefactsOf(
  estate: Estate,
  { connector }: PlacedConnector,
  { all, mailEnabled }: GroupReadiness,
  decided: Decided | undefined,
) {
  if (all.length === 0) return [inventory(connector.name, connector.at)]
  if (groupAuthority(estate, decided) === 'write-back') return []
  return distinctArtefacts([
    ...masteredGroups(estate, 'convert', () => true).artefacts,
    ...mailEnabled.filter((group) => managementOf(group) === 'plain').map(mailGroupStep),
  ])
}

function inventory(connector: string, at: HandStep['madeFrom'][number]): HandStep {
  return {
    kind: 'hand-step',
    madeFrom: [at],
    name: `Groups of ${connector} that can be switched`,
    where: 'Active Directory: Get-ADGroup',
    instructions: [
      `List the groups of ${connector} with scope, mail, members, owner (managedBy) and AdminCount.`,
      'Leave out mail-enabled groups and those with AdminCount 1; put groups inside groups first.',
      'Run the assessment again with the list, so that each group gets a switch of its own.',
    ],
    check: `Is there an answer for each group of ${connector}: switch, stay, or make anew?`,
    source: learn('/entra/identity/hybrid/concept-group-source-of-authority-guidance'),
  }
}

function partsOf({ connector }: PlacedConnector, groups: GroupReadiness): readonly PartVerdict[] {
  if (groups.all.length === 0)
    return [part('groups', 'assisted', finding('M2E-SOAG-112', { connector: connector.name }, connector.at))]
  const rows: readonly (readonly [string, PartVerdict['verdict'], string, GroupReadiness['all']])[] = [
    ['ready groups', 'automated', 'M2E-SOAG-111', groups.ready],
    ['mail-enabled groups', 'keep', 'M2E-SOAG-113', groups.mailEnabled],
    ['groups that are not Universal', 'assisted', 'M2E-SOAG-114', groups.notUniversal],
    ['groups by rule', 'keep', 'M2E-SOAG-115', groups.byRule],
    ['groups with groups inside', 'assisted', 'M2E-SOAG-116', groups.nesting],
  ]
  return rows
    .filter(([, , , list]) => list.length > 0)
    .map(([name, verdict, id, list]) => part(name, verdict, named(id, list)))
}

function named(id: string, groups: GroupReadiness['all']): Finding {
  return finding(
    id,
    { count: groups.length, groups: nameList(groups.map((group) => group.object.displayName)) },
    groups.map((group) => group.object.at),
  )
}

function blockersOf(
  estate: Estate,
  { server, connector }: PlacedConnector,
  groups: GroupReadiness,
): readonly Finding[] {
  const connect = connectTwinOf(estate, connector)?.server ?? server
  const version = connectVersion(connect)
  const isOld = version !== '' && isVersionBelow(version, capabilities['soa.versions'].versions.connect)
  const extension = /^extensionAttribute(1[0-5]|[1-9])$/i
  const carried = [
    ...outFlowsOf(server, connector).filter((flow) => isGroupClass(flow.connectorObjectType)),
    ...contributionsOf(server, connector)
      .filter((item) => isGroupClass(item.sourceObjectType))
      .flatMap((item) => item.sources.map((attribute) => ({ attribute, at: item.at }))),
  ].filter((item) => extension.test(item.attribute))
  return [
    ...when(groups.nesting.length > 0, named('M2E-SOAG-201', groups.nesting)),
    ...when(
      carried.length > 0,
      finding(
        'M2E-SOAG-202',
        { attributes: nameList([...new Set(carried.map((item) => item.attribute))].sort()) },
        carried.map((item) => item.at),
      ),
    ),
    finding('M2E-SOAG-203'),
    ...when(isOld, finding('M2E-SOAG-204', { version }, connect.at)),
  ]
}

function effortOf(count: number, nested: number): Effort {
  const size = nested > 0 || count > 1000 ? 'L' : count > 0 && count <= 100 ? 'S' : 'M'
  return effort(size, [count > 0 ? finding('M2E-SOAG-601', { count, nested }) : finding('M2E-SOAG-602')])
}
