import type { Estate } from '../../src/model/index.js'
import { connectorsOf, stepCount } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { finding } from '../finding.js'

/** Configuration facts only: kind, direction, flows, steps. A name is never more than weak evidence. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate)
    .filter(({ connector }) => connector.kind === 'unknown')
    .map(({ connector }) => {
      const name = { connector: connector.name }
      return {
        name: connector.name,
        id: connector.id,
        evidence: [
          finding('M2E-TMPL-001', { ...name, category: connector.category }, connector.at),
          ...when(stepCount(connector, () => true) === 0, finding('M2E-TMPL-011', name, connector.at)),
        ],
      }
    })
}
