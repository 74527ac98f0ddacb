import type { RunSequence, ScheduleTrigger } from '../../model/index.js'
import type { EstatePart, Reader } from '../reader.js'
import { parseFlag, textOf } from '../sync-config/fields.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import type { Section } from '../sync-config/section.js'
import { commandStep, cycleStep, minutesOf, scheduleOf, sequence, stem, trigger } from './sequences.js'

const NAMESPACE = 'http://schemas.microsoft.com/windows/2004/02/mit/task'
const CONDITIONS = 'How Windows treats the task; has no effect on what runs and when it is due.'

export const taskReader: Reader = {
  kind: 'windows-task',
  title: 'Windows Task Scheduler, exported task',
  recognise: ({ root }) => root?.local === 'Task' && root.namespace === NAMESPACE,
  read: (document) =>
    readFile(
      document,
      [
        { path: '/Task/@version', status: 'ignored', reason: 'Version of the file format.' },
        { path: '/Task/Actions/@Context', status: 'ignored', reason: 'Names the account stated in the task.' },
      ],
      readTask,
    ),
}

function readTask({ root }: FileReading): readonly EstatePart[] {
  const registration = root.one('RegistrationInfo')
  registration?.document('Who registered the task and when.')
  const uri = textOf(registration, 'URI')
  const settings = root.one('Settings')
  settings?.document(CONDITIONS)
  const enabled = parseFlag(textOf(settings, 'Enabled')) !== false
  const principals = root.one('Principals')
  const account = (principals?.many('Principal') ?? []).map(readAccount).find((name) => name !== '') ?? ''
  const triggers = root.one('Triggers')
  const actions = root.one('Actions')
  const name = uri === '' ? stem(root.at.file) : uri.slice(uri.lastIndexOf('\\') + 1)
  const steps = actions === undefined ? [] : members(actions).map(readAction)
  return [
    {
      kind: 'schedule',
      schedule: scheduleOf(
        'windows-task-scheduler',
        name,
        sequence(name, steps, actions?.at ?? root.at),
        triggers === undefined ? [] : members(triggers).map(readTrigger),
        { enabled, account },
      ),
    },
  ]
}

function readAccount(principal: Section): string {
  principal.document('Account and rights the task runs with.')
  return textOf(principal, 'UserId') || textOf(principal, 'GroupId')
}

function readAction(action: Section): RunSequence {
  if (action.local !== 'Exec') {
    action.document('An action that starts no command.')
    return commandStep(action.local, action.at)
  }
  const folder = action.one('WorkingDirectory')
  folder?.document('Folder the command starts in.')
  for (const id of ['id']) action.attribute(id)
  const command = `${textOf(action, 'Command')} ${textOf(action, 'Arguments')}`.trim()
  const policy = /Start-ADSyncSyncCycle\b(?:\s+-PolicyType)?\s*['"]?(\w*)/i.exec(command)
  return policy === null ? commandStep(command, action.at) : cycleStep(policy[1] ?? '', action.at)
}

const kinds: Readonly<Record<string, ScheduleTrigger['kind']>> = {
  CalendarTrigger: 'calendar',
  TimeTrigger: 'once',
  BootTrigger: 'start-up',
  EventTrigger: 'event',
  LogonTrigger: 'event',
  IdleTrigger: 'event',
  RegistrationTrigger: 'event',
  SessionStateChangeTrigger: 'event',
}

function readTrigger(section: Section): ScheduleTrigger {
  section.document('When the task is due, as Windows writes it.')
  const repetition = section.one('Repetition')
  const every = textOf(repetition, 'Interval')
  const start = textOf(section, 'StartBoundary')
  const kind =
    every !== '' ? 'interval' : Object.hasOwn(kinds, section.local) ? (kinds[section.local] ?? 'unknown') : 'unknown'
  const calendar = ['ScheduleByDay', 'ScheduleByWeek', 'ScheduleByMonth', 'ScheduleByMonthDayOfWeek'].flatMap(
    (name) => {
      const schedule = section.one(name)
      return schedule === undefined ? [] : [calendarText(schedule)]
    },
  )
  const parts = [...calendar, every === '' ? '' : `every ${every}`, start === '' ? '' : `from ${start}`]
  return trigger(
    kind,
    parts.filter((part) => part !== '').join(', ') || section.local,
    section.at,
    minutesOf(every),
    parseFlag(textOf(section, 'Enabled')) !== false,
  )
}

/** `ScheduleByWeek WeeksInterval 1 DaysOfWeek Monday Friday` */
function calendarText(section: Section): string {
  const words: string[] = []
  const waiting = [section]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const text = at.text().trim()
    words.push(at.local, ...(text === '' ? [] : [text]))
    waiting.push(...[...members(at)].reverse())
  }
  return words.join(' ')
}

/** Children in document order. */
function members(section: Section): readonly Section[] {
  const names = [...new Set(section.element.children.map((child) => child.local))]
  return names
    .flatMap((name) => section.many(name))
    .sort((a, b) => section.element.children.indexOf(a.element) - section.element.children.indexOf(b.element))
}
