import type { HandStep } from '../../src/entra/index.js'
import { fillTemplate, type Provenance, type TemplateParams } from '../../src/model/index.js'
import { learn } from './design.js'

interface StepText {
  readonly name: string
  readonly where: string
  readonly instructions: readonly string[]
  readonly check: string
  readonly source: string
}

const agentPage = learn('/entra/identity/hybrid/cloud-sync/how-to-install')
const hostPage = learn('/entra/identity/app-provisioning/on-premises-custom-connector')
const uploadPage = learn('/entra/identity/app-provisioning/inbound-provisioning-api-concepts')
const pilotPage = learn('/entra/identity/hybrid/cloud-sync/tutorial-pilot-aadc-aadccp')

/** What Graph cannot do for a provisioning job; by id, with places for the connector and system it is about. */
export const provisioningSteps = {
  agent: {
    name: 'Provisioning agents for {target}',
    where: 'Three domain-joined Windows servers that reach {target}',
    instructions: [
      'Download the provisioning agent from the Entra admin center and install it on each server.',
      'Sign in as Hybrid Identity Administrator and choose the extension for {purpose}.',
      'Let the installer make the group managed service account and register {target}.',
    ],
    check: 'Does the Entra admin center show the agents of {target} as active?',
    source: agentPage,
  },
  'host-agent': {
    name: 'Provisioning agent and ECMA host beside {target}',
    where: 'A Windows server that reaches {target}, with nothing of Cloud Sync or HR on it',
    instructions: [
      'Install the provisioning agent with the extension for on-premises applications.',
      'Give the service account of the ECMA Connector Host its rights in {target}.',
      'Make the certificate and the secret token in the configuration wizard; keep the token for the job.',
    ],
    check: 'Does port 8585 of the server answer on the server itself?',
    source: hostPage,
  },
  'host-wizard': {
    name: 'Wizard of the ECMA host for {target}',
    where: 'Configuration wizard of the ECMA Connector Host',
    instructions: [
      'Load the exported configuration of {connector}, or make a connector of the same kind by hand.',
      'Choose {objectType} as the only object type, {anchor} as anchor and {query} as query attribute.',
      'Select the attributes of the configuration artefact and leave out those it names as left out.',
      'Set autosync to {minutes} minutes and run the first full import.',
    ],
    check: 'Does the log of the host show the objects of {target} in its cache?',
    source: hostPage,
  },
  'host-assign': {
    name: 'Assignment of the agent to the application of {target}',
    where: 'Entra admin center, enterprise application, provisioning, on-premises connectivity',
    instructions: ['Assign the agent beside {target} to the application and wait ten minutes.'],
    check: 'Does the connection test of the application succeed?',
    source: hostPage,
  },
  'workday-user': {
    name: 'Integration system user for {connector}',
    where: 'Workday, then Entra admin center, provisioning of the application',
    instructions: [
      'Make an integration system user and a security group in Workday with the domain permissions the tutorial lists.',
      'Enter user, password and the address of the web services in the application and test the connection.',
      'Switch on the lookahead for future terminations where leavers are dated ahead.',
    ],
    check: 'Does the connection test of the application succeed?',
    source: learn('/entra/identity/saas-apps/workday-inbound-tutorial'),
  },
  'successfactors-user': {
    name: 'API access of SuccessFactors for {connector}',
    where: 'SuccessFactors, then Entra admin center, provisioning of the application',
    instructions: [
      'Make an API user with a role that may read the employee entities, by workload identity: basic authentication ends in November 2026.',
      'Enter the tenant address in the application and test the connection.',
    ],
    check: 'Does the connection test of the application succeed?',
    source: learn('/entra/identity/saas-apps/sap-successfactors-inbound-provisioning-tutorial'),
  },
  'group-unit': {
    name: 'Organizational unit for groups in {target}',
    where: 'Active Directory of {target}',
    instructions: [
      'Make an organizational unit of its own for groups that Entra writes, and leave it out of every synchronization to the tenant.',
      'Give the account of the agent its rights there: Set-AADCloudSyncPermissions -PermissionType UserGroupCreateDelete.',
      'Make groups that shall be taken over universal before.',
    ],
    check: 'May the account of the agent create and delete a group in the unit?',
    source: learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory'),
  },
  extract: {
    name: 'Extract and upload of {connector}',
    where: "The customer's scheduler, on a host that may read {where}",
    instructions: [
      'Let a scheduled task read {where} and send each row as SCIM to the bulkUpload address of the job, fifty rows a request.',
      'Send a person who is no longer there with active = false; a missing row deletes nothing.',
      'Give the task an identity of its own with SynchronizationData-User.Upload.',
    ],
    check: 'Does the provisioning log hold one entry for each row of the first upload?',
    source: uploadPage,
  },
  'stop-import': {
    name: 'End of the import of {connector}',
    where: 'Synchronization Service Manager',
    instructions: [
      'Let the last full import and synchronization of {connector} run; nothing may be left pending.',
      'Take its run profiles out of the schedule; the connector itself stays for the way back.',
    ],
    check: 'Is there no run of {connector} in the last seven days?',
    source: learn('/microsoft-identity-manager/migrate-entra-id'),
  },
  'stop-export': {
    name: 'End of the export to {connector}',
    where: 'Synchronization Service Manager',
    instructions: [
      'Set the deprovisioning of {connector} to make them disconnectors, so that nothing is deleted.',
      'Let the last export run and confirm it by an import; nothing may be left pending.',
      'Take the export run profiles of {connector} out of the schedule; the connector itself stays for the way back.',
    ],
    check: 'Is there no pending export in the connector space of {connector}?',
    source: learn('/microsoft-identity-manager/migrate-entra-id'),
  },
  'connector-stays': {
    name: '{connector} stays on MIM',
    where: 'Synchronization Service Manager',
    instructions: [
      'Keep {connector} and its run profiles until the reason named in the design is gone, at the latest until support ends on 2029-01-09.',
    ],
    check: 'Is {connector} on the list of what stays, with an owner and a date?',
    source: learn('/microsoft-identity-manager/migrate-entra-id'),
  },
  'scim-endpoint': {
    name: 'SCIM endpoint in place of {connector}',
    where: 'The application behind {connector}',
    instructions: [
      'Let the owner of the application build a SCIM 2.0 endpoint that takes users with filter and PATCH as Entra sends them.',
      'Run the SCIM validator against it, with a user who exists and one who does not.',
      'Make a token for the job.',
    ],
    check: 'Is the report of the SCIM validator green?',
    source: learn('/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups'),
  },
  'gallery-consent': {
    name: 'Credentials of {product}',
    where: 'Administration of {product}, then Entra admin center, provisioning of the application',
    instructions: [
      'Let an administrator of {product} make the credentials its tutorial asks for, as client credentials where it offers them.',
      'Enter them in the provisioning of the application and test the connection.',
    ],
    check: 'Does the connection test of the application succeed?',
    source: learn('/entra/identity/saas-apps/tutorial-list'),
  },
  'connect-pilot-rules': {
    name: 'Rules of {server} that let the pilot go',
    where: 'Synchronization Rules Editor of Entra Connect',
    instructions: [
      'Stop the scheduler: Set-ADSyncScheduler -SyncCycleEnabled $false.',
      'Make an inbound rule of link type Join that sets cloudNoFlow to True, scoped to the organizational unit of the pilot, for each object type.',
      'Make an outbound rule of link type JoinNoFlow, scoped to cloudNoFlow equal True, for each object type.',
      'Start the scheduler again and look at one object of the pilot: nothing may be pending for the tenant.',
    ],
    check: 'Does no object of the pilot unit show a pending export in the connector of the tenant?',
    source: pilotPage,
  },
  'connect-backup': {
    name: 'Saved settings of {server}',
    where: 'Entra Connect wizard, view or export current configuration',
    instructions: ['Export the configuration and keep the file with the plan.'],
    check: 'Is the exported file of {server} at hand?',
    source: learn('/entra/identity/hybrid/connect/how-to-connect-import-export-config'),
  },
  'connect-staging': {
    name: 'Staging mode of {server}',
    where: 'Entra Connect wizard, configure staging mode',
    instructions: [
      'Switch staging mode on when the last organizational unit has moved.',
      'Remove Connect after two weeks without a way back.',
    ],
    check: 'Does the scheduler of {server} report StagingModeEnabled = True?',
    source: pilotPage,
  },
  'connect-stays': {
    name: '{server} on a supported build',
    where: 'The Entra Connect server',
    instructions: [
      'Upgrade Connect to a 2.6 build and keep it there; a build leaves support twelve months after the next one.',
      'Keep one active server and one in staging mode.',
    ],
    check: 'Does the wizard of {server} show a 2.6 build?',
    source: learn('/entra/identity/hybrid/connect/reference-connect-version-history'),
  },
  'password-hash': {
    name: 'Password hash synchronization of {target}',
    where: 'Cloud Sync configuration of {target}',
    instructions: [
      'Switch password hash synchronization off in Connect only when its last unit has moved.',
      'Switch it on in the configuration of Cloud Sync; both may run side by side for different people.',
    ],
    check: 'Does a changed password of a pilot person work in the tenant within two minutes?',
    source: learn('/entra/identity/hybrid/cloud-sync/how-to-configure'),
  },
  'password-writeback': {
    name: 'Password writeback of {target}',
    where: 'Entra admin center, password reset, on-premises integration',
    instructions: ['Switch on password writeback for Cloud Sync beside the one of Connect.'],
    check: 'Does a reset of a pilot person change the password in AD?',
    source: learn('/entra/identity/authentication/tutorial-enable-cloud-sync-sspr-writeback'),
  },
} as const satisfies Readonly<Record<string, StepText>>

export type ProvisioningStepId = keyof typeof provisioningSteps

/** A hand step about one system, its places filled. */
export function provisioningStep(
  id: ProvisioningStepId,
  params: TemplateParams,
  ...madeFrom: readonly Provenance[]
): HandStep {
  const { name, where, instructions, check, source } = provisioningSteps[id]
  const filled = (text: string): string => fillTemplate(text, params)
  return {
    kind: 'hand-step',
    madeFrom,
    name: filled(name),
    where: filled(where),
    instructions: instructions.map(filled),
    check: filled(check),
    source,
  }
}
