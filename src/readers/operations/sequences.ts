import type { Provenance, RunSchedule, RunSequence, ScheduledStep, ScheduleTrigger } from '../../model/index.js'
import { withoutScriptSecrets } from '../script-secrets.js'

type Group = Extract<RunSequence, { kind: 'sequence' | 'parallel' }>

export function sequence(name: string, steps: readonly RunSequence[], at: Provenance, condition = ''): Group {
  return { kind: 'sequence', name, steps, ...(condition === '' ? {} : { condition }), at }
}

export function parallel(name: string, steps: readonly RunSequence[], at: Provenance, condition = ''): Group {
  return { ...sequence(name, steps, at, condition), kind: 'parallel' }
}

export function runStep(
  connector: string,
  runProfile: string,
  at: Provenance,
  condition = '',
  enabled = true,
): ScheduledStep {
  return {
    kind: 'step',
    action: 'run-profile',
    connector,
    runProfile,
    command: '',
    ...(condition === '' ? {} : { condition }),
    enabled,
    at,
  }
}

export function commandStep(command: string, at: Provenance, condition = ''): ScheduledStep {
  const open = withoutScriptSecrets(command.trim())
  return {
    ...runStep('', '', at, condition),
    action: 'command',
    command: open.length > 500 ? `${open.slice(0, 500)}…` : open,
  }
}

export function cycleStep(policy: string, at: Provenance, condition = ''): ScheduledStep {
  return { ...runStep('', policy, at, condition), action: 'connect-cycle' }
}

export function trigger(
  kind: ScheduleTrigger['kind'],
  text: string,
  at: Provenance,
  everyMinutes?: number,
  enabled = true,
): ScheduleTrigger {
  return { kind, text, ...(everyMinutes === undefined ? {} : { everyMinutes }), enabled, at }
}

export function scheduleOf(
  tool: RunSchedule['tool'],
  name: string,
  steps: Group,
  triggers: readonly ScheduleTrigger[] = [],
  rest: { readonly enabled?: boolean; readonly account?: string } = {},
): RunSchedule {
  return {
    name,
    tool,
    enabled: rest.enabled ?? true,
    triggers,
    sequence: steps,
    account: rest.account ?? '',
    at: steps.at,
  }
}

/** Minutes of an ISO 8601 duration (`PT30M`, `P1DT2H`) or of `hh:mm:ss`; undefined for anything else. */
export function minutesOf(duration: string): number | undefined {
  const text = duration.trim()
  const clock = /^(?:(\d+)\.)?(\d{1,3}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(text)
  if (clock !== null)
    return Number(clock[1] ?? 0) * 1440 + Number(clock[2]) * 60 + Number(clock[3]) + Number(clock[4]) / 60
  const iso = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text)
  if (iso === null) return undefined
  return Number(iso[1] ?? 0) * 1440 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0) + Number(iso[4] ?? 0) / 60
}

/** File name without folder and extension. */
export function stem(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1).replace(/\.\w+$/, '')
}
