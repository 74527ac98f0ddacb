import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeOfflineKit } from '../../src/readers/database/offline/kit.js'
import { readScript } from '../support/powershell.js'

async function scriptText(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kit-'))
  await writeOfflineKit(folder, ['config', 'objects', 'history'], '0.0.0')
  const [script] = readdirSync(folder).filter((file) => file.endsWith('.ps1'))
  return readFileSync(join(folder, script ?? ''), 'utf8')
}

describe('the offline script', () => {
  it('is well-formed PowerShell', async () => {
    expect((await readScript(await scriptText())).errors).toEqual([])
  })

  it('is told from a script that is not', async () => {
    expect((await readScript('if ($a { 1 }')).errors).not.toEqual([])
  })

  it('runs no command that changes the server', async () => {
    const { calls } = await readScript(await scriptText())
    const commands = new Set(calls.map(({ command }) => command.toLowerCase()))

    expect(
      [...commands].filter((name) => /^(?:invoke-|remove-|set-service|start-|stop-|restart-|iex)/.test(name)),
    ).toEqual([])
    expect(commands.size).toBeGreaterThan(0)
  })
})
