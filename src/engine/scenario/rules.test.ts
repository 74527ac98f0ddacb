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
}

test.each(Object.entries(CASES))('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
