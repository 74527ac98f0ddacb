import type { RunStep, RunStepKind } from '../../model/index.js'

/** Sub-types of a step, whichever element they stand in. */
export interface StepSubtypes {
  readonly import: readonly string[]
  readonly export: readonly string[]
  readonly applyRules: readonly string[]
}

const importSubtypes = new Set(['to-cs', 'to-file', 'resume-from-file'])
const exportSubtypes = new Set(['to-file', 'resume-from-file'])

/** Sub-types come as repeated elements or as a comma list inside one. */
export function splitSubtypes(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(/[\s,;]+/)).filter((token) => token !== '')
}

/** What a step does. `unknown` as soon as one token is not understood: a guess could turn a preview into a full run. */
export function runStepKind(type: string, subtypes: StepSubtypes): RunStepKind {
  switch (type.trim().toLowerCase()) {
    case 'full-import':
      return importKind(subtypes, 'full-import', 'full-import-delta-sync')
    case 'delta-import':
      return importKind(subtypes, 'delta-import', 'delta-import-delta-sync')
    case 'full-import-reevaluate-rules':
      return subtypes.import.every((token) => importSubtypes.has(token)) ? 'full-import-full-sync' : 'unknown'
    case 'export':
      return subtypes.export.every((token) => exportSubtypes.has(token)) ? 'export' : 'unknown'
    case 'apply-rules':
      return synchronizationKind(subtypes.applyRules)
    default:
      return 'unknown'
  }
}

function importKind(subtypes: StepSubtypes, staged: RunStepKind, synchronized: RunStepKind): RunStepKind {
  if (!subtypes.import.every((token) => importSubtypes.has(token))) return 'unknown'
  if (subtypes.import.includes('to-cs')) return staged
  // A step that stops at its drop file does not get as far as the connector space, let alone the metaverse.
  return subtypes.import.includes('to-file') ? staged : synchronized
}

function synchronizationKind(tokens: readonly string[]): RunStepKind {
  const [token, ...others] = tokens
  if (others.length > 0) return 'unknown'
  if (token === 'apply-pending') return 'delta-synchronization'
  if (token === 'reevaluate-flow-connectors' || token === 'reevaluate-join-flow-all') return 'full-synchronization'
  return 'unknown'
}

export function dropFileMode(subtypes: StepSubtypes): RunStep['dropFile']['mode'] {
  const tokens = [...subtypes.import, ...subtypes.export]
  if (tokens.includes('resume-from-file')) return 'resume-from-file'
  return tokens.includes('to-file') ? 'to-file' : 'none'
}
