import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../../test/support/cli.js'
import { takeLock } from './lock.js'

const since = '2026-11-21T12:00:00.000Z'

function gonePid(): number {
  return spawnSync(process.execPath, ['-e', '0']).pid
}

describe('lock', () => {
  it('lets one in at a time and the next when it is given back', () => {
    const path = join(scratch(), 'lock')
    const lock = takeLock(path, 'apply hr-onprem pilot', since)

    expect(() => takeLock(path, 'rollback', since)).toThrow(
      `"apply hr-onprem pilot" runs as process ${process.pid} on this machine since ${since}`,
    )
    lock.release()
    takeLock(path, 'rollback', since).release()

    expect(existsSync(path)).toBe(false)
  })

  it('takes over from a process that is gone', () => {
    const path = join(scratch(), 'lock')
    writeFileSync(path, JSON.stringify({ pid: gonePid(), host: hostname(), doing: 'apply', since }))

    takeLock(path, 'resume', since)

    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, doing: 'resume' })
  })

  it('never takes over from another machine', () => {
    const path = join(scratch(), 'lock')
    writeFileSync(path, JSON.stringify({ pid: gonePid(), host: 'other-host', doing: 'apply', since }))

    expect(() => takeLock(path, 'resume', since)).toThrow(/on other-host since/)
  })

  it('does not guess about a file it cannot read', () => {
    const path = join(scratch(), 'lock')
    writeFileSync(path, 'locked!')

    expect(() => takeLock(path, 'resume', since)).toThrow(/does not say who holds/)
  })
})
