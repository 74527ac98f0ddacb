import type { RunProfile, RunStep } from '../../model/index.js'
import { count, noise, said, term } from '../facet.js'
import type { Names } from '../names.js'
import type { Thing } from '../thing.js'
import { parameterThing } from './settings.js'

export function runProfileThing(profile: RunProfile, names: Names): Thing {
  return {
    kind: 'run-profile',
    name: profile.name,
    keys: [names.canonical(profile.id), profile.name.toLowerCase()],
    id: names.canonical(profile.id),
    facets: [said('name', profile.name), noise('version-counter', 'counters', profile.version)],
    children: profile.steps.map((step) => stepThing(step, names)),
    at: profile.at,
  }
}

function stepThing(step: RunStep, names: Names): Thing {
  const partition = names.canonical(step.partitionId)
  const limits = [step.objectLimit, step.deletionLimit, step.batchSize, step.pageSize, step.timeoutSeconds].join(' ')
  const file = step.file === undefined ? '' : `${step.file.direction}: ${step.file.name}`
  return {
    kind: 'run-step',
    name: `${step.raw}${step.partitionId === '' ? '' : ` (${names.label(step.partitionId)})`}`,
    keys: [`${step.raw}\n${partition}\n${limits}\n${file}`, `${step.raw}\n${partition}`, step.raw, partition],
    isRanked: true,
    uses: [partition],
    facets: [
      step.kind === 'unknown'
        ? said('step-kind', step.raw)
        : { ...term('step-kind', 'step', step.kind), same: step.raw },
      said('partition', names.label(step.partitionId), partition),
      count('object-limit', step.objectLimit),
      count('deletion-limit', step.deletionLimit),
      count('batch-size', step.batchSize),
      count('page-size', step.pageSize),
      count('timeout', step.timeoutSeconds),
      said('file', file),
      said('drop-file', step.dropFile.mode === 'none' ? '' : `${step.dropFile.mode}: ${step.dropFile.name}`),
    ],
    children: (step.parameters ?? []).map(parameterThing),
    at: step.at,
  }
}
