import { InputError } from '../model/index.js'
import type { Assessment } from './assessment.js'
import { asJson, contentHash, fromJson } from './canonical.js'

const FORMAT = 'mim2entra-assessment'

/** Raised with every change of shape that an earlier reader would misread. */
const VERSION = 2

/**
 * What `assessment.json` holds for the commands that come after `assess`: nothing else has to be read again. Beside these
 * members stands `report`, the same thing in words, which no command depends on.
 */
export interface AssessmentFile {
  readonly format: typeof FORMAT
  readonly formatVersion: typeof VERSION
  /** SHA-256 over the canonical JSON of `assessment`: a plan names the assessment it was made from by it. */
  readonly assessmentHash: string
  /** The same over `assessment.decisions`: what the consultant decided. */
  readonly decisionsHash: string
  /** Estate, scenarios with detection, design and stages, mapping tables, decisions, waves. */
  readonly assessment: Assessment
}

function assessmentFileOf(assessment: Assessment): AssessmentFile {
  return {
    format: FORMAT,
    formatVersion: VERSION,
    assessmentHash: contentHash(assessment),
    decisionsHash: contentHash(assessment.decisions),
    assessment,
  }
}

/** Text of the file, without blanks, which would double a large one; `besides` are members no later command depends on. */
export function writeAssessmentFile(assessment: Assessment, besides: object = {}): string {
  return `${JSON.stringify({ ...assessmentFileOf(assessment), ...besides }, asJson)}\n`
}

/**
 * @param name of the file, for messages
 * @throws InputError when the text is no assessment, one of another version, or was changed after it was written
 */
export function readAssessmentFile(text: string, name = 'assessment.json'): AssessmentFile {
  const found = parsed(text, name)
  if (found.format !== FORMAT)
    throw new InputError(
      `${name} is not an assessment of mim2entra.`,
      'Give the folder mim2entra assess wrote, or its assessment.json.',
    )
  if (found.formatVersion !== VERSION)
    throw new InputError(
      `${name} is of format version ${shown(found.formatVersion)}; this mim2entra reads version ${VERSION}.`,
      'Run mim2entra assess again on the same exports.',
    )
  const { assessment, assessmentHash, decisionsHash } = found
  if (typeof assessment !== 'object' || assessment === null || typeof assessmentHash !== 'string')
    throw new InputError(`${name} holds no assessment.`, 'Run mim2entra assess again.')
  const file = found as unknown as AssessmentFile
  const decided = contentHash(file.assessment.decisions ?? null)
  if (contentHash(assessment) !== assessmentHash || decided !== decisionsHash)
    throw new InputError(
      `${name} was changed after it was written: its content does not have the hash it states.`,
      'Decisions belong into a file for mim2entra assess --decisions; then assess again.',
    )
  return file
}

function parsed(text: string, name: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text, fromJson)
  } catch (problem) {
    const { message } = problem as Error
    throw new InputError(`${name} is not valid JSON: ${message}`, 'Run mim2entra assess again.', { cause: problem })
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}
}

function shown(version: unknown): string {
  return typeof version === 'number' || typeof version === 'string' ? String(version) : 'unknown'
}
