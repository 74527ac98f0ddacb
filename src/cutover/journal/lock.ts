import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { InputError } from '../../model/index.js'
import { CutoverFailure } from '../failure.js'

/** Who holds a plan. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** What it is doing: "apply hr-onprem pilot". */
  readonly doing: string
  /** ISO 8601, UTC. */
  readonly since: string
}

export interface Lock {
  release(): void
}

/**
 * Takes the plan for this process. A lock whose process is gone from this machine is taken over; one of another machine
 * never is, for nobody here can see whether it still works.
 *
 * @throws InputError naming the holder
 */
export function takeLock(path: string, doing: string, since: string): Lock {
  const holder: Holder = { pid: process.pid, host: hostname(), doing, since }
  const text = `${JSON.stringify(holder)}\n`
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(path, text)) return { release: () => release(path, text) }
    const found = readLock(path)
    if (found === undefined) continue
    if (!isGone(found.holder)) throw held(path, found.holder)
    setAside(path, found.text)
  }
  throw new CutoverFailure(`${path} is taken and given back all the time.`, 'Wait until the other command is done.')
}

/** The whole file appears at once: beside its place first, then linked to it, which fails where one stands already. */
function create(path: string, text: string): boolean {
  const staged = `${path}.${process.pid}`
  const file = openSync(staged, 'w')
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(staged, path)
    return true
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw problem
  } finally {
    rmSync(staged, { force: true })
  }
}

function readLock(path: string): { readonly text: string; readonly holder: Holder } | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    const holder = JSON.parse(text) as Holder
    if (typeof holder.pid === 'number' && typeof holder.host === 'string') return { text, holder }
  } catch {
    // Falls through: not a lock of ours.
  }
  throw new InputError(
    `${path} does not say who holds the plan.`,
    'If no other mim2entra works on this plan, delete the file and run the command again.',
  )
}

function isGone({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (problem) {
    // EPERM: it lives and belongs to somebody else.
    return (problem as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Two commands may find the same stale lock: only the very lock that was found may go. */
function setAside(path: string, found: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  try {
    if (readFileSync(aside, 'utf8') !== found) linkSync(aside, path)
  } catch {
    // Somebody holds a newer lock; the next attempt finds it.
  } finally {
    rmSync(aside, { force: true })
  }
}

function held(path: string, { pid, host, doing, since }: Holder): InputError {
  const here = host === hostname()
  return new InputError(
    `The plan is in use: "${doing}" runs as process ${pid} on ${here ? 'this machine' : host} since ${since}.`,
    here
      ? 'Wait until it is done, or end that process and run mim2entra resume.'
      : `Wait until it is done. If ${host} is gone, delete ${path} and run mim2entra resume.`,
  )
}

function release(path: string, text: string): void {
  try {
    if (readFileSync(path, 'utf8') === text) rmSync(path)
  } catch {
    // Gone already.
  }
}
