import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const overview = learn('/entra/identity/hybrid/concept-source-of-authority-overview')
const behaviour = learn('/graph/api/resources/onpremisessyncbehavior')
const kerberos = learn('/entra/identity/authentication/howto-authentication-passwordless-security-key-on-premises')
const news = learn('/entra/fundamentals/whats-new')

export const meta: ScenarioMeta = {
  id: 'soa-users',
  number: 29,
  title: 'People become cloud-mastered',
  summary: 'People and contacts are mastered in AD and come down to the tenant by synchronization.',
  group: 'field',
  guideRow: '',
  documentation: [overview, behaviour, kerberos],
  visibleIn: ['mim-sync', 'connect-sync'],
  asks: [
    {
      what: 'For each person: place of the mailbox, applications that use the AD password, AD FS, AD certificates',
      changes: 'every prerequisite is decided per person; without it nobody is ready',
      kind: 'directory',
    },
    {
      what: 'A csexport of the AD connector with manager and memberOf',
      changes: 'references to other domains keep a person in AD',
      kind: 'objects',
    },
    {
      what: 'Whether HR can feed Entra directly',
      changes: 'people HR feeds through AD cannot be switched before',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-SOAU-001': strong('Connect brings people of {connector} to the tenant.'),
    'M2E-SOAU-002': medium('MIM keeps the AD accounts of {connector} and writes {count} {count|attribute|attributes}.'),
    'M2E-SOAU-003': medium('People {connector} receives come from {sources}: HR could feed Entra directly.'),
    'M2E-SOAU-004': medium('{connector} makes people: AD is where they are mastered.'),
    'M2E-SOAU-005': counter(
      -60,
      'No Entra Connect server of the input reads the forest of {connector}: its people do not reach the tenant from there.',
    ),
    'M2E-SOAU-101': says(
      'target',
      'The source of authority of each ready person moves to the cloud, in waves, after HR feeds Entra directly.',
      overview,
    ),
    'M2E-SOAU-102': says(
      'target',
      'The source of authority of each ready person moves to the cloud, in waves; the others stay in AD with their reason.',
      overview,
    ),
    'M2E-SOAU-111': says(
      'reason',
      'HR reaches people through AD today ({sources} to {connector}). They stay in AD until HR feeds Entra directly.',
      overview,
    ),
    'M2E-SOAU-112': says(
      'reason',
      'Whether a person is bound to AD (mailbox, AD FS, password of applications, certificates, references) is not in the export. Nobody counts as ready before that is known.',
      overview,
    ),
    'M2E-SOAU-113': says(
      'reason',
      '{connector} places mailboxes on premises ({attributes}): those people stay in AD.',
      overview,
    ),
    'M2E-SOAU-114': says(
      'reason',
      'Passwords of people in {connector} go on to other systems: those people stay until the systems sign them in another way.',
      overview,
    ),
    'M2E-SOAU-115': says(
      'reason',
      'Contacts of {connector} can be switched too, with Connect 2.5.79.0 or later.',
      overview,
    ),
    'M2E-SOAU-201': blocks('HR has to feed Entra directly before a person is switched.', overview),
    'M2E-SOAU-202': blocks(
      'A person with a mailbox on premises, or an organization with on-premises Exchange, cannot be switched.',
      overview,
    ),
    'M2E-SOAU-203': blocks(
      'References other than manager and memberOf, and any to another domain, hold a person: {attributes}.',
      overview,
    ),
    'M2E-SOAU-204': blocks('Connect is {version}. Switching people needs 2.5.76.0 or later.', overview),
    'M2E-SOAU-205': blocks('There is no dual write: a switched person is written by Entra only.', overview),
    'M2E-SOAU-206': blocks(
      'The way back needs hard match of cloud objects to be allowed for the window. Since 2026-06-01 it is refused for people who hold Entra roles.',
      news,
    ),
    'M2E-SOAU-301': says(
      'loss',
      'Password writeback is not confirmed to reach the AD account of a switched person.',
      overview,
    ),
    'M2E-SOAU-401': says(
      'prerequisite',
      'Passwordless sign-in, and Cloud Kerberos Trust where AD resources are used.',
      kerberos,
    ),
    'M2E-SOAU-402': says(
      'prerequisite',
      'Connect 2.5.76.0 (contacts 2.5.79.0) or agent 1.1.1370.0; an organizational unit of their own, kept in scope while others refer to them.',
      overview,
    ),
    'M2E-SOAU-501': says(
      'hand-step',
      'Set SkipOutOfScopeDeletions on the HR job before people leave its scope.',
      overview,
    ),
    'M2E-SOAU-601': says('driver', 'The number of people is not in the input.'),
    'M2E-SOAU-602': says('driver', 'On-premises Exchange.'),
    'M2E-SOAU-603': says('driver', 'HR feeds AD through MIM: its way has to be changed first.'),
    'M2E-SOAU-701': says('choice', 'Are the people of {connector} switched to the cloud, or do they stay in AD?'),
    'M2E-SOAU-702': says('choice', 'Ready people are switched in waves, the first one named by you.', overview),
    'M2E-SOAU-703': says(
      'choice',
      'HR feeds Entra directly, mailboxes are in Exchange Online, nobody checks AD passwords.',
    ),
    'M2E-SOAU-704': says('choice', 'People stay in AD; nothing is switched in this plan.'),
    'M2E-SOAU-705': says('choice', 'HR, mailboxes or copied passwords still go through AD.'),
    'M2E-SOAU-706': says(
      'choice',
      'People are bound to AD: {sources} {sources|source feeds|sources feed} them there, {mailboxes} {mailboxes|flow places|flows place} mailboxes, or their passwords go on to other systems.',
    ),
    'M2E-SOAU-707': says('choice', 'Nothing in the input binds the people of {connector} to AD.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
