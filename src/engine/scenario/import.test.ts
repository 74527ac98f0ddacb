import { expect, test } from 'vitest'
import type { TestScenario } from './testing.js'
import { ANN, ANN_AD, ANN_DN, BOB, deviationsOf, HR_AD, LOADED } from './testing.js'

const CASES: Readonly<Record<string, TestScenario>> = {
  'SE-IMPORT-7, SE-IMPORT-4: a change taken back leaves no pending import': {
    base: HR_AD,
    cd: { HR: [ANN] },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { cd: 'HR', set: { $anchor: '1', title: 'X' } },
      { run: 'HR', step: 'DI', expect: { counters: { 'stage-update': 1 } } },
      { cd: 'HR', set: { $anchor: '1', title: 'Eng' } },
      { run: 'HR', step: 'FI', expect: { counters: { 'stage-update': 1 } } },
    ],
    expect: { cs: { HR: { '1': { pendingImport: 'none' } } } },
  },
  'SE-ERR-1: two records of one anchor, the second is skipped': {
    base: HR_AD,
    cd: { HR: [ANN, { ...BOB, $anchor: '1' }, BOB] },
    steps: [
      {
        run: 'HR',
        step: 'FI',
        expect: {
          status: 'completed-discovery-errors',
          counters: { 'stage-add': 2 },
          errors: [{ object: 'HR:1', code: 'duplicate-object' }],
        },
      },
    ],
    expect: { cs: { HR: { '1': { attrs: { empId: '1', name: 'Ann', title: 'Eng' } }, '2': {} } } },
  },
  'SE-IMPORT-8, SE-RUN-9: a DN clash makes the holder transient until an import resolves it': {
    base: HR_AD,
    cd: {
      AD: [
        { $anchor: 'a', $type: 'user', $dn: 'CN=A,DC=x' },
        { $anchor: 'b', $type: 'user', $dn: 'CN=B,DC=x' },
      ],
    },
    steps: [
      { run: 'AD', step: 'FI' },
      { cd: 'AD', set: { $anchor: 'b', $dn: 'CN=A,DC=x' } },
      {
        run: 'AD',
        step: 'DI',
        expect: { status: 'completed-transient-objects', counters: { 'stage-rename': 1 } },
        state: { cs: { AD: { a: { transient: true }, b: { dn: 'CN=A,DC=x', transient: false } } } },
      },
      { run: 'AD', step: 'FS', expect: { counters: { 'disconnector-remains': 1 } } },
      { cd: 'AD', set: { $anchor: 'a', $dn: 'CN=C,DC=x' } },
      { run: 'AD', step: 'DI' },
    ],
    expect: { cs: { AD: { a: { transient: false, dn: 'CN=C,DC=x' }, b: {} } } },
  },
  'SE-IMPORT-9: containers and object types decide what is staged': {
    base: HR_AD,
    config: { mas: { AD: { objectTypes: ['user'], containers: { include: ['DC=x'], exclude: ['OU=Out,DC=x'] } } } },
    cd: {
      AD: [
        { $anchor: 'a', $type: 'user', $dn: 'CN=A,DC=x' },
        { $anchor: 'b', $type: 'user', $dn: 'CN=B,OU=Out,DC=x' },
        { $anchor: 'c', $type: 'computer', $dn: 'CN=C,DC=x' },
      ],
    },
    steps: [
      { run: 'AD', step: 'FI', expect: { counters: { 'stage-add': 1, 'filtered-objects': 1 } } },
      { cd: 'AD', set: { $anchor: 'a', $dn: 'CN=A,OU=Out,DC=x' } },
      { run: 'AD', step: 'DI', expect: { counters: { 'filtered-objects': 1, 'stage-delete': 1 } } },
    ],
    expect: { cs: { AD: {} } },
  },
  'SE-IMPORT-10: the deletion limit stops the import and keeps the change list': {
    base: HR_AD,
    cd: { HR: [ANN, BOB] },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { cd: 'HR', del: '1' },
      { cd: 'HR', del: '2' },
      {
        run: 'HR',
        step: 'DI',
        threshold: { delete: 1 },
        expect: { status: 'stopped-deletion-limit', counters: { 'stage-delete': 1 } },
      },
      { run: 'HR', step: 'DI', threshold: { delete: 1 }, expect: { counters: { 'stage-delete': 1 } } },
    ],
    expect: { cs: { HR: { '1': { pendingImport: 'delete' }, '2': { pendingImport: 'delete' } } } },
  },
  'SE-OBJ-4, SE-REF-3: placeholders come with references and go with them': {
    base: HR_AD,
    cd: { HR: [{ ...ANN, manager: '9' }] },
    steps: [
      { run: 'HR', step: 'FI', state: { cs: { HR: { '1': {}, 'dn:9': { state: 'placeholder' } } } } },
      { cd: 'HR', add: { $anchor: '9', $type: 'person', empId: '9', name: 'Eve' } },
      { run: 'HR', step: 'DI', expect: { counters: { 'stage-add': 1 } } },
      { run: 'HR', step: 'FS' },
      { cd: 'HR', del: '9' },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS' },
    ],
    expect: {
      mv: [{ links: ['HR:1', `AD:dn:${ANN_DN}`], attrs: { employeeID: '1', displayName: 'Ann', title: 'Eng' } }],
      cs: { HR: { '1': {}, 'dn:9': { state: 'placeholder' } } },
    },
  },
  'SE-IMPORT-3: an object imported at the DN of one never exported takes its place; provisioning is retried': {
    base: HR_AD,
    cd: { HR: [ANN] },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { cd: 'AD', add: { $anchor: 'z', $type: 'user', $dn: ANN_DN } },
      { run: 'AD', step: 'DI', expect: { counters: { 'stage-add': 1 } }, state: { cs: { AD: { z: {} } } } },
      {
        run: 'HR',
        step: 'DS',
        expect: { status: 'completed-sync-errors', errors: [{ object: 'HR:1', code: 'extension-dll-exception' }] },
      },
    ],
  },
  'SE-CONFIRM-4: an exported add that a full import does not show is sent again': {
    base: HR_AD,
    cd: { HR: [ANN], AD: [{ $anchor: 'x', $type: 'user', $dn: 'CN=X,DC=x' }] },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { run: 'AD', step: 'EX' },
      { cd: 'AD', del: ANN_AD },
      {
        run: 'AD',
        step: 'FI',
        expect: {
          status: 'completed-warnings',
          errors: [{ object: `AD:${ANN_AD}`, code: 'exported-change-not-reimported' }],
        },
      },
    ],
    expect: {
      cs: { AD: { x: {}, [`dn:${ANN_DN}`]: { pendingExport: 'add', unconfirmed: 'none', state: 'connector' } } },
    },
  },
  'SE-CONFIRM-7: a staged value the target shows already is dropped': {
    base: HR_AD,
    cd: { HR: [ANN] },
    steps: [
      ...LOADED,
      { cd: 'HR', set: { $anchor: '1', title: 'Lead' } },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS' },
      { cd: 'AD', set: { $anchor: ANN_AD, title: 'Lead' } },
      { run: 'AD', step: 'DI' },
    ],
    expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'none', pendingImport: 'update' } } } },
  },
  'SE-CONFIRM-5: an exported deletion that is still shown is staged again': {
    base: HR_AD,
    cd: { HR: [ANN] },
    steps: [
      ...LOADED,
      { cd: 'HR', del: '1' },
      { run: 'HR', step: 'DI' },
      { run: 'HR', step: 'DS' },
      { run: 'AD', step: 'EX' },
      { cd: 'AD', add: { $anchor: ANN_AD, $type: 'user', $dn: ANN_DN } },
      {
        run: 'AD',
        step: 'FI',
        expect: {
          status: 'completed-warnings',
          errors: [{ object: `AD:${ANN_AD}`, code: 'exported-change-not-reimported' }],
        },
      },
    ],
    expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'delete', state: 'explicit-disconnector' } } } },
  },
  'SE-CONFIRM-6: immediate confirmation leaves nothing to import': {
    base: HR_AD,
    config: { mas: { AD: { confirm: 'immediate' } } },
    cd: { HR: [ANN] },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      { run: 'AD', step: 'EX', state: { cs: { AD: { [ANN_AD]: { unconfirmed: 'none', pendingExport: 'none' } } } } },
      { run: 'AD', step: 'FI', expect: { counters: { 'stage-no-change': 1, 'stage-update': 0 } } },
    ],
  },
  'SE-EXPORT-7: the target has an object of that DN, or not the object at all': {
    base: HR_AD,
    cd: { HR: [ANN], AD: [{ $anchor: 'z', $type: 'user', $dn: ANN_DN }] },
    steps: [
      { run: 'HR', step: 'FI' },
      { run: 'HR', step: 'FS' },
      {
        run: 'AD',
        step: 'EX',
        expect: {
          status: 'completed-export-errors',
          counters: { 'export-failure': 1 },
          errors: [{ object: `AD:dn:${ANN_DN}`, code: 'cd-existing-object' }],
        },
      },
    ],
  },
}

test.each(Object.entries(CASES))('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
