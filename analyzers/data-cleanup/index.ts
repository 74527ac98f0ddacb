import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const idFix = learn('/microsoft-365/enterprise/prepare-directory-attributes-for-synch-with-idfix')
const prepare = learn('/microsoft-365/enterprise/prepare-for-directory-synchronization')
const prerequisites = learn('/entra/identity/hybrid/cloud-sync/how-to-prerequisites')
const duplicates = learn('/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency')

export const meta: ScenarioMeta = {
  id: 'data-cleanup',
  number: 26,
  title: 'Data fit to move',
  summary: 'Addresses, names and numbers of people and groups are unique, well formed and complete, or are not.',
  group: 'field',
  guideRow: '',
  documentation: [idFix, prepare, duplicates],
  visibleIn: ['objects', 'directory'],
  asks: [
    {
      what: 'A csexport of each AD connector, or CSV or LDIF of the people and groups of each domain',
      changes: 'every duplicate, malformed or missing value is listed with all its owners before the first pilot',
      kind: 'objects',
    },
    {
      what: 'The verified domains of the tenant, and its provisioning errors',
      changes: 'tells which suffixes are accepted and which objects already collide there',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-DATA-001': strong(
      '{count} {count|value|values} of {attribute} {count|has|have} more than one owner, for example {value}: {owners}.',
    ),
    'M2E-DATA-002': strong(
      '{count} {count|value|values} of {attribute} {count|is|are} malformed ({problem}), for example {value} of {owners}.',
    ),
    'M2E-DATA-003': medium('{count} of {total} people {count|has|have} no employee number.'),
    'M2E-DATA-004': medium(
      '{count} {count|address has|addresses have} a suffix that is not routable, for example {value}.',
    ),
    'M2E-DATA-101': says(
      'target',
      'Each of the {count} {count|finding|findings} is put before its owner as a proposal, with the old value; nothing is edited in silence.',
      prepare,
    ),
    'M2E-DATA-111': says('reason', '{attribute}: {count} to decide, {problem}.', prepare),
    'M2E-DATA-112': says(
      'reason',
      'IdFix is unsupported and its installers were withdrawn on 2026-06-30; the Cloud Sync prerequisites still tell readers to run it. Own checks take its place.',
      prerequisites,
    ),
    'M2E-DATA-201': blocks(
      'A duplicate stops one of its objects from being synchronized, or sends it on with a made-up value.',
      duplicates,
    ),
    'M2E-DATA-202': blocks('A malformed {attribute} is refused or changed on the way to the tenant.', prepare),
    'M2E-DATA-203': blocks('A logon name with a suffix that is not verified becomes one of the start domain.', prepare),
    'M2E-DATA-401': says(
      'prerequisite',
      'Read access to each domain; the list of verified domains of the tenant.',
      prepare,
    ),
    'M2E-DATA-402': says('prerequisite', 'An owner for each kind of finding.'),
    'M2E-DATA-501': says('hand-step', 'Apply the fixes as LDIF or PowerShell, with the undo file beside them.'),
    'M2E-DATA-601': says('driver', '{count} {count|finding|findings} on {objects} {objects|object|objects}.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
