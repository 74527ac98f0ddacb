/** `conformance expressions <file.json…>`: runs vector files and prints what does not hold. */

import { readFileSync } from 'node:fs'
import { LANGUAGES, runEvaluation } from './evaluate.js'
import { runFilterVector } from './filters.js'
import { runTranslation } from './translate.js'
import type { Vector, Verdict } from './vectors.js'
import { failed } from './vectors.js'

export interface ConformanceRun {
  readonly lines: readonly string[]
  /** 0 all hold, 1 some do not, 2 the input is no vector file. */
  readonly exitCode: 0 | 1 | 2
}

/** Runs vectors; one line a failure, the count last. */
export function runVectors(vectors: readonly Vector[]): ConformanceRun {
  const lines: string[] = []
  for (const vector of vectors) {
    const verdict = runVector(vector)
    if (!verdict.passed) lines.push(`${vector.id}: expected ${JSON.stringify(vector.expected)}, got ${verdict.got}`)
  }
  lines.push(`${vectors.length - lines.length} passed, ${lines.length} failed`)
  return { lines, exitCode: lines.length > 1 ? 1 : 0 }
}

/** One vector; a fault of ours shows as a failure and does not end the run. */
export function runVector(vector: Vector): Verdict {
  try {
    const language = LANGUAGES[vector.lang]
    if (language === undefined || vector.kind === 'scope') return runFilterVector(vector)
    if (vector.kind === 'translate') return runTranslation(vector, language)
    if (['eval', 'directory', 'validate'].includes(vector.kind)) return runEvaluation(vector, language)
    return failed(`no runner for ${vector.lang} ${vector.kind}`)
  } catch (error) {
    return failed(`fault: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Reads the files and runs everything in them. */
export function runVectorFiles(paths: readonly string[]): ConformanceRun {
  if (paths.length === 0) return { lines: ['Name at least one vector file.'], exitCode: 2 }
  const vectors: Vector[] = []
  for (const path of paths) {
    const read = readVectors(path)
    if (typeof read === 'string') return { lines: [`${path}: ${read}`], exitCode: 2 }
    vectors.push(...read)
  }
  return runVectors(vectors)
}

/** The vectors of a file, or why there are none. */
export function readVectors(path: string): readonly Vector[] | string {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return error instanceof Error ? error.message : 'cannot be read'
  }
  if (!Array.isArray(json)) return 'the file is not a JSON array'
  const wrong = json.findIndex((entry) => !isVector(entry))
  return wrong >= 0 ? `entry ${wrong + 1} is not a vector (id, lang, kind, expression, expected)` : json
}

function isVector(entry: unknown): entry is Vector {
  if (typeof entry !== 'object' || entry === null || !('expected' in entry)) return false
  return ['id', 'lang', 'kind', 'expression'].every(
    (key) => key in entry && typeof (entry as Readonly<Record<string, unknown>>)[key] === 'string',
  )
}
