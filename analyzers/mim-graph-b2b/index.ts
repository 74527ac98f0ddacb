import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const b2b = learn('/microsoft-identity-manager/microsoft-identity-manager-2016-graph-b2b-scenario')
const graph = learn('/microsoft-identity-manager/microsoft-identity-manager-2016-connector-graph')
const toActiveDirectory = learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')
const kerberos = learn('/entra/identity/authentication/howto-authentication-passwordless-security-key-on-premises')
const inbound = learn('/entra/identity/app-provisioning/inbound-provisioning-api-concepts')
const reviews = learn('/entra/id-governance/access-reviews-external-users')

export const meta: ScenarioMeta = {
  id: 'mim-graph-b2b',
  number: 30,
  title: 'Guests and cloud objects through the Graph connector',
  summary: 'The Graph connector reads guests or other cloud objects; the AD connector makes accounts for them.',
  group: 'field',
  guideRow: '',
  documentation: [b2b, graph, toActiveDirectory],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'The applications guests reach through Application Proxy with Kerberos, and how many guests there are',
      changes: 'decides whether accounts in AD are needed at all',
      kind: 'directory',
    },
    { what: 'The run history', changes: 'tells whether the connector still runs', kind: 'run-history' },
  ],
  messages: {
    'M2E-GUES-001': strong(
      '{connector} (Microsoft Graph) makes {type} objects from the cloud, and {directories} {count|receives|receive} them.',
    ),
    'M2E-GUES-002': medium('{connector} is a Microsoft Graph connector of the MIM server {server}.'),
    'M2E-GUES-003': medium('{connector} writes {count} {count|attribute|attributes} to the cloud ({attributes}).'),
    'M2E-GUES-004': medium('{connector} works with {attributes}: it tells guests from members.'),
    'M2E-GUES-005': counter(-25, '{connector} has no import and no export flow.'),
    'M2E-GUES-011': use(-60, '{connector} has no run step: it cannot run as configured.'),
    'M2E-GUES-101': says(
      'target',
      'Entra to AD makes the accounts of guests in AD (preview). Until it is generally available {connector} stays for this use only.',
      toActiveDirectory,
    ),
    'M2E-GUES-102': says('target', 'API-driven or SCIM inbound writes what {connector} writes to the cloud.', inbound),
    'M2E-GUES-103': says('target', '{connector} is removed; nothing flows through it.'),
    'M2E-GUES-111': says(
      'reason',
      '{directories} {count|receives|receive} cloud objects of {connector}. Entra to AD does that for users in preview, so the connector is kept until it is generally available, at the latest until 2029-01-09.',
      toActiveDirectory,
    ),
    'M2E-GUES-112': says(
      'reason',
      '{connector} writes {attributes}: an inbound job takes that over, where a source of people stands behind it.',
      inbound,
    ),
    'M2E-GUES-113': says(
      'reason',
      '{connector} reads cloud objects that go to no AD: whoever reads them can ask Graph.',
      graph,
    ),
    'M2E-GUES-114': says('reason', 'Nothing flows through {connector}; confirm with its owner, then remove it.'),
    'M2E-GUES-115': says(
      'reason',
      'By decision the preview of users from Entra to AD makes the accounts in {directories} that {connector} feeds today.',
    ),
    'M2E-GUES-701': says('choice', 'What makes the accounts of guests in {directories}?'),
    'M2E-GUES-702': says('choice', 'The Microsoft Graph connector of MIM, for this use alone.'),
    'M2E-GUES-703': says(
      'choice',
      'Support of previews is not enough, or the accounts need what the preview does not write.',
    ),
    'M2E-GUES-704': says('choice', 'Provisioning of users from Entra to AD, a preview.'),
    'M2E-GUES-705': says('choice', 'The preview is accepted, or has become generally available.'),
    'M2E-GUES-706': says(
      'choice',
      'Provisioning of users from Entra to AD is a preview, and {connector} is supported.',
    ),
    'M2E-GUES-201': blocks(
      'The connector must not touch objects Connect or Cloud Sync synchronizes. Keep the organizational unit of its accounts out of their scope.',
      graph,
    ),
    'M2E-GUES-202': blocks(
      'Users from Entra to AD are in preview: a user goes to one domain, without a password. The decision guide still says no users to AD.',
      toActiveDirectory,
    ),
    'M2E-GUES-203': blocks('Kerberos for cloud users in AD needs Cloud Kerberos Trust.', kerberos),
    'M2E-GUES-204': blocks(
      'userType is no source attribute of a provisioning job: guests are scoped by another attribute or a group.',
      inbound,
    ),
    'M2E-GUES-301': says(
      'loss',
      'Rules of the metaverse that decided which guest gets an account; a group decides instead.',
    ),
    'M2E-GUES-401': says(
      'prerequisite',
      'One app registration for each connector, Application.Read.All granted, its secret not about to expire; MIM 4.4.1642 or later.',
      graph,
    ),
    'M2E-GUES-501': says('hand-step', 'Install the agent and set up Application Proxy with Kerberos delegation.', b2b),
    'M2E-GUES-502': says('hand-step', 'Put guests under access packages and reviews.', reviews),
    'M2E-GUES-601': says('driver', 'Object types read: {types}; {count} {count|attribute is|attributes are} written.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
