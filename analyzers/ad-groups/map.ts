import { capability } from '../../src/catalogue/capabilities.js'
import { type Artefact, designMappings, type MappingTable } from '../../src/entra/index.js'
import type { Connector, Estate, ServiceGroup } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { hasExportStep, type PlacedConnector, sameName } from '../facts/connectors.js'
import { choose, designOf, part, when } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { placedOf } from '../facts/estate-questions.js'
import { contributionsOf } from '../facts/flows.js'
import { mailGroupStep, masteredGroups } from '../facts/group-authority.js'
import { isMailEnabled, managementOf, memberCount, nestingGroups } from '../facts/groups.js'
import { authorityChoice, type GroupAuthority, groupsAreSynced } from '../facts/portal-groups.js'
import { provisioningOf } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { allGroups, memberDeliveries } from './detect.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { connector } = placed
  const groups = allGroups(estate)
  const { deprovisioning } = connector
  const deletes = deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object'
  const mail = groups.filter(isMailEnabled)
  const ownerless = groups.filter((group) => group.owners.length === 0)
  const name = { connector: connector.name }
  const authority = authorityOf(detection, estate, decided)
  const isEmpty = emptinessOf(groups)
  const mastered = masteredGroups(estate, authority.taken as GroupAuthority, (group) => !isEmpty(group))
  const left = nameList(mastered.incomplete.map((group) => group.object.displayName))
  const tables = hasExportStep(connector) ? tablesOf(estate, connector.id) : []
  return designOf(detection, {
    parts: hasExportStep(connector)
      ? partsOf(placed, groups)
      : [part('', 'retire', finding('M2E-GRP-118', name, connector.at))],
    target: finding(
      'M2E-GRP-101',
      name,
      memberDeliveries(placed).map((item) => item.at),
    ),
    blockers: [
      ...when(mail.length > 0, finding('M2E-GRP-201', {}, places(mail))),
      ...groupBlocker(
        'M2E-GRP-202',
        groups.filter((group) => !isMailEnabled(group) && !sameName(group.scope, 'Universal')),
      ),
      ...groupBlocker(
        'M2E-GRP-203',
        groups.filter((group) => memberCount(group) > (capability('e2ad.groups').limits.groupMembers ?? 0)),
      ),
      finding('M2E-GRP-204'),
      ...groupBlocker('M2E-GRP-205', nestingGroups(groups)),
      ...when(deletes, finding('M2E-GRP-206', name, deprovisioning?.at ?? connector.at)),
    ],
    losses: [
      ...when(
        mastered.unknown > 0,
        finding('M2E-GRP-211', { count: mastered.unknown, groups: left }, places(mastered.incomplete)),
      ),
      ...when(
        mastered.own > 0,
        finding('M2E-GRP-212', { count: mastered.own, groups: left }, places(mastered.incomplete)),
      ),
    ],
    prerequisites: [
      ...when(ownerless.length > 0, finding('M2E-GRP-301', { count: ownerless.length }, places(ownerless))),
      finding('M2E-GRP-302'),
    ],
    handSteps: [finding('M2E-GRP-321')],
    licences: [
      { level: 'free', per: 'each group converted' },
      { level: 'p1', per: 'each person in a group that gives access to an application' },
    ],
    effort: effortOf(placed, groups),
    choices: [authority],
    artefacts: hasExportStep(connector)
      ? distinctArtefacts([
          ...mastered.artefacts,
          ...mail.filter((group) => managementOf(group) === 'plain').map(mailGroupStep),
          ...groupJobs(estate, connector, tables),
        ])
      : [],
    mappingTables: tables.map((table) => table.id),
  })
}

/** The job with what has to stand before it, as the scenario groups-to-ad-apps asks for it. */
function groupJobs(estate: Estate, connector: Connector, tables: readonly MappingTable[]): readonly Artefact[] {
  if (tables.length === 0) return []
  const steps = (['agent', 'group-unit'] as const).map((step) =>
    provisioningStep(step, { target: connector.name }, connector.at),
  )
  return provisioningOf(estate, tables, steps).artefacts
}

/** Tables of the job that writes groups of the cloud to this directory. */
function tablesOf(estate: Estate, connectorId: string): readonly MappingTable[] {
  return designMappings(estate).filter(
    (table) => table.scenario === 'groups-to-ad-apps' && table.target.id === connectorId,
  )
}

