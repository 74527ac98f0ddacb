import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AssessOptions } from '../plan/assessment.js'
import { readDecisions } from '../readers/consultant/decisions.js'
import { readEffortCalibration } from '../readers/consultant/effort.js'
import { InputError } from '../readers/files/input-error.js'
import { textOf } from '../readers/files/text.js'
import type { CliIo } from './io.js'

export interface ConsultantFiles {
  /** File of the consultant's decisions. */
  readonly decisions?: string
  /** File of a team's figures of effort. */
  readonly effort?: string
}

export type Consultant = Pick<AssessOptions, 'decisions' | 'calibration'>

/** Read before any export is: a slip in them must not show after an hour. */
export async function readConsultant({ decisions, effort }: ConsultantFiles, io: CliIo): Promise<Consultant> {
  return {
    ...(decisions === undefined ? {} : { decisions: readDecisions(await contentOf(decisions, io), decisions) }),
    ...(effort === undefined ? {} : { calibration: readEffortCalibration(await contentOf(effort, io), effort) }),
  }
}

async function contentOf(name: string, io: CliIo): Promise<string> {
  const bytes = await readFile(resolve(io.cwd, name)).catch((cause: NodeJS.ErrnoException) => {
    const what = cause.code === 'ENOENT' ? 'is not there' : 'cannot be read'
    throw new InputError(`${name} ${what}.`, 'Check the name.', { cause })
  })
  const text = wholeText(bytes)
  if (text === undefined) throw new InputError(`${name} is no text.`, 'Write it as JSON or YAML, in UTF-8.')
  return text
}

function wholeText(bytes: Uint8Array): string | undefined {
  try {
    return textOf(bytes)?.text
  } catch {
    return undefined
  }
}
