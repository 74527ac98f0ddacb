import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const gallery = learn('/entra/identity/saas-apps/tutorial-list')
const howItWorks = learn('/entra/identity/app-provisioning/how-provisioning-works')
const scim = learn('/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups')

export const meta: ScenarioMeta = {
  id: 'saas-provisioning',
  number: 15,
  title: 'Accounts in cloud applications',
  summary: 'A PowerShell, web service or custom connector writes people into a cloud product.',
  group: 'migration-guide',
  guideRow: 'Provision users to cloud SaaS apps',
  documentation: [gallery, howItWorks, scim],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'The product behind the connector and its edition',
      changes: 'decides between gallery app, SCIM and a job of your own',
      kind: 'mim-sync',
    },
    {
      what: "The connector's scripts",
      changes: 'show the interface they call and the rights they set',
      kind: 'extension-source',
    },
    {
      what: 'The run history',
      changes: 'tells how many accounts were added, changed and deleted',
      kind: 'run-history',
    },
  ],
  messages: {
    'M2E-SAAS-001': strong('{connector} ({kind}) exports {count} {count|attribute|attributes} to {product} ({host}).'),
    'M2E-SAAS-002': strong(
      "{connector} ({kind}) exports {count} {count|attribute|attributes} to {host}, a name outside the private ranges and the estate's forests.",
    ),
    'M2E-SAAS-003': medium('{connector} exports attributes of a licensed service: {attributes}.'),
    'M2E-SAAS-004': medium('A script of {connector} calls {host} ({product}).'),
    'M2E-SAAS-005': weak('The name {connector} is that of a cloud product.'),
    'M2E-SAAS-006': counter(-60, '{connector} connects to {host}, an internal server: see scenario app-onprem.'),
    'M2E-SAAS-101': says(
      'target',
      'The gallery app of {product} with its provisioning job takes over what {connector} writes.',
      gallery,
    ),
    'M2E-SAAS-102': says(
      'target',
      'A provisioning app with SCIM takes over what {connector} writes; without a SCIM endpoint at {host} a Logic App calls its interface.',
      scim,
    ),
    'M2E-SAAS-111': says(
      'reason',
      '{product} is in the application gallery; with a token as credential the job is set up through Graph alone.',
      gallery,
    ),
    'M2E-SAAS-112': says('reason', 'Whether {host} speaks SCIM is not in the export: ask its vendor.'),
    'M2E-SAAS-113': says(
      'reason',
      'Object types written besides people: {types}. Groups need P1 and only their first level of members is sent; other types have no job.',
      howItWorks,
    ),
    'M2E-SAAS-114': says(
      'reason',
      'Licences and roles of the product: {attributes}. They become app roles or groups that carry the licence.',
      howItWorks,
    ),
    'M2E-SAAS-201': blocks(
      '{connector} deletes accounts of people who go out of scope. Take its provisioning away only after deprovisioning is set to make-normal-disconnector; a delete at the vendor may be final.',
      'project',
    ),
    'M2E-SAAS-202': blocks(
      'Apps that sign in to the product with the OAuth authorization-code form must move to client credentials or workload federation (April 2026).',
      howItWorks,
    ),
    'M2E-SAAS-203': blocks(
      'Jobs send no nulls and do not read back what is changed in the product; the interval is fixed near 40 minutes.',
      howItWorks,
    ),
    'M2E-SAAS-204': blocks(
      'Attributes filled by rules code: {attributes}. An expression of at most 10,000 characters without loops and lookups replaces each, or the value is staged before.',
      howItWorks,
    ),
    'M2E-SAAS-301': says(
      'prerequisite',
      'An administrator of the product and a matching attribute that is unique there and in Entra ID ({anchor} today).',
    ),
    'M2E-SAAS-321': says('hand-step', 'Consent and token at the vendor.'),
    'M2E-SAAS-402': says(
      'driver',
      '{count} {count|attribute is|attributes are} exported; the interface of the product is not known.',
    ),
    'M2E-SAAS-501': says('choice', 'By what does Entra write to {host}, which {connector} writes today?'),
    'M2E-SAAS-502': says('choice', 'The application of the gallery with its own mappings.'),
    'M2E-SAAS-503': says(
      'choice',
      'The product is in the gallery and its application covers the attributes that are written.',
    ),
    'M2E-SAAS-504': says('choice', 'An application without the gallery, by SCIM.'),
    'M2E-SAAS-505': says(
      'choice',
      'The product is not in the gallery, or speaks SCIM better than its application does.',
    ),
    'M2E-SAAS-506': says('choice', '{host} belongs to {product}, which the gallery has.'),
    'M2E-SAAS-507': says('choice', '{host} belongs to no product this tool knows in the gallery.'),
    'M2E-SAAS-401': says(
      'driver',
      '{count} {count|attribute is|attributes are} exported; the product is in the gallery.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
