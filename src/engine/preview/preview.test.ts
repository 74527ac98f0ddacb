import { expect, test } from 'vitest'
import { createEngine } from '../engine.js'
import { compileBlueprint } from '../rules/compile.js'
import { loadConfig } from '../scenario/load.js'
import { ANN, HR_AD } from '../scenario/testing.js'
import { sourceRecord } from '../scenario/world.js'
import { MemorySystem } from '../system/memory-system.js'
import { previewJson, previewText } from './text.js'
import { whyText } from './why.js'

function engine(): ReturnType<typeof createEngine> {
  const hr = new MemorySystem()
  hr.add(sourceRecord({ ...ANN, manager: '7' }))
  const systems = new Map([
    ['HR', hr],
    ['AD', new MemorySystem()],
  ])
  const made = createEngine(compileBlueprint(loadConfig(HR_AD)), { systems })
  made.runStep('HR', 'FI')
  return made
}

test('a preview as text names every rule and what came of it', () => {
  const text = previewText(engine().preview('HR', '1', 'full'))

  expect(text.split('\n')).toEqual([
    'HR:1: projected',
    'Join',
    '  criterion 1: no-match',
    'Projection',
    '  person: person',
    'Import flows',
    '  employeeID: applied (nothing) → 1 by HR',
    '  displayName: applied (nothing) → Ann by HR',
    '  title: applied (nothing) → Eng by HR',
    '  manager: no-value (nothing) → (nothing) by HR (Reference Unavailable: 7)',
    'Metaverse',
    '  employeeID: (nothing) → 1 by HR',
    '  displayName: (nothing) → Ann by HR',
    '  title: (nothing) → Eng by HR',
    'Provisioning',
    '  AD: add CN=Ann,OU=Staff,DC=x',
    'Export flows',
    '  AD:dn:CN=Ann,OU=Staff,DC=x displayName: staged Ann by AD: displayName',
    '  AD:dn:CN=Ann,OU=Staff,DC=x title: staged Eng by AD: title',
    '  AD:dn:CN=Ann,OU=Staff,DC=x manager: no-value (nothing) by AD: manager',
    'Pending exports',
    '  AD:dn:CN=Ann,OU=Staff,DC=x add displayName=Ann; title=Eng; sAMAccountName=1',
  ])
})

test('a preview as JSON holds plain data', () => {
  const json = previewJson(engine().preview('HR', '1', 'full'))

  expect(JSON.parse(JSON.stringify(json))).toMatchObject({
    object: 'HR:1',
    link: 'projected',
    exports: [{ operation: 'add' }],
  })
})

test('why tells the chain from the source to the targets', () => {
  const made = engine()
  made.runStep('HR', 'FS')

  const answer = made.why('HR', '1', 'title')

  expect(answer === undefined ? '' : whyText(answer).split('\n').slice(1)).toEqual([
    '  from HR, HR:1',
    '  * HR [1] HR:1: Eng',
    '  → AD:dn:CN=Ann,OU=Staff,DC=x title by AD: title',
  ])
})
