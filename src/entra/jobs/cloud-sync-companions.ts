import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import { templateJob } from './template-job.js'

const names = { 'password-hash': 'password hashes', 'exchange-writeback': 'Exchange hybrid writeback' } as const

/** A job that stands beside the one of a domain, in the same application: it has no mappings of the customer's. */
export function cloudSyncCompanion(
  domain: ProvisioningJob,
  kind: 'password-hash' | 'exchange-writeback',
): ProvisioningJob {
  const writesBack = kind === 'exchange-writeback'
  return templateJob({
    kind,
    name: `${domain.application}: ${names[kind]}`,
    application: domain.application,
    madeFrom: domain.madeFrom.slice(0, 1),
    sourceName: writesBack ? 'Microsoft Entra ID' : 'Active Directory',
    targetName: writesBack ? 'Active Directory' : 'Microsoft Entra ID',
    pilot: domain.pilot,
    containers: domain.containers,
    settings: [
      ...domain.settings.filter(({ key }) => key !== 'AppKey'),
      // One list of secrets serves all jobs of the application; the flags of the tenant follow the scenario it names.
      {
        key: 'AppKey',
        value: JSON.stringify({ appKeyScenario: writesBack ? 'AD2AADProvisioning' : 'AD2AADPasswordHash' }),
      },
    ],
    leaver: 'leave',
    deletionThreshold: domain.deletionThreshold,
  })
}
