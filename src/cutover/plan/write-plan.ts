import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../../model/index.js'
import { CutoverFailure } from '../failure.js'

export interface PlanContent {
  /** Path below the plan folder, with `/`. */
  readonly name: string
  readonly bytes: Uint8Array | string
}

/**
 * Writes the whole folder or nothing: everything goes into a folder beside it, which then takes its place. A folder whose
 * journal has begun is never replaced, for the journal belongs to the plan that is there.
 */
export function writePlan(folder: string, content: readonly PlanContent[], force: boolean): void {
  checkPlace(folder, force)
  const parent = dirname(folder)
  let staged: string | undefined
  try {
    mkdirSync(parent, { recursive: true })
    staged = mkdtempSync(join(parent, `.${basename(folder)}-`))
    for (const { name, bytes } of content) {
      const path = join(staged, ...name.split('/'))
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
    }
    takePlace(staged, folder)
    staged = undefined
  } catch (problem) {
    throw new CutoverFailure(
      `The plan could not be written to ${folder}: ${(problem as Error).message}. Nothing was left there.`,
      'Choose another folder with --out, or make room.',
      { cause: problem },
    )
  } finally {
    if (staged !== undefined) rmSync(staged, { recursive: true, force: true })
  }
}

function takePlace(staged: string, folder: string): void {
  if (!existsSync(folder)) {
    renameSync(staged, folder)
    return
  }
  const old = `${staged}-old`
  renameSync(folder, old)
  try {
    renameSync(staged, folder)
  } catch (problem) {
    renameSync(old, folder)
    throw problem
  }
  rmSync(old, { recursive: true, force: true })
}

/** @throws InputError when something stands there that must not go away */
export function checkPlace(folder: string, force: boolean): void {
  if (!existsSync(folder)) return
  const names = namesIn(folder)
  if (names.length === 0) return
  if (names.includes('journal.jsonl'))
    throw new InputError(
      `${folder} is being carried out: it holds a journal.`,
      'Plan into another folder with --out, or roll back what was applied and move the folder away.',
    )
  if (!names.includes('plan.json'))
    throw new InputError(`${folder} holds something else (${names.slice(0, 3).join(', ')}).`, 'Choose another --out.')
  if (!force)
    throw new InputError(`${folder} holds a plan already.`, 'Choose another --out, or add --force to replace it.')
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new InputError(`${folder} is a file, not a folder.`, 'Choose another folder with --out.')
    throw problem
  }
}
