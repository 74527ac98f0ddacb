import type { Connector } from '../../model/index.js'
import type { JobNote } from '../artefacts/provisioning-job.js'
import { sameText } from '../mapping/flow-graph.js'
import { jobNote } from './notes.js'

/** Attributes of the target that find an existing object, first tried first, and what the joins do besides. */
export interface Matching {
  readonly attributes: readonly string[]
  readonly notes: readonly JobNote[]
}

/** From the joins of the connector that is written. */
export function matchingFromJoins(connector: Connector, objectType: string): Matching {
  const attributes: string[] = []
  const notes: JobNote[] = []
  const profiles = connector.joins.filter((profile) => sameText(profile.objectType, objectType))
  for (const { mappings, resolution } of profiles.flatMap((profile) => profile.criteria)) {
    if (resolution.kind === 'scripted') notes.push(jobNote('scripted-join', { rule: resolution.ruleName }))
    const sources = mappings.map((mapping) => mapping.source)
    const scripted = sources.find((source) => source.kind === 'scripted')
    if (scripted?.kind === 'scripted') {
      notes.push(jobNote('scripted-join', { rule: scripted.ruleName }))
      continue
    }
    const names = sources.flatMap((source) => (source.kind === 'direct' ? [source.attribute.name] : []))
    addMatch(names, attributes, notes)
  }
  return { attributes, notes: distinct(notes) }
}

function addMatch(names: readonly string[], attributes: string[], notes: JobNote[]): void {
  const [only, further] = names
  if (further !== undefined) notes.push(jobNote('several-attribute-join', { attributes: names.join(', ') }))
  else if (only !== undefined && !attributes.some((known) => sameText(known, only))) attributes.push(only)
}

function distinct(notes: readonly JobNote[]): readonly JobNote[] {
  return [...new Map(notes.map((note) => [`${note.id} ${note.text}`, note])).values()]
}
