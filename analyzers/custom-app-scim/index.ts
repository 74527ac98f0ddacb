import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const scim = learn('/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups')
const custom = learn('/entra/identity/app-provisioning/on-premises-custom-connector')
const howItWorks = learn('/entra/identity/app-provisioning/how-provisioning-works')
const delta = learn('/graph/delta-query-overview')

export const meta: ScenarioMeta = {
  id: 'custom-app-scim',
  number: 16,
  title: 'Own applications',
  summary:
    "An application of the customer is fed through a connector of the customer's own or through a staging table it reads.",
  group: 'migration-guide',
  guideRow: 'Provision users and groups to new custom apps',
  documentation: [scim, custom, delta],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: "Source of the connector's DLL",
      changes: 'shows what the application is told and how',
      kind: 'extension-source',
    },
    {
      what: 'Whether the application lives on, and who maintains it',
      changes: 'decides between a SCIM endpoint and the ECMA host',
      kind: 'mim-sync',
    },
  ],
  messages: {
    'M2E-SCIM-001': strong(
      '{connector} runs {assembly}, a connector not made by Microsoft, and exports {count} {count|attribute|attributes} through it.',
    ),
    'M2E-SCIM-002': medium(
      '{connector} writes to {where}, which carries a status column ({columns}): an application reads its work from it.',
    ),
    'M2E-SCIM-003': medium('{where} is named like a hand-over table.'),
    'M2E-SCIM-004': medium('Rules code computes rights of the application: {attributes}.'),
    'M2E-SCIM-005': counter(-60, '{connector} connects to {product} ({host}): see scenario saas-provisioning.'),
    'M2E-SCIM-006': counter(
      -25,
      '{assembly} is a community framework that runs scripts; what they write to is not in the export.',
    ),
    'M2E-SCIM-101': says(
      'target',
      'The application behind {connector} gets a SCIM 2.0 endpoint, or asks Microsoft Graph for changes itself.',
      scim,
    ),
    'M2E-SCIM-111': says(
      'reason',
      'Nothing in Entra writes to a table or to a private interface; the application has to offer or ask.',
    ),
    'M2E-SCIM-112': says(
      'reason',
      'If the application is near its end, {assembly} may be loaded into the ECMA host instead (one object type, people): see scenario app-onprem.',
      custom,
    ),
    'M2E-SCIM-113': says(
      'reason',
      "{core} of {count} {count|attribute has a name|attributes have names} in SCIM's user or enterprise user. The others become a custom extension.",
      scim,
    ),
    'M2E-SCIM-114': says(
      'reason',
      'Rights computed by code: {attributes}. They become app roles, groups or access packages.',
    ),
    'M2E-SCIM-201': blocks(
      'A SCIM endpoint needs developers who can change the application; filters and PATCH come in the form Entra sends them.',
      scim,
    ),
    'M2E-SCIM-202': blocks(
      'Attributes that carry a password: {attributes}. No provisioning job sends one.',
      howItWorks,
    ),
    'M2E-SCIM-203': blocks('Jobs send no nulls, read nothing back and run about every 40 minutes.', howItWorks),
    'M2E-SCIM-301': says('prerequisite', 'An owner of the application behind {connector}, and OAuth for its endpoint.'),
    'M2E-SCIM-321': says('hand-step', "Build the endpoint and run Microsoft's SCIM validator on it.", scim),
    'M2E-SCIM-102': says('target', 'The ECMA Connector Host loads {connector} and goes on writing as MIM does.'),
    'M2E-SCIM-115': says(
      'reason',
      'By decision {connector} is loaded into the ECMA Connector Host; the application is not changed.',
    ),
    'M2E-SCIM-501': says('choice', 'Does the application behind {connector} get an endpoint of its own?'),
    'M2E-SCIM-502': says('choice', 'A SCIM endpoint of the application; the connector goes.'),
    'M2E-SCIM-503': says('choice', 'The application lives on and has an owner who can change it.'),
    'M2E-SCIM-504': says('choice', 'The ECMA Connector Host with the connector as it is.'),
    'M2E-SCIM-505': says('choice', 'The application ends in a few years or nobody can change it.'),
    'M2E-SCIM-506': says(
      'choice',
      'The application is taken to live on; {connector} would also load into the host, see scenario app-onprem.',
    ),
    'M2E-SCIM-507': says('choice', '{connector} does not load into the host.'),
    'M2E-SCIM-401': says(
      'driver',
      '{count} {count|attribute is|attributes are} exported, {scripted} of them computed by code.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
