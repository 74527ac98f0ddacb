import { artefactKey } from '../../src/entra/index.js'
import type { Decided, TargetDesign } from '../analyzer.js'

/** What a design asks for, by key, in its order. */
export function asksFor(design: TargetDesign): readonly string[] {
  return design.artefacts.map(artefactKey)
}

/** One decision, whatever it is about. */
export function decision(choice: string, option: string): Decided {
  return (id) => (id === choice ? option : undefined)
}
