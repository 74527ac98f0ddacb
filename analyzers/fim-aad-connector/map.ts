import type { Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Effort, Finding, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { connectTwinOf, serverName } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { tenantProvisioning } from './jobs.js'
import { placesOf, type Topology, topologyOf } from './topology.js'
import { wayChoice, wayOf } from './way.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { connector } = placed
  const found = topologyOf(placed)
  const choice = wayChoice(detection, found, decided)
  const topology: Topology = { ...found, choice: wayOf(choice) }
  const name = { connector: connector.name }
  const objects = topology.types.length > 0 ? topology.types : ['people and groups']
  const usesSync = topology.choice !== 'inbound'
  const twins = topology.sending.map((item) => connectTwinOf(estate, item))
  const [twin] = twins
  if (twin !== undefined && twins.every((item) => item !== undefined) && topology.outside.length === 0)
    return replacedDesign(detection, topology, serverName(twin.server))
  return designOf(detection, {
    parts: [
      part(connector.name, 'retire', finding('M2E-FAAD-111', name, connector.at)),
      ...objects.map((type) => part(type, 'assisted', ...answers(topology, type), ...decisionReason(choice))),
    ],
    target: targetOf(topology, connector.name),
    blockers: [
      ...when(usesSync, finding('M2E-FAAD-201'), finding('M2E-FAAD-202')),
      ...when(topology.choice === 'connect', finding('M2E-FAAD-203')),
      ...when(topology.choice === 'connect-ldap', finding('M2E-FAAD-205')),
      ...when(topology.choice === 'inbound', finding('M2E-FAAD-204')),
    ],
    losses: when(
      connector.passwordSync.allowed || connector.passwordSync.extensionEnabled,
      finding('M2E-FAAD-301', name),
    ),
    prerequisites: [
      ...when(
        usesSync,
        finding('M2E-FAAD-401', {
          anchor:
            topology.anchor === undefined ? 'No flow in the export' : topology.anchor.sources.join(', ') || 'A rule',
        }),
      ),
      ...when(topology.choice === 'cloud-sync', finding('M2E-FAAD-402')),
      finding('M2E-FAAD-403', name),
    ],
    handSteps: when(usesSync, finding('M2E-FAAD-501')),
    licences:
      topology.choice === 'inbound'
        ? [{ level: 'p1', per: 'each person sourced' }]
        : [{ level: 'free', per: 'Cloud Sync and Connect' }],
    effort: effortOf(topology),
    choices: [choice],
    ...tenantProvisioning(estate, placed, topology),
  })
}

/** The answers to the questions stay true; the decision does not follow them. */
function decisionReason(choice: Choice): readonly Finding[] {
  return when(choice.taken !== choice.proposed, finding('M2E-FAAD-121', { way: choice.taken }))
}

/** Connect took over and nobody removed the connector. */
function replacedDesign(detection: Detection, topology: Topology, server: string): TargetDesign {
  const connector = detection.subject
  const forests = nameList(topology.directories)
  const at = placesOf(topology.flows).slice(0, 3)
  const types = nameList(topology.types) || 'the objects'
  return designOf(detection, {
    parts: [
      part(connector, 'retire', finding('M2E-FAAD-111', { connector }, at)),
      part(types, 'retire', finding('M2E-FAAD-120', { server, forests, types }, at)),
    ],
    target: finding('M2E-FAAD-105', { connector, server, forests }),
    prerequisites: [finding('M2E-FAAD-403', { connector })],
    licences: [{ level: 'free', per: 'Cloud Sync and Connect' }],
    effort: effort('S', [finding('M2E-FAAD-601', { count: topology.directories.length })]),
    artefacts: [provisioningStep('connector-off', { connector }, ...at)],
  })
}

function targetOf(topology: Topology, connector: string): Finding {
  const forests = nameList(topology.directories)
  const others = nameList(topology.ldap)
  switch (topology.choice) {
    case 'cloud-sync':
      return finding('M2E-FAAD-101', { connector, forests })
    case 'connect':
      return finding('M2E-FAAD-102', { connector, forests })
    case 'connect-ldap':
      return finding('M2E-FAAD-103', { others })
    case 'inbound':
      return finding('M2E-FAAD-104', { types: nameList(topology.types) || 'the objects' })
  }
}

/** The questions in their order, each with the fact that answers it. */
function answers(topology: Topology, type: string): readonly Finding[] {
  const forests = nameList(topology.directories)
  const computed = topology.computed.filter((flow) => flow.metaverseObjectType === type)
  const own = placesOf(topology.flows.filter((flow) => flow.metaverseObjectType === type)).slice(0, 3)
  const code = when(
    computed.length > 0,
    finding(
      'M2E-FAAD-119',
      { count: computed.length, attributes: nameList(computed.map((flow) => flow.attribute)) },
      placesOf(computed),
    ),
  )
  if (topology.outside.includes(type))
    return [
      finding('M2E-FAAD-113', { types: type }, own),
      ...when(topology.ldap.length > 0, finding('M2E-FAAD-117', { others: nameList(topology.ldap) })),
      ...when(
        topology.ldap.length === 0,
        finding('M2E-FAAD-118', { others: nameList(topology.otherSources) || 'none of the export' }),
      ),
      ...code,
    ]
  const first = finding('M2E-FAAD-112', { types: type, forests: forests || 'AD' }, own)
  return topology.joined.includes(type)
    ? [first, finding('M2E-FAAD-115', { forests, types: type }), finding('M2E-FAAD-116'), ...code]
    : [first, finding('M2E-FAAD-114', { forests: forests || 'the forests' }), ...code]
}

function effortOf(topology: Topology): Effort {
  const size = topology.choice === 'cloud-sync' ? 'M' : 'L'
  return effort(size, [
    finding('M2E-FAAD-601', { count: topology.directories.length }),
    finding('M2E-FAAD-602', { count: topology.flows.length, types: nameList(topology.types) || 'no type' }),
  ])
}
