import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const hybrid = learn('/exchange/hybrid-deployment/enable-exchange-attributes-cloud-management')
const cloudSyncExchange = learn('/entra/identity/hybrid/cloud-sync/exchange-hybrid')
const decommission = learn('/exchange/decommission-on-premises-exchange')
const licensing = learn('/entra/fundamentals/concept-group-based-licensing')

export const meta: ScenarioMeta = {
  id: 'exchange-mailbox',
  number: 31,
  title: 'Mailboxes made by the AD connector',
  summary: 'The AD connector, with its Exchange extension or by attributes, makes mailboxes and addresses.',
  group: 'field',
  guideRow: '',
  documentation: [hybrid, cloudSyncExchange, decommission, licensing],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'The number of mailboxes on premises and in Exchange Online, rooms and shared mailboxes apart',
      changes: 'decides whether on-premises Exchange can go, and the effort',
      kind: 'directory',
    },
    {
      what: 'The mail address policies, and who makes room and shared mailboxes',
      changes: 'tells which addresses a policy sets and which MIM computes',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-EXCH-001': strong('{connector} provisions {version} through {assembly}.'),
    'M2E-EXCH-002': strong('{connector} writes {attributes}: it places mailboxes.'),
    'M2E-EXCH-003': medium('{connector} writes {count} mail {count|attribute|attributes} ({attributes}).'),
    'M2E-EXCH-004': counter(-25, '{connector} reads mail attributes and writes none.'),
    'M2E-EXCH-011': use(-60, '{connector} has no run step that exports: it cannot run as configured.'),
    'M2E-EXCH-101': says(
      'target',
      'A mailbox comes with its licence, given to a group; addresses and other attributes are set in Exchange Online and written back to AD by Cloud Sync.',
      hybrid,
    ),
    'M2E-EXCH-111': says(
      'reason',
      'Mailboxes {connector} places on premises ({attributes}) come from a licence in Exchange Online instead.',
      licensing,
    ),
    'M2E-EXCH-112': says(
      'reason',
      'An address policy or Set-Mailbox sets the {count} {count|attribute|attributes} {connector} writes ({attributes}).',
      hybrid,
    ),
    'M2E-EXCH-113': says(
      'reason',
      '{attributes} are computed by code or expressions today. The address policy or a script has to repeat it.',
      hybrid,
    ),
    'M2E-EXCH-114': says('reason', 'The extension {assembly} ends with the connector; nothing in Entra calls it.'),
    'M2E-EXCH-115': says('reason', 'Nothing exports through {connector}; confirm with its owner, then remove it.'),
    'M2E-EXCH-201': blocks(
      'As long as recipients are made on premises or mailboxes are moved, their attributes cannot be mastered in the cloud.',
      hybrid,
    ),
    'M2E-EXCH-202': blocks(
      '{attributes} place mailboxes on a database on premises. Those mailboxes move first, or on-premises Exchange stays.',
      decommission,
    ),
    'M2E-EXCH-203': blocks('Writeback takes 24 attributes and 600,000 mailboxes per tenant.', cloudSyncExchange),
    'M2E-EXCH-204': blocks('Room and shared mailboxes are made by hand or by script.', hybrid),
    'M2E-EXCH-301': says(
      'loss',
      'legacyExchangeDN is made anew: keep the old one as an X500 address, or replies to old mail fail.',
      hybrid,
    ),
    'M2E-EXCH-401': says(
      'prerequisite',
      'Exchange schema in AD, provisioning agent 1.1.1107 or later, an Exchange Online administrator.',
      cloudSyncExchange,
    ),
    'M2E-EXCH-501': says('hand-step', 'Set mail connectors and address policies in Exchange Online.'),
    'M2E-EXCH-502': says(
      'hand-step',
      'Set IsExchangeCloudManaged for each mailbox that moves its master, with Set-Mailbox.',
      hybrid,
    ),
    'M2E-EXCH-601': says('driver', '{count} mail {count|attribute is|attributes are} written today.'),
    'M2E-EXCH-602': says('driver', 'Mailboxes are placed on premises.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
