import { InputError } from '../../model/index.js'
import { contentHash } from '../../plan/canonical.js'
import type { Plan } from './model.js'

const FORMAT = 'mim2entra-plan'
const VERSION = 1

/** `plan.json`: the plan under a hash of its own, so that a change by hand shows. */
export interface PlanFile {
  readonly format: typeof FORMAT
  readonly formatVersion: typeof VERSION
  readonly planHash: string
  readonly plan: Plan
}

export function planFileOf(plan: Plan): PlanFile {
  return { format: FORMAT, formatVersion: VERSION, planHash: contentHash(plan), plan }
}

/**
 * @param name of the file, for messages
 * @throws InputError when the text is no plan, one of another version, or was changed after it was written
 */
export function readPlanFile(text: string, name: string): PlanFile {
  const found = parsed(text, name)
  if (found.format !== FORMAT)
    throw new InputError(`${name} is not a plan of mim2entra.`, 'Give the folder mim2entra plan wrote.')
  if (found.formatVersion !== VERSION)
    throw new InputError(
      `${name} is of format version ${String(found.formatVersion)}; this mim2entra reads version ${VERSION}.`,
      'Run mim2entra plan again, or go on with the version that wrote it.',
    )
  const file = found as unknown as PlanFile
  if (contentHash(file.plan ?? null) !== file.planHash)
    throw new InputError(
      `${name} was changed by hand: its content does not have the hash it states.`,
      'Decisions belong into a file for mim2entra assess --decisions; then assess and plan again.',
    )
  return file
}

function parsed(text: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
    return {}
  } catch (problem) {
    throw new InputError(`${name} is not valid JSON: ${(problem as Error).message}`, 'Run mim2entra plan again.', {
      cause: problem,
    })
  }
}
