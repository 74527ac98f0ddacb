import type { Connector, Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, PartVerdict, TargetDesign } from '../analyzer.js'
import { sameName } from '../facts/connectors.js'
import { choose, designOf, isUnused, part, when } from '../facts/design.js'
import { deliveriesOf } from '../facts/flows.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { addressListFacts, addressListServer, connectForests } from './detect.js'
import { addressListArtefacts } from './jobs.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const server = addressListServer(estate)
  const facts = server === undefined ? { agents: [], writers: [] } : addressListFacts(server)
  const agents = [...facts.agents, ...facts.writers]
  const forests = connectForests(estate)
  const choice = wayChoice(detection, agents, forests, decided)
  const isOneTenant = choice.taken === 'one-tenant'
  const isContacts = choice.taken === 'contacts'
  const connectors = nameList(agents.map((item) => item.name))
  const onPremises = agents.filter((item) => item.exchangeProvisioning !== undefined || hasMailboxFlows(estate, item))
  const count = Math.max(2, agents.length)
  return designOf(detection, {
    parts: isUnused(detection)
      ? [part('', 'retire', finding('M2E-GAL-116', {}, agents[0]?.at ?? []))]
      : isContacts
        ? [part('people', 'redesign', finding('M2E-GAL-117', { connectors }))]
        : partsOf(agents, isOneTenant, forests, connectors),
    target: finding(
      isOneTenant ? 'M2E-GAL-102' : isContacts ? 'M2E-GAL-103' : 'M2E-GAL-101',
      { connectors },
      agents.map((item) => item.at),
    ),
    blockers:
      isOneTenant || isContacts
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
    losses: isOneTenant || isContacts ? [finding('M2E-GAL-212')] : [finding('M2E-GAL-211'), finding('M2E-GAL-212')],
    prerequisites: when(!isOneTenant && !isContacts, finding('M2E-GAL-301')),
    handSteps: [finding('M2E-GAL-321')],
    licences:
      isOneTenant || isContacts
        ? [{ level: 'free', per: 'each person' }]
        : [
            { level: 'p1', per: 'each person synchronized, in the source tenant' },
            { level: 'id-governance', per: 'each person in synchronized groups or across clouds' },
          ],
    choices: isUnused(detection) ? [] : [choice],
    artefacts: isUnused(detection) ? [] : addressListArtefacts(estate, agents, choice.taken),
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
  if (isOneTenant)
    return [
      part(
        'address lists',
        'assisted',
        forests > 1 ? finding('M2E-GAL-115', { count: forests, connectors }) : finding('M2E-GAL-118', { connectors }),
      ),
    ]
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

/** One tenant where a server of the input brings the forests together; contacts where nothing but contacts is copied. */
function wayChoice(
  detection: Detection,
  agents: readonly Connector[],
  forests: number,
  decided: Decided | undefined,
): Choice {
  const types = agents.flatMap((agent) => agent.projections.map((made) => made.objectType.toLowerCase()))
  const onlyContacts = types.length > 0 && types.every((type) => type === 'contact')
  const params = { count: forests, connectors: nameList(agents.map((agent) => agent.name)) }
  const [proposed, because] =
    forests > 1
      ? (['one-tenant', 'M2E-GAL-511'] as const)
      : onlyContacts
        ? (['contacts', 'M2E-GAL-512'] as const)
        : (['cross-tenant-sync', 'M2E-GAL-513'] as const)
  return choose(detection, decided, {
    id: 'gal-cross-org.way',
    question: finding('M2E-GAL-501', params),
    options: [
      { id: 'cross-tenant-sync', text: finding('M2E-GAL-502'), betterWhen: finding('M2E-GAL-503') },
      { id: 'one-tenant', text: finding('M2E-GAL-504'), betterWhen: finding('M2E-GAL-505') },
      { id: 'contacts', text: finding('M2E-GAL-506'), betterWhen: finding('M2E-GAL-507') },
    ],
    proposed,
    because: finding(because, params),
  })
}
