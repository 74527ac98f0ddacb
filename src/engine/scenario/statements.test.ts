import { expect, test } from 'vitest'
import type { ConfigNotation } from './notation.js'
import { ANN, ANN_AD, ANN_DN, BOB, deviationsOf, HR_AD, LOADED, type TestScenario, TWO_SOURCES } from './testing.js'

/** A tenant fed from one forest; `in` creates, `cloud` provisions what is not filtered. */
const CLOUD: ConfigNotation = {
  engine: 'aadc',
  mv: { types: { person: { aliases: 'string[]', level: 'integer', manager: 'reference' } } },
  mas: {
    AD: { types: { user: { aliases: 'string[]', level: 'integer', manager: 'reference' } } },
    AAD: { cloud: true, types: { user: { aliases: 'string[]', level: 'integer', manager: 'reference' } } },
  },
  rules: [
    {
      name: 'in',
      dir: 'in',
      conn: 'AD',
      cs: 'user',
      mv: 'person',
      link: 'Provision',
      prec: 100,
      join: [[['guid', 'anchor']]],
      flows: [
        { to: 'anchor', src: 'guid' },
        { to: 'name', src: 'name' },
        { to: 'level', src: 'level' },
        { to: 'aliases', src: 'aliases' },
        { to: 'manager', src: 'manager' },
        { to: 'filtered', expr: 'IIF([kind] = "service", True, NULL)' },
      ],
    },
    {
      name: 'cloud',
      dir: 'out',
      conn: 'AAD',
      cs: 'user',
      mv: 'person',
      link: 'Provision',
      prec: 110,
      scope: [[['filtered', 'NOTEQUAL', 'True']]],
      join: [[['sourceAnchor', 'anchor']]],
      flows: [
        { to: 'dn', expr: '"CN=" & [anchor]' },
        { to: 'sourceAnchor', src: 'anchor' },
        { to: 'displayName', src: 'name' },
        { to: 'manager', src: 'manager' },
      ],
    },
  ],
}

const USER = { $anchor: 'a', $type: 'user', guid: 'G1', name: 'Ann' }
const TO_CLOUD = [
  { run: 'AD', step: 'FI' },
  { run: 'AD', step: 'FS' },
] as const

/** HR projects; a rule of the service creates in AD while the person has a title. */
const RULES: ConfigNotation = {
  engine: 'mim',
  mv: {
    flows: { person: { employeeID: ['HR:person:empId'], displayName: ['HR:person:name'], title: ['HR:person:title'] } },
    provisioning: 'sync-rule',
  },
  mas: { HR: { project: { person: 'person' } }, AD: {} },
  syncRules: [
    {
      name: 'accounts',
      dir: 'out',
      ma: 'AD',
      cs: 'user',
      mv: 'person',
      prec: 1,
      trigger: 'filter',
      scope: [['title', 'ISNOTNULL']],
      createCs: true,
      initial: [{ to: 'dn', expr: '"CN=" & [employeeID]' }],
      persistent: [
        { to: 'displayName', src: 'displayName' },
        { to: 'title', src: 'title' },
      ],
    },
  ],
}

