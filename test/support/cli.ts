import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { ExitCode } from '../../src/cli/io.js'
import { run } from '../../src/cli/program.js'

export interface CliResult {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** Runs the command line as a user would, inside this process. */
export async function cli(args: readonly string[], cwd = process.cwd()): Promise<CliResult> {
  let out = ''
  let err = ''
  const code = await run(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    cwd,
    interactive: false,
    elapsedMs: () => 0,
    now: () => '2026-11-21T12:00:00.000Z',
  })
  return { code, out, err }
}

const folders: string[] = []

/** A folder of its own, gone after the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mim2entra-test-'))
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder for a whole test file; its owner removes it. */
export function keptScratch(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mim2entra-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
