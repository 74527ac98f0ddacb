import { expect, it } from 'vitest'
import { finding } from '../analyzers/finding.js'
import { analyzers } from '../analyzers/index.js'
import { estate } from '../analyzers/testing/estate-builder.js'
import { english } from '../src/cli/resources.js'
import { assess } from '../src/plan/assess.js'
import type { ScenarioCase } from '../src/plan/assessment.js'
import { scenarioPages } from './scenarios.js'

const [analyzer] = analyzers
const places = Array.from({ length: 2000 }, (_, index) => ({ file: 'MV.xml', path: `/rule[${index + 1}]` }))

it('names the first places of a statement and the number of all', async () => {
  if (analyzer === undefined) throw new Error('There is no analyzer.')
  const given = assess(estate(), { asOf: '2026-11-21', analyzers: [analyzer] })
  const statement = finding('M2E-X-1', {}, places)
  const design = { parts: [], blockers: [statement], losses: [], prerequisites: [], handSteps: [], choices: [] }
  const item = {
    detection: {
      scenario: analyzer.meta.id,
      subject: '',
      level: 'certain',
      evidence: [],
      confidence: 100,
      use: undefined,
    },
    design: {
      ...design,
      verdict: 'keep',
      target: statement,
      licences: [],
      artefacts: [],
      mappingTables: [],
      effort: { size: 'S', drivers: [] },
    },
    stages: [],
  }
  const scenarios = given.scenarios.map((result) => ({
    ...result,
    cases: [item as unknown as ScenarioCase],
  }))

  const [page] = scenarioPages({ ...given, scenarios }, await english())

  expect(page?.cases[0]?.blockers[0]).toMatchObject({ places: 2000 })
  expect(page?.cases[0]?.blockers[0]?.at).toHaveLength(50)
})
