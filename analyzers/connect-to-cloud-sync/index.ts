import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { counter, detectionsOf, learn, medium, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { texts } from './messages.js'
import { stages } from './stages.js'

export const meta: ScenarioMeta = {
  id: 'connect-to-cloud-sync',
  number: 27,
  title: 'From Connect to Cloud Sync',
  summary: "Entra Connect synchronizes AD with the tenant, with the wizard's options and rules of the customer's own.",
  group: 'field',
  guideRow: '',
  documentation: [
    learn('/entra/identity/hybrid/cloud-sync/tutorial-pilot-aadc-aadccp'),
    learn('/entra/identity/hybrid/cloud-sync/what-is-cloud-sync'),
    learn('/entra/identity/hybrid/connect/reference-connect-version-history'),
  ],
  visibleIn: ['connect-sync'],
  asks: [
    {
      what: 'The number of objects of each domain, and of members of the largest groups',
      changes: 'decides against 150,000 objects a domain and 50,000 members a group',
      kind: 'objects',
    },
    {
      what: 'How people sign in: password hash sync, pass-through authentication, AD FS, seamless single sign-on',
      changes: 'pass-through authentication and AD FS are set up in the wizard of Connect only',
      kind: 'directory',
    },
    {
      what: 'The notice Microsoft sent this tenant about moving to Cloud Sync (Message Center, Connect Health, e-mail)',
      changes: 'sets the deadline',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-CTCS-001': strong(
      '{server} is an Entra Connect server with {forests} AD {forests|connector|connectors} and {rules} synchronization {rules|rule|rules}.',
    ),
    'M2E-CTCS-002': strong("{count} synchronization {count|rule is|rules are} the customer's ({rules})."),
    'M2E-CTCS-003': strong('{count} shipped {count|rule is|rules are} disabled ({rules}).'),
    'M2E-CTCS-004': medium('These options are on: {options}.'),
    'M2E-CTCS-005': counter(-60, '{server} has no connector to the tenant.'),
    'M2E-CTCS-011': use(-25, '{server} is in staging mode: another server does the work.'),
    ...texts,
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
