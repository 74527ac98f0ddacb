import type { Connector, SyncServer } from '../../model/index.js'
import type { JobNote, ProvisioningJob } from '../artefacts/provisioning-job.js'
import { jobNote } from './notes.js'

/** What becomes of an object nobody wants any more, as the connector says it today. */
export function leaverOf(connector: Connector): {
  readonly leaver: ProvisioningJob['leaver']
  readonly losses: readonly JobNote[]
} {
  const { deprovisioning } = connector
  if (deprovisioning?.kind === 'scripted') return { leaver: 'disable', losses: [jobNote('scripted-deprovisioning')] }
  const deletes = deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object'
  return { leaver: deletes ? 'delete' : 'leave', losses: [] }
}

/** Deletion rules that start with the source: what a vanished row does today. */
export function deletionNotes(server: SyncServer, source: Connector): readonly JobNote[] {
  const rules = (server.metaverse?.deletionRules ?? []).filter((rule) => rule.connectorIds.includes(source.id))
  return rules.length === 0 ? [] : [jobNote('deletion-rule', { connectors: source.name }), jobNote('send-leavers')]
}
