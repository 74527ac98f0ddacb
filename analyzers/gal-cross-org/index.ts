import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const crossTenant = learn('/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview')
const organization = learn('/entra/identity/multi-tenant-organizations/multi-tenant-organization-overview')
const topologies = learn('/entra/identity/hybrid/cloud-sync/plan-cloud-sync-topologies')

export const meta: ScenarioMeta = {
  id: 'gal-cross-org',
  number: 5,
  title: 'One address list over several organizations',
  summary: 'Global address list agents copy people, groups and contacts between forests as mail contacts.',
  group: 'migration-guide',
  guideRow: 'Global address list (GAL) management for distributed organizations',
  documentation: [crossTenant, organization, topologies],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'Which tenant each forest belongs to',
      changes: 'one tenant needs no address list synchronization at all',
      kind: 'directory',
    },
    {
      what: 'Where the mailboxes are',
      changes: 'on-premises Outlook sees only what is in the on-premises address book',
      kind: 'directory',
    },
    { what: 'A csexport of each agent', changes: 'counts contacts and shows addresses used twice', kind: 'objects' },
  ],
  messages: {
    'M2E-GAL-001': strong('{count} global address list {count|agent works|agents work} on this server: {connectors}.'),
    'M2E-GAL-002': medium('Address list rules ({assembly}) run in: {connectors}.'),
    'M2E-GAL-003': medium('Contacts are projected or exported by {connectors}.'),
    'M2E-GAL-004': medium('Contacts with targetAddress are written into AD by: {connectors}.'),
    'M2E-GAL-005': medium(
      'One global address list agent works on this server: {connectors}; its partner is not in the input.',
    ),
    'M2E-GAL-006': counter(
      -25,
      'An Entra Connect server in the input brings {count} {count|forest|forests} into one tenant.',
    ),
    'M2E-GAL-019': use(-60, 'None of these agents has a run step: {connectors}.'),
    'M2E-GAL-101': says(
      'target',
      'The forests of {connectors} belong to different tenants: cross-tenant synchronization makes people of one tenant B2B members of the other, shown in its address list.',
      crossTenant,
    ),
    'M2E-GAL-102': says(
      'target',
      'All forests come into one tenant: its address list shows everybody, and the address list agents go.',
      topologies,
    ),
    'M2E-GAL-111': says(
      'reason',
      'People become internal members on the other side, pushed by their own tenant every 40 minutes.',
      crossTenant,
    ),
    'M2E-GAL-112': says(
      'reason',
      'Contacts are not covered: partners without Entra stay on MIM until support ends on 2029-01-09, or a script makes mail contacts in Exchange Online.',
      crossTenant,
    ),
    'M2E-GAL-113': says(
      'reason',
      'Groups synchronize in preview only (March 2026): security groups without nesting; no distribution lists.',
      crossTenant,
    ),
    'M2E-GAL-114': says(
      'reason',
      'Which tenant each forest belongs to is not in the export; if it is one tenant, the agents simply go.',
    ),
    'M2E-GAL-115': says(
      'reason',
      'Connect brings {count} {count|forest|forests} into one tenant; confirm that these are among them: {connectors}.',
    ),
    'M2E-GAL-116': says('reason', 'No agent can run as configured; confirm with the owner, then remove them.'),
    'M2E-GAL-103': says(
      'target',
      'A runbook writes the people behind {connectors} as mail contacts in Exchange Online.',
    ),
    'M2E-GAL-117': says(
      'reason',
      'Contacts instead of members: {connectors} is followed by a runbook that the customer has to write and run.',
    ),
    'M2E-GAL-118': says(
      'reason',
      'By decision the forests of {connectors} come into one tenant; no server of the input brings them there yet.',
    ),
    'M2E-GAL-501': says('choice', 'What shows people of one organization to the others, in place of {connectors}?'),
    'M2E-GAL-502': says('choice', 'Cross-tenant synchronization: people become members of the other tenant.'),
    'M2E-GAL-503': says('choice', 'Every organization has a tenant of its own and both sides agree.'),
    'M2E-GAL-504': says('choice', 'One tenant for all forests.'),
    'M2E-GAL-505': says('choice', 'The organizations are one company and may share a tenant.'),
    'M2E-GAL-506': says('choice', 'Mail contacts by Exchange Online PowerShell.'),
    'M2E-GAL-507': says('choice', 'A partner has no tenant, or only addresses shall be seen and no one shall sign in.'),
    'M2E-GAL-511': says('choice', 'A Connect server of the input brings {count} forests into one tenant.'),
    'M2E-GAL-512': says(
      'choice',
      '{connectors} reads nothing but contacts, which cross-tenant synchronization does not take.',
    ),
    'M2E-GAL-513': says('choice', 'No server of the input brings the forests of {connectors} into one tenant.'),
    'M2E-GAL-201': blocks(
      'proxyAddresses and targetAddress cannot be set by cross-tenant synchronization.',
      crossTenant,
    ),
    'M2E-GAL-202': blocks(
      'An existing internal user of the other tenant cannot be matched, only a guest.',
      crossTenant,
    ),
    'M2E-GAL-203': blocks(
      'Exchange on premises is written by {connectors}: address books there do not show B2B members unless users are provisioned to AD (preview).',
      crossTenant,
    ),
    'M2E-GAL-204': blocks(
      "Microsoft's pages disagree on tenants run by 21Vianet: one names cross-tenant synchronization, one excludes it. The plan excludes it.",
      crossTenant,
    ),
    'M2E-GAL-211': says(
      'loss',
      'Rooms, photos and free/busy are not carried by cross-tenant synchronization.',
      crossTenant,
    ),
    'M2E-GAL-212': says(
      'loss',
      'Contacts removed at cutover break rules and groups that name them, unless X500 addresses are kept.',
    ),
    'M2E-GAL-301': says(
      'prerequisite',
      'Administrators of every tenant, with inbound and outbound partner settings and automatic redemption.',
    ),
    'M2E-GAL-321': says('hand-step', 'Agreement between the organizations; check of the address lists in Exchange.'),
    'M2E-GAL-401': says('driver', 'Organizations: {count}; directions between them: {pairs}.'),
    'M2E-GAL-402': says('driver', '{count} {count|agent provisions|agents provision} Exchange recipients on premises.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
