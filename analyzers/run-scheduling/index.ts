import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const when = learn(
  '/entra/identity/app-provisioning/application-provisioning-when-will-provisioning-finish-specific-user',
)
const howItWorks = learn('/entra/identity/app-provisioning/how-provisioning-works')
const deletes = learn('/entra/identity/hybrid/cloud-sync/how-to-accidental-deletes')
const toActiveDirectory = learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory')
const scheduler = learn('/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler')

export const meta: ScenarioMeta = {
  id: 'run-scheduling',
  number: 24,
  title: 'Who runs the profiles',
  summary: 'Scripts, a scheduler or Connect itself run imports, synchronizations and exports in an order.',
  group: 'field',
  guideRow: '',
  documentation: [when, howItWorks, deletes, scheduler],
  visibleIn: ['mim-sync', 'connect-sync'],
  asks: [
    {
      what: 'The scripts, scheduled tasks or scheduler configuration that start the run profiles',
      changes: 'order, times and conditions of the runs: the export holds the profiles, never the schedule',
      kind: 'scheduler',
    },
    {
      what: 'The run history of 30 days',
      changes: 'the real schedule, its longest run, and the account that starts it',
      kind: 'run-history',
    },
  ],
  messages: {
    'M2E-RUNS-001': strong(
      '{server} has {profiles} run {profiles|profile|profiles} with {steps} {steps|step|steps} on {connectors} {connectors|connector|connectors}. What starts them is not in the export.',
    ),
    'M2E-RUNS-002': medium('{count} {count|profile runs|profiles run} several steps in a chain ({profiles}).'),
    'M2E-RUNS-003': medium('Connect runs a cycle by itself every {interval} (hh:mm:ss), policy {policy}.'),
    'M2E-RUNS-004': medium('{count} {count|step stops|steps stop} at a limit of deletions or objects ({profiles}).'),
    'M2E-RUNS-011': use(-60, 'The scheduler of Connect is off or suspended.'),
    'M2E-RUNS-101': says(
      'target',
      'Nothing to build: jobs run by themselves, about every 40 minutes, Cloud Sync every few minutes.',
      when,
    ),
    'M2E-RUNS-102': says(
      'target',
      'Nothing to build: Cloud Sync runs by itself every few minutes; Connect keeps its scheduler until it goes.',
      scheduler,
    ),
    'M2E-RUNS-111': says(
      'reason',
      '{count} {count|profile|profiles} of {connector} {count|ends|end} with it ({kinds}).',
    ),
    'M2E-RUNS-112': says(
      'reason',
      '{profiles}: import and synchronization in one step, a deprecated form. Nothing of it is carried over.',
    ),
    'M2E-RUNS-113': says(
      'reason',
      '{profiles}: the run stops at a number of deletions ({limits}). The delete threshold of the job takes its place.',
      deletes,
    ),
    'M2E-RUNS-114': says(
      'reason',
      '{profiles}: the run stops at a number of objects ({limits}). No job stops after a number of changes: a gate before the cutover has to hold instead.',
      howItWorks,
    ),
    'M2E-RUNS-115': says(
      'reason',
      '{profiles}: a drop file is written or read ({files}). Whoever reads that file loses it.',
    ),
    'M2E-RUNS-116': says('reason', 'Connect runs its cycle by itself until the server goes.', scheduler),
    'M2E-RUNS-117': says(
      'reason',
      'Connect stops an export of more than {limit} deletions. Cloud Sync has its own threshold, 500 unless changed.',
      deletes,
    ),
    'M2E-RUNS-201': blocks(
      'A job has a fixed interval and no order relative to other jobs. {count} {count|profile relies|profiles rely} on an order.',
      howItWorks,
    ),
    'M2E-RUNS-202': blocks('A job cannot be limited to hours of the day. A script can stop and start it.', when),
    'M2E-RUNS-203': blocks(
      'Cloud Sync runs every 2 minutes by the FAQ, up to every 20 minutes from Entra to AD by another page. Plan on 20.',
      toActiveDirectory,
    ),
    'M2E-RUNS-301': says('loss', 'Runs on demand for everybody: provision on demand takes one object at a time.', when),
    'M2E-RUNS-401': says(
      'prerequisite',
      'The schedule as it really is, from the run history; the longest delay that was promised to anybody.',
    ),
    'M2E-RUNS-501': says(
      'hand-step',
      'Switch the scheduled tasks off, connector by connector, with each scenario that leaves.',
    ),
    'M2E-RUNS-601': says('driver', '{profiles} run {profiles|profile|profiles}, {chains} {chains|chain|chains}.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
