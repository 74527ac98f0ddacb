import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/engine/index.js'

const root = process.cwd()
const program = join(import.meta.dirname, 'run-in-child.mjs')
const PEOPLE = 1500

let compiled = ''
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'm2e-engine-kill-'))
  // Inside node_modules, so that the packages are found from there.
  compiled = mkdtempSync(join(root, 'node_modules', '.m2e-engine-kill-'))
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const to = ['-p', join(root, 'tsconfig.build.json'), '--outDir', compiled, '--noEmitOnError', 'false']
  spawnSync(process.execPath, [compiler, ...to])
  copyFileSync(join(root, 'package.json'), join(compiled, 'package.json'))
}, 60_000)

afterAll(() => {
  for (const path of [compiled, folder]) rmSync(path, { recursive: true, force: true })
})

/** Runs to the end, or to the moment it is killed: so many milliseconds after it has finished so many steps. */
async function run(
  file: string,
  kill?: { readonly steps: number; readonly later: number },
): Promise<'ended' | 'killed'> {
  const child = spawn(process.execPath, [program, compiled, file, String(PEOPLE)])
  const closed = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('close', (_code, signal) => resolve(signal)),
  )
  let steps = 0
  const arm = (): void => {
    if (kill !== undefined && steps === kill.steps) setTimeout(() => child.kill('SIGKILL'), kill.later)
  }
  child.stdout.on('data', (dots: Buffer) => {
    for (const _ of dots.toString()) {
      steps += 1
      arm()
    }
  })
  arm()
  return (await closed) === 'SIGKILL' ? 'killed' : 'ended'
}

function stored(file: string): readonly string[] {
  const store = openSqliteStore(file)
  const rows = [...store.load()].map(({ id, json }) => `${id} ${json}`).sort()
  store.close()
  return rows
}

test('killed inside any step and resumed, a run ends as one that was never killed', async () => {
  const calm = join(folder, 'calm.state')
  const rough = join(folder, 'rough.state')
  expect(await run(calm)).toBe('ended')

  const ends = []
  for (const [steps, later] of [
    [0, 120],
    [1, 5],
    [1, 60],
    [2, 0],
    [3, 10],
    [4, 15],
  ] as const)
    ends.push(await run(rough, { steps, later }))
  expect(await run(rough)).toBe('ended')

  expect(ends.filter((end) => end === 'killed').length).toBeGreaterThan(2)
  expect(stored(rough)).toEqual(stored(calm))
}, 60_000)
