import { expect, test } from 'vitest'
import type { TestScenario } from './testing.js'
import { ANN, ANN_AD, ANN_DN, deviationsOf, HR_AD, LOADED, TWO_SOURCES } from './testing.js'

const CASES: Readonly<Record<string, TestScenario>> = {
  'SE-PROV-2: an object deleted by hand in the target is provisioned again': {
    base: HR_AD,
    cd: { HR: [ANN] },
    steps: [
      ...LOADED,
      { cd: 'AD', del: ANN_AD },
      { run: 'AD', step: 'DI', expect: { counters: { 'stage-delete': 1 } } },
      {
        run: 'AD',
        step: 'DS',
        expect: { counters: { 'connector-delete-leave-mv': 1 }, outbound: { AD: { 'provisioned-add-flow': 1 } } },
      },
    ],
    expect: { cs: { AD: { [`dn:${ANN_DN}`]: { pendingExport: 'add' } } } },
  },
  'SE-EAF-2: drift in the target is overwritten when it is synchronized': {
    base: HR_AD,
    cd: { HR: [ANN] },
    steps: [
      ...LOADED,
      { cd: 'AD', set: { $anchor: ANN_AD, title: 'Boss', other: 'x' } },
      { run: 'AD', step: 'DI' },
      {
        run: 'AD',
        step: 'DS',
        expect: { counters: { 'connector-no-flow': 1 }, outbound: { AD: { 'connector-flow': 1 } } },
      },
    ],
    expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'update', exportAttrs: { title: 'Eng' } } } } },
  },
  'SE-PROV-4: a rename is staged, counted once and taken back': {
    base: HR_AD,
    config: {
      mv: {
        script: [
          {
            mv: 'person',
            ma: 'AD',
            cs: 'user',
            when: 'True',
            dn: '"CN=" & [displayName] & ",OU=Staff,DC=x"',
            rename: true,
          },
        ],
      },
    },
    cd: { HR: [ANN] },
    steps: [
      ...LOADED,
      { cd: 'HR', set: { $anchor: '1', name: 'Anna' } },
      { run: 'HR', step: 'DI' },
      {
        run: 'HR',
        step: 'DS',
        expect: { outbound: { AD: { 'provisioned-rename-flow': 1, 'connector-flow': 0 } } },
        state: {
          cs: {
            AD: {
              [ANN_AD]: {
                pendingExport: 'update',
                newDn: 'CN=Anna,OU=Staff,DC=x',
                exportAttrs: { displayName: 'Anna' },
              },
            },
          },
        },
      },
      { cd: 'HR', set: { $anchor: '1', name: 'Ann' } },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS', state: { cs: { AD: { [ANN_AD]: { pendingExport: 'none', newDn: null } } } } },
      { cd: 'HR', set: { $anchor: '1', name: 'Anna' } },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS' },
      { run: 'AD', step: 'EX', expect: { counters: { 'export-rename': 1, 'export-update': 0 } } },
      { run: 'AD', step: 'DI', expect: { counters: { 'stage-rename': 1 } } },
      { run: 'AD', step: 'DS', expect: { counters: { 'connector-no-flow': 1 } } },
    ],
    expect: { cs: { AD: { [ANN_AD]: { dn: 'CN=Anna,OU=Staff,DC=x', pendingExport: 'none', unconfirmed: 'none' } } } },
  },
  'SE-PROV-5: a hierarchical agent needs the parent': {
    base: HR_AD,
    config: { mas: { AD: { hierarchical: true } } },
    cd: { HR: [ANN], AD: [] },
    steps: [
      { run: 'HR', step: 'FI' },
      {
        run: 'HR',
        step: 'FS',
        expect: {
          status: 'completed-sync-errors',
          counters: { 'flow-failure': 1, 'disconnector-projected-flow': 0 },
          errors: [{ object: 'HR:1', code: 'extension-dll-exception' }],
        },
        state: {
          mv: [],
          cs: {
            HR: { '1': { state: 'disconnector', pendingImport: 'add', error: 'extension-dll-exception' } },
            AD: {},
          },
        },
      },
      { cd: 'AD', add: { $anchor: 'p', $type: 'user', $dn: 'CN=P,OU=Staff,DC=x' } },
      { run: 'AD', step: 'FI', state: { cs: { AD: { p: {}, 'dn:OU=Staff,DC=x': { state: 'placeholder' } } } } },
      { run: 'HR', step: 'DS', expect: { counters: { 'disconnector-projected-flow': 1 } } },
    ],
    expect: { cs: { HR: { '1': { error: null } } } },
  },
  'SE-FILTER-3, SE-FILTER-5, SE-ODR-3: filtered, deleted with its person, and back': {
    base: HR_AD,
    config: { mas: { HR: { filter: { person: [[['title', 'EQUAL', 'gone']]] } } } },
    cd: { HR: [ANN] },
    steps: [
      ...LOADED,
      { cd: 'HR', set: { $anchor: '1', title: 'Gone' } },
      { run: 'HR', step: 'DI' },
      {
        run: 'HR',
        step: 'DS',
        expect: { counters: { 'connector-filtered-remove-mv': 1 }, outbound: { AD: { 'provisioned-disconnect': 1 } } },
        state: { mv: [], cs: { HR: { '1': { state: 'filtered-disconnector', pendingImport: 'none' } } } },
      },
      { run: 'AD', step: 'EX' },
      { run: 'AD', step: 'DI' },
      { cd: 'HR', set: { $anchor: '1', title: 'Eng' } },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS', expect: { counters: { 'disconnector-projected-flow': 1 } } },
    ],
    expect: { cs: { HR: { '1': { state: 'connector' } }, AD: { [`dn:${ANN_DN}`]: { pendingExport: 'add' } } } },
  },
  'SE-DEPROV-5, SE-OBJ-3: an explicit disconnector stays until it is reset': {
    base: HR_AD,
    config: {
      mas: {
        AD: {
          deprovision: 'explicit-disconnector',
          join: { user: [{ mv: 'person', on: [['sAMAccountName', 'employeeID']] }] },
        },
      },
    },
    cd: { HR: [ANN] },
    steps: [
      ...LOADED,
      { cd: 'HR', del: '1' },
      { run: 'HR', step: 'DI' },
      {
        run: 'HR',
        step: 'DS',
        state: { cs: { AD: { [ANN_AD]: { state: 'explicit-disconnector', pendingExport: 'none' } } } },
      },
      { run: 'AD', step: 'FS', expect: { counters: { 'disconnector-remains': 0 } } },
      { joiner: { op: 'set-disconnector', ma: 'AD', key: ANN_AD, type: 'normal' } },
      { run: 'AD', step: 'DS', expect: { counters: { 'disconnector-remains': 1 } } },
    ],
    expect: { cs: { AD: { [ANN_AD]: { state: 'disconnector' } } } },
  },
  'SE-OBJ-3, SE-FILTER-4: joined by hand it is explicit and not tested by the filter': {
    base: TWO_SOURCES,
    config: { mas: { PBX: { filter: { line: [[['status', 'EQUAL', 'x']]] } } } },
    cd: {
      HR: [{ $anchor: '1', $type: 'person', empId: '1', phone: '100' }],
      PBX: [{ $anchor: 'p', $type: 'line', phone: '200', status: 'x' }],
    },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { run: 'PBX', step: 'FI' },
      { run: 'PBX', step: 'FS', expect: { counters: { 'disconnector-filtered': 1 } } },
      { joiner: { op: 'join', ma: 'PBX', key: 'p', to: 'HR:1' } },
      {
        run: 'PBX',
        step: 'FS',
        expect: { counters: { 'connector-no-flow': 1 } },
        state: { cs: { PBX: { p: { state: 'explicit-connector' } } } },
      },
      { joiner: { op: 'disconnect', ma: 'PBX', key: 'p' } },
    ],
    expect: {
      mv: [{ links: ['HR:1'], attrs: { employeeID: '1', phone: '100' }, from: { phone: 'HR' } }],
      cs: { PBX: { p: { state: 'explicit-disconnector' } } },
    },
  },
}

test.each(Object.entries(CASES))('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
