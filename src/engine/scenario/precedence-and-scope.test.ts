import { expect, test } from 'vitest'
import type { ConfigNotation, ConnectRuleNotation } from './notation.js'
import { ANN, ANN_AD, ANN_DN, BOB, deviationsOf, HR_AD, LOADED, type TestScenario, TWO_SOURCES } from './testing.js'

const BOTH = [
  { run: 'HR', step: 'FI' },
  { run: 'HR', step: 'FS' },
  { run: 'PBX', step: 'FI' },
  { run: 'PBX', step: 'FS' },
] as const
const HR = { $anchor: 'h', $type: 'person', empId: '1', phone: '100' }
const PBX = { $anchor: 'x', $type: 'line', empId: '1', phone: '200' }

function phoneFrom(mode: string): ConfigNotation {
  const from =
    mode === 'manual'
      ? [
          { ma: 'PBX', cs: 'line', expr: 'IIF(IsPresent([phone]), [phone], Decline)' },
          { ma: 'HR', cs: 'person', expr: '[phone]' },
        ]
      : ['PBX:line:phone', 'HR:person:phone']
  return { ...TWO_SOURCES, mv: { flows: { person: { employeeID: ['HR:person:empId'], phone: { mode, from } } } } }
}

/** One forest; `rules` are added to the one that creates. */
function forest(...rules: readonly Partial<ConnectRuleNotation>[]): ConfigNotation {
  const rule = (one: Partial<ConnectRuleNotation>): ConnectRuleNotation => ({
    name: 'rule',
    dir: 'in',
    conn: 'AD',
    cs: 'user',
    mv: 'person',
    link: 'Join',
    prec: 200,
    ...one,
  })
  return {
    engine: 'aadc',
    mv: { types: { person: { all: 'string[]' } } },
    mas: {
      AD: { types: { user: { all: 'string[]' } } },
      RES: { types: { user: { all: 'string[]' } } },
      AAD: { cloud: true },
    },
    rules: [
      rule({
        name: 'create',
        link: 'Provision',
        prec: 100,
        join: [
          [['guid', 'anchor']],
          [
            ['sid', 'sid'],
            ['name', 'name'],
          ],
        ],
        flows: [
          { to: 'anchor', src: 'guid' },
          { to: 'sid', src: 'sid' },
          { to: 'name', src: 'name' },
        ],
      }),
      ...rules.map(rule),
    ],
  }
}
const USER = { $anchor: 'a', $type: 'user', guid: 'G1', name: 'Ann' }
const AD = [
  { run: 'AD', step: 'FI' },
  { run: 'AD', step: 'FS' },
] as const

