import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const workday = learn('/entra/identity/saas-apps/workday-inbound-tutorial')
const workflows = learn('/entra/id-governance/what-are-lifecycle-workflows')
const api = learn('/entra/identity/app-provisioning/inbound-provisioning-api-concepts')
const howItWorks = learn('/entra/identity/app-provisioning/how-provisioning-works')

export const meta: ScenarioMeta = {
  id: 'hr-cloud',
  number: 2,
  title: 'Workday and other cloud HR, with joiners and leavers',
  summary: 'People and their dates come from cloud HR; timed rules send mail, enable and disable accounts.',
  group: 'migration-guide',
  guideRow: 'Provisioning from Workday and other cloud HR sources',
  documentation: [workday, workflows, api],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'Which HR product stands behind the connector',
      changes: 'decides between the Workday app, the SCIM 2.0 inbound API and API-driven provisioning',
      kind: 'mim-sync',
    },
    {
      what: 'The MIM Service policy export',
      changes: 'shows the rules that act on hire and leave dates',
      kind: 'mim-service',
    },
    { what: 'The scripts of the connector', changes: 'show which address they read', kind: 'extension-source' },
  ],
  messages: {
    'M2E-HRCLD-001': strong(
      '{connector} ({kind}) only imports, makes people of type {type}, decides who they are and brings {dates}. Rules of the MIM Service that act on dates of people: {rules}.',
    ),
    'M2E-HRCLD-002': strong('{connector} makes people of type {type} and connects to {product} ({host}).'),
    'M2E-HRCLD-003': medium('{connector} brings Workday names: {attributes}.'),
    'M2E-HRCLD-004': medium(
      '{connector} ({kind}) makes people of type {type} and brings dates of employment: {dates}.',
    ),
    'M2E-HRCLD-005': weak('The name of {connector} points to cloud HR.'),
    'M2E-HRCLD-006': counter(
      -25,
      '{connector} reads a file; nothing says that the HR system which writes it is in the cloud.',
    ),
    'M2E-HRCLD-007': counter(-60, '{connector} carries SAP signs ({signs}): see scenario hr-sap.'),
    'M2E-HRCLD-008': counter(-25, '{connector} connects to {hosts}, an internal server.'),
    'M2E-HRCLD-019': use(-60, '{connector} has no run step that imports: it cannot run as configured.'),
    'M2E-HRCLD-101': says(
      'target',
      'The Workday provisioning app feeds {target}, with Workday writeback; lifecycle workflows act on the dates.',
      workday,
    ),
    'M2E-HRCLD-102': says(
      'target',
      'People of {connector} go to {target} by the SCIM 2.0 inbound API or API-driven provisioning; lifecycle workflows act on the dates.',
      api,
    ),
    'M2E-HRCLD-103': says(
      'reason',
      'People reach {directories} today: while an application needs the AD account, the job writes to AD.',
    ),
    'M2E-HRCLD-104': says('reason', 'No AD connector receives people, so the job writes to Entra ID.'),
    'M2E-HRCLD-105': says(
      'reason',
      '{dates} become employeeHireDate and employeeLeaveDateTime. MIM compares local or UTC times as stored; Entra works in UTC.',
    ),
    'M2E-HRCLD-106': says(
      'reason',
      '{count} {count|rule acts|rules act} on dates ({rules}). Each becomes a lifecycle workflow with an offset in days.',
      workflows,
    ),
    'M2E-HRCLD-107': says(
      'reason',
      '{count} dated {count|rule has|rules have} activities that no built-in task repeats ({activities}). They become custom task extensions.',
      workflows,
    ),
    'M2E-HRCLD-108': says(
      'reason',
      '{connector} receives {attributes}; Workday writeback covers mail, phone and user name, other systems need a job of their own.',
      workday,
    ),
    'M2E-HRCLD-109': says('reason', 'Nothing imports through {connector}; confirm with its owner, then remove it.'),
    'M2E-HRCLD-201': blocks(
      '{connector} shares {count} {count|attribute|attributes} of people with {others}. Provisioning jobs have no precedence between sources: decide on one source for each, or merge before the upload.',
      'project',
    ),
    'M2E-HRCLD-202': blocks(
      'People reach {count} AD connectors: an HR job writes to one domain, and a manager in another domain is not set.',
      workday,
    ),
    'M2E-HRCLD-203': blocks(
      'A password flows to {directories}. Passwords never flow from HR jobs: a first value is generated, or a Temporary Access Pass is given.',
      howItWorks,
    ),
    'M2E-HRCLD-204': blocks(
      'Terminations dated in the future reach the job only with the Workday lookahead (general availability April 2026).',
      workday,
    ),
    'M2E-HRCLD-205': blocks(
      "Microsoft's pages give two limits for lifecycle workflows: 100 per tenant, and 50. The plan takes 50. This estate needs {count}.",
      workflows,
    ),
    'M2E-HRCLD-206': blocks(
      'Lifecycle workflows run every 3 hours, hourly at best: nothing happens at once when a date is reached.',
      workflows,
    ),
    'M2E-HRCLD-301': says(
      'prerequisite',
      'An integration user of the HR product with read rights, and write rights for writeback.',
    ),
    'M2E-HRCLD-302': says('prerequisite', '{key} filled and unique in HR and on every account.'),
    'M2E-HRCLD-303': says(
      'prerequisite',
      'A provisioning agent with rights of its service account on the OUs, since the target is AD.',
    ),
    'M2E-HRCLD-321': says(
      'hand-step',
      'Make the security group and the integration user in the HR product; install the agent where AD is the target.',
    ),
    'M2E-HRCLD-501': says('choice', 'Which directory does the job of {connector} write?'),
    'M2E-HRCLD-502': says(
      'choice',
      'Active Directory: accounts are made there and go to the tenant by synchronization.',
    ),
    'M2E-HRCLD-503': says(
      'choice',
      'An application still needs the AD account, or source of authority of the people has not been switched.',
    ),
    'M2E-HRCLD-504': says('choice', 'Entra ID: people are made in the tenant, AD is left out.'),
    'M2E-HRCLD-505': says(
      'choice',
      'Source of authority of the people is switched and nothing signs in to AD with their accounts.',
    ),
    'M2E-HRCLD-506': says(
      'choice',
      '{directories} receives people today, so applications may rely on their AD accounts.',
    ),
    'M2E-HRCLD-507': says('choice', 'No AD connector of the estate receives people.'),
    'M2E-HRCLD-508': says(
      'reason',
      'By decision the job writes to Entra ID, although {directories} receives people today.',
    ),
    'M2E-HRCLD-509': says(
      'reason',
      'By decision the job writes to Active Directory; no AD connector of the estate receives people, so no mapping can be taken over.',
    ),
    'M2E-HRCLD-401': says('driver', '{count} import {count|flow|flows} of people.'),
    'M2E-HRCLD-402': says(
      'driver',
      '{count} dated {count|rule becomes a lifecycle workflow|rules become lifecycle workflows}.',
    ),
    'M2E-HRCLD-403': says('driver', '{count} {count|flow is|flows are} computed by code.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
