import { fillTemplate } from '../model/index.js'
import type { Message } from './step.js'

/** Every text this room says, in English. Another language is another table with the same ids and places. */
export const graphMessages = {
  'graph.title.application': 'Make the application {name} from the template {template}',
  'graph.title.stamp': 'Mark the application {name} as made by this plan',
  'graph.title.job': 'Make the provisioning job {name}',
  'graph.title.credentials': 'Let the service try the credentials of {name}',
  'graph.title.secrets': 'Set credentials, notification and deletion threshold of {name}',
  'graph.title.schema': 'Write the mappings of {name}',
  'graph.title.pilot-scope': 'Narrow the job {name} to the pilot',
  'graph.title.full-scope': 'Open the job {name} to everything in its scope',
  'graph.title.assign-pilot': 'Assign the pilot group to {name}',
  'graph.title.on-demand': 'Provision the first people with {name}, one by one',
  'graph.title.start': 'Start the job {name}',
  'graph.title.restart': 'Let the job {name} look at everything again',
  'graph.title.upload-pilot': 'Send the first rows to {name}',
  'graph.title.upload-all': 'Send all rows to {name}',
  'graph.title.cycle': 'See that the job {name} runs without quarantine',
  'graph.title.group': 'Make the group {name}',
  'graph.title.dynamic-group': 'Make the dynamic group {name}, its rule paused',
  'graph.title.group-owners': 'Add the owners of the group {name}',
  'graph.title.group-members': 'Add the members of the group {name}',
  'graph.title.group-on': 'Let the rule of the group {name} act',
  'graph.title.catalog': 'Make the catalog {name}',
  'graph.title.package': 'Make the access package {name}',
  'graph.title.package-visible': 'Show the access package {name} to those who may ask',
  'graph.title.catalog-group': 'Take the group {group} into the catalog {name}',
  'graph.title.package-group': 'Let the access package {name} give the group {group}',
  'graph.title.policy': 'Make the policy {policy} of the access package {name}',
  'graph.title.review': 'Make the access review {name}',
  'graph.title.workflow': 'Make the lifecycle workflow {name}, switched off',
  'graph.title.workflow-enable': 'Let the lifecycle workflow {name} run on demand',
  'graph.title.workflow-pilot': 'Run the lifecycle workflow {name} for the first people',
  'graph.title.workflow-schedule': 'Let the lifecycle workflow {name} run by its trigger',
  'graph.title.task-extension': 'Make the custom task extension {name}',
  'graph.title.partner-target': 'Know the source tenant as a partner of the target tenant',
  'graph.title.partner-source': 'Know the target tenant as a partner of the source tenant',
  'graph.title.inbound-sync': 'Let the source tenant synchronize users into the target tenant',
  'graph.title.inbound-groups': 'Let the source tenant synchronize groups into the target tenant',
  'graph.title.inbound-consent': 'Redeem invitations from the source tenant automatically',
  'graph.title.outbound-consent': 'Redeem invitations to the target tenant automatically',
  'graph.title.authentication-method': 'Allow the method {name} to {target}',
  'graph.title.pim-check': 'Let the service check the eligibility of {principal}',
  'graph.title.pim-role': 'Make {principal} eligible for the role {role}',
  'graph.title.pim-group': 'Make {principal} eligible as {access} of the group {group}',
  'graph.title.pim-rule': 'Set {rule} of {name}',
  'graph.title.extension-owner': 'Make the application that owns the directory extensions',
  'graph.title.extension': 'Make the directory extension {name}',
  'graph.title.unit': 'Make the administrative unit {name}',
  'graph.title.unit-on': 'Let the rule of the administrative unit {name} act',
  'graph.title.authority': 'Move the authority over the {object} {name} to Entra',
  'graph.title.group-creation': 'Say who may make security groups',
  'graph.title.role-assignment': 'Assign the role {role}',
  'graph.title.sync-features': 'Set features of the on-premises synchronization',
  'graph.title.hand': '{name}',
  'graph.title.ecma-host': 'Set up the connector {name} in the ECMA Connector Host',

  'graph.undo.secrets-unknown':
    'The service does not give back the credentials that were there before; enter them again.',
  'graph.undo.provisioned': 'What the job has written stays; it is found in the provisioning logs.',
  'graph.undo.uploaded': 'Rows that were sent are not called back; send them again with active = false.',
  'graph.undo.ran': 'What the workflow has done to these people stays.',
  'graph.undo.by-hand': 'Done by a person; taken back by a person.',
  'graph.undo.not-changeable': 'The service takes no change of {what}.',
  'graph.undo.drifted': '{what} was changed since; it is left as it is.',
  'graph.undo.unknown': 'It is not known what was made: {what}.',
  'graph.undo.not-switchable': 'The service does not let {what} be switched off again.',
  'graph.undo.restart': 'A restart is not taken back; the job has only looked at everything again.',

  'graph.stop.ambiguous': '{count} objects fit {what} ({ids}). Remove or rename those that are not meant, then go on.',
  'graph.stop.foreign':
    '{what} is there already (id {id}), and this plan has not made it. Rename it, or say that it is to be taken over.',
  'graph.stop.fixed':
    '{what} is there, but its {properties} cannot be changed any more. Remove it, or rename it in the design.',
  'graph.stop.missing': 'Not known yet: {places}. Earlier steps give it.',
  'graph.stop.absent': '{what} does not exist.',
  'graph.stop.reading': '{found} of {path} fit, one has to.',
  'graph.stop.rule': 'No rule of the synchronization schema fits {rule}; the job has {rules}.',
  'graph.stop.failed': 'The service says that it failed: {what}.',
  'graph.stop.too-late': 'After {seconds} seconds it had still not come about: {what}.',
  'graph.stop.refused': 'The service answered {what}.',
  'graph.stop.not-done': 'Not confirmed: {check}',

  'graph.check.differs': '{path} is {is}, not {wanted}.',
  'graph.check.missing-members': '{count} of {wanted} members are missing.',
  'graph.check.extra-members': '{count} members are there that are not wanted.',
  'graph.check.absent': '{what} is not there.',
  'graph.check.not-confirmed': 'Nobody has confirmed: {check}',
  'graph.check.expects': 'the job runs and is not in quarantine',
  'graph.check.synchronizing': 'the object is no longer synchronized from AD',
  'graph.check.eligible': 'the eligibility is in force',

  'graph.destroys.authority':
    'Values from AD stop to arrive and what the old system writes to AD no longer reaches Entra.',
  'graph.destroys.members': 'Members that are not wanted are taken out.',
} as const

export type GraphMessageId = keyof typeof graphMessages

export function message(id: GraphMessageId, params: Readonly<Record<string, string>> = {}): Message {
  return { id, params, text: fillTemplate(graphMessages[id], params) }
}
