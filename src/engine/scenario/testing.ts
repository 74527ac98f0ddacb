/** Scenarios written in tests: the notation without the file around it. */

import type { ConfigNotation, Scenario, ScenarioFile, StateNotation, StepNotation } from './notation.js'
import { runScenario } from './run.js'

export interface TestScenario {
  readonly base: ConfigNotation
  readonly config?: unknown
  readonly cd?: Scenario['cd']
  readonly steps: readonly StepNotation[]
  readonly expect?: StateNotation
}

/** One line a deviation; none: it passed. */
export function deviationsOf(test: TestScenario): readonly string[] {
  const { base, config, cd, steps, expect } = test
  const scenario: Scenario = {
    id: 'test',
    base: 'base',
    steps,
    ...(config === undefined ? {} : { config }),
    ...(cd === undefined ? {} : { cd }),
    ...(expect === undefined ? {} : { expect }),
  }
  const file: ScenarioFile = { format: 'mim2entra-engine-scenarios/1', bases: { base }, scenarios: [scenario] }
  return runScenario(file, scenario).map(({ place, expected, got }) => `${place}: expected ${expected}, got ${got}`)
}

/** HR projects persons, provisioning creates AD users; HR decides about deletion, AD stages deletes. */
export const HR_AD: ConfigNotation = {
  engine: 'mim',
  mv: {
    types: { person: { manager: 'reference' } },
    flows: {
      person: {
        employeeID: ['HR:person:empId'],
        displayName: ['HR:person:name'],
        title: ['HR:person:title'],
        manager: ['HR:person:manager'],
      },
    },
    deletion: { person: { type: 'any', mas: ['HR'] } },
    provisioning: 'scripted',
    script: [
      {
        mv: 'person',
        ma: 'AD',
        cs: 'user',
        when: 'IsPresent([employeeID])',
        dn: '"CN=" & [displayName] & ",OU=Staff,DC=x"',
        initial: { sAMAccountName: '[employeeID]' },
      },
    ],
  },
  mas: {
    HR: {
      types: { person: { manager: 'reference' } },
      join: { person: [{ mv: 'person', on: [['empId', 'employeeID']] }] },
      project: { person: 'person' },
    },
    AD: {
      types: { user: { manager: 'reference' } },
      export: [
        { cs: 'user', mv: 'person', to: 'displayName', src: 'displayName' },
        { cs: 'user', mv: 'person', to: 'title', src: 'title', allowNull: true },
        { cs: 'user', mv: 'person', to: 'manager', src: 'manager', allowNull: true },
      ],
      deprovision: 'delete',
    },
  },
}

/** HR projects, PBX joins and ranks above HR for the phone. */
export const TWO_SOURCES: ConfigNotation = {
  engine: 'mim',
  mv: {
    flows: {
      person: {
        employeeID: ['HR:person:empId'],
        phone: ['PBX:line:phone', 'HR:person:phone'],
      },
    },
  },
  mas: {
    HR: { project: { person: 'person' } },
    PBX: { join: { line: [{ mv: 'person', on: [['empId', 'employeeID']] }] } },
  },
}

export const ANN = { $anchor: '1', $type: 'person', empId: '1', name: 'Ann', title: 'Eng' }
export const BOB = { $anchor: '2', $type: 'person', empId: '2', name: 'Bob', title: 'Ops' }
export const ANN_DN = 'CN=Ann,OU=Staff,DC=x'
export const ANN_AD = `new:${ANN_DN}`
/** Ann is provisioned, exported and confirmed. */
export const LOADED: readonly StepNotation[] = [
  { run: 'HR', step: 'FI' },
  { run: 'HR', step: 'FS' },
  { run: 'AD', step: 'EX' },
  { run: 'AD', step: 'DI' },
  { run: 'AD', step: 'DS' },
]