/** Without any member in the input the export left members out: then nothing can be called empty. */
function emptinessOf(groups: readonly ServiceGroup[]): (group: ServiceGroup) => boolean {
  const knowsMembers = groups.some((group) => memberCount(group) > 0)
  return (group) => knowsMembers && memberCount(group) === 0 && managementOf(group) !== 'owner'
}

/** The same object can be switched when Entra has it already; else groups are made there and written back. */
function authorityOf(detection: Detection, estate: Estate, decided: Decided | undefined): Choice {
  const synced = groupsAreSynced(estate)
  const connect = estate.servers.filter((server) => server.product === 'connect-sync')
  return choose(detection, decided, {
    id: authorityChoice,
    question: finding('M2E-GRP-501', { connector: detection.subject }),
    options: [
      { id: 'convert', text: finding('M2E-GRP-502'), betterWhen: finding('M2E-GRP-503') },
      { id: 'write-back', text: finding('M2E-GRP-504'), betterWhen: finding('M2E-GRP-505') },
    ],
    proposed: synced ? 'convert' : 'write-back',
    because: finding(
      synced ? 'M2E-GRP-506' : 'M2E-GRP-507',
      {},
      connect.map((server) => server.at),
    ),
  })
}

function places(groups: readonly ServiceGroup[]) {
  return groups.slice(0, 20).map((group) => group.object.at)
}

function groupBlocker(id: string, groups: readonly ServiceGroup[]): readonly Finding[] {
  const names = nameList(groups.map((group) => group.object.displayName))
  return when(groups.length > 0, finding(id, { count: groups.length, groups: names }, places(groups)))
}

function partsOf({ server, connector }: PlacedConnector, groups: readonly ServiceGroup[]): readonly PartVerdict[] {
  const sources = server.connectors.filter(
    (item) =>
      item.id !== connector.id &&
      item.kind !== 'mim-service' &&
      contributionsOf(server, item).some((one) => sameName(one.attribute, 'member')),
  )
  const fromElsewhere =
    sources.length === 0
      ? []
      : [
          part(
            'memberships from other systems',
            'assisted',
            finding(
              'M2E-GRP-117',
              { connectors: nameList(sources.map((item) => item.name)) },
              sources.map((item) => item.at),
            ),
          ),
        ]
  if (groups.length === 0) return [part('groups', 'assisted', finding('M2E-GRP-116')), ...fromElsewhere]
  const mail = groups.filter(isMailEnabled)
  const security = groups.filter((group) => !isMailEnabled(group))
  const kind = (management: string) => security.filter((group) => managementOf(group) === management)
  const plain = [...kind('plain'), ...kind('open')]
  const empty = plain.filter(emptinessOf(groups))
  const filled = plain.filter((group) => !empty.includes(group))
  const row = (title: string, verdict: PartVerdict['verdict'], id: string, list: readonly ServiceGroup[]) =>
    list.length === 0 ? [] : [part(title, verdict, finding(id, { count: list.length }, places(list)))]
  return [
    ...row('security groups', 'assisted', 'M2E-GRP-111', filled),
    ...row('rule-based groups', 'assisted', 'M2E-GRP-113', kind('rule')),
    ...row('owner-managed groups', 'assisted', 'M2E-GRP-114', kind('owner')),
    ...row('mail-enabled groups', 'keep', 'M2E-GRP-112', mail),
    ...row('groups without members', 'retire', 'M2E-GRP-115', empty),
    ...fromElsewhere,
  ]
}

function effortOf({ connector }: PlacedConnector, groups: readonly ServiceGroup[]): Effort {
  const nested = nestingGroups(groups).length
  const hasExchange = connector.exchangeProvisioning !== undefined
  const bySize = groups.length === 0 ? 'M' : groups.length < 100 ? 'S' : groups.length <= 1000 ? 'M' : 'L'
  return effort(hasExchange ? 'XL' : nested > 20 ? 'L' : bySize, [
    groups.length === 0 ? finding('M2E-GRP-402') : finding('M2E-GRP-401', { count: groups.length, nested }),
    ...when(
      hasExchange,
      finding('M2E-GRP-403', { connector: connector.name }, connector.exchangeProvisioning?.at ?? []),
    ),
  ])
}
