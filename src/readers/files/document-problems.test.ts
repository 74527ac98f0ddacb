import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openEstate } from '../open.js'

const scratch = mkdtempSync(join(tmpdir(), 'mim2entra-problems-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const good =
  '<synchronizationRule><id>{ffffffff-0000-4000-8000-000000000009}</id><name>R</name><direction>Inbound</direction><linkType>Join</linkType></synchronizationRule>'
const settings = '{"policyMetadata": {"azureADConnectVersion": "2"},\n"deploymentMetadata": {"hostName": "x"}'

describe('a damaged file among good ones', () => {
  it.each([
    [
      'cut.json',
      settings,
      'M2E-READ-002',
      'is cut off: "," or "}" is expected, the end of the file is there (line 2).',
    ],
    ['odd.json', `${settings}]`, 'M2E-READ-050', 'is damaged: "," or "}" is expected, "]" is there (line 2).'],
    ['deep.json', `{"policyMetadata": {"azureADConnectVersion": ${'['.repeat(300)}`, 'M2E-READ-011', 'cannot be read'],
    ['cut.ps1', "New-ADSyncRule -Name 'x", 'M2E-READ-002', 'is cut off: a text is not closed (line 1).'],
    ['odd.ps1', 'New-ADSyncRule -Name x)', 'M2E-READ-050', 'is damaged'],
    ['cut.yml', 'Items:\n  - Name: "x\n    LinkType: Join\n    ScopeFilter:', 'M2E-READ-002', 'is cut off'],
    ['schema.json', '{"synchronizationRules": [{"objectMappings": [', 'M2E-READ-002', 'is cut off'],
  ])('%s is named, and the rest is read', async (name, text, id, message) => {
    const folder = join(scratch, name.replace('.', '-'))
    mkdirSync(folder)
    writeFileSync(join(folder, 'rule.xml'), good)
    writeFileSync(join(folder, name), text)

    const { servers, notices, ledger } = await openEstate([folder])
    const [problem] = notices.filter((notice) => notice.severity === 'error')

    expect(servers[0]?.syncRules).toHaveLength(1)
    expect(problem?.id).toBe(id)
    expect(problem?.message).toContain(message)
    expect(problem?.message).toContain(name)
    expect(problem?.advice).not.toBe('')
    expect(ledger.files.map((file) => file.outcome).sort()).toEqual(['failed', 'read'])
  })
})
