import type { RunSequence, ScheduleTrigger } from '../../model/index.js'
import type { EstatePart, Reader } from '../reader.js'
import { attributeOf, parseFlag, textOf } from '../sync-config/fields.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import type { Section } from '../sync-config/section.js'
import { commandStep, parallel, runStep, scheduleOf, sequence, stem, trigger } from './sequences.js'

const LOGGING = 'Where the scheduler logs, how long it waits for the server and which run history it clears.'

export const runSchedulerReader: Reader = {
  kind: 'ma-run-scheduler',
  title: 'Scheduler of run profiles (MARunScheduler)',
  recognise: ({ root }) => root?.local === 'MARunScheduler',
  read: (document) =>
    readFile(
      document,
      ['/@EnableLogging', '/@Console', '/@LogFile', '/**/@WMITimeOutSeconds', '/@WMITimeOutSeconds'].map((path) => ({
        path: `/MARunScheduler${path}`,
        status: 'ignored',
        reason: LOGGING,
      })),
      readScheduler,
    ),
}

function readScheduler({ root }: FileReading): readonly EstatePart[] {
  root.one('ClearRunHistory')?.document(LOGGING)
  const threads = root.many('Thread')
  const steps = parallel('', threads.map(readThread), root.at)
  return [
    {
      kind: 'schedule',
      schedule: scheduleOf('ma-run-scheduler', stem(root.at.file), steps, threads.flatMap(windowOf)),
    },
  ]
}

function readThread(thread: Section): RunSequence {
  const repeats = attributeOf(thread, 'RepeatCount')
  const loops = parseFlag(attributeOf(thread, 'LoopIndefinitely')) === true
  const condition = [
    window(thread),
    loops ? 'again and again' : repeats === '' || repeats === '1' ? '' : `${repeats} times`,
  ]
  return sequence(attributeOf(thread, 'Name'), thread.many('Item').flatMap(readItem), thread.at, joined(condition))
}

/** Hours and days a thread or item may run in. */
function window(section: Section): string {
  const after = attributeOf(section, 'RunAfter')
  const before = attributeOf(section, 'RunBefore')
  const days = attributeOf(section, 'RunOnDays')
  return joined([
    after === '' ? '' : `after ${after}`,
    before === '' ? '' : `before ${before}`,
    days === '' ? '' : `on ${days}`,
  ])
}

function windowOf(thread: Section): readonly ScheduleTrigger[] {
  const text = window(thread)
  return text === '' ? [] : [trigger('calendar', text, thread.at)]
}

function readItem(item: Section): readonly RunSequence[] {
  const script = (name: string): readonly RunSequence[] => {
    const command = joined([textOf(item, name), textOf(item, `${name}Arguments`)], ' ')
    return command === '' ? [] : [commandStep(command, item.at)]
  }
  const wait = textOf(item, 'WaitMinutes')
  const flags = ['ContinueOnFailure', 'OnlyRunIfPendingImports', 'OnlyRunIfPendingExports'].filter(
    (name) => parseFlag(textOf(item, name)) === true,
  )
  const limits = item.one('ThresholdLimits')
  const names = [...new Set(limits?.element.children.map((child) => child.local) ?? [])]
  const thresholds = names.flatMap((name) => {
    const text = textOf(limits, name)
    return text === '' ? [] : [`${name} ${text}`]
  })
  const condition = joined([
    window(item),
    conditionText(item.one('Conditions')),
    ...flags,
    ...thresholds,
    wait === '' || wait === '0' ? '' : `then wait ${wait} minutes`,
  ])
  const step = runStep(textOf(item, 'MA'), textOf(item, 'RunProfile'), item.at, condition)
  return [...script('Preprocessing'), step, ...script('Postprocessing')]
}

function conditionText(section: Section | undefined): string {
  if (section === undefined) return ''
  const operator = attributeOf(section, 'Operator').toLowerCase() || 'and'
  const members = section.many('Condition').map((condition) => {
    const type = attributeOf(condition, 'type')
    if (type === 'SubCondition') return conditionText(condition)
    const names = Object.keys(condition.element.attributes).filter((name) => !/^xmlns|:/.test(name))
    return `${type} ${names.map((name) => `${name}=${condition.attribute(name) ?? ''}`).join(' ')}`.trim()
  })
  const written = members.filter((member) => member !== '')
  return written.length < 2 ? (written[0] ?? '') : `(${written.join(` ${operator} `)})`
}

export function joined(texts: readonly string[], separator = ', '): string {
  return texts.filter((text) => text !== '').join(separator)
}
