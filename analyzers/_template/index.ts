import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const guide = learn('/microsoft-identity-manager/migrate-entra-id')

/** The smallest complete analyzer; `scripts/new-analyzer.mjs` copies it. It speaks of connectors of a kind never seen. */
export const meta: ScenarioMeta = {
  id: '_template',
  number: 0,
  title: 'Connectors of a kind not seen before',
  summary: 'A connector of the synchronization server is of a kind this tool does not know.',
  group: 'field',
  guideRow: '',
  documentation: [guide],
  visibleIn: ['mim-sync', 'connect-sync'],
  asks: [
    { what: 'What the connector connects to', changes: 'decides which scenario it belongs to', kind: 'directory' },
  ],
  messages: {
    'M2E-TMPL-001': strong('{connector} is of a kind not seen before: {category}.'),
    'M2E-TMPL-011': use(-60, '{connector} has no run step: it cannot run as configured.'),
    'M2E-TMPL-101': says('target', 'What takes the place of {connector} is decided once its kind is known.', guide),
    'M2E-TMPL-111': says('reason', 'Nothing in the export says what {connector} connects to.'),
    'M2E-TMPL-201': blocks('A connector of an unknown kind cannot be carried over.', guide),
    'M2E-TMPL-601': says('driver', 'Flows of {connector}: {count}.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
