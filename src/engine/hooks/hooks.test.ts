import { expect, test } from 'vitest'
import { createEngine } from '../engine.js'
import type { Blueprint, ImportFlowSpec } from '../rules/blueprint.js'
import { compileBlueprint } from '../rules/compile.js'
import { loadConfig } from '../scenario/load.js'
import type { ScenarioRecord } from '../scenario/notation.js'
import { ANN, ANN_DN, BOB, HR_AD } from '../scenario/testing.js'
import { sourceRecord } from '../scenario/world.js'
import { MemorySystem } from '../system/memory-system.js'
import { filterScript, importMapping, provisionScript } from './bind.js'
import type { Hooks } from './types.js'
import { Decline } from './types.js'

/** The test configuration with a scripted title and scripted provisioning, with or without their code. */
function blueprint(hooks: Hooks): Blueprint {
  const base = loadConfig(HR_AD)
  const scripted = (flow: ImportFlowSpec): ImportFlowSpec => ({
    ...flow,
    source: {
      kind: 'scripted',
      name: 'TitleRule',
      sources: ['title'],
      run: importMapping(hooks.agents?.HR, 'TitleRule', 'title'),
    },
  })
  return {
    ...base,
    flows: base.flows.map((rule) => (rule.attribute === 'title' ? { ...rule, flows: rule.flows.map(scripted) } : rule)),
    provision: hooks.metaverse === undefined ? base.provision : provisionScript(hooks.metaverse),
  }
}

/** The reference to the manager comes from a script. */
function scriptedManager(hooks: Hooks): (made: Blueprint) => Blueprint {
  const source = {
    kind: 'scripted',
    name: 'ManagerRule',
    sources: ['boss'],
    run: importMapping(hooks.agents?.HR, 'ManagerRule', 'manager'),
  } as const
  return (made) => ({
    ...made,
    flows: made.flows.map((rule) =>
      rule.attribute === 'manager' ? { ...rule, flows: rule.flows.map((flow) => ({ ...flow, source })) } : rule,
    ),
  })
}

function run(
  hooks: Hooks,
  change?: (blueprint: Blueprint) => Blueprint,
  records: readonly ScenarioRecord[] = [ANN],
): ReturnType<typeof createEngine> {
  const hr = new MemorySystem()
  for (const record of records) hr.add(sourceRecord(record))
  const systems = new Map([
    ['HR', hr],
    ['AD', new MemorySystem()],
  ])
  const made = blueprint(hooks)
  const engine = createEngine(compileBlueprint(change === undefined ? made : change(made)), { systems })
  engine.runStep('HR', 'FI')
  engine.runStep('HR', 'FS')
  return engine
}

test('a mapping hook reads the entry and writes its target', () => {
  const engine = run({
    agents: {
      HR: {
        mapAttributesForImport: (rule, cs, mv) => {
          if (rule === 'TitleRule') mv.attr('title').set(`${String(cs.attr('title').value)}!`)
        },
      },
    },
  })

  expect(engine.why('HR', '1', 'title')?.values).toEqual(['Eng!'])
})

test('a hook that writes another attribute fails the pass, and only that object', () => {
  const engine = run({ agents: { HR: { mapAttributesForImport: (_rule, _cs, mv) => mv.attr('employeeID').set('x') } } })

  expect(engine.statistics()[1]).toMatchObject({
    status: 'completed-sync-errors',
    errors: [{ object: 'HR:1', code: 'extension-unexpected-attribute-value' }],
  })
})

test('a declined mapping leaves the attribute alone', () => {
  const engine = run({
    agents: {
      HR: {
        mapAttributesForImport: () => {
          throw new Decline()
        },
      },
    },
  })

  expect(engine.statistics()[1]?.status).toBe('success')
  expect(engine.why('HR', '1', 'title')?.values).toEqual([])
})

