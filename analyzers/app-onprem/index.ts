import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const architecture = learn('/entra/identity/app-provisioning/on-premises-application-provisioning-architecture')
const ldap = learn('/entra/identity/app-provisioning/on-premises-ldap-connector-configure')
const sql = learn('/entra/identity/app-provisioning/on-premises-sql-connector-configure')
const limits = learn('/entra/identity/app-provisioning/on-premises-ecma-troubleshoot')
const custom = learn('/entra/identity/app-provisioning/on-premises-custom-connector')
const howItWorks = learn('/entra/identity/app-provisioning/how-provisioning-works')

export const meta: ScenarioMeta = {
  id: 'app-onprem',
  number: 4,
  title: 'Accounts in on-premises applications that are not AD',
  summary: 'MIM creates and maintains accounts in a database, a directory or an application beside Active Directory.',
  group: 'migration-guide',
  guideRow: 'Provisioning to non-AD-based on-premises applications',
  documentation: [architecture, ldap, sql, custom],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: "Product and version of the application's database or directory",
      changes: 'the ECMA host supports a list of them',
      kind: 'mim-sync',
    },
    { what: 'The run history', changes: 'tells how many objects were added, changed and deleted', kind: 'run-history' },
    {
      what: 'The source or DLL of the rules extension',
      changes: 'shows whom it creates and how it names them',
      kind: 'extension-source',
    },
    { what: 'A csexport of the connector', changes: 'shows whether the matching attribute is unique', kind: 'objects' },
  ],
  messages: {
    'M2E-APPON-001': strong(
      '{connector} ({kind}) receives {count} {count|attribute|attributes}, has a step that exports, and a rule creates objects in it: {rule}.',
    ),
    'M2E-APPON-002': medium(
      '{connector} ({kind}) receives {count} {count|attribute|attributes} and has a step that exports; {assembly} may create objects in it, but its code is not in the export.',
    ),
    'M2E-APPON-003': medium('Objects of {connector} that lose their person are deleted there.'),
    'M2E-APPON-004': medium(
      '{connector} ({kind}) receives {count} {count|attribute|attributes} and has a step that exports; no metaverse file is in the input, so who creates objects in it cannot be told.',
    ),
    'M2E-APPON-005': medium('{connector} projects nothing: its objects come from the metaverse or are joined.'),
    'M2E-APPON-007': counter(-60, '{connector} works on BHOLD: {signs}. That is scenario bhold-roles.'),
    'M2E-APPON-008': counter(
      -60,
      '{connector} makes people in the metaverse; what it receives is written back to their source.',
    ),
    'M2E-APPON-009': counter(-60, '{connector} connects to {product} ({host}): see scenario saas-provisioning.'),
    'M2E-APPON-010': strong(
      '{connector} ({kind}) receives {count} {count|attribute|attributes} and has a step that exports; without join and projection its objects can only come from {assembly}.',
    ),
    'M2E-APPON-011': strong(
      '{connector} ({kind}) receives {count} {count|attribute|attributes}, among them {key}, which only a new object takes; it has a step that exports, and {assembly} creates objects.',
    ),
    'M2E-APPON-012': strong(
      '{connector} ({kind}) receives {count} {count|attribute|attributes}, has a step that exports, and a synchronization rule that is not in the input creates objects in it.',
    ),
    'M2E-APPON-101': says(
      'target',
      "An application on Entra's provisioning agent with ECMA Connector Host writes to {where}.",
      architecture,
    ),
    'M2E-APPON-102': says(
      'target',
      'A job of the customer writes the file that {connector} writes today, or the application gets a SCIM endpoint.',
      architecture,
    ),
    'M2E-APPON-103': says(
      'target',
      '{connector} is rewritten as ECMA2 or replaced by a SCIM endpoint before Entra can write to {where}.',
      custom,
    ),
    'M2E-APPON-104': says(
      'target',
      'No ECMA host profile is published for Lotus Domino: {connector} stays on MIM until {where} is replaced or gets an interface of its own.',
      architecture,
    ),
    'M2E-APPON-111': says(
      'reason',
      '{connector} passes {passed} of {count} {count|check|checks} of the ECMA host. Those that fail stand below.',
      limits,
    ),
    'M2E-APPON-112': says(
      'reason',
      "The exported configuration of {connector} can be loaded into the host's wizard.",
      sql,
    ),
    'M2E-APPON-113': says(
      'reason',
      '{connector} writes {types}; the host provisions one object type, User. These stay on MIM until support ends on 2029-01-09.',
      limits,
    ),
    'M2E-APPON-114': says(
      'reason',
      'The host does not write references: {attributes}. They stay on MIM until support ends on 2029-01-09.',
      limits,
    ),
    'M2E-APPON-115': says(
      'reason',
      'The host writes one value for an attribute; these have several: {attributes}. They stay on MIM until support ends on 2029-01-09.',
      limits,
    ),
    'M2E-APPON-116': says(
      'reason',
      'The host does not write binary attributes: {attributes}. They stay on MIM until support ends on 2029-01-09.',
      limits,
    ),
    'M2E-APPON-117': says(
      'reason',
      'The anchor has {count} parts ({anchor}); the host takes one. Add a single key to the table or a view.',
      limits,
    ),
    'M2E-APPON-118': says(
      'reason',
      'The host refuses names with a full stop or a bracket: {attributes}. Rename them in a view.',
      limits,
    ),
    'M2E-APPON-119': says(
      'reason',
      'Password synchronization to {connector} is allowed; the host takes no password after the first. See scenario pcns-password-sync.',
      limits,
    ),
    'M2E-APPON-120': says('reason', '{count} partitions are selected ({partitions}); the host reads one.', limits),
    'M2E-APPON-121': says(
      'reason',
      'The connector is set up to create missing parents ({types}); the host creates none. Make the containers first.',
      limits,
    ),
    'M2E-APPON-122': says(
      'reason',
      '{connector} points to the forest {forest}. AD is no target of the host: see scenario groups-to-ad-apps for groups, and the HR scenarios for people.',
      ldap,
    ),
    'M2E-APPON-123': says('reason', '{connector} is an ECMA1 management agent, which the host does not load.', custom),
    'M2E-APPON-124': says('reason', '{connector} writes a text file; the host has no file profile.', architecture),
    'M2E-APPON-125': says(
      'reason',
      '{count} {count|flow is|flows are} computed by rules code. Each needs an expression or a column that holds the result.',
      howItWorks,
    ),
    'M2E-APPON-127': says(
      'reason',
      'No ECMA host profile is published for Lotus Domino: {connector} stays until support of MIM ends on 2029-01-09.',
    ),
    'M2E-APPON-128': says(
      'reason',
      'A first password goes to {attributes}. The host can set a password once, at creation; for AD LDS it cannot.',
      ldap,
    ),
    'M2E-APPON-129': says(
      'reason',
      'By decision the accounts of {connector} go through SCIM, not through the ECMA host: the application needs an endpoint.',
      custom,
    ),
    'M2E-APPON-130': says('reason', 'By decision {connector} stays on MIM until support ends on 2029-01-09.'),
    'M2E-APPON-132': says(
      'reason',
      'The host cannot take {connector} ({checks}): it stays on MIM until support ends on 2029-01-09.',
      limits,
    ),
    'M2E-APPON-131': says(
      'reason',
      'By decision the accounts of {connector} go through an application of the gallery, which has to be the same product.',
      howItWorks,
    ),
    'M2E-APPON-105': says(
      'target',
      'The application behind {connector} gets a SCIM endpoint, and Entra writes to it.',
      custom,
    ),
    'M2E-APPON-106': says('target', '{connector} stays on MIM.'),
    'M2E-APPON-107': says(
      'target',
      'An application of the gallery takes over the accounts of {connector}.',
      howItWorks,
    ),
    'M2E-APPON-501': says('choice', 'What writes the accounts of {connector}?'),
    'M2E-APPON-502': says('choice', 'The ECMA Connector Host with the exported connector.', architecture),
    'M2E-APPON-503': says(
      'choice',
      'The connector loads into the host and the application has no interface of its own.',
    ),
    'M2E-APPON-504': says('choice', 'A SCIM endpoint of the application.', custom),
    'M2E-APPON-505': says(
      'choice',
      'The application lives on, has developers, or the host does not load its connector.',
    ),
    'M2E-APPON-506': says('choice', 'An application of the gallery.', howItWorks),
    'M2E-APPON-507': says('choice', 'The system is a product of the gallery, or is replaced by one.'),
    'M2E-APPON-508': says('choice', 'MIM goes on writing.'),
    'M2E-APPON-509': says('choice', 'The system ends before support of MIM does, on 2029-01-09.'),
    'M2E-APPON-510': says(
      'choice',
      '{connector} passes {passed} of {count} {count|check|checks}, and none that fails keeps it out.',
    ),
    'M2E-APPON-511': says('choice', '{connector} is {kind}, which the host does not load.'),
    'M2E-APPON-512': says('choice', '{checks} {count|keeps|keep} {connector} out of the host.'),
    'M2E-APPON-513': says(
      'choice',
      'No ECMA host profile is published for {kind}, and it has no interface of its own.',
    ),
    'M2E-APPON-201': blocks(
      '{connector} says it cannot import everything; the host fills its cache by full import.',
      limits,
    ),
    'M2E-APPON-202': blocks(
      'No run profile of {connector} imports everything: nobody has tried a full import, which the host needs.',
      limits,
    ),
    'M2E-APPON-203': blocks(
      'MIM deletes an object of {connector} when its person goes out of scope. Taking the provisioning away then deletes accounts: set deprovisioning to make-normal-disconnector first.',
      'project',
    ),
    'M2E-APPON-204': blocks(
      'Code decides what happens when an object of {connector} loses its person; read it before provisioning is taken away.',
      'project',
    ),
    'M2E-APPON-205': blocks(
      'The host needs a provisioning agent of its own, apart from those of Cloud Sync and HR, and is not updated automatically.',
      architecture,
    ),
    'M2E-APPON-206': blocks(
      'The job does not read changes made in {where} back; a value changed there stays until the person changes.',
      howItWorks,
    ),
    'M2E-APPON-301': says(
      'prerequisite',
      'A Windows server near {where} with 3 GB of memory for agent and host, and a TLS certificate; the one the wizard makes lasts 2 years.',
      architecture,
    ),
    'M2E-APPON-302': says(
      'prerequisite',
      '{anchor} unique in {where} and known in Entra ID; it becomes the matching attribute.',
    ),
    'M2E-APPON-303': says('prerequisite', 'Version of {where} on the supported list: {stores}.', architecture),
    'M2E-APPON-321': says(
      'hand-step',
      "Run the host's wizard, open port 8585 on the server itself, give the service account its rights.",
    ),
    'M2E-APPON-322': says('hand-step', 'Make the ODBC data source on the server of the host.', sql),
    'M2E-APPON-323': says(
      'hand-step',
      'Check that {assembly} runs on .NET Framework 4.7.2; the export does not say what it was built for.',
      custom,
    ),
    'M2E-APPON-324': says('hand-step', 'Turn off concurrent operations of {connector}.', limits),
    'M2E-APPON-401': says('driver', '{count} {count|attribute is|attributes are} exported; object types: {types}.'),
    'M2E-APPON-402': says('driver', '{count} {count|flow is|flows are} computed by code.'),
    'M2E-APPON-403': says('driver', '{count} {count|check|checks} of the ECMA host {count|fails|fail}.'),
    'M2E-APPON-404': says('driver', '{kind}: the connector itself has to be tested in the host or rewritten.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
