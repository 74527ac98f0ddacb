import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const overview = learn('/entra/identity/hybrid/concept-source-of-authority-overview')
const govern = learn('/entra/identity/hybrid/cloud-sync/govern-on-premises-groups')
const behaviour = learn('/graph/api/resources/onpremisessyncbehavior')
const dynamic = learn('/entra/identity/users/groups-dynamic-membership')
const toActiveDirectory = learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')

export const meta: ScenarioMeta = {
  id: 'soa-groups',
  number: 28,
  title: 'Groups become cloud-mastered',
  summary: 'Groups are mastered in AD and come down to the tenant by synchronization.',
  group: 'field',
  guideRow: '',
  documentation: [overview, behaviour, govern],
  visibleIn: ['mim-sync', 'connect-sync'],
  asks: [
    {
      what: 'A csexport of the AD connector, or a list of the groups with scope, mail, members and owners',
      changes: 'each group gets its own answer: ready, or what holds it',
      kind: 'objects',
    },
    {
      what: 'Which groups stand on ACLs or in applications of AD only',
      changes: 'those are provisioned back to AD or stay',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-SOAG-001': strong('Connect brings groups of {connector} with their members to the tenant.'),
    'M2E-SOAG-002': strong('{connector} exchanges group members with the metaverse. Flows in: {reads}, out: {writes}.'),
    'M2E-SOAG-003': medium('The portal holds {count} {count|group|groups} of the customer.'),
    'M2E-SOAG-004': counter(
      -60,
      'No Entra Connect server of the input reads the forest of {connector}: its groups do not reach the tenant.',
    ),
    'M2E-SOAG-101': says(
      'target',
      'The source of authority of each ready group moves to the cloud; groups AD still needs are provisioned back.',
      overview,
    ),
    'M2E-SOAG-111': says(
      'reason',
      '{count} {count|group|groups} of the portal {count|is|are} Universal, without mail, nesting or rule. {count|It|They} can be switched one by one.',
      overview,
    ),
    'M2E-SOAG-112': says(
      'reason',
      'Groups of {connector} stand in AD. Which are ready cannot be told without the groups.',
      overview,
    ),
    'M2E-SOAG-113': says(
      'reason',
      '{count} {count|group has|groups have} mail ({groups}). One page converts them, to be managed in Exchange Online only; another says they cannot be converted. They stay until that is clear.',
      overview,
    ),
    'M2E-SOAG-114': says(
      'reason',
      '{count} {count|group is|groups are} not Universal ({groups}). {count|It becomes|They become} Universal first if AD needs {count|it|them} back.',
      toActiveDirectory,
    ),
    'M2E-SOAG-115': says(
      'reason',
      '{count} {count|group gets|groups get} members by a rule ({groups}). The rule has to be made anew first (see dynamic-groups).',
      dynamic,
    ),
    'M2E-SOAG-116': says(
      'reason',
      '{count} {count|group contains|groups contain} groups ({groups}). The inner ones are switched first.',
      overview,
    ),
    'M2E-SOAG-201': blocks(
      'Nested groups are not switched with their parent. {count} {count|group contains|groups contain} others.',
      overview,
    ),
    'M2E-SOAG-202': blocks('Extension attributes of groups do not survive the switch: {attributes}.', overview),
    'M2E-SOAG-203': blocks('There is no dual write: once switched, MIM and AD must not write the group.', overview),
    'M2E-SOAG-204': blocks('Connect is {version}. Switching groups needs 2.5.76.0 or later.', overview),
    'M2E-SOAG-301': says('loss', 'Changes made in AD after the switch are not read back.', overview),
    'M2E-SOAG-401': says(
      'prerequisite',
      'Connect 2.5.76.0 or agent 1.1.1370.0, the role Hybrid Identity Administrator.',
      overview,
    ),
    'M2E-SOAG-402': says('prerequisite', 'An owner for each group. {count} of {total} {count|has|have} none.'),
    'M2E-SOAG-403': says('prerequisite', 'Owners for each group; the export does not hold them.'),
    'M2E-SOAG-501': says(
      'hand-step',
      'Change the scope of groups to Universal in AD where they go back.',
      toActiveDirectory,
    ),
    'M2E-SOAG-601': says('driver', 'The portal export holds {count} {count|group|groups}, {nested} with nesting.'),
    'M2E-SOAG-602': says('driver', 'The number of groups is not in the input.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
