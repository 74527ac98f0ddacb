import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const reviews = learn('/entra/id-governance/access-reviews-overview')
const create = learn('/entra/id-governance/create-access-review')
const disconnected = learn('/entra/id-governance/access-reviews-catalog')

export const meta: ScenarioMeta = {
  id: 'attestation',
  number: 14,
  title: 'Recertification',
  summary: 'BHOLD campaigns or expiry workflows ask owners whether access is still needed.',
  group: 'migration-guide',
  guideRow: 'Access attestation',
  documentation: [reviews, create, disconnected],
  visibleIn: ['mim-service', 'mim-sync', 'bhold'],
  asks: [
    {
      what: 'The BHOLD database',
      changes: 'lists campaigns, stewards and the last run; none in two years means retire',
      kind: 'bhold',
    },
    {
      what: 'Which resources have to be reviewed, by whom and how often',
      changes: 'decides size S, M or L',
      kind: 'mim-service',
    },
  ],
  messages: {
    'M2E-ATT-001': strong('{connectors} works on attestation tables of BHOLD: {tables}.'),
    'M2E-ATT-002': strong(
      '{rules} acts on a date of groups or memberships: its workflow writes to owners and takes members or groups away ({workflows}).',
    ),
    'M2E-ATT-003': medium('{rules} of the customer acts when ExpirationTime is reached.'),
    'M2E-ATT-018': use(60, '{count} groups have an expiry date.'),
    'M2E-ATT-101': says(
      'target',
      'An access review for each campaign: groups, applications, packages and roles, in stages where several people decide.',
      reviews,
    ),
    'M2E-ATT-111': says('reason', 'Campaigns become definitions, their scope a query, stewards reviewers.', create),
    'M2E-ATT-112': says(
      'reason',
      '{rules} asks owners before an expiry; a review asks on a calendar and takes the membership away when nobody answers.',
      create,
    ),
    'M2E-ATT-113': says(
      'reason',
      '{rules} lets groups expire without asking; a review or an expiration policy takes its place.',
      reviews,
    ),
    'M2E-ATT-201': blocks(
      'Decisions are not applied to memberships mastered in AD, mail-enabled or nested: {connectors} writes such groups. Switch them to the cloud first, or apply by script.',
      reviews,
    ),
    'M2E-ATT-202': blocks(
      'Decisions are not applied to memberships mastered in AD, mail-enabled or nested; those are switched to the cloud first, or applied by script.',
      reviews,
    ),
    'M2E-ATT-203': blocks(
      'Reviews of catalogs, by person and of disconnected applications are a preview.',
      disconnected,
    ),
    'M2E-ATT-211': says('loss', 'History of old campaigns stays in the old database.'),
    'M2E-ATT-301': says(
      'prerequisite',
      'An owner or manager for each resource and person under review; a calendar of reviews.',
    ),
    'M2E-ATT-321': says('hand-step', 'Brief the reviewers.'),
    'M2E-ATT-401': says('driver', '{count} rules or tables; the number of campaigns is not in the export.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
