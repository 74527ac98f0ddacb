import { type Artefact, artefactKey } from '../../src/entra/index.js'

/** The first of each key: parts of one design may ask for the same thing. */
export function distinctArtefacts(artefacts: readonly Artefact[]): readonly Artefact[] {
  const byKey = new Map<string, Artefact>()
  for (const artefact of artefacts) {
    const key = artefactKey(artefact)
    if (!byKey.has(key)) byKey.set(key, artefact)
  }
  return [...byKey.values()]
}
