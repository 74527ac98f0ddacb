import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const prerequisites = learn('/entra/identity/hybrid/cloud-sync/how-to-prerequisites')
const staging = learn('/entra/identity/hybrid/connect/how-to-connect-sync-staging-server')
const cloudSync = learn('/entra/identity/hybrid/cloud-sync/what-is-cloud-sync')

export const meta: ScenarioMeta = {
  id: 'high-availability',
  number: 25,
  title: 'Warm standby',
  summary: 'A second server waits with its service stopped, or a Connect server stands in staging mode.',
  group: 'field',
  guideRow: '',
  documentation: [prerequisites, staging],
  visibleIn: [],
  asks: [
    {
      what: 'Whether a standby server exists, how it is activated (miisactivate, key backup), and how the database is kept available',
      changes: 'decides whether a standby has to be replaced at all',
      kind: 'directory',
    },
    {
      what: 'The recovery time and recovery point that were promised',
      changes: 'decides how many agents and sites are needed',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-HAVL-001': strong('{server} is in staging mode: it waits for another Connect server to fail.'),
    'M2E-HAVL-002': medium(
      '{servers} share {count} {count|connector|connectors}. One is a standby, or a copy for tests.',
    ),
    'M2E-HAVL-003': weak('{server} is a synchronization server; whether a second one waits is not in its export.'),
    'M2E-HAVL-101': says(
      'target',
      'Three provisioning agents in two sites take the place of a standby; Entra itself is the service.',
      prerequisites,
    ),
    'M2E-HAVL-111': says(
      'reason',
      'Agents of Cloud Sync work side by side: when one stops, the others go on.',
      prerequisites,
    ),
    'M2E-HAVL-112': says('reason', 'A Connect server that stays keeps its staging server.', staging),
    'M2E-HAVL-113': says(
      'reason',
      'No standby is proved by the input. Ask; if there is none, nothing has to be replaced.',
    ),
    'M2E-HAVL-201': blocks('Cloud Sync has no staging server: a change of its configuration works at once.', cloudSync),
    'M2E-HAVL-202': blocks('Only one Connect server at a time may write passwords back.', staging),
    'M2E-HAVL-301': says('loss', 'A full copy of the metaverse that is ready to be switched on.'),
    'M2E-HAVL-401': says(
      'prerequisite',
      'Domain-joined Windows servers in two sites for the agents, treated as Tier 0.',
      prerequisites,
    ),
    'M2E-HAVL-501': says('hand-step', 'Install the agents. Hold a drill: stop one, the cycle goes on.', prerequisites),
    'M2E-HAVL-601': says('driver', '{count} {count|server|servers} to replace.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
