import { expect, test } from 'vitest'
import type { ConfigNotation } from './notation.js'
import type { TestScenario } from './testing.js'
import { deviationsOf } from './testing.js'

const CONNECT: ConfigNotation = {
  engine: 'aadc',
  mv: { types: { person: { proxies: 'string[]', manager: 'reference' } } },
  mas: {
    ONE: { types: { user: { proxies: 'string[]', manager: 'reference', bits: 'integer' } } },
    TWO: { types: { user: { proxies: 'string[]', bits: 'integer' } } },
    CLOUD: { cloud: true, types: { user: { proxies: 'string[]', manager: 'reference' } }, newAnchor: 'id' },
  },
  rules: [
    {
      name: 'In ONE',
      dir: 'in',
      conn: 'ONE',
      cs: 'user',
      mv: 'person',
      link: 'Provision',
      prec: 10,
      scope: [[['hidden', 'NOTEQUAL', 'True']]],
      join: [[['id', 'id']]],
      flows: [
        { to: 'id', src: 'id' },
        { to: 'name', src: 'name' },
        { to: 'manager', src: 'manager' },
        { to: 'proxies', src: 'proxies', merge: 'MergeCaseInsensitive' },
        { to: 'start', src: 'name', once: true },
      ],
    },
    {
      name: 'In TWO',
      dir: 'in',
      conn: 'TWO',
      cs: 'user',
      mv: 'person',
      link: 'Join',
      prec: 20,
      join: [[['id', 'id']]],
      flows: [
        { to: 'name', src: 'name' },
        { to: 'proxies', src: 'proxies', merge: 'MergeCaseInsensitive' },
      ],
    },
    {
      name: 'Out',
      dir: 'out',
      conn: 'CLOUD',
      cs: 'user',
      mv: 'person',
      link: 'Provision',
      prec: 30,
      scope: [[['name', 'ISNOTNULL']]],
      join: [[['id', 'id']]],
      flows: [
        { to: 'dn', expr: '"CN={" & [id] & "}"' },
        { to: 'id', src: 'id' },
        { to: 'name', src: 'name' },
        { to: 'proxies', src: 'proxies' },
        { to: 'manager', src: 'manager' },
        { to: 'first', src: 'name', once: true },
      ],
    },
  ],
}

const USER = { $anchor: 'a', $type: 'user', id: '1', name: 'Ann', proxies: ['SMTP:a'] }