test('an uncaught exception is extension-dll-exception', () => {
  const engine = run({
    agents: {
      HR: {
        mapAttributesForImport: () => {
          throw new TypeError('no such thing')
        },
      },
    },
  })

  expect(engine.statistics()[1]?.errors).toMatchObject([
    { code: 'extension-dll-exception', message: 'no such thing (TitleRule)' },
  ])
})

test('a rule without code never passes for run: its value is unknown, and so is what reads it', () => {
  const engine = run({})

  expect(engine.statistics()[1]?.notModelled).toHaveProperty('the code of TitleRule is not at hand')
  expect(engine.why('HR', '1', 'title')?.unknown).toBe(true)
  const titles = engine.pendingExports().filter((row) => row.attribute === 'title')
  expect(titles).toMatchObject([{ unknown: true, newValues: ['unknown: the code of TitleRule is not at hand'] }])
  engine.runStep('AD', 'EX')
  expect(engine.pendingExports()).toMatchObject([{ attribute: 'title', unknown: true }])
})

test('a provisioning hook starts connectors and sets initial values', () => {
  const engine = run({
    agents: { HR: { mapAttributesForImport: (_rule, cs, mv) => mv.attr('title').set(cs.attr('title').value ?? null) } },
    metaverse: {
      provision: (mv) => {
        const ad = mv.connectedMAs('AD')
        if (ad.count > 0) return
        const connector = ad.startNewConnector('user')
        connector.dn = ANN_DN
        connector.attr('sAMAccountName').set(mv.attr('employeeID').value ?? null)
        connector.commit()
        ad.startNewConnector('user').dn = 'never committed'
      },
    },
  })

  const rows = engine.pendingExports('AD')
  expect(rows.map((row) => [row.key, row.attribute, row.newValues[0]])).toEqual([
    [`dn:${ANN_DN}`, 'displayName', 'Ann'],
    [`dn:${ANN_DN}`, 'sAMAccountName', '1'],
    [`dn:${ANN_DN}`, 'title', 'Eng'],
  ])
})

test('a scripted filter without code leaves nothing out and says so', () => {
  const engine = run({}, (made) => ({
    ...made,
    mas: made.mas.map((ma) =>
      ma.name === 'HR'
        ? { ...ma, filters: { person: { parts: [{ label: 'filter', test: filterScript(undefined, 'HR') }] } } }
        : ma,
    ),
  }))

  expect(engine.statistics()[1]?.notModelled).toHaveProperty('the code of the connector filter of HR is not at hand')
})

test('a hook writes references: to a metaverse object by its id, to the object at a DN of its space, to nobody', () => {
  const title: NonNullable<NonNullable<Hooks['agents']>['HR']>['mapAttributesForImport'] = (_rule, cs, mv) =>
    mv.attr('title').set(cs.attr('title').value ?? null)
  let ann = ''
  const hooks: Hooks = {
    agents: {
      HR: {
        mapAttributesForImport: (rule, cs, mv) => {
          if (rule === 'TitleRule') return title(rule, cs, mv)
          if (cs.anchor === '1') ann = mv.id
          const boss = cs.attr('boss').value
          mv.attr('manager').set(boss === 'Ann' ? { mv: ann } : boss === undefined ? null : { dn: String(boss) })
        },
      },
    },
  }

  const engine = run(hooks, scriptedManager(hooks), [
    ANN,
    { ...BOB, boss: 'Ann' },
    { $anchor: '3', $type: 'person', empId: '3', name: 'Cy', boss: '2' },
    { $anchor: '4', $type: 'person', empId: '4', name: 'Dee', boss: 'nobody' },
  ])

  expect(engine.statistics()[1]?.errors).toEqual([])
  expect(
    engine
      .pendingExports('AD')
      .filter((row) => row.attribute === 'manager')
      .map((row) => [row.dn, ...row.newValues]),
  ).toEqual([
    ['CN=Bob,OU=Staff,DC=x', ANN_DN],
    ['CN=Cy,OU=Staff,DC=x', 'CN=Bob,OU=Staff,DC=x'],
  ])
})
