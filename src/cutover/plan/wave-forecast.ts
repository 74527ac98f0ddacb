import type { StageName } from '../../model/index.js'
import type { Artefact, MappingTable, Wave } from '../../plan/assessment.js'
import { artefactKey } from '../../plan/assessment.js'
import type { PlannedStage, RingPopulation } from './model.js'

/** What a scenario's share in the forecast of its wave is told from. */
export interface Forecast {
  readonly artefacts: readonly Artefact[]
  readonly tables: readonly MappingTable[]
  readonly wave: Wave | undefined
}

/**
 * Pilot of a population: a twentieth, but enough to meet the odd cases and few enough to be called by telephone. Proposal
 * values of this project.
 */
const pilot = { percent: 5, atLeast: 10, atMost: 250 }

const groupKinds: ReadonlySet<Artefact['kind']> = new Set([
  'assigned-group',
  'dynamic-group',
  'group-owners',
  'source-of-authority-switch',
])

/** Rings, days and service time of one stage, as the assessment's waves have them. */
export function forecastOf(
  name: StageName,
  about: Forecast,
): Pick<PlannedStage, 'population' | 'service'> & Partial<Pick<PlannedStage, 'days'>> {
  const days = about.wave?.stages.find((stage) => stage.name === name)?.span
  return { population: ringsOf(name, about), service: serviceOf(name, about), ...(days === undefined ? {} : { days }) }
}

function ringsOf(name: StageName, { wave, tables, artefacts }: Forecast): readonly RingPopulation[] {
  if (name === 'prepare' || name === 'decommission') return []
  const ring = name === 'pilot' || name === 'parallel-run' ? 'pilot' : 'all'
  const hasGroups = artefacts.some(({ kind }) => groupKinds.has(kind))
  return (wave?.population ?? []).flatMap(({ system, objectType, objects }) => {
    const isOurs =
      system === ''
        ? hasGroups
        : tables.some(({ target }) => target.name === system && target.objectType === objectType)
    if (!isOurs || objects === undefined) return []
    return [{ system, objectType, objects: ring === 'all' ? objects : pilotOf(objects), ring }]
  })
}

function pilotOf(objects: number): number {
  const share = Math.ceil((objects * pilot.percent) / 100)
  return Math.min(objects, Math.max(pilot.atLeast, Math.min(share, pilot.atMost)))
}

/** Everybody goes through a job for the first time at the cutover. */
function serviceOf(name: StageName, { wave, artefacts }: Forecast): PlannedStage['service'] {
  const keys = new Set(artefacts.map(artefactKey))
  const lines = name === 'cutover' ? (wave?.forecast ?? []).filter(({ artefact }) => keys.has(artefact)) : []
  const sum = (of: 'lowMinutes' | 'highMinutes') => lines.reduce((total, line) => total + line[of], 0)
  return { atLeast: sum('lowMinutes'), atMost: sum('highMinutes') }
}