const SCENARIOS: readonly (readonly [string, TestScenario])[] = [
  [
    'SE-IAF-5, SE-IAF-6, SE-IAF-7, SE-IAF-14: a lower rank is skipped; null repopulates; no value is left, no attribute',
    {
      base: TWO_SOURCES,
      cd: { HR: [HR], PBX: [PBX] },
      steps: [
        ...BOTH,
        { cd: 'HR', set: { $anchor: 'h', phone: '101' } },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          expect: { counters: { 'connector-no-flow': 1 } },
          state: { mv: [{ links: ['HR:h', 'PBX:x'], attrs: { phone: '200' }, from: { phone: 'PBX' }, partial: true }] },
        },
        { cd: 'PBX', set: { $anchor: 'x', phone: null } },
        { run: 'PBX', step: 'DI' },
        {
          run: 'PBX',
          step: 'DS',
          state: { mv: [{ links: ['HR:h', 'PBX:x'], attrs: { phone: '101' }, from: { phone: 'HR' }, partial: true }] },
        },
        { cd: 'PBX', set: { $anchor: 'x', phone: '101' } },
        { run: 'PBX', step: 'DI' },
        // The same value of a higher rank: no change, another contributor.
        {
          run: 'PBX',
          step: 'DS',
          expect: { counters: { 'connector-no-flow': 1 } },
          state: { mv: [{ links: ['HR:h', 'PBX:x'], from: { phone: 'PBX' } }] },
        },
        { cd: 'HR', set: { $anchor: 'h', phone: null } },
        { cd: 'PBX', set: { $anchor: 'x', phone: null } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
        { run: 'PBX', step: 'DI' },
        { run: 'PBX', step: 'DS' },
      ],
      expect: { mv: [{ links: ['HR:h', 'PBX:x'], attrs: { employeeID: '1' } }] },
    },
  ],
  [
    'SE-IAF-9: with equal precedence the last writer wins, and a value that goes clears the attribute',
    {
      base: phoneFrom('equal'),
      cd: { HR: [HR], PBX: [PBX] },
      steps: [
        ...BOTH,
        { cd: 'HR', set: { $anchor: 'h', phone: '101' } },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          state: { mv: [{ links: ['HR:h', 'PBX:x'], attrs: { phone: '101' }, partial: true }] },
        },
        { cd: 'PBX', set: { $anchor: 'x', phone: null } },
        { run: 'PBX', step: 'DI' },
        { run: 'PBX', step: 'DS' },
      ],
      expect: { mv: [{ links: ['HR:h', 'PBX:x'], attrs: { employeeID: '1' } }] },
    },
  ],
  [
    'SE-IAF-10, SE-HOOK-4: manual precedence writes what the script decides; declined, nothing happens',
    {
      base: phoneFrom('manual'),
      cd: { HR: [HR], PBX: [PBX] },
      steps: [
        ...BOTH,
        { cd: 'PBX', set: { $anchor: 'x', phone: null } },
        { run: 'PBX', step: 'DI' },
        {
          run: 'PBX',
          step: 'DS',
          state: { mv: [{ links: ['HR:h', 'PBX:x'], attrs: { phone: '200' }, partial: true }] },
        },
        { cd: 'HR', set: { $anchor: 'h', phone: null } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: { mv: [{ links: ['HR:h', 'PBX:x'], attrs: { employeeID: '1' } }] },
    },
  ],
  [
    'SE-IAF-1, SE-IAF-3: direct, constant, DN component and expression; a component that is not there is an error',
    {
      base: {
        ...TWO_SOURCES,
        mv: {
          flows: {
            person: {
              employeeID: ['HR:person:empId'],
              unit: [{ ma: 'HR', cs: 'person', dnPart: 2 }],
              company: [{ ma: 'HR', cs: 'person', const: 'Contoso' }],
              label: [{ ma: 'HR', cs: 'person', expr: '[empId] & "/" & [dn]' }],
            },
          },
        },
      },
      cd: {
        HR: [
          { $anchor: 'h', $type: 'person', $dn: 'CN=A,OU=Sales,DC=x', empId: '1' },
          { $anchor: 'i', $type: 'person', $dn: 'CN=B', empId: '2' },
        ],
      },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'flow-failure': 1 },
            errors: [{ object: 'HR:i', code: 'dn-index-out-of-bounds' }],
          },
        },
      ],
      expect: {
        mv: [
          {
            links: ['HR:h'],
            attrs: { employeeID: '1', unit: 'Sales', company: 'Contoso', label: '1/CN=A,OU=Sales,DC=x' },
          },
        ],
      },
    },
  ],
  [
    'SE-RECALL-1, SE-RECALL-2, SE-RECALL-3: values of an unlinked object go and are repopulated, or stay with their rank',
    {
      base: TWO_SOURCES,
      cd: { HR: [HR], PBX: [PBX] },
      steps: [
        ...BOTH,
        { joiner: { op: 'disconnect', ma: 'PBX', key: 'x' } },
        { config: { mas: { PBX: { recall: false } } } },
        { joiner: { op: 'join', ma: 'PBX', key: 'x', to: 'HR:h' } },
        { joiner: { op: 'disconnect', ma: 'PBX', key: 'x' } },
        { cd: 'HR', set: { $anchor: 'h', phone: '101' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: {
        mv: [{ links: ['HR:h'], attrs: { employeeID: '1', phone: '200' }, from: { phone: 'PBX' } }],
        cs: { PBX: { x: { state: 'explicit-disconnector' } } },
      },
    },
  ],
  [
    'SE-JOIN-1, SE-JOIN-3, SE-JOIN-4, SE-JOIN-5: criteria in order; an ambiguous one blocks projection',
    {
      base: {
        engine: 'mim',
        mv: { flows: { person: { empId: ['HR:person:empId'], mail: ['HR:person:mail'] } } },
        mas: {
          HR: { project: { person: 'person' } },
          PBX: {
            join: {
              line: [
                { mv: 'person', on: [['empId', 'empId']] },
                { mv: '*', on: [['mail', 'mail']] },
              ],
            },
            project: { line: 'person' },
          },
        },
      },
      cd: {
        HR: [
          { $anchor: '1', $type: 'person', empId: '1', mail: 'same' },
          { $anchor: '2', $type: 'person', empId: '2', mail: 'same' },
          { $anchor: '3', $type: 'person', empId: '3', mail: 'own' },
        ],
        PBX: [
          { $anchor: 'a', $type: 'line', mail: 'same' },
          { $anchor: 'b', $type: 'line', empId: '9', mail: 'OWN' },
          { $anchor: 'c', $type: 'line' },
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
            counters: {
              'disconnector-remains': 1,
              'disconnector-joined-no-flow': 1,
              'disconnector-projected-no-flow': 1,
            },
          },
        },
      ],
      expect: {
        mv: [{ links: ['HR:1'] }, { links: ['HR:2'] }, { links: ['HR:3', 'PBX:b'] }, { links: ['PBX:c'] }],
        cs: { PBX: { a: { state: 'disconnector', pendingImport: 'add' }, b: {}, c: {} } },
      },
    },
  ],
  [
    'SE-JOIN-6, SE-HOOK-3: resolution picks one of the candidates or none, and none leaves projection open',
    {
      base: {
        engine: 'mim',
        mv: { flows: { person: { empId: ['HR:person:empId'], mail: ['HR:person:mail'] } } },
        mas: {
          HR: { project: { person: 'person' } },
          PBX: {
            join: { line: [{ mv: 'person', on: [['mail', 'mail']], resolve: '[want] = [mv.empId]' }] },
            project: { line: 'person' },
          },
        },
      },
      cd: {
        HR: [
          { $anchor: '1', $type: 'person', empId: '1', mail: 'same' },
          { $anchor: '2', $type: 'person', empId: '2', mail: 'same' },
        ],
        PBX: [
          { $anchor: 'a', $type: 'line', mail: 'same', want: '2' },
          { $anchor: 'b', $type: 'line', mail: 'same', want: '7' },
        ],
      },
      steps: [...BOTH],
      expect: { mv: [{ links: ['HR:1'] }, { links: ['HR:2', 'PBX:a'] }, { links: ['PBX:b'] }] },
    },
  ],
  [
    'SE-EAF-3, SE-EAF-4: an attribute that flows both ways is not exported against its rank, nor to whom it came from',
    {
      base: {
        ...TWO_SOURCES,
        mas: {
          ...TWO_SOURCES.mas,
          PBX: {
            ...TWO_SOURCES.mas?.PBX,
            export: [{ cs: 'line', mv: 'person', to: 'phone', src: 'phone', allowNull: true }],
          },
        },
      },
      cd: { HR: [HR], PBX: [{ $anchor: 'x', $type: 'line', empId: '1' }] },
      steps: [
        ...BOTH,
        { run: 'PBX', step: 'FS', state: { cs: { PBX: { x: { pendingExport: 'none' } } } } },
        { config: { mv: { flows: { person: { phone: ['HR:person:phone', 'PBX:line:phone'] } } } } },
        { run: 'HR', step: 'FS' },
      ],
      expect: { cs: { PBX: { x: { pendingExport: 'update', exportAttrs: { phone: '100' } } } } },
    },
  ],
  [
    'SE-EAF-5: with equal precedence everybody but the contributor gets the value',
    {
      base: {
        ...phoneFrom('equal'),
        mas: {
          HR: { ...TWO_SOURCES.mas?.HR, export: [{ cs: 'person', mv: 'person', to: 'phone', src: 'phone' }] },
          PBX: { ...TWO_SOURCES.mas?.PBX, export: [{ cs: 'line', mv: 'person', to: 'phone', src: 'phone' }] },
        },
      },
      cd: { HR: [HR], PBX: [PBX] },
      steps: [...BOTH],
      expect: {
        cs: {
          HR: { h: { pendingExport: 'update', exportAttrs: { phone: '200' } } },
          PBX: { x: { pendingExport: 'none' } },
        },
      },
    },
  ],
  [
    'SE-EAF-6: a null that is not allowed withdraws what was staged; one that is allowed removes',
    {
      base: {
        ...HR_AD,
        mas: {
          ...HR_AD.mas,
          AD: {
            ...HR_AD.mas?.AD,
            export: [
              { cs: 'user', mv: 'person', to: 'title', src: 'title' },
              { cs: 'user', mv: 'person', to: 'note', src: 'title', allowNull: true },
            ],
          },
        },
      },
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', set: { $anchor: '1', title: 'Boss' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
        { cd: 'HR', set: { $anchor: '1', title: null } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'update', exportAttrs: { note: null } } } } },
    },
  ],
  [
    'SE-DEPROV-1 to SE-DEPROV-4, SE-ODR-2, SE-CNT-4: what each setting leaves when provisioning disconnects',
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
              when: '[title] <> "gone"',
              dn: '"CN=" & [displayName] & ",OU=Staff,DC=x"',
              else: 'disconnect',
            },
          ],
        },
      },
      cd: { HR: [ANN, BOB] },
      steps: [
        { run: 'HR', step: 'FI' },
        { run: 'HR', step: 'FS' },
        { fault: { ma: 'AD', key: 'dn:CN=Bob,OU=Staff,DC=x', error: 'cd-error' } },
        {
          run: 'AD',
          step: 'EX',
          expect: {
            status: 'completed-export-errors',
            errors: [{ object: 'AD:dn:CN=Bob,OU=Staff,DC=x', code: 'cd-error' }],
          },
        },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS' },
        { cd: 'HR', set: { $anchor: '1', title: 'gone' } },
        { cd: 'HR', set: { $anchor: '2', title: 'gone' } },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          expect: { outbound: { AD: { 'provisioned-disconnect': 2 } } },
          state: {
            mv: [{ links: ['HR:1'] }, { links: ['HR:2'] }],
            cs: { AD: { [ANN_AD]: { state: 'explicit-disconnector', pendingExport: 'delete' } } },
          },
        },
      ],
    },
  ],
  [
    'SE-SR-5, SE-SR-7, SE-SR-9, SE-SR-11: by scope or by entry; initial flows once; one disconnector with equal values is linked',
    {
      base: {
        engine: 'mim',
        mv: {
          types: { person: { expectedRulesList: 'string[]' } },
          flows: {
            person: { id: ['HR:person:id'], name: ['HR:person:name'], expectedRulesList: ['HR:person:ere'] },
          },
          provisioning: 'sync-rule',
        },
        mas: { HR: { types: { person: { ere: 'string[]' } }, project: { person: 'person' } }, AD: {} },
        syncRules: [
          {
            name: 'accounts',
            dir: 'out',
            ma: 'AD',
            cs: 'user',
            mv: 'person',
            prec: 1,
            trigger: 'policy',
            rel: [['id', 'id']],
            createCs: true,
            initial: [
              { to: 'dn', expr: '"CN=" & [id]' },
              { to: 'start', src: 'name' },
            ],
            persistent: [{ to: 'name', src: 'name' }],
          },
        ],
      },
      cd: {
        HR: [
          { $anchor: '1', $type: 'person', id: '1', name: 'Ann', ere: ['Add:accounts'] },
          { $anchor: '2', $type: 'person', id: '2', name: 'Bob' },
          { $anchor: '3', $type: 'person', id: '3', name: 'Cy', ere: ['Add:accounts', 'Remove:accounts'] },
          { $anchor: '4', $type: 'person', id: '4', name: 'Dee', ere: ['Add:accounts'] },
        ],
        AD: [{ $anchor: 'd', $type: 'user', id: '4' }],
      },
      steps: [
        { run: 'AD', step: 'FI' },
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          state: {
            cs: {
              AD: {
                'dn:CN=1': { pendingExport: 'add', exportAttrs: { start: 'Ann', name: 'Ann' } },
                d: { state: 'connector', pendingExport: 'update', exportAttrs: { name: 'Dee' } },
              },
            },
          },
        },
        { run: 'AD', step: 'EX' },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS' },
        { cd: 'HR', set: { $anchor: '1', name: 'Anna' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: { cs: { AD: { 'new:CN=1': { exportAttrs: { name: 'Anna' } }, d: { pendingExport: 'none' } } } },
    },
  ],
  [
    'SE-IMPORT-2, SE-CNT-1: a delta reads what changed, in the order of the source, then deletions, once',
    {
      base: { ...HR_AD, mv: { ...HR_AD.mv, provisioning: 'none' } },
      cd: { HR: [ANN, BOB] },
      steps: [
        { run: 'HR', step: 'FI' },
        { cd: 'HR', set: { $anchor: '2', title: 'x' } },
        { cd: 'HR', del: '1' },
        { run: 'HR', step: 'DI', expect: { counters: { 'stage-update': 1, 'stage-delete': 1, 'stage-no-change': 0 } } },
        { run: 'HR', step: 'DI', expect: { counters: { 'stage-no-change': 0, 'stage-update': 0 } } },
        { run: 'HR', step: 'FI', expect: { counters: { 'stage-no-change': 1 } } },
      ],
    },
  ],
  [
    'SE-RUN-8: more deletions than the limit of the step: nothing is exported',
    {
      base: HR_AD,
      cd: { HR: [ANN, BOB] },
      steps: [
        ...LOADED,
        { cd: 'HR', del: '1' },
        { cd: 'HR', del: '2' },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
        {
          run: 'AD',
          step: 'EX',
          threshold: { delete: 1 },
          expect: { status: 'stopped-deletion-limit', counters: { 'export-delete': 0 } },
        },
        { run: 'AD', step: 'EX', threshold: { delete: 2 }, expect: { counters: { 'export-delete': 2 } } },
      ],
    },
  ],
  [
    'SE-PREVIEW-1, SE-PREVIEW-3, SE-PREVIEW-5: a preview tells link, flows, actions and exports; a reference may be unavailable',
    {
      base: HR_AD,
      cd: { HR: [{ ...ANN, manager: '9' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          preview: { ma: 'HR', key: '1', mode: 'full' },
          expect: {
            link: 'projected',
            error: null,
            importFlows: { employeeID: 'applied', displayName: 'applied', title: 'applied', manager: 'no-value' },
            mvChanges: { employeeID: '1', displayName: 'Ann', title: 'Eng' },
            provisioning: [{ ma: 'AD', action: 'add', dn: ANN_DN }],
            exports: {
              AD: {
                [`dn:${ANN_DN}`]: { op: 'add', attrs: { sAMAccountName: '1', displayName: 'Ann', title: 'Eng' } },
              },
            },
          },
          state: { mv: [], cs: { HR: { '1': { state: 'disconnector' }, 'dn:9': { state: 'placeholder' } }, AD: {} } },
        },
        { preview: { ma: 'HR', key: '1', mode: 'delta', commit: true }, expect: { link: 'projected' } },
      ],
      expect: { mv: [{ links: ['HR:1', `AD:dn:${ANN_DN}`] }] },
    },
  ],
  [
    'SE-DP-JOIN-1 to SE-DP-JOIN-4, SE-DP-SCOPE-1: groups top-down, all pairs of one; nothing to join by, nothing is created',
    {
      base: forest({
        name: 'resource',
        conn: 'RES',
        scope: [
          [
            ['kind', 'EQUAL', 'mailbox'],
            ['hidden', 'ISNULL'],
          ],
          [['kind', 'EQUAL', 'room']],
        ],
        join: [
          [['guid', 'anchor']],
          [
            ['sid', 'sid'],
            ['name', 'name'],
          ],
        ],
        flows: [{ to: 'mail', src: 'mail' }],
      }),
      cd: {
        AD: [
          { ...USER, sid: 'S' },
          { $anchor: 'b', $type: 'user', guid: 'G2', sid: 'S', name: 'Bob' },
          { $anchor: 'c', $type: 'user', name: 'no key' },
        ],
        RES: [
          { $anchor: 'r', $type: 'user', kind: 'MAILBOX', sid: 's', name: 'bob', mail: 'bob@x' },
          { $anchor: 's', $type: 'user', kind: 'room', sid: 'S' },
          { $anchor: 't', $type: 'user', kind: 'mailbox', hidden: 'yes', guid: 'G1' },
        ],
      },
      steps: [
        { run: 'AD', step: 'FI' },
        { run: 'AD', step: 'FS', expect: { counters: { 'disconnector-projected-flow': 3 } } },
        { run: 'RES', step: 'FI' },
        { run: 'RES', step: 'FS', expect: { counters: { 'disconnector-joined-flow': 1, 'disconnector-remains': 2 } } },
      ],
      expect: {
        mv: [
          { links: ['AD:a'] },
          { links: ['AD:b', 'RES:r'], attrs: { mail: 'bob@x' }, partial: true },
          { links: ['AD:c'] },
        ],
      },
    },
  ],
  [
    'SE-DP-FLOW-1, SE-DP-FLOW-4 to SE-DP-FLOW-6, SE-DP-PREC-1, SE-DP-1: the smallest number that contributes wins',
    {
      base: forest(
        {
          name: 'first',
          prec: 10,
          flows: [
            { to: 'title', src: 'title' },
            { to: 'gone', expr: 'AuthoritativeNull' },
            { to: 'kept', expr: 'IIF(IsPresent([kept]), [kept], IgnoreThisFlow)' },
          ],
        },
        {
          name: 'second',
          prec: 20,
          flows: [
            { to: 'title', const: 'none' },
            { to: 'gone', const: 'never' },
          ],
        },
      ),
      cd: { AD: [{ ...USER, title: 'Eng', kept: 'k' }] },
      steps: [
        ...AD,
        {
          run: 'AD',
          step: 'FS',
          state: {
            mv: [
              {
                links: ['AD:a'],
                attrs: { anchor: 'G1', name: 'Ann', title: 'Eng', kept: 'k' },
                from: { title: 'first', kept: 'first', name: 'create' },
              },
            ],
          },
        },
        { cd: 'AD', set: { $anchor: 'a', title: null, kept: null } },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS' },
      ],
      expect: {
        mv: [
          {
            links: ['AD:a'],
            attrs: { anchor: 'G1', name: 'Ann', title: 'none', kept: 'k' },
            from: { title: 'second', kept: 'first' },
          },
        ],
      },
    },
  ],
  [
    'SE-DP-SCOPE-2, SE-DP-SCOPE-3: an absent attribute meets the negative operators; text without case, numbers, bits, members',
    {
      base: forest(
        ...(
          [
            ['notequal', [['nothing', 'NOTEQUAL', 'x']]],
            ['equal', [['nothing', 'EQUAL', '']]],
            ['notcontains', [['nothing', 'NOTCONTAINS', 'x']]],
            ['isnotin', [['nothing', 'ISNOTIN', 'x;y']]],
            ['isin', [['name', 'ISIN', 'bob;ANN']]],
            ['contains', [['name', 'CONTAINS', 'N']]],
            ['ends', [['name', 'ENDSWITH', 'NN']]],
            ['notends', [['name', 'NOTENDSWITH', 'nn']]],
            ['less', [['level', 'LESSTHAN', '9']]],
            ['less-or-equal', [['level', 'LESSTHAN_OR_EQUAL', '10']]],
            ['greater', [['level', 'GREATERTHAN', '9']]],
            ['bit', [['level', 'ISBITSET', '2']]],
            ['nobit', [['level', 'ISNOTBITSET', '2']]],
          ] as const
        ).map(([name, condition], index) => ({
          name,
          prec: 200 + index,
          scope: [condition],
          flows: [{ to: 'all', const: [name], merge: 'Merge' }],
        })),
      ),
      config: { mas: { AD: { types: { user: { level: 'integer' } } } } },
      cd: { AD: [{ ...USER, level: 10 }] },
      steps: [...AD],
      expect: {
        mv: [
          {
            links: ['AD:a'],
            attrs: {
              all: [
                'notequal',
                'notcontains',
                'isnotin',
                'isin',
                'contains',
                'ends',
                'less-or-equal',
                'greater',
                'bit',
              ],
            },
            partial: true,
          },
        ],
      },
    },
  ],
  [
    'SE-DP-2, SE-DP-JOIN-5, SE-DP-MVD-1: Join never creates and holds nothing; the last Provision link takes the object along',
    {
      base: forest({
        name: 'resource',
        conn: 'RES',
        join: [[['guid', 'anchor']]],
        flows: [{ to: 'mail', src: 'mail' }],
      }),
      cd: {
        AD: [USER],
        RES: [
          { $anchor: 'r', $type: 'user', guid: 'G1', mail: 'a@x' },
          { $anchor: 's', $type: 'user', guid: 'G9' },
        ],
      },
      steps: [
        ...AD,
        { run: 'RES', step: 'FI' },
        { run: 'RES', step: 'FS', expect: { counters: { 'disconnector-joined-flow': 1, 'disconnector-remains': 1 } } },
        { cd: 'AD', del: 'a' },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS', expect: { counters: { 'connector-delete-remove-mv': 1 } } },
      ],
      expect: { mv: [], cs: { AD: {}, RES: { r: { state: 'disconnector' }, s: { state: 'disconnector' } } } },
    },
  ],
  [
    'SE-DP-OUT-5, SE-DP-FILTER-1: values are a matter of state; what is filtered from the cloud stays in the metaverse',
    {
      base: forest(
        { name: 'filter', prec: 50, flows: [{ to: 'cloudFiltered', expr: 'IIF([kind] = "service", True, NULL)' }] },
        {
          name: 'cloud',
          dir: 'out',
          conn: 'AAD',
          link: 'Provision',
          prec: 110,
          scope: [[['cloudFiltered', 'NOTEQUAL', 'True']]],
          join: [[['anchor', 'anchor']]],
          flows: [
            { to: 'dn', expr: '"CN=" & [anchor]' },
            { to: 'anchor', src: 'anchor' },
            { to: 'name', src: 'name' },
            { to: 'start', src: 'name', once: true },
          ],
        },
      ),
      cd: { AD: [USER] },
      steps: [
        ...AD,
        { run: 'AAD', step: 'EX' },
        { run: 'AAD', step: 'DI' },
        { run: 'AAD', step: 'DS' },
        { cd: 'AAD', set: { $anchor: 'new:CN=G1', name: 'changed' } },
        { run: 'AAD', step: 'DI' },
        {
          run: 'AAD',
          step: 'DS',
          state: { cs: { AAD: { 'new:CN=G1': { pendingExport: 'update', exportAttrs: { name: 'Ann' } } } } },
        },
        { cd: 'AD', set: { $anchor: 'a', kind: 'service' } },
        { run: 'AD', step: 'DI' },
        { run: 'AD', step: 'DS' },
      ],
      expect: { mv: [{ links: ['AD:a'] }], cs: { AAD: { 'new:CN=G1': { pendingExport: 'delete' } } } },
    },
  ],
  [
    'SE-DPX-7: an unknown function is an error of the rule, and of each object it runs for',
    {
      base: forest({ name: 'odd', scope: [[['name', 'EQUAL', 'Ann']]], flows: [{ to: 'x', expr: 'Nope([name])' }] }),
      cd: { AD: [USER, { $anchor: 'b', $type: 'user', guid: 'G2', name: 'Bob' }] },
      steps: [
        { run: 'AD', step: 'FI' },
        {
          run: 'AD',
          step: 'FS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'flow-failure': 1, 'disconnector-projected-flow': 1 },
            errors: [{ object: 'AD:a', code: 'sync-rule-invalid-expression' }],
          },
        },
      ],
    },
  ],
  [
    'SE-DPX-1, SE-DPX-7, SE-ERR-3: names are case-sensitive, parameters and numbers are read; what fails fails its object',
    {
      base: {
        ...forest({
          name: 'expressions',
          flows: [
            { to: 'hex', expr: '&H10' },
            { to: 'own', expr: '%Connector.ID% & "/" & %Forest.FQDN%' },
            { to: 'quote', expr: '"a ""b"""' },
            { to: 'case', expr: 'IsPresent([NAME])' },
            { to: 'found', expr: 'InStr([name], "N")' },
            { to: 'part', expr: 'IIF([name] = "bad", CStr(Error("no")), Word([name], 1, " "))' },
          ],
        }),
        mas: { AD: { params: { 'Forest.FQDN': 'contoso.com' } } },
      },
      cd: { AD: [USER, { $anchor: 'b', $type: 'user', guid: 'G2', name: 'bad' }] },
      steps: [
        { run: 'AD', step: 'FI' },
        {
          run: 'AD',
          step: 'FS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'flow-failure': 1, 'disconnector-projected-flow': 1 },
            errors: [{ object: 'AD:b', code: 'sync-rule-error-function-triggered' }],
          },
        },
      ],
      expect: {
        mv: [
          {
            links: ['AD:a'],
            attrs: { hex: 16, own: 'AD/contoso.com', quote: 'a "b"', case: false, found: 2, part: 'Ann' },
            partial: true,
          },
        ],
      },
    },
  ],
]

test.each(SCENARIOS)('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})

test('a step that is none, and one of an agent that is not there, are faults and not passes', () => {
  const base = forest()

  expect(deviationsOf({ base, steps: [{ nonsense: 1 } as never] })).toEqual([
    'step 1 (nonsense) fault: expected "no fault", got "\\"nonsense\\" is no step."',
  ])
  expect(deviationsOf({ base, steps: [{ run: 'NOPE', step: 'FI' }] })).toHaveLength(1)
  expect(deviationsOf({ base, steps: [{ state: { mv: [] } }] })).toEqual([])
})
