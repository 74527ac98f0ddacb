import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const workflows = learn('/entra/id-governance/what-are-lifecycle-workflows')
const tasks = learn('/entra/id-governance/lifecycle-workflow-tasks')
const triggers = learn('/entra/id-governance/lifecycle-workflow-execution-conditions')
const extension = learn('/entra/id-governance/lifecycle-workflow-extensibility')
const units = learn('/entra/identity/role-based-access-control/administrative-units')

export const meta: ScenarioMeta = {
  id: 'portal-workflows',
  number: 21,
  title: 'Policy rules and workflows',
  summary: 'Policy rules of the MIM Service grant rights and start workflows, on a request or when a set changes.',
  group: 'field',
  guideRow: '',
  documentation: [tasks, workflows, triggers, extension],
  visibleIn: ['mim-service'],
  asks: [
    {
      what: 'The source of custom activities and of scripts that workflows call',
      changes: 'each custom activity gets a task or an extension instead of a question',
      kind: 'extension-source',
    },
    {
      what: 'An export of the Request resources of the last year',
      changes: 'tells which rules ever fire; the others are retired',
      kind: 'mim-service',
    },
  ],
  messages: {
    'M2E-PORT-001': strong(
      'Enabled rules of the customer start {count} {count|workflow|workflows} of the customer ({workflows}).',
    ),
    'M2E-PORT-002': medium('{count} shipped policy {count|rule was|rules were} changed ({policies}).'),
    'M2E-PORT-003': medium(
      '{count} {count|activity|activities} of the MIM Workflow Activity Library {count|is|are} in use ({activities}).',
    ),
    'M2E-PORT-004': weak('{count} {count|rule|rules} of the customer only {count|grants|grant} rights ({policies}).'),
    'M2E-PORT-005': medium('No enabled rule starts {count} {count|workflow|workflows} of the customer ({workflows}).'),
    'M2E-PORT-006': counter(-25, 'Every rule that starts a workflow works on an empty set: {sets}.'),
    'M2E-PORT-011': use(-60, 'No workflow of the customer can start.'),
    'M2E-PORT-012': use(60, 'The export holds {count} {count|request|requests}.'),
    'M2E-PORT-101': says(
      'target',
      'Each workflow in use ({bound}) is decided activity by activity: lifecycle workflows where trigger and tasks exist, Logic Apps and mappings for the rest.',
      tasks,
    ),
    'M2E-PORT-102': says('target', 'Nothing has to be built: no workflow of the customer can start.'),
    'M2E-PORT-111': says('reason', '{activity} ({count}) becomes {becomes}.', tasks),
    'M2E-PORT-112': says('reason', '{policy} starts it: {trigger}.', triggers),
    'M2E-PORT-113': says('reason', 'No enabled rule starts {workflow}.'),
    'M2E-PORT-114': says(
      'reason',
      'The definition of {workflow} could not be read as activities: read its XOML by hand.',
    ),
    'M2E-PORT-115': says('reason', '{workflow} has no activity.'),
    'M2E-PORT-116': says(
      'reason',
      '{count} {count|rule grants|rules grant} rights on named attributes ({policies}). Entra has roles and administrative units, no rights on single attributes.',
      units,
    ),
    'M2E-PORT-117': says(
      'reason',
      '{count} {count|rule grants|rules grant} rights on whole resources ({policies}). Roles in administrative units take {count|its|their} place.',
      units,
    ),
    'M2E-PORT-118': says(
      'reason',
      '{count} {count|activity runs|activities run} once for each item of a list. That is a loop in a Logic App, never a mapping.',
      extension,
    ),
    'M2E-PORT-119': says(
      'reason',
      '{count} {count|activity runs|activities run} under a condition. It becomes a scope of the workflow or a condition in a Logic App.',
      triggers,
    ),
    'M2E-PORT-120': says(
      'reason',
      '{workflow} approves a change of data, not of access: that has no home in Entra (see access-requests).',
      tasks,
    ),
    'M2E-PORT-131': says(
      'reason',
      '{policy} with {workflow} is a joiner rule: a lifecycle workflow of the category joiner.',
      workflows,
    ),
    'M2E-PORT-132': says(
      'reason',
      '{policy} with {workflow} is a leaver rule: a lifecycle workflow of the category leaver.',
      workflows,
    ),
    'M2E-PORT-133': says(
      'reason',
      '{policy} with {workflow} acts on a change of a person: a lifecycle workflow of the category mover.',
      triggers,
    ),
    'M2E-PORT-134': says(
      'reason',
      '{policy} waits for time to move people through {set}: a trigger on {attribute} with an offset of {days} days.',
      triggers,
    ),
    'M2E-PORT-135': says(
      'reason',
      '{policy} with {workflow} is an approval: a policy of an access package where access is asked for (see access-requests).',
    ),
    'M2E-PORT-136': says('reason', '{policy} with {workflow} is a notification: mail tasks alone.', tasks),
    'M2E-PORT-137': says('reason', '{policy} with {workflow} is password reset by the person (see sspr).'),
    'M2E-PORT-138': says(
      'reason',
      '{policy} is delegated administration: a role over an administrative unit for the people it names.',
      units,
    ),
    'M2E-PORT-139': says(
      'reason',
      '{policy} with {workflow} is about the members of groups: a package or My Groups (see access-requests and self-service-groups).',
    ),
    'M2E-PORT-140': says(
      'reason',
      '{policy} follows no known pattern: on {actions} of {what} it starts {workflow} ({activities}).',
    ),
    'M2E-PORT-201': blocks('{workflow} is about {types}. Lifecycle workflows are about people only.', workflows),
    'M2E-PORT-202': blocks(
      '{count} {count|workflow runs|workflows run} at once today ({workflows}). A lifecycle workflow runs every 3 hours, hourly at best.',
      workflows,
    ),
    'M2E-PORT-203': blocks(
      '{count} {count|workflow is|workflows are} in use. A tenant takes {limit} lifecycle workflows (other page: {other}).',
      workflows,
    ),
    'M2E-PORT-204': blocks(
      '{policies} refuse or change requests as they are made. Entra has no place for that outside access packages.',
      tasks,
    ),
    'M2E-PORT-205': blocks(
      '{workflow} has {count} {count|activity|activities}. A lifecycle workflow takes 25 tasks.',
      workflows,
    ),
    'M2E-PORT-206': blocks(
      '{count} Logic App extensions are needed. A tenant takes {limit} of lifecycle workflows.',
      extension,
    ),
    'M2E-PORT-301': says(
      'loss',
      'Mail templates with {lookups} lose these values: task mails know the person, the manager and Graph properties only.',
      tasks,
    ),
    'M2E-PORT-302': says('loss', 'Rights on single attributes.', units),
    'M2E-PORT-401': says(
      'prerequisite',
      'employeeHireDate, employeeLeaveDateTime and manager filled for everybody a workflow is about.',
    ),
    'M2E-PORT-402': says(
      'prerequisite',
      'Provisioning agent 1.1.1586.0 or later, with rights to disable and delete, where people are mastered in AD.',
      tasks,
    ),
    'M2E-PORT-501': says(
      'hand-step',
      'Write a Logic App or runbook for each of the {count} {count|activity|activities} without a task.',
      extension,
    ),
    'M2E-PORT-502': says('hand-step', 'Sign off each translated scope: same people as in the set.'),
    'M2E-PORT-601': says(
      'driver',
      '{count} {count|workflow is|workflows are} in use, of {kinds} different {kinds|shape|shapes}.',
    ),
    'M2E-PORT-602': says('driver', '{count} {count|activity needs|activities need} code.'),
    'M2E-PORT-603': says('driver', '{count} {count|rule only grants|rules only grant} rights.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
