import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const reviews = learn('/entra/id-governance/access-reviews-overview')
const create = learn('/entra/id-governance/create-access-review')
const disconnected = learn('/entra/id-governance/catalog-access-reviews')

export const meta: ScenarioMeta = {
  id: 'attestation',
  number: 14,
  title: 'Recertification',
  summary: 'BHOLD campaigns or expiry workflows ask owners whether access is still needed.',
  group: 'migration-guide',
  guideRow: 'Attestation',
  documentation: [reviews, create, disconnected],
  visibleIn: ['mim-service', 'bhold'],
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
    'M2E-ATT-001': strong('Agents on attestation tables of BHOLD: {connectors} ({tables}).'),
    'M2E-ATT-002': strong(
      'Rules on a date of groups whose workflow writes to somebody and takes something away: {rules} (workflows: {workflows}).',
    ),
    'M2E-ATT-003': medium('Rules of the customer that act when ExpirationTime is reached: {rules}.'),
    'M2E-ATT-018': use(60, '{count} {count|group has|groups have} an expiry date.'),
    'M2E-ATT-101': says(
      'target',
      'An access review for each campaign: groups, applications, packages and roles, in stages where several people decide.',
      reviews,
    ),
    'M2E-ATT-111': says(
      'reason',
      'Campaigns become access review definitions, their scope becomes a query, stewards become reviewers.',
      create,
    ),
    'M2E-ATT-112': says(
      'reason',
      'Rules that ask before an expiry: {rules}. A review asks on a calendar and takes the membership away when nobody answers.',
      create,
    ),
    'M2E-ATT-113': says(
      'reason',
      'Rules that let groups expire without asking: {rules}. A review or an expiration policy takes their place.',
      reviews,
    ),
    'M2E-ATT-201': blocks(
      'Decisions are not applied to memberships mastered in AD, mail-enabled or nested. AD groups are written by: {connectors}. Switch them to the cloud first, or apply by script.',
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
    'M2E-ATT-401': says(
      'driver',
      '{count} {count|rule or table is|rules and tables are} found. The number of campaigns is not in the export.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
