import { expect, test } from 'vitest'
import type { ConfigNotation } from './notation.js'
import type { TestScenario } from './testing.js'
import { deviationsOf } from './testing.js'

const SYNC_RULES: ConfigNotation = {
  engine: 'mim',
  mv: {
    flows: {
      person: {
        employeeID: ['FIM:Person:EmployeeID'],
        displayName: ['FIM:Person:DisplayName'],
        title: ['FIM:Person:JobTitle'],
        mail: [{ ma: 'AD', cs: 'user', src: 'mail', sr: 'AD' }],
      },
    },
    deletion: { person: { type: 'any', mas: ['FIM'] } },
    provisioning: 'sync-rule',
  },
  mas: { FIM: { project: { Person: 'person' } }, AD: { types: { user: { uac: 'integer' } }, deprovision: 'delete' } },
  syncRules: [
    {
      name: 'AD',
      dir: 'both',
      ma: 'AD',
      cs: 'user',
      mv: 'person',
      prec: 1,
      trigger: 'filter',
      scope: [['kind', 'NOTEQUAL', 'service']],
      outScope: [['title', 'EQUAL', 'Worker']],
      rel: [['sAMAccountName', 'employeeID']],
      createCs: true,
      disconnect: true,
      initial: [
        { to: 'dn', expr: '"CN=" & [displayName] & ",DC=x"' },
        { to: 'uac', const: 512 },
      ],
      persistent: [
        { to: 'sAMAccountName', src: 'employeeID' },
        { to: 'displayName', src: 'displayName' },
      ],
      existence: [{ to: 'displayName', src: 'displayName' }],
    },
  ],
}

const ANN = { $anchor: 'f', $type: 'Person', EmployeeID: '1', DisplayName: 'Ann', JobTitle: 'Worker' }
const AD = 'new:CN=Ann,DC=x'

const CASES: Readonly<Record<string, TestScenario>> = {
  'SE-SR-1, SE-SR-10, SE-SR-14: a rule both ways, detected, and disconnected when its scope is lost': {
    base: SYNC_RULES,
    cd: { FIM: [ANN] },
    steps: [
      { run: 'FIM', step: 'FI' },
      { run: 'FIM', step: 'FS' },
      { run: 'AD', step: 'EX' },
      { cd: 'AD', set: { $anchor: AD, mail: 'ann@x' } },
      { run: 'AD', step: 'DI' },
      {
        run: 'AD',
        step: 'DS',
        expect: { counters: { 'connector-flow': 1 } },
        state: {
          mv: [
            {
              links: ['FIM:f', `AD:${AD}`],
              attrs: { mail: 'ann@x' },
              partial: true,
              from: { mail: 'AD/AD' },
              detected: ['AD'],
            },
          ],
        },
      },
      { cd: 'FIM', set: { $anchor: 'f', JobTitle: 'Leaver' } },
      { run: 'FIM', step: 'DI' },
      { run: 'FIM', step: 'DS', expect: { outbound: { AD: { 'provisioned-disconnect': 1 } } } },
    ],
    expect: {
      mv: [{ links: ['FIM:f'], attrs: { employeeID: '1', displayName: 'Ann', title: 'Leaver' }, detected: [] }],
      cs: { AD: { [AD]: { state: 'explicit-disconnector', pendingExport: 'delete' } } },
    },
  },
  'SE-SR-6: no DN, no object': {
    base: SYNC_RULES,
    config: { syncRules: [{ ...SYNC_RULES.syncRules?.[0], initial: [] }] },
    cd: { FIM: [ANN] },
    steps: [
      { run: 'FIM', step: 'FI' },
      {
        run: 'FIM',
        step: 'FS',
        expect: {
          status: 'completed-sync-errors',
          errors: [{ object: 'FIM:f', code: 'sync-rule-flow-provisioning-failed' }],
        },
      },
    ],
    expect: { mv: [] },
  },
  'SE-SR-12: a dependent rule waits for its parent': {
    base: SYNC_RULES,
    config: {
      mas: { MAIL: {} },
      syncRules: [
        {
          name: 'Mail',
          dir: 'out',
          ma: 'MAIL',
          cs: 'box',
          mv: 'person',
          prec: 1,
          trigger: 'filter',
          dependsOn: 'AD',
          createCs: true,
          initial: [{ to: 'dn', expr: '[employeeID]' }],
          persistent: [{ to: 'name', src: 'displayName' }],
        },
        SYNC_RULES.syncRules?.[0],
      ],
    },
    cd: { FIM: [ANN, { ...ANN, $anchor: 'g', EmployeeID: '2', DisplayName: 'Bob', JobTitle: 'Guest' }] },
    steps: [
      { run: 'FIM', step: 'FI' },
      { run: 'FIM', step: 'FS' },
    ],
    expect: {
      cs: { MAIL: { 'dn:1': { pendingExport: 'add', exportAttrs: { name: 'Ann' } } }, AD: { 'dn:CN=Ann,DC=x': {} } },
    },
  },
  'SE-SR-13, SE-SR-2, SE-SR-3: the smaller precedence wins on one connector; an inbound rule joins and creates': {
    base: SYNC_RULES,
    config: {
      mv: { flows: { person: { employeeID: [{ ma: 'FIM', cs: 'Person', src: 'EmployeeID', sr: 'FIM in' }] } } },
      mas: { FIM: { project: null } },
      syncRules: [
        {
          name: 'FIM in',
          dir: 'in',
          ma: 'FIM',
          cs: 'Person',
          mv: 'person',
          join: [['EmployeeID', 'employeeID']],
          createMv: true,
        },
        { ...SYNC_RULES.syncRules?.[0], prec: 5 },
        {
          name: 'AD first',
          dir: 'out',
          ma: 'AD',
          cs: 'user',
          mv: 'person',
          prec: 1,
          trigger: 'filter',
          persistent: [{ to: 'displayName', expr: '"Dr " & [displayName]' }],
        },
      ],
    },
    cd: { FIM: [ANN] },
    steps: [
      { run: 'FIM', step: 'FI' },
      { run: 'FIM', step: 'FS' },
      { run: 'FIM', step: 'FS' },
    ],
    expect: {
      mv: [
        {
          links: ['FIM:f', 'AD:dn:CN=Ann,DC=x'],
          attrs: { employeeID: '1' },
          partial: true,
          from: { employeeID: 'FIM/FIM in' },
        },
      ],
      cs: { AD: { 'dn:CN=Ann,DC=x': { exportAttrs: { uac: 512, sAMAccountName: '1', displayName: 'Dr Ann' } } } },
    },
  },
}

test.each(Object.entries(CASES))('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
