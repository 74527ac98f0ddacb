import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const guide = learn('/microsoft-identity-manager/migrate-from-the-fim-connector-for-azure-active-directory')
const deprecated = learn('/microsoft-identity-manager/microsoft-identity-manager-2016-deprecated-features')
const cloudSync = learn('/entra/identity/hybrid/cloud-sync/what-is-cloud-sync')
const topologies = learn('/entra/identity/hybrid/cloud-sync/plan-cloud-sync-topologies')
const connectTopologies = learn('/entra/identity/hybrid/connect/plan-connect-topologies')
const graph = learn('/microsoft-identity-manager/microsoft-identity-manager-2016-connector-graph')
const inbound = learn('/entra/identity/app-provisioning/inbound-provisioning-api-concepts')
const news = learn('/entra/fundamentals/whats-new')

export const meta: ScenarioMeta = {
  id: 'fim-aad-connector',
  number: 19,
  title: 'FIM connector for Azure AD',
  summary: 'A connector of the MIM synchronization server writes people and groups straight into the tenant.',
  group: 'fim-aad-connector',
  guideRow: 'Migrate from the FIM Connector for Microsoft Entra ID',
  documentation: [guide, deprecated, cloudSync, connectTopologies, graph],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'A csexport of the connector, or a list of the cloud users and groups with their immutableId',
      changes: 'each cloud object is matched with its AD object before anything is switched',
      kind: 'objects',
    },
    { what: 'The run history', changes: 'shows when the last run succeeded', kind: 'run-history' },
    {
      what: 'The number of objects of each AD domain',
      changes: 'decides between Cloud Sync (150,000 objects a domain) and Connect',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-FAAD-001': strong('{connector} on the MIM server {server} is the FIM connector for Azure AD.'),
    'M2E-FAAD-002': medium('{connector} receives {attributes}: it writes synchronized objects.'),
    'M2E-FAAD-011': use(-60, 'Since April 2024 the connector cannot connect: every run of {connector} fails.'),
    'M2E-FAAD-101': says(
      'target',
      'Cloud Sync reads {forests} and takes the place of {connector}. MIM goes on writing AD, or goes.',
      guide,
    ),
    'M2E-FAAD-102': says('target', 'Connect reads {forests} and takes the place of {connector}.', guide),
    'M2E-FAAD-103': says(
      'target',
      'Connect with its LDAP connector reads {others}; support is limited. HR or API-driven inbound is the other way.',
      guide,
    ),
    'M2E-FAAD-104': says(
      'target',
      'API-driven or SCIM inbound brings {types} from their source; the MIM Graph connector is the second choice.',
      guide,
    ),
    'M2E-FAAD-105': says(
      'target',
      'Nothing takes the place of {connector}: {server} already synchronizes {forests}.',
      guide,
    ),
    'M2E-FAAD-111': says(
      'reason',
      '{connector} has not been able to connect to the tenant since April 2024. Nothing is lost by switching it off.',
      deprecated,
    ),
    'M2E-FAAD-112': says('reason', 'Question 1, is every object in AD: yes. {forests} holds {types}.', guide),
    'M2E-FAAD-113': says(
      'reason',
      'Question 1, is every object in AD: no. No AD connector of this server holds {types}.',
      guide,
    ),
    'M2E-FAAD-114': says(
      'reason',
      'Question 2, does Cloud Sync fit: as far as the export tells, yes. Only {forests} decides what reaches the tenant.',
      topologies,
    ),
    'M2E-FAAD-115': says(
      'reason',
      'Question 2, does Cloud Sync fit: no. Several forests ({forests}) feed {types}: one person may be in two forests.',
      topologies,
    ),
    'M2E-FAAD-116': says(
      'reason',
      'Question 3, does Connect fit: yes. It joins people over forests.',
      connectTopologies,
    ),
    'M2E-FAAD-117': says('reason', 'Question 4, is there an LDAP directory: {others}.', guide),
    'M2E-FAAD-118': says(
      'reason',
      'Question 5, is there no directory at all: {others} are the sources that are left.',
      inbound,
    ),
    'M2E-FAAD-119': says(
      'reason',
      '{count} {count|attribute is|attributes are} computed on the way to the tenant ({attributes}). Each becomes an attribute mapping, or a value in AD.',
      guide,
    ),
    'M2E-FAAD-120': says(
      'reason',
      '{server} is in the input and already reads {forests}: {types} reach the tenant through it.',
      guide,
    ),
    'M2E-FAAD-121': says('reason', 'By decision the way is {way}, whatever these answers propose.'),
    'M2E-FAAD-701': says('choice', 'What takes the place of {connector}?'),
    'M2E-FAAD-702': says('choice', 'Cloud Sync, one configuration a domain.'),
    'M2E-FAAD-703': says('choice', 'Every object is in AD and no person is in two forests.'),
    'M2E-FAAD-704': says('choice', 'Connect, one active server.'),
    'M2E-FAAD-705': says(
      'choice',
      'A person of two forests has to be joined, or a domain holds more than 150,000 objects.',
    ),
    'M2E-FAAD-706': says('choice', 'Connect with the LDAP connector, under limited support.'),
    'M2E-FAAD-707': says('choice', 'The objects are in an LDAP directory that is not AD, and AD cannot take them.'),
    'M2E-FAAD-708': says(
      'choice',
      'Inbound provisioning or the Microsoft Graph connector, without a directory on premises.',
    ),
    'M2E-FAAD-709': says('choice', 'The objects are in no directory, or the directory goes.'),
    'M2E-FAAD-711': says('choice', '{types} is in {forests}, and no two forests feed the same type.'),
    'M2E-FAAD-712': says('choice', '{types} is fed by several forests ({forests}).'),
    'M2E-FAAD-713': says('choice', '{types} is in no AD forest but in {others}.'),
    'M2E-FAAD-714': says('choice', '{types} is in no directory of the export.'),
    'M2E-FAAD-201': blocks(
      'Since 2026-06-01 an existing cloud object that holds an Entra role is no longer hard-matched. Match role holders first.',
      news,
    ),
    'M2E-FAAD-202': blocks(
      'Since 2026-07-01 an onPremisesObjectIdentifier that is set cannot be replaced. Objects once synchronized from another place are cleared through the beta endpoint first.',
      news,
    ),
    'M2E-FAAD-203': blocks('One person in two forests cannot be joined by Cloud Sync.', topologies),
    'M2E-FAAD-204': blocks(
      'The Graph connector must not touch objects another tool synchronizes, and carries no passwords.',
      graph,
    ),
    'M2E-FAAD-205': blocks('Support for LDAP sources in Connect is limited.', guide),
    'M2E-FAAD-301': says(
      'loss',
      'Passwords that {connector} set are not carried over; password hash sync brings those of AD.',
      cloudSync,
    ),
    'M2E-FAAD-401': says(
      'prerequisite',
      'The immutableId of each cloud object, kept as ms-DS-ConsistencyGuid in AD. {anchor} makes it today.',
      guide,
    ),
    'M2E-FAAD-402': says(
      'prerequisite',
      'Open: more than 150,000 objects in one domain? Then Connect instead of Cloud Sync.',
      cloudSync,
    ),
    'M2E-FAAD-403': says(
      'prerequisite',
      'Open: is every object of the tenant that came through {connector} in the scope of the new tool? A csexport tells.',
      guide,
    ),
    'M2E-FAAD-501': says(
      'hand-step',
      'Install three provisioning agents, or one Connect server and one in staging.',
      cloudSync,
    ),
    'M2E-FAAD-601': says('driver', '{count} AD {count|forest|forests}.'),
    'M2E-FAAD-602': says('driver', '{count} {count|attribute flows|attributes flow} to the tenant for {types}.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
