import {
  type Artefact,
  askedFor,
  type CrossTenantSync,
  crossTenantJob,
  deletionThreshold,
} from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import { distinct, jobWithPilot } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { nameList } from '../facts/service.js'

/** What shows the people of each organization to the others, and the end of the agents that do it today. */
export function addressListArtefacts(estate: Estate, agents: readonly Connector[], way: string): readonly Artefact[] {
  const connectors = nameList(agents.map((agent) => agent.name))
  const places = agents.map((agent) => agent.at)
  const end = provisioningStep('address-list-off', { connectors }, ...places)
  if (way === 'one-tenant') return [end]
  if (way === 'contacts') return [provisioningStep('mail-contacts', { connectors }, ...places), end]
  return distinct([...pairsOf(agents).flatMap(([source, target]) => crossTenant(estate, source, target)), end])
}

/** Each organization to each other; an agent alone has its counterpart outside the input. */
function pairsOf(agents: readonly Connector[]): readonly (readonly [Connector, Connector | undefined])[] {
  const [only, further] = agents
  if (only !== undefined && further === undefined) return [[only, undefined]]
  return agents.flatMap((source) =>
    agents.filter((target) => target !== source).map((target) => [source, target] as const),
  )
}

function crossTenant(estate: Estate, source: Connector, target: Connector | undefined): readonly Artefact[] {
  const other = target?.name ?? 'the other organization'
  const name = `${source.name} → ${other} (cross-tenant synchronization)`
  const madeFrom = target === undefined ? [source.at] : [source.at, target.at]
  const targetTenantId = askedFor(tenantName(other))
  const partner: CrossTenantSync = {
    kind: 'cross-tenant-sync',
    madeFrom,
    name,
    sourceTenantId: askedFor(tenantName(source.name)),
    targetTenantId,
    includesGroups: false,
  }
  const job = crossTenantJob({
    name,
    madeFrom,
    showInAddressList: true,
    deletionThreshold: deletionThreshold(estate, [source.id, 'user']).count,
    targetTenantId,
  })
  return [
    provisioningStep('partner-agreement', { source: source.name, target: other }, ...madeFrom),
    partner,
    ...jobWithPilot(job),
  ]
}

/** `tenantIdOfFabrikamGal`: letters and digits, as names of what is asked for have to be. */
function tenantName(connector: string): string {
  const words = connector.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return `tenantIdOf${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
}
