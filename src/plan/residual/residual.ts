import { finding } from '../../../analyzers/finding.js'
import type { MappingTable } from '../../entra/index.js'
import type { Estate } from '../../model/index.js'
import type { ScenarioResult } from '../assessment.js'
import { writesOf } from '../today/flows.js'
import { portal, systemOf } from '../today/systems.js'
import { casesLeftOut, jobTakeovers, plannedCases } from '../today/takeover.js'
import type { Wave } from '../waves/waves.js'
import { latest, releaseOfWrite } from './release.js'
import {
  heldAfter,
  type ResidualCount,
  type ResidualKind,
  type ResidualObject,
  type ResidualReport,
  residualKinds,
} from './report.js'
import { object, rulesWithoutServer, serverObjects } from './server-objects.js'
import { serviceObjects } from './service-objects.js'

/**
 * What stays on the old products, and the proof of what may go: an object holds authority while anything it does has
 * neither been taken over nor ended.
 */
export function proveResidual(
  estate: Estate,
  results: readonly ScenarioResult[],
  mappings: readonly MappingTable[],
  waves: readonly Wave[],
): ResidualReport {
  const cases = [...plannedCases(waves, results), ...casesLeftOut(waves, results)]
  const connectors = estate.servers.flatMap((server) => server.connectors)
  const jobs = jobTakeovers(cases, mappings, (id) => {
    const connector = connectors.find((item) => item.id === id)
    return connector === undefined ? undefined : systemOf(connector)
  })
  const writes = writesOf(estate)
    .filter((write) => write.system !== portal)
    .map((write) => ({ write, release: releaseOfWrite(write, cases, jobs) }))
  const ofServers = estate.servers.flatMap((server) => serverObjects(server, estate, cases, writes))
  const loose = rulesWithoutServer(estate)
  const rules = [...ofServers, ...loose].filter((item) => item.kind === 'sync-rule')
  const ofServices = estate.services.flatMap((service) => serviceObjects(service, cases, rules))
  const objects = [
    ...ofServers.map((item) => (isPortalAgent(item, estate) ? withPortal(item, ofServices) : item)),
    ...loose,
    ...ofServices,
  ]
  const report = { objects, waves: [] }
  return { objects, waves: [0, ...waves.map((wave) => wave.number)].map((wave) => countAfter(report, wave)) }
}

function isPortalAgent(item: ResidualObject, estate: Estate): boolean {
  return (
    item.kind === 'agent' &&
    estate.servers.some((server) => server.connectors.some((one) => one.id === item.id && one.kind === 'mim-service'))
  )
}

/** The portal's own connector lasts as long as a policy needs what it carries. */
function withPortal(agent: ResidualObject, ofServices: readonly ResidualObject[]): ResidualObject {
  const policies = ofServices.filter((item) => item.kind === 'policy' && item.proof.length > 0)
  if (policies.length === 0) return agent
  const release = latest(policies.flatMap((item) => item.proof))
  const text = finding(
    'M2E-RESD-106',
    {},
    policies.slice(0, 20).map((item) => item.at),
  )
  return object('agent', agent.id, agent.name, agent.owner, [...agent.proof, { text, ...release }], agent.at)
}

function countAfter(report: ResidualReport, wave: number): ResidualCount {
  const held = heldAfter(report, wave)
  const count = (list: readonly ResidualObject[]) =>
    Object.fromEntries(residualKinds.map((kind) => [kind, list.filter((item) => item.kind === kind).length])) as Record<
      ResidualKind,
      number
    >
  return { wave, held: count(held), free: count(report.objects.filter((item) => !held.includes(item))) }
}
