import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { ScenarioFile } from './notation.js'
import { runScenario } from './run.js'

/** The conformance file is kept outside the repository. */
function scenarioFile(): string | undefined {
  const named = process.env.MIM2ENTRA_ENGINE_SCENARIOS
  if (named !== undefined) return named
  const vectors = process.env.MIM2ENTRA_VECTORS
  if (vectors === undefined) return undefined
  const beside = join(dirname(vectors), 'engine-scenarios.json')
  return existsSync(beside) ? beside : undefined
}

const path = scenarioFile()

test.skipIf(path === undefined)('every conformance scenario passes', () => {
  const file = JSON.parse(readFileSync(path ?? '', 'utf8')) as ScenarioFile

  const failures = file.scenarios.flatMap((scenario) => runScenario(file, scenario))

  expect(failures).toEqual([])
})
