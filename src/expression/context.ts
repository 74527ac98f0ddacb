/** Everything an evaluation may ask the outside for. Nothing else is reachable: no clock, no chance, no directory. */

import type { Decisions } from './decisions.js'
import { ExpressionError } from './errors.js'
import type { Value } from './value.js'

/** Reads a value by its exact name. A `Map` is one. */
export interface ValueSource {
  get(name: string): Value | undefined
}

/** What kind of connector a distinguished name is built for; it decides the escaping. */
export type DirectoryKind = 'ldap' | 'hierarchical' | 'extrinsic'

export interface EvaluationContext {
  readonly attributes: ValueSource
  /** `%Domain.FQDN%` and `$workflowParameter`, without the marks. */
  readonly parameters?: ValueSource | undefined
  /** Values last confirmed by import, for ImportedValue. */
  readonly importedValues?: ValueSource | undefined
  /** Milliseconds since 1970 in UTC, for Now. */
  readonly now?: number | undefined
  /** A number from 0 up to 1, for RandomNum, RandomString and Guid. */
  readonly random?: (() => number) | undefined
  /** Whether the target already holds this value, for SelectUniqueValue. */
  readonly isTaken?: ((value: string) => boolean) | undefined
  readonly directoryKind?: DirectoryKind | undefined
  readonly decisions?: Decisions | undefined
}

/** What the compiled closures pass along: the context, settled, and the local variables. */
export interface Environment {
  readonly context: EvaluationContext
  readonly decisions: Decisions
  readonly variables: Value[]
}

/** The clock of the context; an evaluation that needs one and has none says so. */
export function nowOf(environment: Environment): number {
  const now = environment.context.now
  if (now === undefined) throw missing('Now needs a clock in the evaluation context.')
  return now
}

/** The next random number of the context. */
export function randomOf(environment: Environment): number {
  const random = environment.context.random
  if (random === undefined) throw missing('A random function needs a source of chance in the evaluation context.')
  return random()
}

function missing(message: string): ExpressionError {
  return new ExpressionError({ code: 'missing-context', message })
}
