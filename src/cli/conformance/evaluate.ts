/** Vectors of the expression languages: evaluate, translate, refuse. */

import type { EvaluationContext, Language, Value } from '../../expression/index.js'
import { attempt, check, compile, parse, valueFromJson, valueToJson } from '../../expression/index.js'
import type { Answer, Probe, Vector, Verdict } from './vectors.js'
import { failed, matches, PASSED } from './vectors.js'

export const LANGUAGES: Readonly<Record<string, Language>> = {
  mim: 'mim',
  aadc: 'connect',
  connect: 'connect',
  entra: 'entra',
}

const FIXED_CLOCK = Date.UTC(2026, 0, 1)

/** Evaluates a text over the inputs of a vector or probe. */
export function evaluateText(language: Language, text: string, inputs: Omit<Probe, 'expected'>): Answer {
  const outcome = attempt(() => compile(language, text).evaluate(contextOf(inputs)))
  return outcome.ok ? { value: outcome.value } : { error: outcome.error.message }
}

/** The evaluation context a vector describes. */
export function contextOf(inputs: Omit<Probe, 'expected'>): EvaluationContext {
  const context = inputs.context ?? {}
  const taken = context.targetExistingValues
  const now = typeof context.now === 'string' ? Date.parse(context.now) : FIXED_CLOCK
  const kind = context.maType
  return {
    attributes: valuesFrom(inputs.attributes),
    parameters: withoutMarks(valuesFrom(context.parameters)),
    importedValues: valuesFrom(context.importedValues),
    now,
    random: mulberry(1),
    isTaken: (value) =>
      Array.isArray(taken) && taken.some((each) => String(each).toLowerCase() === value.toLowerCase()),
    directoryKind: kind === 'hierarchical' || kind === 'extrinsic' ? kind : 'ldap',
  }
}

function valuesFrom(json: unknown): ReadonlyMap<string, Value> {
  if (typeof json !== 'object' || json === null) return new Map()
  return new Map(Object.entries(json).map(([name, value]) => [name, valueFromJson(value)]))
}

/** Parameters may be named with their marks: `$name`, `%Domain.FQDN%`. */
function withoutMarks(values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...values].map(([name, value]) => [name.replace(/^[$%]|%$/g, ''), value]))
}

/** A small repeatable source of chance (mulberry32). */
export function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function runEvaluation(vector: Vector, language: Language): Verdict {
  const answer = evaluateText(language, vector.expression, vector)
  if (matches(answer, vector.expected, language)) return PASSED
  // A text to be refused may be refused by the checker instead of the evaluation.
  const refusal = vector.kind === 'validate' ? refusalOf(language, vector.expression) : undefined
  if (refusal !== undefined && matches({ error: refusal }, vector.expected, language)) return PASSED
  return failed(describeAnswer(answer))
}

function refusalOf(language: Language, text: string): string | undefined {
  const parsed = attempt(() => parse(language, text))
  if (!parsed.ok) return parsed.error.message
  return check(language, parsed.value).find((problem) => problem.severity === 'error')?.message
}

export function describeAnswer(answer: Answer): string {
  return 'error' in answer ? `error: ${answer.error}` : JSON.stringify(valueToJson(answer.value))
}
