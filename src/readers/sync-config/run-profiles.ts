import { normalizeGuid, type RunProfile, type RunStep } from '../../model/index.js'
import { attributeOf, flagOf, guidOf, integerOf, present, textOf, textsOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import { readParameterValues } from './parameters.js'
import { dropFileMode, runStepKind, splitSubtypes } from './run-step-kind.js'
import type { Section } from './section.js'

/** Elements of `custom-data` that carry the limits of a step, one a family of connectors. */
const stepDataElements = [
  'adma-step-data',
  'fimma-step-data',
  'extensible2-step-data',
  'dsma-step-data',
  'edma-step-data',
  'ipma-step-data',
] as const

/** Reads `ma-run-data`; kept outside files, it comes in several pieces. */
export function readRunProfiles(sections: readonly Section[], book: NoticeBook): readonly RunProfile[] {
  const profiles = sections.flatMap((section) => section.many('run-configuration'))
  return profiles.map((profile) => ({
    id: guidOf(profile, 'id'),
    name: textOf(profile, 'name'),
    version: textOf(profile, 'version'),
    steps: readRunSteps(profile.one('configuration'), textOf(profile, 'name'), book),
    at: profile.at,
  }))
}

/** Reads the steps of one `configuration`, which is also what a database keeps of a run profile. */
export function readRunSteps(
  configuration: Section | undefined,
  profileName: string,
  book: NoticeBook,
): readonly RunStep[] {
  return (configuration?.many('step') ?? []).map((step) => readStep(step, profileName, book))
}

function readStep(step: Section, profileName: string, book: NoticeBook): RunStep {
  const stepType = step.one('step-type')
  const type = attributeOf(stepType, 'type')
  const subtypes = {
    import: splitSubtypes(textsOf(stepType, 'import-subtype')),
    export: splitSubtypes(textsOf(stepType, 'export-subtype')),
    applyRules: splitSubtypes(textsOf(stepType, 'apply-rules-subtype')),
  }
  const raw = [type, ...subtypes.import, ...subtypes.export, ...subtypes.applyRules].join(' ').trim()
  const kind = runStepKind(type, subtypes)
  if (kind === 'unknown') {
    book.tally(
      'M2E-READ-024',
      raw,
      step.at,
      `Run profile "${profileName}" has a step "${raw}", which this tool does not know.`,
      'Look the step up in the Synchronization Service Manager.',
    )
  }
  const threshold = step.one('threshold')
  const custom = step.one('custom-data')
  const data = stepDataElements.map((name) => custom?.one(name)).find((cursor) => cursor !== undefined)
  const parameters = readParameterValues(custom?.one('parameter-values') ?? data?.one('parameter-values'), book)
  const runConfig = custom?.one('run-config')
  // Every reading happens before any choice, so that the ledger shows all of them as read.
  const batchSizes = [integerOf(data, 'batch-size'), integerOf(threshold, 'batch-size')]
  const timeouts = [integerOf(data, 'time-limit'), integerOf(data, 'timeout'), integerOf(runConfig, 'timeout')]
  return {
    kind,
    raw,
    partitionId: normalizeGuid(textOf(step, 'partition')),
    dropFile: { mode: dropFileMode(subtypes), name: textOf(step, 'dropfile-name') },
    ...present('objectLimit', limit(integerOf(threshold, 'object'))),
    ...present('deletionLimit', limit(integerOf(threshold, 'delete'))),
    ...present('batchSize', firstDefined(batchSizes)),
    ...present('pageSize', integerOf(data, 'page-size')),
    ...present('timeoutSeconds', firstDefined(timeouts)),
    ...present('file', readStepFile(runConfig)),
    ...(parameters.length > 0 ? { parameters } : {}),
    at: step.at,
  }
}

/** Zero is how the editor writes "no limit". */
function limit(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value
}

function firstDefined(values: readonly (number | undefined)[]): number | undefined {
  return values.find((value) => value !== undefined)
}

function readStepFile(runConfig: Section | undefined): RunStep['file'] {
  const input = textOf(runConfig, 'input-file')
  const output = textOf(runConfig, 'output-file')
  const deletedAfterUse = flagOf(runConfig, 'delete-file-after-use') ?? false
  if (input !== '') return { direction: 'input', name: input, deletedAfterUse }
  return output === '' ? undefined : { direction: 'output', name: output, deletedAfterUse }
}
