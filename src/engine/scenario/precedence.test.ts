import { expect, test } from 'vitest'
import type { TestScenario } from './testing.js'
import { ANN, ANN_AD, BOB, deviationsOf, HR_AD, TWO_SOURCES } from './testing.js'

const CASES: Readonly<Record<string, TestScenario>> = {
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