const STATEMENTS: readonly (readonly [string, TestScenario])[] = [
  [
    'SE-OBJ-8: an empty string is a value, a list without values is none',
    {
      base: HR_AD,
      cd: { HR: [{ ...ANN, title: '' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
      ],
      expect: {
        mv: [{ links: ['HR:1', `AD:dn:${ANN_DN}`], attrs: { employeeID: '1', displayName: 'Ann', title: '' } }],
      },
    },
  ],
  [
    'SE-OBJ-9: a change of case is a change that flows',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', set: { $anchor: '1', title: 'ENG' } },
        { run: 'HR', step: 'DI', expect: { counters: { 'stage-update': 1 } } },
        { run: 'HR', step: 'DS', expect: { counters: { 'connector-flow': 1 } } },
      ],
      expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'update', exportAttrs: { title: 'ENG' } } } } },
    },
  ],
  [
    'SE-FILTER-6: an export flow that meets the own filter of the target rolls the pass back (SE-ERR-4)',
    {
      base: HR_AD,
      config: { mas: { AD: { filter: { user: [[['title', 'EQUAL', 'secret']]] } } } },
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', set: { $anchor: '1', title: 'Secret' } },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'flow-failure': 1, 'connector-flow': 0 },
            errors: [{ object: 'HR:1', code: 'connector-filter-rule-violation' }],
          },
        },
      ],
      expect: {
        mv: [{ links: ['HR:1', `AD:${ANN_AD}`], attrs: { title: 'Eng' }, partial: true }],
        cs: {
          HR: { '1': { pendingImport: 'update', error: 'connector-filter-rule-violation' } },
          AD: { [ANN_AD]: { pendingExport: 'none' } },
        },
      },
    },
  ],
  [
    'SE-ERR-4: the object is tried again by the next synchronization and loses the error when a pass succeeds',
    {
      base: HR_AD,
      config: {
        mv: {
          flows: {
            person: { title: [{ ma: 'HR', cs: 'person', expr: 'IIF([title] = "bad", Error("no"), [title])' }] },
          },
        },
      },
      cd: { HR: [{ ...ANN, title: 'bad' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'DS',
          expect: {
            status: 'completed-sync-errors',
            errors: [{ object: 'HR:1', code: 'sync-rule-error-function-triggered' }],
          },
          state: { mv: [], cs: { HR: { '1': { state: 'disconnector', pendingImport: 'add' } }, AD: {} } },
        },
        { cd: 'HR', set: { $anchor: '1', title: 'good' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS', expect: { counters: { 'disconnector-projected-flow': 1 } } },
      ],
      expect: { cs: { HR: { '1': { state: 'connector', pendingImport: 'none', error: null } } } },
    },
  ],
  [
    'SE-IAF-13: a scripted flow sees the metaverse object as changed so far',
    {
      base: HR_AD,
      config: {
        mv: { flows: { person: { zz: [{ ma: 'HR', cs: 'person', expr: '[mv.displayName] & "!" & [name]' }] } } },
      },
      cd: { HR: [ANN] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
      ],
      expect: { mv: [{ links: ['HR:1', `AD:dn:${ANN_DN}`], attrs: { zz: 'Ann!Ann' }, partial: true }] },
    },
  ],
  [
    'SE-RECALL-4: what recall changes counts as changed for the exports of the pass',
    {
      base: {
        ...TWO_SOURCES,
        mv: {
          ...TWO_SOURCES.mv,
          provisioning: 'scripted',
          script: [{ mv: 'person', ma: 'AD', cs: 'user', when: 'True', dn: '"CN=" & [employeeID]' }],
        },
        mas: {
          ...TWO_SOURCES.mas,
          AD: { export: [{ cs: 'user', mv: 'person', to: 'phone', src: 'phone' }] },
        },
      },
      cd: {
        HR: [{ $anchor: 'h', $type: 'person', empId: '1', phone: '100' }],
        PBX: [{ $anchor: 'x', $type: 'line', empId: '1', phone: '200' }],
      },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { run: 'PBX', step: 'FI' },
        { run: 'PBX', step: 'FS' },
        { run: 'AD', step: 'EX' },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS' },
        { cd: 'PBX', del: 'x' },
        { run: 'PBX', step: 'DI' },
        {
          run: 'PBX',
          step: 'DS',
          expect: { counters: { 'connector-delete-leave-mv': 1 }, outbound: { AD: { 'connector-flow': 1 } } },
        },
      ],
      expect: { cs: { AD: { 'new:CN=1': { pendingExport: 'update', exportAttrs: { phone: '100' } } } } },
    },
  ],
  [
    'SE-PROV-7: provisioning that disconnects and recalls runs again, and sees what recall changed',
    {
      base: {
        ...HR_AD,
        mv: {
          ...HR_AD.mv,
          flows: { person: { ...HR_AD.mv?.flows?.person, mail: ['AD:user:mail'] } },
          script: [
            { mv: 'person', ma: 'AD', cs: 'user', when: 'NOT', dn: '"x"' },
            { mv: 'person', ma: 'LOG', cs: 'row', when: 'IsPresent([mail]) = False', dn: '"L" & [employeeID]' },
          ].map((one) =>
            one.when === 'NOT'
              ? {
                  mv: 'person',
                  ma: 'AD',
                  cs: 'user',
                  when: 'IsPresent([title])',
                  dn: '"CN=" & [displayName] & ",OU=Staff,DC=x"',
                  else: 'disconnect' as const,
                }
              : one,
          ),
        },
        mas: {
          ...HR_AD.mas,
          LOG: {},
          AD: { ...HR_AD.mas?.AD, deprovision: 'disconnector', onCreate: { mail: 'a@x' } },
        },
      },
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', set: { $anchor: '1', title: null } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: { mv: [{ links: ['HR:1', 'LOG:dn:L1'], attrs: { employeeID: '1', displayName: 'Ann' } }] },
    },
  ],
  [
    'SE-EAF-7: an initial value stays where a null is not allowed, and goes where one is',
    {
      base: {
        ...HR_AD,
        mv: {
          ...HR_AD.mv,
          script: [
            {
              mv: 'person',
              ma: 'AD',
              cs: 'user',
              when: 'True',
              dn: '"CN=" & [displayName] & ",OU=Staff,DC=x"',
              initial: { title: '"start"', note: '"start"' },
            },
          ],
        },
        mas: {
          ...HR_AD.mas,
          AD: {
            export: [
              { cs: 'user', mv: 'person', to: 'title', src: 'title', allowNull: true },
              { cs: 'user', mv: 'person', to: 'note', src: 'title' },
            ],
          },
        },
      },
      cd: { HR: [{ $anchor: '1', $type: 'person', empId: '1', name: 'Ann' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
      ],
      expect: { cs: { AD: { [`dn:${ANN_DN}`]: { pendingExport: 'add', exportAttrs: { note: 'start' } } } } },
    },
  ],
  [
    'SE-DET-2: after a correction of drift was exported and confirmed, nothing is staged',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'AD', set: { $anchor: ANN_AD, title: 'Boss' } },
        { run: 'AD', step: 'DI', expect: { counters: { 'stage-update': 1 } } },
        {
          run: 'AD',
          step: 'DS',
          state: { cs: { AD: { [ANN_AD]: { pendingExport: 'update', exportAttrs: { title: 'Eng' } } } } },
        },
        { run: 'AD', step: 'EX', expect: { counters: { 'export-update': 1 } } },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS', expect: { counters: { 'connector-no-flow': 1 } } },
        { run: 'AD', step: 'FS', expect: { counters: { 'connector-no-flow': 1 } } },
      ],
      expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'none', unconfirmed: 'none' } } } },
    },
  ],
  [
    'SE-EXPORT-8: an export-only attribute is sent, never stored, never asked back',
    {
      base: HR_AD,
      config: {
        mv: { script: [{ ...HR_AD.mv?.script?.[0], initial: { unicodePwd: '"secret"' } }] },
        mas: { AD: { exportOnly: ['unicodePwd'] } },
      },
      cd: { HR: [ANN] },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          state: {
            cs: {
              AD: { [`dn:${ANN_DN}`]: { exportAttrs: { displayName: 'Ann', title: 'Eng', unicodePwd: 'secret' } } },
            },
          },
        },
        { run: 'AD', step: 'EX' },
        { run: 'AD', step: 'DI', expect: { status: 'success' } },
        { run: 'AD', step: 'DS' },
        { run: 'AD', step: 'FS', expect: { counters: { 'connector-no-flow': 1 } } },
      ],
      expect: {
        cs: { AD: { [ANN_AD]: { pendingExport: 'none', attrs: { displayName: 'Ann', title: 'Eng' } } } },
        cd: { AD: [{ $anchor: ANN_AD, $type: 'user', $dn: ANN_DN, displayName: 'Ann', title: 'Eng' }] },
      },
    },
  ],
  [
    'SE-REF-7: a member without connector is missing in the target and added when it gets one',
    {
      base: HR_AD,
      cd: {
        HR: [
          { ...ANN, manager: '2' },
          { $anchor: '2', $type: 'person', name: 'Bob' },
        ],
      },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          state: {
            cs: {
              AD: { [`dn:${ANN_DN}`]: { exportAttrs: { displayName: 'Ann', title: 'Eng', sAMAccountName: '1' } } },
            },
          },
        },
        { cd: 'HR', set: { $anchor: '2', empId: '2' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: {
        cs: {
          AD: {
            [`dn:${ANN_DN}`]: {
              exportAttrs: { displayName: 'Ann', title: 'Eng', sAMAccountName: '1', manager: 'CN=Bob,OU=Staff,DC=x' },
            },
            'dn:CN=Bob,OU=Staff,DC=x': { pendingExport: 'add' },
          },
        },
      },
    },
  ],
  [
    'SE-SYNC-5: a transient object keeps its link and gets no pass',
    {
      base: { ...HR_AD, mv: { ...HR_AD.mv, provisioning: 'none' } },
      cd: { HR: [{ ...ANN, $dn: 'X' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { cd: 'HR', add: { ...BOB, $dn: 'X' } },
        { run: 'HR', step: 'DI', expect: { status: 'completed-transient-objects' } },
        { run: 'HR', step: 'FS', expect: { counters: { 'disconnector-projected-flow': 1, 'connector-no-flow': 0 } } },
      ],
      expect: {
        cs: { HR: { '1': { transient: true, state: 'connector' }, '2': { state: 'connector', transient: false } } },
      },
    },
  ],
  [
    'SE-DP-SCOPE-4: one value satisfies a positive operator, a negative one asks all; numbers by size, bits by mask',
    {
      base: CLOUD,
      config: {
        rules: [
          ...(CLOUD.rules ?? []),
          ...(
            [
              ['any', ['aliases', 'STARTSWITH', 'smtp:']],
              ['all', ['aliases', 'NOTSTARTSWITH', 'smtp:']],
              ['number', ['level', 'GREATERTHAN', '9']],
              ['mask', ['level', 'ISBITSET', '3']],
              ['clear', ['level', 'ISBITNOTSET', '4']],
              ['list', ['name', 'ISIN', 'Ann;Bob']],
            ] as const
          ).map(([name, clause], index) => ({
            name,
            dir: 'in' as const,
            conn: 'AD',
            cs: 'user',
            mv: 'person',
            link: 'Join' as const,
            prec: 120 + index,
            scope: [[clause]],
            flows: [{ to: `is${name}`, const: 'yes' }],
          })),
        ],
      },
      cd: { AD: [{ ...USER, aliases: ['SMTP:a', 'x500:b'], level: 11 }] },
      steps: TO_CLOUD,
      expect: {
        mv: [
          {
            links: ['AD:a', 'AAD:dn:CN=G1'],
            attrs: {
              anchor: 'G1',
              name: 'Ann',
              level: 11,
              aliases: ['SMTP:a', 'x500:b'],
              isany: 'yes',
              isnumber: 'yes',
              ismask: 'yes',
              isclear: 'yes',
              islist: 'yes',
            },
          },
        ],
      },
    },
  ],
  [
    'SE-DP-OUT-2: an object found in the cloud and joined inbound is not deleted when the scope ends before it was held',
    {
      base: CLOUD,
      config: {
        rules: [
          ...(CLOUD.rules ?? []),
          {
            name: 'found',
            dir: 'in',
            conn: 'AAD',
            cs: 'user',
            mv: 'person',
            link: 'Join',
            prec: 105,
            join: [[['sourceAnchor', 'anchor']]],
            flows: [],
          },
        ],
      },
      cd: { AD: [{ ...USER, kind: 'service' }], AAD: [{ $anchor: 'c', $type: 'user', sourceAnchor: 'G1' }] },
      steps: [
        { run: 'AD', step: 'FI' },
        { run: 'AAD', step: 'FI' },
        { run: 'AD', step: 'FS' },
        { run: 'AAD', step: 'FS' },
        { run: 'AD', step: 'FS' },
      ],
      expect: { cs: { AAD: { c: { state: 'connector', pendingExport: 'none' } } } },
    },
  ],
  [
    'SE-DP-OUT-3, SE-DP-OUT-4: out of scope the held object gets a pending delete; back in scope it is provisioned once that is gone',
    {
      base: CLOUD,
      cd: { AD: [USER] },
      steps: [
        ...TO_CLOUD,
        { run: 'AAD', step: 'EX' },
        { run: 'AAD', step: 'DI' },
        { run: 'AAD', step: 'DS' },
        { cd: 'AD', set: { $anchor: 'a', kind: 'service' } },
        { run: 'AD', step: 'DI' },
        {
          run: 'AD',
          step: 'DS',
          expect: { outbound: { AAD: { 'provisioned-disconnect': 1 } } },
          state: { cs: { AAD: { 'new:CN=G1': { state: 'explicit-disconnector', pendingExport: 'delete' } } } },
        },
        { run: 'AAD', step: 'EX', expect: { counters: { 'export-delete': 1 } } },
        { run: 'AAD', step: 'DI', expect: { counters: { 'stage-delete': 1 } } },
        { cd: 'AD', set: { $anchor: 'a', kind: null } },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS' },
      ],
      expect: { cs: { AAD: { 'dn:CN=G1': { state: 'connector', pendingExport: 'add' } } } },
    },
  ],
  [
    'SE-DP-OUT-6: without an in-scope rule that joins or provisions nothing flows and nothing is deleted',
    {
      base: CLOUD,
      config: {
        rules: [
          ...(CLOUD.rules ?? []).filter((rule) => rule.name === 'in'),
          {
            name: 'found',
            dir: 'in',
            conn: 'AAD',
            cs: 'user',
            mv: 'person',
            link: 'Join',
            prec: 105,
            join: [[['sourceAnchor', 'anchor']]],
          },
          {
            name: 'only',
            dir: 'out',
            conn: 'AAD',
            cs: 'user',
            mv: 'person',
            link: 'Join',
            prec: 111,
            flows: [{ to: 'displayName', src: 'name' }],
          },
        ],
      },
      cd: { AD: [USER], AAD: [{ $anchor: 'c', $type: 'user', sourceAnchor: 'G1' }] },
      steps: [
        { run: 'AD', step: 'FI' },
        { run: 'AAD', step: 'FI' },
        { run: 'AD', step: 'FS' },
        { run: 'AAD', step: 'FS' },
      ],
      expect: { cs: { AAD: { c: { state: 'connector', pendingExport: 'none' } } } },
    },
  ],
  [
    'SE-DP-DEF-3: a contact found first turns into a user: the cloud contact goes, a cloud user comes',
    {
      base: CLOUD,
      config: {
        rules: [
          {
            ...CLOUD.rules?.[0],
            flows: [
              { to: 'anchor', src: 'guid' },
              { to: 'kind', const: 'User' },
            ],
          },
          {
            name: 'in contact',
            dir: 'in',
            conn: 'RES',
            cs: 'contact',
            mv: 'person',
            link: 'Provision',
            prec: 103,
            join: [[['guid', 'anchor']]],
            flows: [
              { to: 'anchor', src: 'guid' },
              { to: 'kind', const: 'Contact' },
            ],
          },
          {
            ...CLOUD.rules?.[1],
            scope: [[['kind', 'EQUAL', 'User']]],
            flows: [
              { to: 'dn', expr: '"U=" & [anchor]' },
              { to: 'sourceAnchor', src: 'anchor' },
            ],
          },
          {
            ...CLOUD.rules?.[1],
            name: 'cloud contact',
            cs: 'contact',
            prec: 112,
            scope: [[['kind', 'EQUAL', 'Contact']]],
            flows: [
              { to: 'dn', expr: '"C=" & [anchor]' },
              { to: 'sourceAnchor', src: 'anchor' },
            ],
          },
        ],
        mas: { RES: {} },
      },
      cd: { RES: [{ $anchor: 'r', $type: 'contact', guid: 'G1' }], AD: [USER] },
      steps: [
        { run: 'RES', step: 'FI' },
        { run: 'RES', step: 'FS' },
        { run: 'AAD', step: 'EX' },
        { run: 'AAD', step: 'DI' },
        { run: 'AAD', step: 'DS' },
        { run: 'AD', step: 'FI' },
        { run: 'AD', step: 'FS' },
      ],
      expect: {
        mv: [{ links: ['RES:r', 'AD:a', 'AAD:dn:U=G1'], attrs: { kind: 'User' }, partial: true }],
        cs: { AAD: { 'new:C=G1': { pendingExport: 'delete' }, 'dn:U=G1': { pendingExport: 'add' } } },
      },
    },
  ],
  [
    'SE-DPX-2, SE-DPX-3, SE-DPX-5: strength of operators, null, lazy branches',
    {
      base: CLOUD,
      config: {
        rules: [
          {
            ...CLOUD.rules?.[0],
            flows: [
              { to: 'anchor', src: 'guid' },
              { to: 'a', expr: 'IIF(IsPresent([no]) || IsPresent([name]) = False, "yes", "no")' },
              { to: 'b', expr: 'IIF([no] = "x", "equal", "not")' },
              { to: 'c', expr: 'IIF([no] <> "x", "other", "same")' },
              { to: 'd', expr: '"<" & [no] & ">"' },
              { to: 'e', expr: 'IIF(True, "ok", Error("never"))' },
              { to: 'f', expr: 'CStr(1 + 2 * 3)' },
              { to: 'g', expr: 'Switch(IsPresent([no]), "first", True, "second")' },
              { to: 'h', expr: 'IIF([name] = "ann", "same", "differs")' },
              { to: 'i', expr: 'CStr(BitAnd([no], 2))' },
            ],
          },
        ],
      },
      cd: { AD: [USER] },
      steps: TO_CLOUD,
      expect: {
        mv: [
          {
            links: ['AD:a'],
            attrs: {
              anchor: 'G1',
              a: 'no',
              b: 'not',
              c: 'other',
              d: '<>',
              e: 'ok',
              f: '9',
              g: 'second',
              h: 'differs',
              i: '0',
            },
          },
        ],
      },
    },
  ],
  [
    'SE-DP-DEL-1, SE-EXPORT-5: one deletion over the threshold stops the export, exactly as many do not',
    {
      base: CLOUD,
      config: { mas: { AAD: { exportDeletionThreshold: 1 } } },
      cd: { AD: [USER, { ...USER, $anchor: 'b', guid: 'G2' }] },
      steps: [
        ...TO_CLOUD,
        { run: 'AAD', step: 'EX' },
        { run: 'AAD', step: 'DI' },
        { run: 'AAD', step: 'DS' },
        { cd: 'AD', set: { $anchor: 'a', kind: 'service' } },
        { cd: 'AD', set: { $anchor: 'b', kind: 'service' } },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS' },
        {
          run: 'AAD',
          step: 'EX',
          expect: { status: 'stopped-deletion-threshold-exceeded', counters: { 'export-delete': 0 } },
        },
        { cd: 'AD', set: { $anchor: 'b', kind: null } },
        { config: { mas: { AAD: { exportDeletionThreshold: 2 } } } },
        { run: 'AAD', step: 'EX', expect: { counters: { 'export-delete': 2 } } },
      ],
    },
  ],
  [
    'SE-JOIN-2: text compares without case, and any value of several matches',
    {
      base: {
        ...TWO_SOURCES,
        mv: {
          ...TWO_SOURCES.mv,
          types: { person: { codes: 'string[]' } },
          flows: { person: { codes: ['HR:person:codes'] } },
        },
        mas: {
          HR: { types: { person: { codes: 'string[]' } }, project: { person: 'person' } },
          PBX: { types: { line: { ids: 'string[]' } }, join: { line: [{ mv: '*', on: [['ids', 'codes']] }] } },
        },
      },
      cd: {
        HR: [{ $anchor: 'h', $type: 'person', codes: ['A1', 'B2'] }],
        PBX: [{ $anchor: 'x', $type: 'line', ids: ['zz', 'b2'] }],
      },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { run: 'PBX', step: 'FI' },
        { run: 'PBX', step: 'FS', expect: { counters: { 'disconnector-joined-no-flow': 1 } } },
      ],
      expect: { mv: [{ links: ['HR:h', 'PBX:x'] }] },
    },
  ],
  [
    'SE-EXPORT-6: an exported deletion stays until an import confirms it; shown still, it is sent again (SE-CONFIRM-5)',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', del: '1' },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
        {
          run: 'AD',
          step: 'EX',
          state: {
            cs: { AD: { [ANN_AD]: { state: 'explicit-disconnector', unconfirmed: 'delete', pendingExport: 'none' } } },
          },
        },
        {
          cd: 'AD',
          add: { $anchor: ANN_AD, $type: 'user', $dn: ANN_DN, displayName: 'Ann', title: 'Eng', sAMAccountName: '1' },
        },
        {
          run: 'AD',
          step: 'DI',
          expect: {
            status: 'completed-warnings',
            errors: [{ object: `AD:${ANN_AD}`, code: 'exported-change-not-reimported' }],
          },
        },
      ],
      expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'delete', unconfirmed: 'none' } } } },
    },
  ],
  [
    'SE-SR-15, SE-SR-8: without "disconnect" a connector that leaves the scope stays, its flows stop, what is staged stays',
    {
      base: RULES,
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', set: { $anchor: '1', title: 'Boss' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
        { cd: 'HR', set: { $anchor: '1', title: null, name: 'Anne' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: {
        cs: { AD: { 'new:CN=1': { state: 'connector', pendingExport: 'update', exportAttrs: { title: 'Boss' } } } },
      },
    },
  ],
  [
    'SE-EAF-8: a classic export flow wins over a rule; SE-SR-13: among rules the smaller precedence number',
    {
      base: RULES,
      config: {
        mas: { AD: { export: [{ cs: 'user', mv: 'person', to: 'title', const: 'classic' }] } },
        syncRules: [
          {
            ...RULES.syncRules?.[0],
            prec: 2,
            persistent: [
              { to: 'title', src: 'title' },
              { to: 'displayName', const: 'two' },
            ],
          },
          {
            name: 'better',
            dir: 'out',
            ma: 'AD',
            cs: 'user',
            mv: 'person',
            prec: 1,
            trigger: 'filter',
            persistent: [{ to: 'displayName', const: 'one' }],
          },
        ],
      },
      cd: { HR: [ANN] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
      ],
      expect: { cs: { AD: { 'dn:CN=1': { exportAttrs: { title: 'classic', displayName: 'one' } } } } },
    },
  ],
  [
    'SE-HOLO-4: an object that stays a disconnector keeps its pending import',
    {
      base: TWO_SOURCES,
      cd: { PBX: [{ $anchor: 'x', $type: 'line', empId: '1', phone: '7' }] },
      steps: [
        { run: 'PBX', step: 'FI' },
        { run: 'PBX', step: 'FS', expect: { counters: { 'disconnector-remains': 1 } } },
      ],
      expect: { mv: [], cs: { PBX: { x: { state: 'disconnector', pendingImport: 'add' } } } },
    },
  ],
  [
    'SE-SYNC-7: deletions come after all other objects of the step',
    {
      base: {
        ...HR_AD,
        mv: {
          ...HR_AD.mv,
          script: [{ mv: 'person', ma: 'AD', cs: 'user', when: 'True', dn: '"CN=" & [displayName]' }],
        },
      },
      cd: { HR: [ANN] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { cd: 'HR', del: '1' },
        { cd: 'HR', add: { ...BOB, name: 'Ann' } },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'flow-failure': 1, 'connector-delete-remove-mv': 1 },
            errors: [{ object: 'HR:2', code: 'extension-dll-exception' }],
          },
        },
      ],
      expect: { mv: [], cs: { AD: {} } },
    },
  ],
  [
    'SE-DEPROV-6: scripted deprovisioning decides on the desired view; another answer is an error',
    {
      base: HR_AD,
      config: { mas: { AD: { deprovision: { expr: 'IIF([title] = "Eng", "explicit-disconnector", "nonsense")' } } } },
      cd: { HR: [ANN, BOB] },
      steps: [
        ...LOADED,
        { cd: 'HR', del: '1' },
        { cd: 'HR', del: '2' },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          expect: {
            status: 'completed-sync-errors',
            errors: [{ object: 'HR:2', code: 'extension-deprovisioning-invalid-result' }],
          },
        },
      ],
      expect: {
        cs: {
          AD: {
            [ANN_AD]: { state: 'explicit-disconnector', pendingExport: 'none' },
            'new:CN=Bob,OU=Staff,DC=x': { state: 'connector' },
          },
        },
      },
    },
  ],
  [
    'SE-PREVIEW-4: the status of import flows: applied, no-change, skipped-not-precedent, no-value',
    {
      base: TWO_SOURCES,
      config: { mv: { flows: { person: { note: ['HR:person:note'] } } } },
      cd: {
        HR: [{ $anchor: 'h', $type: 'person', empId: '1', phone: '100' }],
        PBX: [{ $anchor: 'x', $type: 'line', empId: '1', phone: '200' }],
      },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { run: 'PBX', step: 'FI' },
        {
          preview: { ma: 'PBX', key: 'x', mode: 'full' },
          expect: {
            link: 'joined',
            error: null,
            importFlows: { phone: 'applied' },
            mvChanges: { phone: '200' },
            exports: {},
          },
        },
        { run: 'PBX', step: 'FS' },
        {
          preview: { ma: 'HR', key: 'h', mode: 'full' },
          expect: {
            link: 'connector',
            importFlows: { employeeID: 'no-change', phone: 'skipped-not-precedent', note: 'no-value' },
            mvChanges: {},
          },
        },
      ],
    },
  ],
  [
    'SE-JOIN-7, SE-OBJ-2, SE-OBJ-3: an explicit disconnector is not joined until a person resets it',
    {
      base: TWO_SOURCES,
      cd: {
        HR: [{ $anchor: 'h', $type: 'person', empId: '1' }],
        PBX: [{ $anchor: 'x', $type: 'line', empId: '1', phone: '7' }],
      },
      steps: [
        { run: 'PBX', step: 'FI' },
        { joiner: { op: 'set-disconnector', ma: 'PBX', key: 'x', type: 'explicit' } },
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { run: 'PBX', step: 'FS', state: { cs: { PBX: { x: { state: 'explicit-disconnector' } } } } },
        { joiner: { op: 'set-disconnector', ma: 'PBX', key: 'x', type: 'normal' } },
        { run: 'PBX', step: 'DS', expect: { counters: { 'disconnector-joined-flow': 1 } } },
        { joiner: { op: 'disconnect', ma: 'PBX', key: 'x' } },
        { joiner: { op: 'join', ma: 'PBX', key: 'x', to: 'HR:h' } },
      ],
      expect: {
        mv: [{ links: ['HR:h', 'PBX:x'], attrs: { employeeID: '1', phone: '7' }, from: { phone: 'PBX' } }],
        cs: { PBX: { x: { state: 'explicit-connector', pendingImport: 'none' } } },
      },
    },
  ],
  [
    'SE-CNT-3, SE-IMPORT-5: a deletion of an unknown anchor is a filtered deletion; SE-RUN-4: and the step succeeds',
    {
      base: TWO_SOURCES,
      cd: { HR: [{ $anchor: 'h', $type: 'person', empId: '1' }] },
      steps: [
        { cd: 'HR', del: 'h' },
        { run: 'HR', step: 'DI', expect: { status: 'success', counters: { 'filtered-deletions': 1 } } },
      ],
      expect: { cs: { HR: {} } },
    },
  ],
  [
    'SE-DP-SCOPE-5: a rule that is switched off is noticed by a full synchronization only',
    {
      base: CLOUD,
      cd: { AD: [USER] },
      steps: [
        ...TO_CLOUD,
        { run: 'AAD', step: 'EX' },
        { run: 'AAD', step: 'DI' },
        { run: 'AAD', step: 'DS' },
        { config: { rules: CLOUD.rules?.map((rule) => (rule.name === 'cloud' ? { ...rule, disabled: true } : rule)) } },
        {
          run: 'AD',
          step: 'DS',
          state: { cs: { AAD: { 'new:CN=G1': { state: 'connector', pendingExport: 'none' } } } },
        },
        { run: 'AD', step: 'FS' },
      ],
      expect: { cs: { AAD: { 'new:CN=G1': { pendingExport: 'delete' } } } },
    },
  ],
  [
    'SE-ODR-1, SE-DEPROV-7: the last link takes the object with it',
    {
      base: TWO_SOURCES,
      cd: { HR: [{ $anchor: 'h', $type: 'person', empId: '1' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { cd: 'HR', del: 'h' },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS', expect: { counters: { 'connector-delete-remove-mv': 1 } } },
      ],
      expect: { mv: [], cs: { HR: {} } },
    },
  ],
]

test.each(STATEMENTS)('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
