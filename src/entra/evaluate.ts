/** What a provisioning job does to one object: scope, match, mappings, action. */

import { evaluateScoping } from '../expression/filter/index.js'
import type { Decisions, EvaluationContext, Value, ValueSource } from '../expression/index.js'
import { attempt, compile, entraText, isSpecial, sameValue, valuesOf } from '../expression/index.js'
import type { JobAttributeMapping, JobObjectMapping, ProvisioningJob } from './artefacts/provisioning-job.js'

export interface ExistingObject {
  readonly id: string
  readonly attributes: ValueSource
}

/** What the job may ask about its surroundings. */
export interface JobSurroundings {
  /** Objects of the target that hold a value. */
  find(attribute: string, value: string): readonly ExistingObject[]
  readonly now?: number | undefined
  readonly random?: (() => number) | undefined
  readonly isTaken?: ((value: string) => boolean) | undefined
  readonly decisions?: Decisions | undefined
}

export interface JobChange {
  readonly attribute: string
  readonly before: Value
  readonly after: Value
}

export interface JobFailure {
  readonly attribute: string
  readonly message: string
}

export type JobOutcome =
  /** Not in scope, and nothing in the target belongs to it. */
  | { readonly action: 'ignored' }
  /** The scope cannot be decided on the data at hand. */
  | { readonly action: 'undecided'; readonly why: string }
  /** Several objects of the target answer to the matching attribute. */
  | { readonly action: 'ambiguous'; readonly attribute: string; readonly ids: readonly string[] }
  | { readonly action: 'created'; readonly changes: readonly JobChange[]; readonly failures: readonly JobFailure[] }
  | {
      readonly action: 'updated' | 'unchanged'
      readonly id: string
      readonly matchedBy: string
      readonly changes: readonly JobChange[]
      readonly failures: readonly JobFailure[]
    }
  /** It has left the scope: what becomes of it. */
  | { readonly action: 'disabled' | 'deleted' | 'left-alone'; readonly id: string; readonly matchedBy: string }

export interface CompiledJob {
  /** @param mapping index of the object mapping, 0 for jobs with one */
  evaluate(object: ValueSource, surroundings: JobSurroundings, mapping?: number): JobOutcome
}

interface CompiledMapping {
  readonly mapping: JobAttributeMapping
  readonly value: (context: EvaluationContext) => Value
}

/** Compiles the mappings once; evaluating an object parses nothing. */
export function compileJob(job: ProvisioningJob): CompiledJob {
  const compiled = job.objectMappings.map((objectMapping) => ({
    objectMapping,
    mappings: objectMapping.attributeMappings.map((mapping): CompiledMapping => {
      const { evaluate } = compile('entra', mapping.expression)
      return { mapping, value: evaluate }
    }),
  }))
  return {
    evaluate: (object, surroundings, index = 0) => {
      const found = compiled[index]
      return found === undefined
        ? { action: 'ignored' }
        : evaluateObject(job, found.objectMapping, found.mappings, object, surroundings)
    },
  }
}

function evaluateObject(
  job: ProvisioningJob,
  { scope, actions }: JobObjectMapping,
  mappings: readonly CompiledMapping[],
  object: ValueSource,
  surroundings: JobSurroundings,
): JobOutcome {
  const context: EvaluationContext = { ...surroundings, attributes: object }
  const causes: string[] = []
  const inScope =
    scope === undefined ||
    evaluateScoping(scope, object, { onUnknown: (cause) => causes.push(`${cause.id} ${cause.detail}`) })
  if (inScope === 'unknown') return { action: 'undecided', why: causes.join(', ') }
  const match = findMatch(mappings, context, surroundings)
  if (match !== undefined && match.found.length > 1)
    return { action: 'ambiguous', attribute: match.attribute, ids: match.found.map((item) => item.id) }
  const existing = match?.found[0]
  if (!inScope) {
    if (existing === undefined || match === undefined) return { action: 'ignored' }
    return { action: leaverAction(job), id: existing.id, matchedBy: match.attribute }
  }
  if (existing === undefined || match === undefined) {
    if (!actions.includes('Add')) return { action: 'ignored' }
    return { action: 'created', ...flow(mappings, context, undefined) }
  }
  const flowed = actions.includes('Update') ? flow(mappings, context, existing) : { changes: [], failures: [] }
  const action = flowed.changes.length === 0 ? 'unchanged' : 'updated'
  return { action, id: existing.id, matchedBy: match.attribute, ...flowed }
}

function leaverAction({ leaver }: ProvisioningJob): 'disabled' | 'deleted' | 'left-alone' {
  return leaver === 'leave' ? 'left-alone' : leaver === 'delete' ? 'deleted' : 'disabled'
}

/** Matching attributes in order of their numbers; the first that finds anything decides. */
function findMatch(
  mappings: readonly CompiledMapping[],
  context: EvaluationContext,
  surroundings: JobSurroundings,
): { readonly attribute: string; readonly found: readonly ExistingObject[] } | undefined {
  const keys = mappings
    .filter(({ mapping }) => mapping.matchingPriority > 0)
    .sort((a, b) => a.mapping.matchingPriority - b.mapping.matchingPriority)
  for (const { mapping, value } of keys) {
    const result = attempt(() => value(context))
    const [key] = result.ok ? valuesOf(result.value) : []
    const text = key === undefined ? undefined : entraText(key)
    if (text === undefined || text === '') continue
    const found = surroundings.find(mapping.target, text)
    if (found.length > 0) return { attribute: mapping.target, found }
  }
  return undefined
}

function flow(
  mappings: readonly CompiledMapping[],
  context: EvaluationContext,
  existing: ExistingObject | undefined,
): { readonly changes: readonly JobChange[]; readonly failures: readonly JobFailure[] } {
  const changes: JobChange[] = []
  const failures: JobFailure[] = []
  for (const { mapping, value } of mappings) {
    if (existing !== undefined && mapping.flowType === 'ObjectAddOnly') continue
    const result = attempt(() => value(context))
    if (!result.ok) {
      failures.push({ attribute: mapping.target, message: result.error.message })
      continue
    }
    const after = result.value
    // No value is no instruction: the service sends no nulls.
    if (after === null || isSpecial(after)) continue
    const before = existing?.attributes.get(mapping.target) ?? null
    // The empty text clears a value; where there is none it changes nothing.
    if (before === null && after === '') continue
    if (!sameText(before, after)) changes.push({ attribute: mapping.target, before, after })
  }
  return { changes, failures }
}

/** Values travel as text: 7 and "7" are no change. */
function sameText(before: Value, after: Value): boolean {
  if (sameValue(before, after)) return true
  const [a, b] = [valuesOf(before), valuesOf(after)]
  return (
    a.length === b.length &&
    a.every((item, index) => {
      const other = b[index]
      return other !== undefined && entraText(item) === entraText(other)
    })
  )
}
