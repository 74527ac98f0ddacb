import { capabilities } from './capabilities.js'
import { connectorTargets } from './connectors.js'
import type { Dated, Reading } from './fact.js'
import { licences } from './licences.js'
import { throttles } from './throttles.js'
import { timeline } from './timeline.js'

/** A dated fact with the name it is called by. */
export interface CatalogueEntry {
  readonly name: string
  readonly fact: Dated & { readonly subject?: string; readonly readings?: readonly Reading[] }
}

function entriesOf(facts: Readonly<Record<string, CatalogueEntry['fact']>>): readonly CatalogueEntry[] {
  return Object.entries(facts).map(([name, fact]) => ({ name, fact }))
}

/** Every dated fact the tool rests on. */
export const catalogueEntries: readonly CatalogueEntry[] = [
  ...entriesOf(capabilities),
  ...entriesOf(throttles),
  ...entriesOf(connectorTargets),
  ...entriesOf(licences),
  ...timeline.map((fact) => ({ name: fact.id, fact })),
]
