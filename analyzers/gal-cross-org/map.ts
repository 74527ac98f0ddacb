import type { Connector, Estate } from '../../src/model/index.js'
import type { Detection, PartVerdict, TargetDesign } from '../analyzer.js'
import { sameName } from '../facts/connectors.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { deliveriesOf } from '../facts/flows.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { addressListFacts, addressListServer, connectForests } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const server = addressListServer(estate)
  const facts = server === undefined ? { agents: [], writers: [] } : addressListFacts(server)
  const agents = [...facts.agents, ...facts.writers]
  const forests = connectForests(estate)
  const isOneTenant = forests > 1
  const connectors = nameList(agents.map((item) => item.name))
  const onPremises = agents.filter((item) => item.exchangeProvisioning !== undefined || hasMailboxFlows(estate, item))
  const count = Math.max(2, agents.length)
  return designOf(detection, {
    parts: isUnused(detection)
      ? [part('', 'retire', finding('M2E-GAL-116', {}, agents[0]?.at ?? []))]
      : partsOf(agents, isOneTenant, forests, connectors),
    target: finding(
      isOneTenant ? 'M2E-GAL-102' : 'M2E-GAL-101',
      { connectors },
      agents.map((item) => item.at),
    ),
    blockers: isOneTenant
      ? []
      : [
          finding('M2E-GAL-201'),
          finding('M2E-GAL-202'),
          ...when(
            onPremises.length > 0,
            finding(
              'M2E-GAL-203',
              { connectors: nameList(onPremises.map((item) => item.name)) },
              onPremises.map((item) => item.at),
            ),
          ),
          finding('M2E-GAL-204'),
        ],
    losses: isOneTenant ? [finding('M2E-GAL-212')] : [finding('M2E-GAL-211'), finding('M2E-GAL-212')],
    prerequisites: when(!isOneTenant, finding('M2E-GAL-301')),
    handSteps: [finding('M2E-GAL-321')],
    licences: isOneTenant
      ? [{ level: 'free', per: 'each person' }]
      : [
          { level: 'p1', per: 'each person synchronized, in the source tenant' },
          { level: 'id-governance', per: 'each person in synchronized groups or across clouds' },
        ],
    effort: effort(onPremises.length > 0 ? 'XL' : count > 2 ? 'L' : 'M', [
      finding('M2E-GAL-401', { count, pairs: count * (count - 1) }),
      ...when(onPremises.length > 0, finding('M2E-GAL-402', { count: onPremises.length })),
    ]),
  })
}

function hasMailboxFlows(estate: Estate, connector: Connector): boolean {
  const server = estate.servers.find((item) => item.connectors.includes(connector))
  if (server === undefined) return false
  return deliveriesOf(server, connector).some((item) => /^(homemdb|msexchhomeservername)$/i.test(item.attribute))
}

function partsOf(
  agents: readonly Connector[],
  isOneTenant: boolean,
  forests: number,
  connectors: string,
): readonly PartVerdict[] {
  if (isOneTenant) return [part('address lists', 'assisted', finding('M2E-GAL-115', { count: forests, connectors }))]
  const makes = (type: string): boolean =>
    agents.some(
      (item) =>
        item.projections.some((made) => sameName(made.objectType, type)) ||
        item.exportFlows.some((set) => sameName(set.metaverseObjectType, type)),
    )
  return [
    part('people', 'assisted', finding('M2E-GAL-111'), finding('M2E-GAL-114')),
    part('contacts', 'keep', finding('M2E-GAL-112')),
    ...(makes('group') ? [part('groups', 'keep', finding('M2E-GAL-113'))] : []),
  ]
}
