import type { LifecycleTask, LifecycleTaskKind } from '../../src/entra/index.js'
import { type IdentityService, normalizeGuid, type WorkflowActivity } from '../../src/model/index.js'
import { textOf } from '../facts/service.js'
import { activityText } from '../facts/workflows.js'
import type { Timing } from './timing.js'

/** Variables of task mails, by the lookup they stand for. */
const variables: Readonly<Record<string, string>> = {
  'target/displayname': 'userDisplayName',
  'target/firstname': 'userGivenName',
  'target/lastname': 'userSurname',
  'target/employeestartdate': 'userEmployeeHireDate',
  'target/employeeenddate': 'userEmployeeLeaveDateTime',
  'target/manager/displayname': 'managerDisplayName',
  'target/manager/email': 'managerEmail',
}

export interface MailTask {
  /** undefined: no task writes to these people. */
  readonly task: LifecycleTask | undefined
  readonly notes: readonly string[]
}

/** A mail of a workflow as the task that writes to the same person, with its text as far as variables say it. */
export function mailTask(service: IdentityService, activity: WorkflowActivity, timing: Timing): MailTask {
  const template = service.emailTemplates.find(
    (item) => item.object.id === normalizeGuid(activityText(activity, 'EmailTemplate')),
  )
  const name = template?.object.displayName ?? 'Mail'
  const to = recipients(activityText(activity, 'To'))
  const copies = [...recipients(activityText(activity, 'CC')), ...recipients(activityText(activity, 'Bcc'))]
  const [only, further] = to
  const kind = only === undefined || further !== undefined ? undefined : kindFor(only, timing)
  if (kind === undefined)
    return {
      task: undefined,
      notes: [`No task writes ${name} to ${to.join(', ') || 'nobody named'}: a Logic App does.`],
    }
  const lost = new Set<string>()
  const subject = filled(template?.subject ?? '', lost)
  const body = filled(template === undefined ? '' : textOf(template.object, 'EmailBody'), lost)
  return {
    task: {
      kind,
      name,
      continueOnError: true,
      arguments: [
        ...(subject === '' ? [] : [{ name: 'customSubject', value: subject }]),
        ...(body === '' ? [] : [{ name: 'customBody', value: body }]),
      ],
    },
    notes: [
      ...(template === undefined ? [`The template of ${name} is not in the input: its text is the task's own.`] : []),
      ...(lost.size === 0 ? [] : [`${name} loses ${[...lost].join(', ')}: no variable stands for it.`]),
      ...(copies.length === 0 ? [] : [`Copies of ${name} to ${copies.join(', ')} are not sent.`]),
    ],
  }
}

function recipients(text: string): readonly string[] {
  return text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function kindFor(to: string, { category, trigger }: Timing): LifecycleTaskKind | undefined {
  if (/^\[\/\/Target\]$/i.test(to)) return category === 'joiner' ? 'welcome-mail' : undefined
  if (!/^\[\/\/Target\/Manager\]$/i.test(to)) return undefined
  if (category === 'joiner') return 'onboarding-reminder'
  if (category === 'mover') return 'mail-manager-of-move'
  const offset = trigger.kind === 'time' ? trigger.offsetInDays : 0
  if (offset < 0) return 'mail-manager-before-last-day'
  return offset === 0 ? 'mail-manager-on-last-day' : 'mail-manager-after-last-day'
}

function filled(text: string, lost: Set<string>): string {
  return text.replace(/\[\/\/([^\]]+)\]/g, (whole, path: string) => {
    const variable = variables[path.toLowerCase()]
    if (variable !== undefined) return `{{${variable}}}`
    lost.add(whole)
    return ''
  })
}
