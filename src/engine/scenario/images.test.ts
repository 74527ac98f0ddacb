import { expect, test } from 'vitest'
import type { ConfigNotation } from './notation.js'
import { ANN, ANN_AD, ANN_DN, BOB, deviationsOf, HR_AD, LOADED, type TestScenario, TWO_SOURCES } from './testing.js'

/** HR alone: what an import stages and a synchronization accepts. */
const HR_ONLY: ConfigNotation = { ...HR_AD, mv: { ...HR_AD.mv, provisioning: 'none' } }
const FULL = [
  { run: 'HR', step: 'FI' },
  { run: 'HR', step: 'FS' },
] as const

const SCENARIOS: readonly (readonly [string, TestScenario])[] = [
  [
    'SE-OBJ-1, SE-IMPORT-1: identity is the anchor, and the DN while there is none; an import joins and projects nothing',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        {
          run: 'HR',
          step: 'FI',
          expect: { counters: { 'stage-add': 1 } },
          state: { mv: [], cs: { HR: { '1': { state: 'disconnector', pendingImport: 'add' } }, AD: {} } },
        },
        { run: 'HR', step: 'FS', state: { cs: { AD: { [`dn:${ANN_DN}`]: { dn: ANN_DN, pendingExport: 'add' } } } } },
        { run: 'AD', step: 'EX', state: { cs: { AD: { [ANN_AD]: { dn: ANN_DN } } } } },
      ],
    },
  ],
  [
    'SE-HOLO-1: what an import shows is pending until a pass accepts it; a deletion shows nothing',
    {
      base: HR_ONLY,
      cd: { HR: [ANN] },
      steps: [
        ...FULL,
        { cd: 'HR', set: { $anchor: '1', title: 'Boss' } },
        {
          run: 'HR',
          step: 'DI',
          state: {
            mv: [{ links: ['HR:1'], attrs: { title: 'Eng' }, partial: true }],
            cs: { HR: { '1': { pendingImport: 'update', attrs: { empId: '1', name: 'Ann', title: 'Boss' } } } },
          },
        },
        { run: 'HR', step: 'DS', state: { cs: { HR: { '1': { pendingImport: 'none' } } } } },
        { cd: 'HR', del: '1' },
        { run: 'HR', step: 'DI', state: { cs: { HR: { '1': { pendingImport: 'delete', attrs: {} } } } } },
      ],
    },
  ],
  [
    'SE-HOLO-2, SE-EXPORT-2, SE-CONFIRM-1: an export is pending, then awaits confirmation, then is part of the image',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...FULL,
        { run: 'AD', step: 'EX', state: { cs: { AD: { [ANN_AD]: { pendingExport: 'none', unconfirmed: 'add' } } } } },
        {
          run: 'AD',
          step: 'DI',
          expect: { counters: { 'stage-update': 1 } },
          state: { cs: { AD: { [ANN_AD]: { unconfirmed: 'none', pendingImport: 'update' } } } },
        },
        { run: 'AD', step: 'DS', expect: { counters: { 'connector-no-flow': 1 } } },
        { cd: 'HR', set: { $anchor: '1', title: null } },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          state: { cs: { AD: { [ANN_AD]: { pendingExport: 'update', exportAttrs: { title: null } } } } },
        },
      ],
    },
  ],
  [
    'SE-HOLO-3, SE-EAF-1: flows compare with what the target is expected to show, sent values included',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', set: { $anchor: '1', title: 'Boss' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
        { run: 'AD', step: 'EX' },
        // Sent and not yet seen: nothing new to stage.
        {
          run: 'HR',
          step: 'FS',
          state: { cs: { AD: { [ANN_AD]: { pendingExport: 'none', unconfirmed: 'update' } } } },
        },
        { cd: 'HR', set: { $anchor: '1', title: 'Chief' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS', state: { cs: { AD: { [ANN_AD]: { exportAttrs: { title: 'Chief' } } } } } },
        { cd: 'HR', set: { $anchor: '1', title: 'Boss' } },
        { run: 'HR', step: 'DI' },
        // Back to what is expected: withdrawn.
        { run: 'HR', step: 'DS', state: { cs: { AD: { [ANN_AD]: { pendingExport: 'none' } } } } },
      ],
    },
  ],
  [
    'SE-OBJ-7, SE-SR-4: the contributor is the agent, or the agent and the rule that flows, ranked in one list',
    {
      base: {
        ...TWO_SOURCES,
        mv: {
          flows: {
            person: {
              employeeID: ['HR:person:empId'],
              phone: [
                { ma: 'PBX', cs: 'line', src: 'phone', sr: 'phones' },
                { ma: 'HR', cs: 'person', src: 'phone' },
              ],
            },
          },
        },
        syncRules: [{ name: 'phones', dir: 'in', ma: 'PBX', cs: 'line', mv: 'person', prec: 1 }],
      },
      cd: {
        HR: [{ $anchor: 'h', $type: 'person', empId: '1', phone: '100' }],
        PBX: [{ $anchor: 'x', $type: 'line', empId: '1', phone: '200' }],
      },
      steps: [
        ...FULL,
        {
          run: 'PBX',
          step: 'FI',
          state: { mv: [{ links: ['HR:h'], from: { phone: 'HR' }, attrs: { employeeID: '1', phone: '100' } }] },
        },
        { run: 'PBX', step: 'FS' },
      ],
      expect: {
        mv: [
          {
            links: ['HR:h', 'PBX:x'],
            attrs: { employeeID: '1', phone: '200' },
            from: { employeeID: 'HR', phone: 'PBX/phones' },
          },
        ],
      },
    },
  ],
  [
    'SE-IAF-2, SE-SYNC-2: a delta evaluates the flows whose source changed, and no constant',
    {
      base: {
        ...HR_ONLY,
        mv: {
          flows: {
            person: {
              employeeID: ['HR:person:empId'],
              title: ['HR:person:title'],
              company: [{ ma: 'HR', cs: 'person', const: 'Contoso' }],
            },
          },
        },
      },
      cd: { HR: [ANN] },
      steps: [
        ...FULL,
        { cd: 'HR', set: { $anchor: '1', title: 'Boss' } },
        { run: 'HR', step: 'DI' },
        {
          preview: { ma: 'HR', key: '1', mode: 'delta' },
          expect: { link: 'connector', mvChanges: { title: 'Boss' }, importFlows: { title: 'applied' } },
        },
        { config: { mv: { flows: { person: { company: [{ ma: 'HR', cs: 'person', const: 'Fabrikam' }] } } } } },
        {
          run: 'HR',
          step: 'DS',
          state: { mv: [{ links: ['HR:1'], attrs: { employeeID: '1', title: 'Boss', company: 'Contoso' } }] },
        },
        { run: 'HR', step: 'FS' },
      ],
      expect: { mv: [{ links: ['HR:1'], attrs: { employeeID: '1', title: 'Boss', company: 'Fabrikam' } }] },
    },
  ],
  [
    'SE-RUN-3: an import changes its own space only, an export its system and its own space',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...LOADED,
        { cd: 'HR', set: { $anchor: '1', title: 'Boss' } },
        {
          run: 'HR',
          step: 'DI',
          state: {
            mv: [{ links: ['HR:1', `AD:${ANN_AD}`], attrs: { title: 'Eng' }, partial: true }],
            cs: { AD: { [ANN_AD]: { pendingExport: 'none' } } },
          },
        },
        { run: 'HR', step: 'DS' },
        {
          run: 'AD',
          step: 'EX',
          state: {
            cs: { HR: { '1': { pendingImport: 'none', state: 'connector' } } },
            cd: { HR: [{ ...ANN, $dn: '1', title: 'Boss' }] },
          },
        },
      ],
    },
  ],
  [
    'SE-SYNC-8: what a reference waits for may come later in the step, or from another agent',
    {
      base: HR_AD,
      cd: {
        HR: [
          { ...ANN, manager: '2' },
          { ...BOB, manager: '1' },
        ],
      },
      steps: [...FULL],
      expect: {
        mv: [
          {
            links: ['HR:1', `AD:dn:${ANN_DN}`],
            attrs: { manager: { $ref: 'HR:2' } },
            partial: true,
          },
          {
            links: ['HR:2', 'AD:dn:CN=Bob,OU=Staff,DC=x'],
            attrs: { manager: { $ref: 'HR:1' } },
            partial: true,
          },
        ],
        cs: {
          AD: {
            [`dn:${ANN_DN}`]: {
              exportAttrs: { displayName: 'Ann', title: 'Eng', sAMAccountName: '1', manager: 'CN=Bob,OU=Staff,DC=x' },
            },
            'dn:CN=Bob,OU=Staff,DC=x': {
              exportAttrs: { displayName: 'Bob', title: 'Ops', sAMAccountName: '2', manager: ANN_DN },
            },
          },
        },
      },
    },
  ],
  [
    'SE-SYNC-9: filter before join, join before projection, provisioning before export flows, the filter of the target last',
    {
      base: {
        ...HR_AD,
        mas: {
          ...HR_AD.mas,
          HR: { ...HR_AD.mas?.HR, filter: { person: [[['title', 'EQUAL', 'temp']]] } },
          AD: { ...HR_AD.mas?.AD, filter: { user: [[['title', 'EQUAL', 'secret']]] } },
        },
      },
      cd: {
        HR: [
          { ...ANN, title: 'temp' },
          BOB,
          { $anchor: '3', $type: 'person', empId: '3', name: 'Cy', title: 'secret' },
        ],
      },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'disconnector-filtered': 1, 'disconnector-projected-flow': 1, 'flow-failure': 1 },
            outbound: { AD: { 'provisioned-add-flow': 1 } },
            errors: [{ object: 'HR:3', code: 'connector-filter-rule-violation' }],
          },
        },
      ],
      expect: {
        mv: [{ links: ['HR:2', 'AD:dn:CN=Bob,OU=Staff,DC=x'] }],
        cs: {
          HR: {
            '1': { state: 'filtered-disconnector' },
            '2': { state: 'connector' },
            '3': { state: 'disconnector', pendingImport: 'add' },
          },
        },
      },
    },
  ],
  [
    'SE-PROV-1: none, by script, by rules, or both with the rules first',
    {
      base: {
        ...HR_AD,
        mv: { ...HR_AD.mv, provisioning: 'none' },
        syncRules: [
          {
            name: 'accounts',
            dir: 'out',
            ma: 'AD',
            cs: 'user',
            mv: 'person',
            prec: 1,
            trigger: 'filter',
            createCs: true,
            initial: [{ to: 'dn', expr: '"CN=rule " & [employeeID]' }],
          },
        ],
      },
      cd: { HR: [ANN] },
      steps: [
        ...FULL,
        { run: 'HR', step: 'FS', state: { cs: { AD: {} } } },
        { config: { mv: { provisioning: 'both' } } },
        { run: 'HR', step: 'FS', state: { cs: { AD: { 'dn:CN=rule 1': { pendingExport: 'add' } } } } },
        { cd: 'HR', add: BOB },
        { config: { mv: { provisioning: 'scripted' } } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
      ],
      expect: {
        cs: {
          AD: { 'dn:CN=rule 1': { pendingExport: 'add' }, 'dn:CN=Bob,OU=Staff,DC=x': { pendingExport: 'add' } },
        },
      },
    },
  ],
  [
    'SE-SR-16: a connector that leaves an inbound scope stays and keeps its values',
    {
      base: {
        engine: 'mim',
        mv: {
          flows: {
            person: {
              employeeID: ['HR:person:empId'],
              phone: [{ ma: 'HR', cs: 'person', src: 'phone', sr: 'active' }],
            },
          },
        },
        mas: { HR: { project: { person: 'person' } } },
        syncRules: [
          {
            name: 'active',
            dir: 'in',
            ma: 'HR',
            cs: 'person',
            mv: 'person',
            prec: 1,
            scope: [['status', 'EQUAL', 'A']],
          },
        ],
      },
      cd: { HR: [{ $anchor: 'h', $type: 'person', empId: '1', phone: '100', status: 'A' }] },
      steps: [
        ...FULL,
        { cd: 'HR', set: { $anchor: 'h', status: 'B', phone: '200' } },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS' },
        { run: 'HR', step: 'FS' },
      ],
      expect: {
        mv: [{ links: ['HR:h'], attrs: { employeeID: '1', phone: '100' } }],
        cs: { HR: { h: { state: 'connector' } } },
      },
    },
  ],
  [
    'SE-HOOK-1, SE-FILTER-1, SE-FILTER-2: a scripted filter stands in the place of the declared one',
    {
      base: HR_ONLY,
      config: { mas: { HR: { filter: { person: 'Left([name], 1) = "A"' } } } },
      cd: { HR: [ANN, BOB] },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: { counters: { 'disconnector-filtered': 1, 'disconnector-projected-flow': 1 } },
        },
        {
          config: {
            mas: {
              HR: {
                filter: {
                  person: [
                    [
                      ['name', 'EQUAL', 'BOB'],
                      ['title', 'STARTSWITH', 'o'],
                    ],
                    [['empId', 'EQUAL', '9']],
                  ],
                },
              },
            },
          },
        },
        {
          run: 'HR',
          step: 'FS',
          expect: { counters: { 'connector-filtered-remove-mv': 1, 'disconnector-projected-flow': 1 } },
        },
      ],
      expect: { cs: { HR: { '1': { state: 'connector' }, '2': { state: 'filtered-disconnector' } } } },
    },
  ],
  [
    'SE-HOOK-2, SE-PROJ-1, SE-PROJ-2, SE-PROJ-3: projection is asked after join found nothing, and may decline',
    {
      base: {
        ...HR_ONLY,
        mas: {
          HR: { ...HR_AD.mas?.HR, project: { person: { mv: 'person', when: 'IsPresent([title])' } } },
          AD: {},
        },
      },
      cd: { HR: [ANN, { ...ANN, $anchor: '1b', empId: '1' }, { $anchor: '3', $type: 'person', empId: '3' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'disconnector-projected-flow': 1, 'disconnector-remains': 1, 'flow-failure': 1 },
            errors: [{ object: 'HR:1b', code: 'ambiguous-import-flow-from-multiple-connectors' }],
          },
        },
      ],
      expect: {
        cs: { HR: { '1': { state: 'connector' }, '1b': { state: 'disconnector' }, '3': { state: 'disconnector' } } },
      },
    },
  ],
  [
    'SE-HOOK-5: the script decides per object how a connector is taken off',
    {
      base: HR_AD,
      config: {
        mas: { AD: { deprovision: null } },
      },
      cd: { HR: [ANN, { ...BOB, title: 'keep' }] },
      steps: [
        {
          config: {
            mas: { AD: { deprovision: { expr: 'IIF([title] = "keep", "explicit-disconnector", "delete")' } } },
          },
        },
        ...LOADED,
        { cd: 'HR', del: '1' },
        { cd: 'HR', del: '2' },
        { run: 'HR', step: 'DI' },
        { run: 'HR', step: 'DS', expect: { outbound: { AD: { 'provisioned-disconnect': 2 } } } },
      ],
      expect: {
        mv: [],
        cs: {
          AD: {
            [ANN_AD]: { state: 'explicit-disconnector', pendingExport: 'delete' },
            'new:CN=Bob,OU=Staff,DC=x': { state: 'explicit-disconnector', pendingExport: 'none' },
          },
        },
      },
    },
  ],
  [
    'SE-HOOK-6, SE-ODR-6, SE-ODR-4: the script decides whether the object goes, and is not asked when nothing is left',
    {
      base: {
        ...TWO_SOURCES,
        mv: { ...TWO_SOURCES.mv, deletion: { person: { type: 'hook', when: 'SourceMA() = "HR" && [keep] <> "yes"' } } },
      },
      cd: {
        HR: [
          { $anchor: 'h', $type: 'person', empId: '1', keep: 'yes' },
          { $anchor: 'i', $type: 'person', empId: '2' },
        ],
        PBX: [
          { $anchor: 'x', $type: 'line', empId: '1' },
          { $anchor: 'y', $type: 'line', empId: '2' },
        ],
      },
      steps: [
        ...FULL,
        { run: 'PBX', step: 'FI' },
        { run: 'PBX', step: 'FS' },
        { cd: 'HR', del: 'h' },
        { cd: 'HR', del: 'i' },
        { run: 'HR', step: 'DI' },
        {
          run: 'HR',
          step: 'DS',
          expect: { counters: { 'connector-delete-leave-mv': 1, 'connector-delete-remove-mv': 1 } },
          state: { mv: [{ links: ['PBX:x'], attrs: {} }] },
        },
        { cd: 'PBX', del: 'x' },
        { run: 'PBX', step: 'DI' },
        { run: 'PBX', step: 'DS', expect: { counters: { 'connector-delete-remove-mv': 1 } } },
      ],
      expect: { mv: [] },
    },
  ],
  [
    'SE-HOOK-7: provisioning follows the import flows, and an error in it undoes the pass',
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
              when: 'IIF([title] = "bad", Error("no"), True)',
              dn: '"CN=" & [title]',
            },
          ],
        },
      },
      cd: { HR: [{ ...ANN, title: 'bad' }, BOB] },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: {
            status: 'completed-sync-errors',
            counters: { 'flow-failure': 1, 'disconnector-projected-flow': 1 },
            errors: [{ object: 'HR:1', code: 'sync-rule-error-function-triggered' }],
          },
        },
      ],
      expect: { mv: [{ links: ['HR:2', 'AD:dn:CN=Ops'] }], cs: { AD: { 'dn:CN=Ops': { pendingExport: 'add' } } } },
    },
  ],
  [
    'SE-PROV-3, SE-PROV-6: a new connector holds DN and initial values; a DN in use fails the pass',
    {
      base: HR_AD,
      cd: { HR: [ANN, { ...BOB, name: 'Ann' }] },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: {
            status: 'completed-sync-errors',
            errors: [{ object: 'HR:2', code: 'extension-dll-exception' }],
            outbound: { AD: { 'provisioned-add-flow': 1 } },
          },
        },
      ],
      expect: {
        cs: {
          AD: {
            [`dn:${ANN_DN}`]: {
              state: 'connector',
              pendingExport: 'add',
              exportAttrs: { displayName: 'Ann', title: 'Eng', sAMAccountName: '1' },
            },
          },
        },
      },
    },
  ],
  [
    'SE-EXPORT-1, SE-EXPORT-3, SE-EXPORT-4, SE-RUN-7: a failed object keeps its export and is sent again; the others go on',
    {
      base: HR_AD,
      cd: { HR: [ANN, BOB] },
      steps: [
        ...FULL,
        { fault: { ma: 'AD', key: `dn:${ANN_DN}`, error: 'permission-issue' } },
        {
          run: 'AD',
          step: 'EX',
          expect: {
            status: 'completed-export-errors',
            counters: { 'export-add': 1, 'export-failure': 1 },
            errors: [{ object: `AD:dn:${ANN_DN}`, code: 'permission-issue' }],
          },
          state: { cs: { AD: { [`dn:${ANN_DN}`]: { pendingExport: 'add' }, 'new:CN=Bob,OU=Staff,DC=x': {} } } },
        },
        { clearFaults: 'AD' },
        { run: 'AD', step: 'EX', expect: { counters: { 'export-add': 1, 'export-failure': 0 } } },
      ],
      expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'none' }, 'new:CN=Bob,OU=Staff,DC=x': {} } } },
    },
  ],
  [
    'SE-CONFIRM-2, SE-CONFIRM-3, SE-ERR-2: what the import shows differently is a warning and is sent again',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...FULL,
        { run: 'AD', step: 'EX' },
        { cd: 'AD', set: { $anchor: ANN_AD, title: 'eng (changed)' } },
        {
          run: 'AD',
          step: 'DI',
          expect: {
            status: 'completed-warnings',
            errors: [{ object: `AD:${ANN_AD}`, code: 'exported-change-not-reimported' }],
          },
          state: {
            cs: { AD: { [ANN_AD]: { pendingExport: 'update', exportAttrs: { title: 'Eng' }, unconfirmed: 'none' } } },
          },
        },
        { run: 'AD', step: 'EX', expect: { counters: { 'export-update': 1 } } },
        { run: 'AD', step: 'DI' },
      ],
      expect: { cs: { AD: { [ANN_AD]: { pendingExport: 'none', unconfirmed: 'none' } } } },
    },
  ],
  [
    'SE-REF-1, SE-REF-2: DNs of one space become metaverse objects and DNs of the other; who has no connector is left out',
    {
      base: {
        ...HR_AD,
        mv: {
          ...HR_AD.mv,
          types: { person: { team: 'reference[]' } },
          flows: { person: { ...HR_AD.mv?.flows?.person, team: ['HR:person:team'] } },
        },
        mas: {
          HR: { ...HR_AD.mas?.HR, types: { person: { team: 'reference[]' } } },
          AD: {
            ...HR_AD.mas?.AD,
            types: { user: { team: 'reference[]' } },
            export: [{ cs: 'user', mv: 'person', to: 'team', src: 'team' }],
          },
        },
      },
      cd: {
        HR: [{ ...ANN, team: ['2', '3', '4'] }, BOB, { $anchor: '3', $type: 'person', name: 'No account' }],
      },
      steps: [...FULL],
      expect: {
        mv: [
          { links: ['HR:1', `AD:dn:${ANN_DN}`], attrs: { team: [{ $ref: 'HR:2' }, { $ref: 'HR:3' }] }, partial: true },
          { links: ['HR:2', 'AD:dn:CN=Bob,OU=Staff,DC=x'] },
          { links: ['HR:3'] },
        ],
        cs: {
          AD: {
            [`dn:${ANN_DN}`]: { exportAttrs: { sAMAccountName: '1', team: ['CN=Bob,OU=Staff,DC=x'] } },
            'dn:CN=Bob,OU=Staff,DC=x': { exportAttrs: { sAMAccountName: '2' } },
          },
          HR: { '1': {}, '2': {}, '3': {}, 'dn:4': { state: 'placeholder' } },
        },
      },
    },
  ],
  [
    'SE-IMPORT-6, SE-SYNC-6: another type under a known anchor is delete-add: the old link goes, the new object is synchronized',
    {
      base: {
        ...HR_ONLY,
        mas: {
          HR: { project: { person: 'person', robot: 'machine' } },
          AD: {},
        },
      },
      cd: { HR: [ANN] },
      steps: [
        ...FULL,
        { cd: 'HR', set: { $anchor: '1', $type: 'robot' } },
        {
          run: 'HR',
          step: 'DI',
          expect: { counters: { 'stage-delete-add': 1 } },
          state: { cs: { HR: { '1': { pendingImport: 'delete-add' } } } },
        },
        { run: 'HR', step: 'DS', expect: { counters: { 'connector-delete-add-processed': 1 } } },
      ],
      expect: { mv: [{ links: ['HR:1'], type: 'machine' }], cs: { HR: { '1': { pendingImport: 'none' } } } },
    },
  ],
  [
    'SE-OBS-2, SE-OBS-3, SE-RUN-5, SE-RUN-6: nothing is obsoleted after a discovery error, or when nothing was read',
    {
      base: HR_ONLY,
      cd: { HR: [ANN, BOB] },
      steps: [
        ...FULL,
        { cd: 'HR', del: '2' },
        { cd: 'HR', add: { $anchor: null, $type: 'person' } },
        {
          profile: 'HR',
          steps: ['FI', 'FS'],
          expect: { statuses: ['completed-discovery-errors'] },
          state: { cs: { HR: { '1': { pendingImport: 'none' }, '2': { pendingImport: 'none' } } } },
        },
      ],
    },
  ],
  [
    'SE-SYNC-1, SE-SYNC-3, SE-SYNC-4: a delta leaves unchanged connectors, a combined step older imports, a full one nothing',
    {
      base: HR_ONLY,
      cd: { HR: [ANN] },
      steps: [
        { run: 'HR', step: 'FI' },
        { cd: 'HR', add: BOB },
        {
          run: 'HR',
          step: 'DI+DS',
          expect: { counters: { 'stage-add': 1, 'disconnector-projected-flow': 1 } },
          state: { cs: { HR: { '1': { state: 'disconnector' }, '2': { state: 'connector' } } } },
        },
        { run: 'HR', step: 'DS', expect: { counters: { 'disconnector-projected-flow': 1, 'connector-no-flow': 0 } } },
        { run: 'HR', step: 'FS', expect: { counters: { 'connector-no-flow': 2 } } },
      ],
    },
  ],
  [
    'SE-REF-5, SE-CNT-2: one inbound counter a pass; what a reference waits for is flowed again and not counted',
    {
      base: HR_AD,
      cd: {
        HR: [
          { ...ANN, manager: '2' },
          { ...BOB, manager: '1' },
        ],
      },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: {
            counters: { 'disconnector-projected-flow': 2, 'connector-flow': 0, 'connector-no-flow': 0 },
            outbound: { AD: { 'provisioned-add-flow': 2, 'connector-flow': 0 } },
          },
        },
      ],
    },
  ],
  [
    'SE-SR-12: a rule that depends on an inbound one applies where a connector stands in the scope of that one',
    {
      base: {
        engine: 'mim',
        mv: { flows: { person: { id: ['HR:person:id'] } }, provisioning: 'sync-rule' },
        mas: { HR: { project: { person: 'person' } }, AD: {} },
        syncRules: [
          {
            name: 'staff',
            dir: 'in',
            ma: 'HR',
            cs: 'person',
            mv: 'person',
            prec: 1,
            scope: [['kind', 'EQUAL', 'staff']],
          },
          {
            name: 'accounts',
            dir: 'out',
            ma: 'AD',
            cs: 'user',
            mv: 'person',
            prec: 2,
            trigger: 'filter',
            dependsOn: 'staff',
            createCs: true,
            initial: [{ to: 'dn', expr: '"CN=" & [id]' }],
          },
        ],
      },
      cd: {
        HR: [
          { $anchor: '1', $type: 'person', id: '1', kind: 'staff' },
          { $anchor: '2', $type: 'person', id: '2', kind: 'guest' },
        ],
      },
      steps: [...FULL],
      expect: { cs: { AD: { 'dn:CN=1': { pendingExport: 'add' } } } },
    },
  ],
  [
    'SE-RUN-1: stage only, synchronize only, both in one step, export',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        { run: 'HR', step: 'FI+DS', expect: { counters: { 'stage-add': 1, 'disconnector-projected-flow': 1 } } },
        { run: 'HR', step: 'FI+FS', expect: { counters: { 'stage-no-change': 1, 'connector-no-flow': 1 } } },
        { run: 'AD', step: 'EX', expect: { counters: { 'export-add': 1 } } },
        { run: 'AD', step: 'DI+DS', expect: { counters: { 'stage-update': 1, 'connector-no-flow': 1 } } },
      ],
    },
  ],
  [
    'SE-ERR-6: the code of the connected system is the error of the object',
    {
      base: HR_AD,
      cd: { HR: [ANN] },
      steps: [
        ...FULL,
        { fault: { ma: 'AD', key: `dn:${ANN_DN}`, error: 'AttributeValueMustBeUnique' } },
        {
          run: 'AD',
          step: 'EX',
          expect: {
            status: 'completed-export-errors',
            errors: [{ object: `AD:dn:${ANN_DN}`, code: 'AttributeValueMustBeUnique' }],
          },
        },
      ],
    },
  ],
  [
    'SE-ERR-5: more than 5000 errors stop the step',
    {
      base: {
        ...HR_ONLY,
        mv: { flows: { person: { x: [{ ma: 'HR', cs: 'person', expr: 'Error("no")' }] } } },
      },
      cd: { HR: Array.from({ length: 5002 }, (_, at) => ({ $anchor: `${at}`, $type: 'person' })) },
      steps: [
        { run: 'HR', step: 'FI' },
        {
          run: 'HR',
          step: 'FS',
          expect: {
            status: 'stopped-error-limit',
            counters: { 'flow-failure': 5001 },
            errors: Array.from({ length: 5001 }, (_, at) => ({
              object: `HR:${at}`,
              code: 'sync-rule-error-function-triggered',
            })),
          },
        },
      ],
    },
  ],
]

test.each(SCENARIOS)('%s', (_, scenario) => {
  expect(deviationsOf(scenario)).toEqual([])
})
