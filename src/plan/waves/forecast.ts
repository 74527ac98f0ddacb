import type { Finding } from '../../../analyzers/analyzer.js'
import { finding } from '../../../analyzers/finding.js'
import { capabilities } from '../../catalogue/capabilities.js'
import { throttles } from '../../catalogue/throttles.js'
import type { Artefact } from '../../entra/index.js'
import type { Population } from './population.js'

/** How long the services need, by their documented limits: the part of a cutover nobody can speed up. */
export interface ForecastLine {
  /** Artefact it is about, by key; '' for several. */
  readonly artefact: string
  readonly text: Finding
  /** Fact of the catalogue it rests on (`throttles`, `capabilities`). */
  readonly fact: string
  readonly lowMinutes: number
  readonly highMinutes: number
}

/** Cycle of the service before it starts, each job has to wait for. */
const cycle = capabilities['prov.limits'].limits.intervalMinutes

/** First run of a job: the upload where one feeds it, and the initial cycle. undefined where nothing was counted. */
export function jobForecast(
  key: string,
  artefact: Extract<Artefact, { kind: 'provisioning-job' }>,
  { objects }: Population,
): readonly ForecastLine[] {
  if (objects === undefined) return []
  const { minutesPerObjectLow, minutesPerObjectHigh, minutesBelowThousand } = throttles['cycle.initial'].limits
  const initial: ForecastLine = {
    artefact: key,
    text: finding('M2E-WAVE-301', { job: artefact.name, count: objects }),
    fact: 'cycle.initial',
    lowMinutes: Math.ceil(objects * minutesPerObjectLow),
    highMinutes: cycle + Math.max(minutesBelowThousand, Math.ceil(objects * minutesPerObjectHigh)),
  }
  return artefact.pilot.kind === 'upload' ? [uploadForecast(key, artefact.name, objects), initial] : [initial]
}

/** The whole population once, at the pace and within the day's quota of the smaller licence. */
function uploadForecast(key: string, job: string, objects: number): ForecastLine {
  const { operationsPerRequest, callsPerDay } = capabilities['api.limits'].limits
  const rate = capabilities['api.call-rate'].limits
  const calls = Math.ceil(objects / operationsPerRequest)
  const days = Math.ceil(calls / callsPerDay)
  return {
    artefact: key,
    text: finding('M2E-WAVE-302', { job, count: objects, calls, days }),
    fact: 'api.limits',
    lowMinutes: Math.ceil(((calls / rate.calls) * rate.seconds) / 60),
    highMinutes: days > 1 ? days * 1440 : Math.max(1, Math.ceil(calls / 60)),
  }
}

/** Requests that make artefacts other than jobs: governance services take one at a time, the directory many. */
export function requestForecast(artefacts: readonly Artefact[]): readonly ForecastLine[] {
  const governance = artefacts.filter((item) => governanceKinds.has(item.kind)).length
  const directory = artefacts.filter((item) => directoryKinds.has(item.kind)).length
  const switches = artefacts.filter((item) => item.kind === 'source-of-authority-switch').length
  const { secondsPerWriteLow, secondsPerWriteHigh } = throttles['graph.governance'].limits
  const { writes, minutes } = throttles['graph.writes'].limits
  const { objectsPerPortion, minutesPerPortion } = throttles['soa.wave'].limits
  const portions = Math.ceil(switches / objectsPerPortion)
  return [
    ...(governance === 0
      ? []
      : [
          line('M2E-WAVE-303', governance, 'graph.governance', [
            (governance * secondsPerWriteLow) / 60,
            (governance * secondsPerWriteHigh) / 60,
          ]),
        ]),
    ...(directory === 0
      ? []
      : [line('M2E-WAVE-304', directory, 'graph.writes', [(directory / writes) * minutes, directory / 60])]),
    ...(switches === 0
      ? []
      : [line('M2E-WAVE-305', switches, 'soa.wave', [(switches / writes) * minutes, portions * minutesPerPortion])]),
  ]
}

function line(id: string, count: number, fact: string, [low, high]: readonly [number, number]): ForecastLine {
  const lowMinutes = Math.max(1, Math.floor(low))
  return {
    artefact: '',
    text: finding(id, { count }),
    fact,
    lowMinutes,
    highMinutes: Math.max(lowMinutes, Math.ceil(high)),
  }
}

const governanceKinds: ReadonlySet<string> = new Set([
  'access-package',
  'access-review',
  'lifecycle-workflow',
  'pim-group-schedule',
  'pim-group-settings',
  'pim-role-schedule',
  'custom-task-extension',
])

const directoryKinds: ReadonlySet<string> = new Set([
  'administrative-unit',
  'assigned-group',
  'dynamic-group',
  'directory-extension',
  'group-owners',
  'role-assignment',
])
