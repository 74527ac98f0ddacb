import { type Artefact, askedFor, deletionThreshold, type ProvisioningJob, templateJob } from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import type { Choice } from '../analyzer.js'
import { distinct, type Provisioning, provisioningOf, tablesOf } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { connectTwinOf } from '../facts/servers.js'
import type { ForestPair } from './pairs.js'

/** What takes the place of the copies in the target forest, and their end. */
export function pairProvisioning(estate: Estate, { source, target }: ForestPair, { taken }: Choice): Provisioning {
  const end: readonly Artefact[] = [
    provisioningStep('stop-export', { connector: target.name }, target.at),
    provisioningStep('copies-off', { target: target.name }, target.at),
  ]
  switch (taken) {
    case 'users-to-ad':
      return made([agentFor(target), kerberos(target), usersJob(estate, target), ...end])
    case 'groups-to-ad':
      return provisioningOf(
        estate,
        tablesOf(estate, 'groups-to-ad-apps', target.id),
        [agentFor(target), provisioningStep('group-unit', { target: target.name }, target.at)],
        end,
      )
    case 'cloud-mailboxes':
      return made([provisioningStep('mailboxes-first', { target: target.name }, target.at), ...end])
    default:
      // A forest that Connect of the input reads is in the tenant already.
      return made([
        ...[source, target]
          .filter((forest) => connectTwinOf(estate, forest) === undefined)
          .flatMap((forest) => [
            agentFor(forest),
            forestJob(estate, forest, forest.id === target.id ? [askedFor('unitsWithoutCopies')] : unitsOf(forest)),
          ]),
        ...end,
      ])
  }
}

function made(artefacts: readonly Artefact[]): Provisioning {
  return { artefacts: distinct(artefacts), mappingTables: [] }
}

function agentFor(forest: Connector): Artefact {
  return provisioningStep('agent', { target: forest.name }, forest.at)
}

function kerberos(target: Connector): Artefact {
  return provisioningStep('kerberos-trust', { target: target.name }, target.at)
}

function usersJob(estate: Estate, target: Connector): ProvisioningJob {
  return templateJob({
    kind: 'users-to-ad',
    name: `Entra ID → ${target.name} (users to Active Directory)`,
    madeFrom: [target.at],
    sourceName: 'Microsoft Entra ID',
    targetName: 'Active Directory',
    pilot: { kind: 'unit', unit: askedFor('pilotGroups') },
    leaver: 'disable',
    deletionThreshold: deletionThreshold(estate, [target.id, 'user']).count,
  })
}

function unitsOf(forest: Connector): readonly string[] {
  return forest.partitions.filter((item) => item.selected).flatMap((item) => item.inclusions)
}

/**
 * Nothing of today writes this forest's people to the tenant: the template's mappings are the right ones.
 * @param containers units in scope; where copies are written, only a person knows the units that hold none
 */
function forestJob(estate: Estate, forest: Connector, containers: readonly string[]): ProvisioningJob {
  return templateJob({
    kind: 'cloud-sync',
    name: `${forest.name} → Entra ID (Cloud Sync)`,
    madeFrom: [forest.at],
    sourceName: 'Active Directory',
    targetName: 'Microsoft Entra ID',
    pilot: { kind: 'unit', unit: askedFor('pilotUnit') },
    containers,
    leaver: 'delete',
    deletionThreshold: deletionThreshold(estate, [forest.id, 'user']).count,
  })
}
