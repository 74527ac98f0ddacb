/** `conformance engine <file.json…>`: runs scenario files of the engine and prints what does not hold. */

import { readFileSync } from 'node:fs'
import type { Scenario, ScenarioFile } from '../../engine/index.js'
import { runScenario } from '../../engine/index.js'

const FORMAT = 'mim2entra-engine-scenarios/1'

export interface EngineConformanceIo {
  out(text: string): void
  err(text: string): void
}

/** 0 all pass, 1 some fail, 2 the input is no scenario file. */
export async function runEngineConformance(files: readonly string[], io: EngineConformanceIo): Promise<number> {
  if (files.length === 0) return complain(io, 'Name at least one scenario file.')
  const read: ScenarioFile[] = []
  for (const file of files) {
    const content = readScenarios(file)
    if (typeof content === 'string') return complain(io, `${file}: ${content}`)
    read.push(content)
  }
  let passed = 0
  let failed = 0
  for (const file of read)
    for (const scenario of file.scenarios) {
      const line = failureOf(file, scenario)
      if (line === undefined) passed++
      else {
        failed++
        io.out(`${line}\n`)
      }
    }
  io.out(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

/** The first deviation in one line; every scenario runs twice, and both runs have to agree (SE-DET-3). */
function failureOf(file: ScenarioFile, scenario: Scenario): string | undefined {
  const failures = runScenario(file, scenario)
  const again = runScenario(file, scenario)
  const [first] = failures
  if (first === undefined && again.length === 0) return undefined
  if (JSON.stringify(failures) !== JSON.stringify(again)) return `${scenario.id}: two runs differ (SE-DET-3)`
  if (first === undefined) return undefined
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : ''
  const statements = first.statements.join(' ')
  return `${first.scenario} [${statements}] ${first.place}: expected ${first.expected}, got ${first.got}${more}`
}

function complain(io: EngineConformanceIo, text: string): number {
  io.err(`${text}\n`)
  return 2
}

/** The content of a file, or why it is none. */
export function readScenarios(file: string): ScenarioFile | string {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== FORMAT)
      return `the file is not of format ${FORMAT}`
    if (!('scenarios' in json) || !Array.isArray(json.scenarios)) return 'the file has no scenarios'
    if (!('bases' in json) || typeof json.bases !== 'object' || json.bases === null) return 'the file has no bases'
    return json as ScenarioFile
  } catch (error) {
    return error instanceof Error ? error.message : 'cannot be read'
  }
}
