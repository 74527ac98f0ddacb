import {
  type Artefact,
  type InboundSystem,
  inboundTables,
  type ProvisioningJob,
  templateJob,
} from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import type { PlacedConnector } from './connectors.js'
import { directoriesOfPeople, whereOf } from './estate-questions.js'
import { type Provisioning, provisioningOf } from './provisioning.js'
import { provisioningStep } from './provisioning-steps.js'

/**
 * The jobs of one source of people, with agents before and the end of today's import after them.
 * @param system how the service gets at the source: uploads of our own, or by itself
 * @param further artefacts of the scenario's own between installation and jobs
 */
export function inboundProvisioning(
  estate: Estate,
  { server, connector }: PlacedConnector,
  system: InboundSystem,
  toDirectory: boolean,
  further: readonly Artefact[] = [],
): Provisioning {
  const tables = inboundTables(estate, connector.id, system, toDirectory ? 'active-directory' : 'entra')
  const written = new Set(tables.map((table) => table.target.id))
  const agents = directoriesOfPeople(server)
    .filter((directory) => written.has(directory.id))
    .map((directory) => provisioningStep('agent', { target: directory.name }, directory.at))
  const extract =
    system === 'api'
      ? [provisioningStep('extract', { connector: connector.name, where: whereOf(connector) }, connector.connection.at)]
      : []
  const end = provisioningStep('stop-import', { connector: connector.name }, connector.at)
  return provisioningOf(estate, tables, [...agents, ...further], [...extract, end])
}

/** The template's own job that writes what Entra makes, as mail and telephone, back to HR. */
export function writebackJob(
  kind: 'workday-writeback' | 'successfactors-writeback',
  name: string,
  system: string,
  connector: Connector,
): ProvisioningJob {
  return templateJob({
    kind,
    name,
    madeFrom: connector.exportFlows.map((set) => set.at),
    sourceName: 'Microsoft Entra ID',
    targetName: system,
    pilot: { kind: 'on-demand' },
    leaver: 'leave',
    // It changes people and deletes none; the smallest number that is not nothing.
    deletionThreshold: 10,
  })
}
