import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const sap = learn('/entra/id-governance/sap')
const successFactors = learn('/entra/identity/saas-apps/sap-successfactors-inbound-provisioning-tutorial')
const api = learn('/entra/identity/app-provisioning/inbound-provisioning-api-concepts')
const functions = learn('/entra/identity/app-provisioning/functions-for-customizing-application-data')
const clearing = learn('/entra/identity/app-provisioning/clear-attribute-values')

export const meta: ScenarioMeta = {
  id: 'hr-sap',
  number: 1,
  title: 'Identities from SAP HR',
  summary: 'SAP HCM, ECC or SuccessFactors feeds people into the metaverse, and Active Directory follows.',
  group: 'migration-guide',
  guideRow: 'Provisioning from SAP HR sources',
  documentation: [sap, successFactors, api],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'Which SAP product holds the people: SuccessFactors, HCM, ECC or S/4HANA',
      changes: 'decides between the built-in app, SAP Integration Suite and API-driven provisioning',
      kind: 'mim-sync',
    },
    {
      what: 'The .wsconfig project of the web service connector',
      changes: 'shows the BAPIs it calls',
      kind: 'extension-source',
    },
    {
      what: 'A csexport of the connector',
      changes: 'counts people, concurrent employments and empty values',
      kind: 'objects',
    },
  ],
  messages: {
    'M2E-HRSAP-001': strong(
      '{connector} ({kind}) makes people of type {type} and is first in rank for {count} {count|attribute that says|attributes that say} who they are: {attributes}.',
    ),
    'M2E-HRSAP-002': medium('{connector} reads SAP HR names: {attributes}.'),
    'M2E-HRSAP-003': medium("The web service project of {connector} is SAP's: {project}."),
    'M2E-HRSAP-004': medium("{connector} connects to {hosts}, which is SAP's."),
    'M2E-HRSAP-005': weak('The name of {connector} points to SAP.'),
    'M2E-HRSAP-006': counter(
      -25,
      '{connector} also receives {count} {count|attribute|attributes} by export: see scenario app-onprem.',
    ),
    'M2E-HRSAP-007': counter(-60, '{connector} belongs to another product: {signs}.'),
    'M2E-HRSAP-019': use(-60, '{connector} has no run step that imports: it cannot run as configured.'),
    'M2E-HRSAP-101': says(
      'target',
      'The SuccessFactors provisioning app feeds {target} and writes mail and phone back to SuccessFactors.',
      successFactors,
    ),
    'M2E-HRSAP-102': says(
      'target',
      'People go from SAP to {target} in one of three ways: SAP Integration Suite into SuccessFactors and its app, an extract for API-driven provisioning, or the SCIM 2.0 inbound API where the SAP side speaks SCIM.',
      sap,
    ),
    'M2E-HRSAP-103': says('reason', '{connector} names {hosts}: SuccessFactors has an app of its own.'),
    'M2E-HRSAP-104': says(
      'reason',
      "Nothing in the input says that SuccessFactors stands behind {connector}; the way is chosen with SAP's owner.",
    ),
    'M2E-HRSAP-105': says('reason', 'People reach {directories} today, so the job writes to that AD.'),
    'M2E-HRSAP-106': says('reason', 'No AD connector receives people, so the job writes to Entra ID.'),
    'M2E-HRSAP-107': says(
      'reason',
      'Rules code computes who a person is ({attributes}); its source decides what the job must do instead.',
    ),
    'M2E-HRSAP-108': says(
      'reason',
      '{connector} writes {attributes} to SAP; fields beyond mail and phone stay with MIM until support ends on 2029-01-09, or become an app.',
    ),
    'M2E-HRSAP-109': says('reason', 'Nothing imports through {connector}; confirm with its owner, then remove it.'),
    'M2E-HRSAP-201': blocks(
      '{connector} shares {count} {count|attribute|attributes} of people with {others}. Provisioning jobs have no precedence between sources: decide on one source for each, or merge before the upload.',
      'project',
    ),
    'M2E-HRSAP-202': blocks(
      'Basic authentication of SuccessFactors ends in November 2026: connect with workload identity.',
      successFactors,
    ),
    'M2E-HRSAP-203': blocks(
      'Unique logon names are made by SelectUniqueValue only when the target is AD, and only at creation. With Entra ID as target they are computed before the upload.',
      functions,
    ),
    'M2E-HRSAP-204': blocks(
      'An empty value in SAP clears nothing by default. A preview of August 2026 clears single values where null flow is switched on for source and mapping.',
      clearing,
    ),
    'M2E-HRSAP-211': says('loss', 'Attribute precedence of the metaverse; a job takes one source.'),
    'M2E-HRSAP-301': says('prerequisite', 'A user of the SAP interface with read rights on the fields that flow.'),
    'M2E-HRSAP-302': says('prerequisite', '{key} filled and unique in SAP and on every account.'),
    'M2E-HRSAP-303': says('prerequisite', 'A provisioning agent on a domain-joined server, since the target is AD.'),
    'M2E-HRSAP-321': says('hand-step', 'Give the credentials and rights in SAP; grant consent in the tenant.'),
    'M2E-HRSAP-501': says('choice', 'Which directory does the job of {connector} write?'),
    'M2E-HRSAP-502': says(
      'choice',
      'Active Directory: accounts are made there and go to the tenant by synchronization.',
    ),
    'M2E-HRSAP-503': says(
      'choice',
      'An application still needs the AD account, or source of authority of the people has not been switched.',
    ),
    'M2E-HRSAP-504': says('choice', 'Entra ID: people are made in the tenant, AD is left out.'),
    'M2E-HRSAP-505': says(
      'choice',
      'Source of authority of the people is switched and nothing signs in to AD with their accounts.',
    ),
    'M2E-HRSAP-506': says(
      'choice',
      '{directories} receives people today, so applications may rely on their AD accounts.',
    ),
    'M2E-HRSAP-507': says('choice', 'No AD connector of the estate receives people.'),
    'M2E-HRSAP-508': says(
      'reason',
      'By decision the job writes to Entra ID, although {directories} receives people today.',
    ),
    'M2E-HRSAP-509': says(
      'reason',
      'By decision the job writes to Active Directory; no AD connector of the estate receives people, so no mapping can be taken over.',
    ),
    'M2E-HRSAP-401': says('driver', '{count} import {count|flow|flows} of people.'),
    'M2E-HRSAP-402': says('driver', '{count} {count|flow is|flows are} computed by code.'),
    'M2E-HRSAP-403': says('driver', '{count} {count|attribute is|attributes are} merged with another source.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
