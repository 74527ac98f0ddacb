import type { WorkflowActivity } from '../../src/model/index.js'
import type { Verdict } from '../analyzer.js'
import { activityText } from './workflows.js'

/** What one activity of a workflow becomes. */
export interface ActivityTarget {
  readonly verdict: Verdict
  readonly becomes: string
}

type Table = Readonly<Record<string, ActivityTarget>>

const redesign = (becomes: string): ActivityTarget => ({ verdict: 'redesign', becomes })
const assisted = (becomes: string): ActivityTarget => ({ verdict: 'assisted', becomes })
const retire = (becomes: string): ActivityTarget => ({ verdict: 'retire', becomes })

const pam = redesign('PIM: approval, longest time and multifactor authentication are settings of the role (see pam)')

/** Activities shipped with the MIM Service, build 4.4.1459.0. */
const shipped: Table = {
  PasswordCheckGate: assisted('the sign-in strength of self-service password reset (see sspr)'),
  QAAuthenticationGate: redesign(
    'security questions, for password reset only; answers cannot be carried over (see sspr)',
  ),
  OneTimePasswordEmailAuthenticationGate: assisted('the e-mail method of password reset (see sspr)'),
  OneTimePasswordSmsAuthenticationGate: assisted('the SMS method of password reset (see sspr)'),
  PhoneAuthenticationGate: redesign('voice call or Authenticator; MFA Server behind it is dead (see sspr)'),
  LockoutGate: assisted('smart lockout; its thresholds differ (see sspr)'),
  PWResetActivity: assisted('password reset with writeback (see sspr)'),
  ApprovalActivity: assisted('an approval stage of an access package (see access-requests)'),
  FilterValidationActivity: retire('nothing: Entra checks the syntax of rules itself'),
  GroupValidationActivity: retire('nothing: packages and groups are checked by Entra itself'),
  RequestorValidationActivity: assisted('the requestor scope of an access package policy'),
  AddUserToGroupActivity: { verdict: 'automated', becomes: 'the task "Add user to groups"' },
  EmailNotificationActivity: assisted(
    'an e-mail task; mail to anyone but the person, manager or sponsors needs a Logic App',
  ),
  FunctionActivity: assisted('a mapping expression, the task "Update user attributes", or a Logic App'),
  SynchronizationRuleActivity: assisted('membership in the scope of a provisioning job, or in a group assigned to it'),
  CreateResourceActivity: redesign('the provisioning job, for people; a script for groups; nothing for other types'),
  ReadResourceActivity: redesign('a read by a Logic App'),
  UpdateResourceActivity: assisted('the task "Update user attributes" (up to 10)'),
  DeleteResourceActivity: assisted('the task "Delete user"; for groups an expiration policy'),
  PAMRequestApprovalSequenceActivity: pam,
  PAMRequestAvailabilityWindowValidationActivity: pam,
  PAMRequestDelayedValidationSequenceActivity: pam,
  PAMRequestMFASequenceActivity: pam,
  PAMRequestValidationActivity: pam,
  PAMRequestHandlerActivity: pam,
}

/** Activities of the MIM Workflow Activity Library. */
const mimwal: Table = {
  AddDelay: assisted('an offset in days of the trigger; hours are a delay in a Logic App (up to 14 days)'),
  CreateResource: redesign('the provisioning job, for people; a Graph call from a Logic App for groups'),
  DeleteResources: assisted('the task "Delete user"; others from a Logic App'),
  GenerateUniqueValue: assisted('SelectUniqueValue where AD is the target, else a value computed before the upload'),
  RequestApproval: assisted('an approval stage of an access package (see access-requests)'),
  RunPowerShellScript: redesign('a custom extension: Logic App with Automation or a hybrid worker'),
  SendEmailNotification: assisted('an e-mail task; Bcc and other recipients need a Logic App'),
  UpdateResources: assisted('the task "Update user attributes" (up to 10), a mapping, or a Logic App'),
  VerifyRequest: redesign('questions of an access package policy, or an extension that refuses the request'),
}

/** What an activity becomes, some decided by how it is set up. */
export function activityTarget(activity: WorkflowActivity): ActivityTarget {
  const known = (activity.family === 'mimwal' ? mimwal : activity.family === 'shipped' ? shipped : {})[
    activity.activity
  ]
  if (known === undefined)
    return redesign(`a custom extension, after its code (${activity.clrNamespace}.${activity.activity}) has been read`)
  if (activity.activity === 'GenerateUniqueValue' && asksDirectory(activity))
    return redesign('a value computed before the upload: it asks other directories over LDAP, which no job can')
  return known
}

function asksDirectory(activity: WorkflowActivity): boolean {
  return /^true$/i.test(activityText(activity, 'QueryLdap')) || activityText(activity, 'LdapQueriesTable') !== ''
}

/** The activity runs once for each item of a list: a for-each, never a mapping. */
export function repeats(activity: WorkflowActivity): boolean {
  return activity.family === 'mimwal' && activityText(activity, 'Iteration') !== ''
}

/** The activity runs only under a condition. */
export function isConditional(activity: WorkflowActivity): boolean {
  return activityText(activity, 'ActivityExecutionCondition') !== ''
}