const CASES: Readonly<Record<string, TestScenario>> = {
  'SE-DP-FLOW-2, SE-DP-FLOW-3, SE-DP-FLOW-7: merge without case, execute once, precedence': {
    base: CONNECT,
    cd: { ONE: [USER], TWO: [{ $anchor: 'b', $type: 'user', id: '1', name: 'Other', proxies: ['smtp:A', 'smtp:b'] }] },
    steps: [
      { cycle: 'initial' },
      { cycle: 'delta' },
      { cd: 'ONE', set: { $anchor: 'a', name: 'Anna' } },
      { cycle: 'delta' },
      { cycle: 'delta' },
    ],
    expect: {
      mv: [
        {
          links: ['ONE:a', 'TWO:b', 'CLOUD:1'],
          attrs: { id: '1', name: 'Anna', start: 'Ann', proxies: ['SMTP:a', 'smtp:b'] },
          from: { name: 'In ONE' },
        },
      ],
      cd: {
        CLOUD: [
          {
            $anchor: '1',
            $type: 'user',
            $dn: 'CN={1}',
            id: '1',
            name: 'Anna',
            first: 'Ann',
            proxies: ['SMTP:a', 'smtp:b'],
          },
        ],
      },
    },
  },
  'SE-DP-JOIN-6: two rules in scope with different criteria': {
    base: CONNECT,
    config: {
      rules: [
        ...(CONNECT.rules ?? []),
        {
          name: 'Second',
          dir: 'in',
          conn: 'ONE',
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 11,
          join: [[['name', 'name']]],
        },
      ],
    },
    cd: { ONE: [USER] },
    steps: [
      { run: 'ONE', step: 'FI' },
      {
        run: 'ONE',
        step: 'FS',
        expect: {
          status: 'completed-sync-errors',
          errors: [{ object: 'ONE:a', code: 'sync-rule-multiple-join-rules-in-scope' }],
        },
      },
    ],
  },
  'SE-DP-FLOW-2: two merge types to one attribute': {
    base: CONNECT,
    config: {
      rules: [
        ...(CONNECT.rules ?? []),
        {
          name: 'Third',
          dir: 'in',
          conn: 'ONE',
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 12,
          flows: [{ to: 'proxies', src: 'proxies' }],
        },
      ],
    },
    cd: { ONE: [USER] },
    steps: [
      { run: 'ONE', step: 'FI' },
      {
        run: 'ONE',
        step: 'FS',
        expect: {
          status: 'completed-sync-errors',
          errors: [{ object: 'ONE:a', code: 'sync-rule-merge-type-conflict' }],
        },
      },
    ],
  },
  'SE-DP-JOIN-7, SE-DP-MVD-2: out of scope, the person goes and the cloud object is deleted': {
    base: CONNECT,
    cd: { ONE: [USER], TWO: [{ $anchor: 'b', $type: 'user', id: '1' }] },
    steps: [
      { cycle: 'initial' },
      { cycle: 'delta' },
      { cd: 'ONE', set: { $anchor: 'a', hidden: 'True' } },
      { run: 'ONE', step: 'DI' },
      { run: 'ONE', step: 'DS', expect: { counters: { 'connector-filtered-remove-mv': 1 } } },
    ],
    expect: {
      mv: [],
      cs: {
        ONE: { a: { state: 'disconnector' } },
        TWO: { b: { state: 'disconnector' } },
        CLOUD: { '1': { pendingExport: 'delete' } },
      },
    },
  },
  'SE-DP-OUT-1: reverse join to a cloud object that is there already': {
    base: CONNECT,
    cd: { ONE: [USER], CLOUD: [{ $anchor: '1', $type: 'user', $dn: 'CN={old}', id: '1', name: 'Old' }] },
    steps: [
      { run: 'CLOUD', step: 'FI' },
      { run: 'CLOUD', step: 'FS', expect: { counters: { 'disconnector-remains': 1 } } },
      { run: 'ONE', step: 'FI' },
      { run: 'ONE', step: 'FS', expect: { outbound: { CLOUD: { 'provisioned-add-flow': 0, 'connector-flow': 1 } } } },
    ],
    expect: {
      mv: [{ links: ['ONE:a', 'CLOUD:1'] }],
      cs: {
        CLOUD: { '1': { pendingExport: 'update', exportAttrs: { name: 'Ann', proxies: ['SMTP:a'] }, dn: 'CN={old}' } },
      },
    },
  },
  'SE-DP-DEL-1, SE-DP-STAGE-1, SE-DP-CYC-1: threshold of the tenant, staging': {
    base: CONNECT,
    config: { mas: { CLOUD: { exportDeletionThreshold: 1 } } },
    cd: { ONE: [USER, { ...USER, $anchor: 'c', id: '2' }] },
    steps: [
      { cycle: 'initial', staging: true, state: { cd: { CLOUD: [] } } },
      { cycle: 'initial' },
      { cycle: 'delta' },
      { cd: 'ONE', del: 'a' },
      { cd: 'ONE', del: 'c' },
      {
        cycle: 'delta',
        expect: { statuses: { 'CLOUD/EX': 'stopped-deletion-threshold-exceeded', 'ONE/DI': 'success' } },
      },
    ],
    expect: { cs: { CLOUD: { '1': { pendingExport: 'delete' }, '2': { pendingExport: 'delete' } } } },
  },
  'SE-DP-OUT-7: a cloud object deleted by hand is provisioned again': {
    base: CONNECT,
    cd: { ONE: [USER] },
    steps: [
      { cycle: 'initial' },
      { cycle: 'delta' },
      { cd: 'CLOUD', del: '1' },
      { run: 'CLOUD', step: 'DI' },
      { run: 'CLOUD', step: 'DS', expect: { counters: { 'connector-delete-leave-mv': 1 } } },
    ],
    expect: { cs: { CLOUD: { 'dn:CN={1}': { pendingExport: 'add' } } } },
  },
  'SE-REF-4 (Connect): references resolve whatever the order': {
    base: CONNECT,
    cd: {
      ONE: [
        { ...USER, manager: 'z' },
        { $anchor: 'z', $type: 'user', id: '9', name: 'Zoe' },
      ],
    },
    steps: [
      { run: 'ONE', step: 'FI' },
      { run: 'ONE', step: 'FS' },
    ],
    expect: {
      mv: [
        { links: ['ONE:a', 'CLOUD:dn:CN={1}'], attrs: { manager: { $ref: 'ONE:z' } }, partial: true },
        { links: ['ONE:z', 'CLOUD:dn:CN={9}'] },
      ],
      cs: {
        CLOUD: {
          'dn:CN={1}': { exportAttrs: { id: '1', name: 'Ann', first: 'Ann', proxies: ['SMTP:a'], manager: 'CN={9}' } },
          'dn:CN={9}': {},
        },
      },
    },
  },
  'SE-DP-DEF-4, SE-DPX-4, SE-DPX-6: an anchor that changed is an error; ImportedValue reads what was accepted': {
    base: CONNECT,
    config: {
      rules: [
        ...(CONNECT.rules ?? []),
        {
          name: 'Back',
          dir: 'in',
          conn: 'CLOUD',
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 40,
          join: [[['id', 'id', 'cs']]],
          flows: [{ to: 'cloudId', expr: 'ImportedValue("id")' }],
        },
        {
          name: 'Guard',
          dir: 'out',
          conn: 'CLOUD',
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 29,
          flows: [{ to: 'id', expr: 'IIF(IsPresent([cloudId]) && [cloudId] <> [id], Error("changed"), [id])' }],
        },
      ],
    },
    cd: { ONE: [USER] },
    steps: [
      { cycle: 'initial' },
      { cycle: 'delta' },
      { cd: 'ONE', set: { $anchor: 'a', id: '2' } },
      { run: 'ONE', step: 'DI' },
      {
        run: 'ONE',
        step: 'DS',
        expect: {
          status: 'completed-sync-errors',
          errors: [{ object: 'ONE:a', code: 'sync-rule-error-function-triggered' }],
        },
      },
    ],
    expect: { cs: { ONE: { a: { pendingImport: 'update', error: 'sync-rule-error-function-triggered' } } } },
  },
  'SE-DP-FILTER-2: a flag with constants, positive and negative': {
    base: CONNECT,
    config: {
      rules: [
        ...(CONNECT.rules ?? []).filter((rule) => rule.name !== 'Out'),
        { ...CONNECT.rules?.[2], scope: [[['filtered', 'NOTEQUAL', 'True']]] },
        {
          name: 'Some',
          dir: 'in',
          conn: 'ONE',
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 2,
          scope: [[['dept', 'ISIN', 'IT;HR']]],
          flows: [{ to: 'filtered', const: 'False' }],
        },
        {
          name: 'All',
          dir: 'in',
          conn: 'ONE',
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 3,
          flows: [{ to: 'filtered', const: 'True' }],
        },
      ],
    },
    cd: {
      ONE: [
        { ...USER, dept: 'hr' },
        { ...USER, $anchor: 'b', id: '2', dept: 'Sales' },
      ],
    },
    steps: [
      { run: 'ONE', step: 'FI' },
      { run: 'ONE', step: 'FS' },
    ],
    expect: { cs: { CLOUD: { 'dn:CN={1}': { pendingExport: 'add' } } } },
  },
}

test.each(Object.entries(CASES))('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
