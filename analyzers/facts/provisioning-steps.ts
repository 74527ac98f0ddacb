import type { HandStep } from '../../src/entra/index.js'
import { fillTemplate, type Provenance, type StageName, type TemplateParams } from '../../src/model/index.js'
import { learn } from './design.js'

interface StepText {
  readonly name: string
  readonly stage?: StageName
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
      'Sign in as Hybrid Identity Administrator and choose the extension for HR-driven provisioning and Cloud Sync; it serves every job of {target}.',
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
    stage: 'cutover',
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
    stage: 'cutover',
    where: 'Synchronization Service Manager',
    instructions: [
      'Set the deprovisioning of {connector} to make them disconnectors, so that nothing is deleted.',
      'Let the last export run and confirm it by an import; nothing may be left pending.',
      'Remove the export flows that the job has taken over. Where no other flow is left, take the export run profiles of {connector} out of the schedule; the connector itself stays for the way back.',
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
  'connect-install': {
    name: 'Entra Connect for {forests}',
    where: 'A domain-joined Windows server, Entra Connect wizard',
    instructions: [
      'Install Entra Connect on a 2.6 build and add {forests}.',
      'Choose ms-DS-ConsistencyGuid as source anchor and fill it with the anchor {connector} has used, so that cloud objects are matched and not made twice.',
      'Start in staging mode and compare the pending exports with the objects the tenant has.',
    ],
    check: 'Does the staging server show no pending add for an object the tenant already has?',
    source: learn('/entra/identity/hybrid/connect/how-to-connect-install-custom'),
  },
  'match-anchor': {
    name: 'Anchors of the objects {connector} made',
    where: 'Active Directory of {forests}, PowerShell',
    instructions: [
      'Write the immutable id of each cloud object into ms-DS-ConsistencyGuid of its AD object.',
      'List cloud objects without an AD object, and role holders: a role holder is not matched any more.',
    ],
    check: 'Is there no cloud object in scope without its anchor in AD?',
    source: learn('/microsoft-identity-manager/migrate-from-the-fim-connector-for-azure-active-directory'),
  },
  'connector-off': {
    name: 'End of {connector}',
    stage: 'decommission',
    where: 'Synchronization Service Manager',
    instructions: [
      'Take the run profiles of {connector} out of the schedule and delete its provisioning rules.',
      'Delete the connector after two quiet weeks; nothing in the tenant depends on it.',
    ],
    check: 'Is there no run of {connector} in the last fourteen days?',
    source: learn('/microsoft-identity-manager/migrate-from-the-fim-connector-for-azure-active-directory'),
  },
  'mailboxes-first': {
    name: 'Mailboxes of {target} in Exchange Online',
    stage: 'cutover',
    where: 'Exchange hybrid configuration',
    instructions: [
      'Move the mailboxes of the linked accounts to Exchange Online in batches.',
      'Point mail flow and clients to the cloud before the copies go.',
    ],
    check: 'Is no mailbox left on a server of {target}?',
    source: learn('/exchange/hybrid-deployment/move-mailboxes'),
  },
  'copies-off': {
    name: 'End of the copied accounts in {target}',
    stage: 'decommission',
    where: 'Active Directory of {target}',
    instructions: [
      'Look in the sign-in and Kerberos logs of {target} for use of the copied accounts.',
      'Disable the copies for thirty days, then delete them.',
    ],
    check: 'Has no copied account of {target} signed in for thirty days?',
    source: learn('/entra/identity/hybrid/cloud-sync/plan-cloud-sync-topologies'),
  },
  'kerberos-trust': {
    name: 'Cloud Kerberos trust for {target}',
    where: 'Active Directory of {target}, module AzureADHybridAuthenticationManagement',
    instructions: [
      'Make the Kerberos server object of the tenant in the domain.',
      'Test a Kerberos sign-in of one account that Entra makes; it has no password in AD.',
    ],
    check: 'Does klist show a ticket for an application of {target} after sign-in with a made account?',
    source: learn('/entra/identity/authentication/howto-authentication-passwordless-security-key-on-premises'),
  },
  'partner-agreement': {
    name: 'Agreement between {source} and {target}',
    where: 'Both tenants',
    instructions: [
      'Let administrators of both tenants agree on scope, attributes and who answers for guests.',
      'Compare the mail addresses of {source} with guests and contacts of {target}: none may be on both.',
    ],
    check: 'Is there no address of {source} on a guest and on a contact of {target}?',
    source: learn('/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview'),
  },
  'mail-contacts': {
    name: 'Mail contacts in place of {connectors}',
    stage: 'cutover',
    where: 'Exchange Online PowerShell, in a runbook of the customer',
    instructions: [
      'Read people of the other organizations from their address list or their directory.',
      'Make each with New-MailContact, keep the legacyExchangeDN as X500 address, and change it with Set-MailContact.',
      'Remove with Remove-MailContact only what the runbook made, and stop above a number of removals.',
    ],
    check: 'Does the address list show as many contacts as {connectors} wrote?',
    source: learn('/powershell/module/exchange/new-mailcontact'),
  },
  'address-list-off': {
    name: 'End of {connectors}',
    stage: 'cutover',
    where: 'Synchronization Service Manager, then Exchange',
    instructions: [
      'Hide the contacts that {connectors} wrote once their people are visible in another way.',
      'Send to an old reply of each kind, so that legacyExchangeDN is tested.',
      'Remove the contacts, then the agents.',
    ],
    check: 'Does a reply to an old message still arrive?',
    source: learn('/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview'),
  },
  'mailbox-licence': {
    name: 'Mailbox licence of the group {group}',
    where: 'Microsoft 365 admin center, group-based licensing',
    instructions: [
      'Give the group a licence with Exchange Online; a mailbox is made for each member.',
      'Make room and shared mailboxes by hand.',
    ],
    check: 'Does a pilot member have a mailbox within a day?',
    source: learn('/entra/identity/users/licensing-groups-assign'),
  },
  'cloud-managed-mail': {
    name: 'Mail attributes of {connector} in the cloud',
    stage: 'cutover',
    where: 'Exchange Online PowerShell',
    instructions: [
      'Switch mailboxes over in groups: Set-Mailbox -IsExchangeCloudManaged $true.',
      'Set what {connector} writes today by address policy or Set-Mailbox: {attributes}.',
      'Keep every legacyExchangeDN as X500 address.',
    ],
    check: 'Do the proxy addresses of a switched mailbox equal those of the day before?',
    source: learn('/exchange/hybrid-deployment/enable-exchange-attributes-cloud-management'),
  },
  'exchange-off': {
    name: 'End of Exchange provisioning by {connector}',
    stage: 'cutover',
    where: 'Synchronization Service Manager, properties of the AD connector',
    instructions: [
      'Wait until no mailbox is pending in the connector space.',
      'Set Exchange provisioning of {connector} to none and take its mail attributes out of the export flows.',
    ],
    check: 'Does the last export of {connector} hold no mail attribute?',
    source: learn('/microsoft-identity-manager/migrate-entra-id'),
  },
  'single-sign-on': {
    name: 'Sign-in to {target} without a password of its own',
    where: 'The system behind {target}, then Entra admin center',
    instructions: [
      'Find out which of SAML, OpenID Connect, Kerberos, LDAP bind to AD or header sign-in {target} can do.',
      'Register the application and assign ten people; Application Proxy publishes what only knows headers or Kerberos.',
      'Switch off the local password for the pilot, then for all.',
    ],
    check: 'Has {target} seen no sign-in with a local password for fourteen days?',
    source: learn('/entra/identity/enterprise-apps/what-is-single-sign-on'),
  },
  'password-target-off': {
    name: 'End of password synchronization to {target}',
    stage: 'cutover',
    where: 'Synchronization Service Manager, properties of {target}',
    instructions: ['Clear password management of {target}; one target a week.'],
    check: 'Is password management of {target} off?',
    source: learn(
      '/microsoft-identity-manager/deploying-mim-password-change-notification-service-on-domain-controller',
    ),
  },
  'pcns-removal': {
    name: 'Removal of PCNS',
    stage: 'decommission',
    where: 'Every domain controller of {sources}',
    instructions: [
      'Switch password synchronization off in the options of the synchronization server.',
      'Remove the target with pcnscfg, uninstall the service and restart each domain controller in its window.',
    ],
    check: 'Does no domain controller have the service PCNSSVC?',
    source: learn(
      '/microsoft-identity-manager/deploying-mim-password-change-notification-service-on-domain-controller',
    ),
  },
  'read-code': {
    name: 'Rules of {assembly}',
    where: 'Source code of {assembly}, or the file itself',
    instructions: [
      'Read what these rules do and write each as an expression, a scope or a step of the extract: {rules}.',
      'Run the expression beside the old rule on the whole population; explain each difference.',
      'Behaviour that is only seen from before and after is evidence, not proof: say so where source is lost.',
    ],
    check: 'Does every rule of {assembly} have a successor or a reason why it needs none?',
    source: learn('/entra/identity/app-provisioning/functions-for-customizing-application-data'),
  },
  'fix-data': {
    name: 'Fix {attribute}: {problem}',
    where: 'The system that owns {attribute}',
    instructions: [
      'Give each owner the list of the {count} {count|finding|findings} with a proposal.',
      'Change by a file that also holds the old values, so that it can be undone.',
      'Run the assessment again.',
    ],
    check: 'Does the next assessment find none?',
    source: learn('/microsoft-365/enterprise/prepare-directory-attributes-for-synch-with-idfix'),
  },
  'agents-in-two-sites': {
    name: 'Agents in two sites',
    where: 'Windows servers in both sites',
    instructions: [
      'Install three agents for each configuration, in two sites.',
      'Stop one and see that the next cycle runs.',
    ],
    check: 'Did a cycle finish while one agent was stopped?',
    source: learn('/entra/identity/hybrid/cloud-sync/how-to-prerequisites'),
  },
  'standby-last': {
    name: 'End of the standby of {server}',
    stage: 'decommission',
    where: 'The standby server and its database',
    instructions: [
      'Keep the standby, its key file and its backups thirty days after the last wave.',
      'Remove it after the active server.',
    ],
    check: 'Is the last wave thirty days ago and the backup restored once?',
    source: learn('/entra/identity/hybrid/cloud-sync/how-to-prerequisites'),
  },
  'schedule-off': {
    name: 'Schedule of {connector}',
    stage: 'cutover',
    where: 'Task Scheduler, scripts or SQL Agent that run the profiles of {server}',
    instructions: [
      'Disable the tasks that run these profiles with the cutover of {connector}, before its job starts: {profiles}.',
      'Keep the tasks disabled, not deleted, for the way back.',
    ],
    check: 'Is there no run of {connector} by the account of the schedule for seven days?',
    source: learn(
      '/entra/identity/app-provisioning/application-provisioning-when-will-provisioning-finish-specific-user',
    ),
  },
  'limits-to-thresholds': {
    name: 'Deletion limits of {server}',
    where: 'Provisioning jobs, notification settings',
    instructions: [
      'Compare the threshold of each job with the limit of today: {limits}.',
      'Take the smaller one, and raise it only for a cutover that is planned.',
    ],
    check: 'Does every job have a threshold at or below the limit of today?',
    source: learn('/entra/identity/hybrid/cloud-sync/how-to-accidental-deletes'),
  },
  'connect-pilot-rules': {
    name: 'Rules of {server} that let the pilot go',
    stage: 'pilot',
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
    stage: 'cutover',
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
    stage: 'cutover',
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
    stage: 'pilot',
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
  const { name, stage, where, instructions, check, source }: StepText = provisioningSteps[id]
  const filled = (text: string): string => fillTemplate(text, params)
  // The same step asked for by two scenarios is one: what its texts have no place for is left out.
  const texts = [name, where, ...instructions, check].join('\n')
  const used = Object.fromEntries(
    Object.entries(params).filter(([place]) => texts.includes(`{${place}}`) || texts.includes(`{${place}|`)),
  )
  return {
    kind: 'hand-step',
    madeFrom,
    name: filled(name),
    ...(stage === undefined ? {} : { stage }),
    where: filled(where),
    instructions: instructions.map(filled),
    check: filled(check),
    source,
    wording: { id, params: used },
  }
}
