import { expect, test } from 'vitest'
import type { TestScenario } from './testing.js'
import { ANN, ANN_AD, ANN_DN, BOB, deviationsOf, HR_AD, LOADED, TWO_SOURCES } from './testing.js'

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
  'SE-IAF-8: two connectors of one agent with a declared flow': {
    base: TWO_SOURCES,
    cd: {
      HR: [{ $anchor: '1', $type: 'person', empId: '1' }],
      PBX: [
        { $anchor: 'p', $type: 'line', empId: '1', phone: '1' },
        { $anchor: 'q', $type: 'line', empId: '1', phone: '2' },
      ],
    },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { run: 'PBX', step: 'FI' },
      {
        run: 'PBX',
        step: 'FS',
        expect: {
          status: 'completed-sync-errors',
          counters: { 'disconnector-joined-flow': 1, 'flow-failure': 1 },
          errors: [{ object: 'PBX:q', code: 'ambiguous-import-flow-from-multiple-connectors' }],
        },
      },
    ],
    expect: { cs: { PBX: { p: { state: 'connector' }, q: { state: 'disconnector' } } } },
  },
  'SE-IAF-11: several values for a single-valued attribute': {
    base: TWO_SOURCES,
    config: { mas: { HR: { types: { person: { phone: 'string[]' } } } } },
    cd: {
      HR: [
        { $anchor: '1', $type: 'person', empId: '1', phone: ['1', '2'] },
        { $anchor: '2', $type: 'person', empId: '2', phone: ['3'] },
      ],
    },
    steps: [
      { run: 'HR', step: 'FI' },
      {
        run: 'HR',
        step: 'FS',
        expect: {
          status: 'completed-sync-errors',
          errors: [{ object: 'HR:1', code: 'flow-multi-values-to-single-value' }],
        },
      },
    ],
    expect: { mv: [{ links: ['HR:2'], attrs: { employeeID: '2', phone: '3' } }] },
  },
  'SE-IAF-12: an empty string is a value and blocks lower ranks': {
    base: TWO_SOURCES,
    cd: {
      HR: [{ $anchor: '1', $type: 'person', empId: '1', phone: '100' }],
      PBX: [{ $anchor: 'p', $type: 'line', empId: '1', phone: '' }],
    },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { run: 'PBX', step: 'FI' },
      { run: 'PBX', step: 'FS' },
    ],
    expect: { mv: [{ links: ['HR:1', 'PBX:p'], attrs: { employeeID: '1', phone: '' }, from: { phone: 'PBX' } }] },
  },
  'SE-IAF-15, SE-RECALL-5: members of equal precedence merge by value': {
    base: {
      engine: 'mim',
      mv: {
        types: { group: { member: 'string[]' } },
        flows: { group: { name: ['A:g:name'], member: { mode: 'equal', from: ['A:g:member', 'B:g:member'] } } },
      },
      mas: {
        A: { types: { g: { member: 'string[]' } }, project: { g: 'group' } },
        B: {
          types: { g: { member: 'string[]' } },
          join: { g: [{ mv: 'group', on: [['name', 'name']] }] },
          export: [{ cs: 'g', mv: 'group', to: 'member', src: 'member' }],
        },
      },
    },
    cd: {
      A: [{ $anchor: 'a', $type: 'g', name: 'G', member: ['1', '2'] }],
      B: [{ $anchor: 'b', $type: 'g', name: 'G', member: ['2', '3'] }],
    },
    steps: [
      { run: 'A', step: 'FI' },
      { run: 'A', step: 'FS' },
      { run: 'B', step: 'FI' },
      {
        run: 'B',
        step: 'FS',
        state: {
          mv: [{ links: ['A:a', 'B:b'], attrs: { name: 'G', member: ['1', '2', '3'] } }],
          cs: { B: { b: { pendingExport: 'update', exportAttrs: { member: ['1', '2', '3'] } } } },
        },
      },
      { cd: 'A', set: { $anchor: 'a', member: ['2'] } },
      { run: 'A', step: 'DI' },
      { run: 'A', step: 'DS', state: { mv: [{ links: ['A:a', 'B:b'], attrs: { name: 'G', member: ['2', '3'] } }] } },
      { cd: 'B', del: 'b' },
      { run: 'B', step: 'DI' },
      { run: 'B', step: 'DS' },
    ],
    expect: { mv: [{ links: ['A:a'], attrs: { name: 'G', member: ['2'] } }] },
  },
  'SE-REF-6, SE-REF-4: a deleted manager leaves, and comes back': {
    base: HR_AD,
    cd: { HR: [{ ...ANN, manager: '2' }, BOB] },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { run: 'AD', step: 'EX' },
      { run: 'AD', step: 'DI' },
      { run: 'AD', step: 'DS' },
      { cd: 'HR', del: '2' },
      { run: 'HR', step: 'DI' },
      {
        run: 'HR',
        step: 'DS',
        state: {
          cs: {
            AD: {
              [ANN_AD]: { pendingExport: 'update', exportAttrs: { manager: null } },
              'new:CN=Bob,OU=Staff,DC=x': { pendingExport: 'delete' },
            },
          },
        },
      },
      { run: 'AD', step: 'EX' },
      { run: 'AD', step: 'DI' },
      { cd: 'HR', add: BOB },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS' },
    ],
    expect: {
      mv: [
        { links: ['HR:1', `AD:${ANN_AD}`], attrs: { manager: { $ref: 'HR:2' } }, partial: true },
        { links: ['HR:2', 'AD:dn:CN=Bob,OU=Staff,DC=x'] },
      ],
      cs: {
        AD: {
          [ANN_AD]: { pendingExport: 'update', exportAttrs: { manager: 'CN=Bob,OU=Staff,DC=x' } },
          'dn:CN=Bob,OU=Staff,DC=x': {},
        },
      },
    },
  },
  'SE-ODR-5, SE-ODR-6: last connector with an ignore list; a scripted rule': {
    base: TWO_SOURCES,
    config: { mv: { deletion: { person: { type: 'last', ignore: ['PBX'] } } } },
    cd: {
      HR: [
        { $anchor: '1', $type: 'person', empId: '1' },
        { $anchor: '2', $type: 'person', empId: '2' },
      ],
      PBX: [
        { $anchor: 'p', $type: 'line', empId: '1' },
        { $anchor: 'q', $type: 'line', empId: '2' },
      ],
    },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { run: 'PBX', step: 'FI' },
      { run: 'PBX', step: 'FS' },
      { cd: 'HR', del: '1' },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS', expect: { counters: { 'connector-delete-remove-mv': 1 } } },
      {
        config: {
          mv: { deletion: { person: { type: 'hook', when: 'SourceMA() = "HR" && [empId] = "9"', ignore: null } } },
        },
      },
      { cd: 'HR', del: '2' },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS', expect: { counters: { 'connector-delete-leave-mv': 1 } } },
    ],
    expect: { mv: [{ links: ['PBX:q'] }], cs: { PBX: { p: { state: 'disconnector' }, q: { state: 'connector' } } } },
  },
}

test.each(Object.entries(CASES))('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
