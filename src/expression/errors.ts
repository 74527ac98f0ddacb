/** What can go wrong with an expression, as data a report can print. */

import type { Language, Span } from './ast.js'
import { NOWHERE } from './ast.js'

export type ExpressionErrorCode =
  | 'syntax'
  | 'too-deep'
  | 'unknown-function'
  | 'unknown-word'
  | 'unknown-parameter'
  | 'unknown-variable'
  | 'argument-count'
  | 'argument-kind'
  | 'type-mismatch'
  | 'multi-valued'
  | 'bad-value'
  | 'not-nestable'
  | 'misplaced-operator'
  | 'undocumented-function'
  | 'missing-context'
  | 'indeterminate'
  | 'raised'
  | 'tree'

export interface ExpressionErrorDetails {
  readonly code: ExpressionErrorCode
  readonly message: string
  readonly span?: Span | undefined
  readonly language?: Language | undefined
  /** The signature of the function concerned, as the documentation prints it. */
  readonly signature?: string | undefined
  /** The nearest known name, when one is near enough to be meant. */
  readonly suggestion?: string | undefined
  /** The open question the refusal rests on. */
  readonly decision?: string | undefined
}

/** The only exception the expression room lets out. */
export class ExpressionError extends Error {
  readonly code: ExpressionErrorCode
  readonly span: Span
  readonly language: Language | undefined
  readonly signature: string | undefined
  readonly suggestion: string | undefined
  readonly decision: string | undefined

  constructor(details: ExpressionErrorDetails) {
    super(details.message)
    this.name = 'ExpressionError'
    this.code = details.code
    this.span = details.span ?? NOWHERE
    this.language = details.language
    this.signature = details.signature
    this.suggestion = details.suggestion
    this.decision = details.decision
  }
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ExpressionError }

/** Runs `work` and turns an ExpressionError into data; anything else is a fault of ours and passes through. */
export function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, error }
    // A tree deep enough to exhaust the stack is hostile input, not a fault.
    if (error instanceof RangeError)
      return {
        ok: false,
        error: new ExpressionError({ code: 'too-deep', message: 'The expression is nested too deeply.' }),
      }
    throw error
  }
}

/** One line (and column) for a person: message, place, signature, suggestion. */
export function describeError(error: ExpressionError, text?: string): string {
  const parts = [error.message]
  if (error.span.start >= 0) parts.push(`At ${describePlace(text, error.span.start)}.`)
  if (error.signature !== undefined) parts.push(`Signature: ${error.signature}.`)
  if (error.suggestion !== undefined) parts.push(`Did you mean ${error.suggestion}?`)
  if (error.decision !== undefined) parts.push(`See ${error.decision}.`)
  return parts.join(' ')
}

function describePlace(text: string | undefined, offset: number): string {
  if (text === undefined) return `offset ${offset}`
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  const column = offset - before.lastIndexOf('\n')
  return line === 1 ? `column ${column}` : `line ${line}, column ${column}`
}

/** The candidate nearest to `name`, or undefined when none is near enough to be a slip of the pen. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  const wanted = name.toLowerCase()
  for (const candidate of candidates) {
    const other = candidate.toLowerCase()
    if (other === wanted) return candidate
    if (Math.abs(other.length - wanted.length) > limit) continue
    const distance = editDistance(wanted, other)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Edits between two names; two letters exchanged count as one, being the commonest slip. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    rows.push(current)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(at(i - 1, j - 1) + (same ? 0 : 1), at(i - 1, j) + 1, (current[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1)
      current.push(best)
    }
  }
  return at(a.length, b.length)
}
