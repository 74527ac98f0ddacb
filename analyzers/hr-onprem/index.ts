import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const api = learn('/entra/identity/app-provisioning/inbound-provisioning-api-concepts')
const faqs = learn('/entra/identity/app-provisioning/inbound-provisioning-api-faqs')
const clearing = learn('/entra/identity/app-provisioning/clear-attribute-values')

export const meta: ScenarioMeta = {
  id: 'hr-onprem',
  number: 3,
  title: 'On-premises HR',
  summary: 'People come from an HR database or from files on the network, and everything else follows.',
  group: 'migration-guide',
  guideRow: 'Provisioning from other on-premises HR sources',
  documentation: [api, faqs, clearing],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'A csexport of the HR connector, or the table or file itself',
      changes: 'row counts, empty values and duplicate employee numbers become numbers instead of questions',
      kind: 'objects',
    },
    {
      what: 'The source of the rules extension, where flows are computed by code',
      changes: 'each computed attribute gets a mapping or a step of the extract',
      kind: 'extension-source',
    },
    { what: 'The run history', changes: 'tells whether the connector still runs', kind: 'run-history' },
  ],
  messages: {
    'M2E-HRON-001': strong(
      '{connector} ({kind}) makes people of type {type} and is first in rank for {count} {count|attribute that says|attributes that say} who they are: {attributes}.',
    ),
    'M2E-HRON-002': medium('{connector} only imports: {imports} import {imports|flow|flows}, no export flow.'),
    'M2E-HRON-003': medium(
      '{connector} ({kind}) makes people of type {type} and is first in rank for {count} of their attributes; where its code reads is not in the export.',
    ),
    'M2E-HRON-004': medium('The columns of {where} are those of an HR table: {columns}.'),
    'M2E-HRON-005': medium(
      '{connector} ({kind}) makes people of type {type} and feeds {count} of their attributes, always behind another connector: a second source of people.',
    ),
    'M2E-HRON-006': weak('The name of {connector} points to HR.'),
    'M2E-HRON-007': counter(-60, '{connector} works on BHOLD: {signs}. That is scenario bhold-roles.'),
    'M2E-HRON-008': counter(-25, '{connector} carries SAP HR names ({attributes}): see scenario hr-sap.'),
    'M2E-HRON-009': counter(
      -25,
      '{connector} also receives {count} {count|attribute|attributes} by export: {attributes}.',
    ),
    'M2E-HRON-010': counter(-60, '{connector} names a cloud HR product ({hosts}): see scenario hr-cloud.'),
    'M2E-HRON-011': medium(
      '{connector} only imports: {imports} import {imports|flow|flows}; no run step runs its export flows.',
    ),
    'M2E-HRON-012': medium(
      '{connector} ({kind}) makes people of type {type}; no metaverse file is in the input, so its rank cannot be told.',
    ),
    'M2E-HRON-019': use(-60, '{connector} has no run step that imports: it cannot run as configured.'),
    'M2E-HRON-101': says(
      'target',
      'A scheduled job reads {where} and posts SCIM to an API-driven provisioning app that writes to {target}.',
      api,
    ),
    'M2E-HRON-102': says(
      'reason',
      'People reach {directories} today, so the provisioning app writes to that AD first.',
    ),
    'M2E-HRON-103': says('reason', 'No AD connector receives people, so the provisioning app writes to Entra ID.'),
    'M2E-HRON-104': says(
      'reason',
      '{count} {count|attribute|attributes} of {connector} {count|flows|flow} without code.',
    ),
    'M2E-HRON-105': says(
      'reason',
      '{count} import {count|flow is|flows are} computed by rules code ({assembly}). The job that reads the source computes {count|it|them} before the upload.',
    ),
    'M2E-HRON-106': says(
      'reason',
      '{connector} receives {attributes}. API-driven provisioning writes nothing back to the source: a separate job has to do it, or MIM does until its support ends on 2029-01-09.',
      api,
    ),
    'M2E-HRON-107': says(
      'reason',
      '{count} {count|attribute has|attributes have} a second source ({others}). Entra takes one source for an attribute; MIM keeps merging until one table or view holds the result, at the latest until 2029-01-09.',
    ),
    'M2E-HRON-108': says(
      'reason',
      '{type} objects of {connector} have no place in inbound provisioning: it takes people only.',
      api,
    ),
    'M2E-HRON-109': says('reason', 'Nothing imports through {connector}; confirm with its owner, then remove it.'),
    'M2E-HRON-201': blocks(
      'A row that disappears from {connector} deletes the person today. In API-driven provisioning a missing row deletes nothing: the job must send active=false for each leaver.',
      faqs,
    ),
    'M2E-HRON-202': blocks(
      '{connector} shares {count} {count|attribute|attributes} of people with {others}. Provisioning jobs have no precedence between sources: decide on one source for each, or merge before the upload.',
      'project',
    ),
    'M2E-HRON-203': blocks(
      'These flows carry references: {attributes}. Inbound provisioning resolves manager only.',
      api,
    ),
    'M2E-HRON-204': blocks(
      'One request takes 50 people; a tenant takes 2,000 requests (100,000 people) a day with P1 or P2 and 6,000 (300,000) with ID Governance. The full load of {connector} has to fit.',
      api,
    ),
    'M2E-HRON-205': blocks(
      'An empty value in the source clears nothing by default. A preview of August 2026 clears single values where null flow is switched on for source and mapping; an attribute left out of the upload is then cleared as well.',
      clearing,
    ),
    'M2E-HRON-211': says(
      'loss',
      '{other} reads the same database and makes {types} objects; they have no inbound counterpart.',
    ),
    'M2E-HRON-212': says(
      'loss',
      'The import of {connector} sees a change at its next run; the upload is asynchronous and is confirmed by the provisioning log.',
      api,
    ),
    'M2E-HRON-301': says(
      'prerequisite',
      'A host for the job that reads {where}, with an identity allowed to read it and to upload.',
    ),
    'M2E-HRON-302': says(
      'prerequisite',
      '{key} filled and unique in the source and on every account; it becomes the matching attribute.',
    ),
    'M2E-HRON-303': says(
      'prerequisite',
      'One provisioning app for this source; an agent on a domain-joined server when the target is AD.',
    ),
    'M2E-HRON-321': says('hand-step', "Put the job into the customer's scheduler and give it its credentials."),
    'M2E-HRON-322': says(
      'hand-step',
      'Carry {count} connector {count|filter|filters} over as conditions of the job; today {count|it keeps|they keep} rows out of the metaverse.',
    ),
    'M2E-HRON-501': says('choice', 'Which directory does the job of {connector} write?'),
    'M2E-HRON-502': says(
      'choice',
      'Active Directory: accounts are made there and go to the tenant by synchronization.',
      api,
    ),
    'M2E-HRON-503': says(
      'choice',
      'An application still needs the AD account, or source of authority of the people has not been switched.',
    ),
    'M2E-HRON-504': says('choice', 'Entra ID: people are made in the tenant, AD is left out.', api),
    'M2E-HRON-505': says(
      'choice',
      'Source of authority of the people is switched and nothing signs in to AD with their accounts.',
    ),
    'M2E-HRON-506': says(
      'choice',
      '{directories} receives people today, so applications may rely on their AD accounts.',
    ),
    'M2E-HRON-507': says('choice', 'No AD connector of the estate receives people.'),
    'M2E-HRON-508': says(
      'reason',
      'By decision the provisioning app writes to Entra ID, although {directories} receives people today.',
    ),
    'M2E-HRON-509': says(
      'reason',
      'By decision the provisioning app writes to Active Directory; no AD connector of the estate receives people, so no mapping can be taken over.',
    ),
    'M2E-HRON-206': blocks(
      'The tenant does not make logon names unique; the source has to deliver them, or a rule has to be found that cannot collide.',
      api,
    ),
    'M2E-HRON-401': says('driver', '{count} import {count|flow|flows} from the source.'),
    'M2E-HRON-402': says('driver', '{count} {count|flow is|flows are} computed by code.'),
    'M2E-HRON-403': says('driver', '{count} {count|attribute is|attributes are} merged with another source.'),
    'M2E-HRON-404': says(
      'driver',
      'The source is a view or has a delta table: its change detection has to be rebuilt with a time stamp.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
