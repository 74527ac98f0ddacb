import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const govern = learn('/entra/identity/hybrid/cloud-sync/govern-on-premises-groups')
const toActiveDirectory = learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')
const connect = learn('/entra/identity/hybrid/connect/reference-connect-version-history')
const authority = learn('/entra/identity/hybrid/concept-source-of-authority-overview')

export const meta: ScenarioMeta = {
  id: 'groups-to-ad-apps',
  number: 18,
  title: 'Cloud groups for applications that read AD',
  summary: 'Group membership is decided outside AD and written into AD, where applications check it.',
  group: 'migration-guide',
  guideRow: 'Provisioning groups to Active Directory for Kerberos and LDAP applications',
  documentation: [govern, toActiveDirectory, authority],
  visibleIn: ['mim-sync', 'connect-sync'],
  asks: [
    {
      what: 'Where the groups are used: file servers, Kerberos and LDAP applications, application roles',
      changes: 'groups no application of AD reads need not go back to AD',
      kind: 'directory',
    },
    {
      what: 'An export of the Group resources, or a csexport of the AD connector',
      changes: 'number, scope, nesting and members of the groups become facts',
      kind: 'objects',
    },
  ],
  messages: {
    'M2E-GTOA-001': strong('{connector} receives the members of {type} objects, decided by {from}.'),
    'M2E-GTOA-002': strong('{connector} receives the members of {type} objects, computed by code.'),
    'M2E-GTOA-003': medium('{connector} receives the members of {type} objects; who decides them is not in the input.'),
    'M2E-GTOA-004': medium('Group writeback is on in Connect.'),
    'M2E-GTOA-005': counter(-60, 'The members of {type} objects come from AD ({from}): AD is their master.'),
    'M2E-GTOA-006': medium('{connector} receives the members of {type} objects, decided by {from} together.'),
    'M2E-GTOA-011': use(-60, '{connector} has no run step that exports: it cannot run as configured.'),
    'M2E-GTOA-101': says(
      'target',
      'Groups are mastered in Entra and provisioned to AD (job AAD2ADGroupProvisioning), where the applications go on reading them.',
      govern,
    ),
    'M2E-GTOA-111': says(
      'reason',
      'Members of {type} objects in {connector} are decided by {from}. A package, a lifecycle workflow, a dynamic group or PIM decides them instead, and Entra writes AD.',
      govern,
    ),
    'M2E-GTOA-112': says(
      'reason',
      'Group Writeback v2 of Connect ended on 2024-06-30; v1 is for Microsoft 365 groups only.',
      connect,
    ),
    'M2E-GTOA-113': says(
      'reason',
      '{count} mail-enabled {count|group|groups} cannot be written back ({groups}).',
      toActiveDirectory,
    ),
    'M2E-GTOA-114': says(
      'reason',
      'Nothing exports through {connector}; confirm with its owner, then remove the flow.',
    ),
    'M2E-GTOA-201': blocks(
      '{count} {count|group is|groups are} not Universal ({groups}). Entra writes Universal groups only.',
      toActiveDirectory,
    ),
    'M2E-GTOA-202': blocks(
      'A synchronized person is a member only when that option is on (it is off) and has an onPremisesObjectIdentifier.',
      toActiveDirectory,
    ),
    'M2E-GTOA-203': blocks(
      'Groups are written to {forests} by this server. Members from another forest are not written.',
      toActiveDirectory,
    ),
    'M2E-GTOA-204': blocks(
      '{count} {count|group contains|groups contain} groups ({groups}). A nested AD group that is not converted is dropped.',
      toActiveDirectory,
    ),
    'M2E-GTOA-205': blocks(
      'A group deleted for good in Entra is deleted in AD. Changes made in AD are overwritten.',
      toActiveDirectory,
    ),
    'M2E-GTOA-206': blocks(
      'A tenant with more than 150,000 objects is not supported (text of 2025, not confirmed since), and a group has up to 50,000 members.',
      toActiveDirectory,
    ),
    'M2E-GTOA-301': says('loss', 'Groups under AdminSDHolder cannot be written.', toActiveDirectory),
    'M2E-GTOA-401': says(
      'prerequisite',
      'Agent 1.1.2334.0 or later with rights to make groups, Connect 2.2.8.0 or later, AD schema of Windows Server 2016.',
      toActiveDirectory,
    ),
    'M2E-GTOA-402': says(
      'prerequisite',
      'The DN of each group stored in an extension attribute, so that it keeps its place and its SID.',
      govern,
    ),
    'M2E-GTOA-501': says('hand-step', 'Make the organizational unit and install the agent.', toActiveDirectory),
    'M2E-GTOA-601': says('driver', 'The portal export holds {count} {count|group|groups}.'),
    'M2E-GTOA-602': says('driver', 'The number of groups is not in the input.'),
    'M2E-GTOA-603': says('driver', '{connector} has {count} {count|domain|domains} selected.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
