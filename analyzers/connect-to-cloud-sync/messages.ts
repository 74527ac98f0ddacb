import type { Messages } from '../analyzer.js'
import { blocks, learn, says } from '../facts/design.js'

const cloudSync = learn('/entra/identity/hybrid/cloud-sync/what-is-cloud-sync')
const section = learn('/entra/identity/hybrid/cloud-sync/')
const pilot = learn('/entra/identity/hybrid/cloud-sync/tutorial-pilot-aadc-aadccp')
const prerequisites = learn('/entra/identity/hybrid/cloud-sync/how-to-prerequisites')
const mapping = learn('/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping')
const expressions = learn('/entra/identity/hybrid/cloud-sync/reference-expressions')
const scope = learn('/entra/identity/hybrid/cloud-sync/how-to-configure')
const versions = learn('/entra/identity/hybrid/connect/reference-connect-version-history')
const exchange = learn('/entra/identity/hybrid/cloud-sync/exchange-hybrid')
const writeback = learn('/entra/identity/authentication/tutorial-enable-cloud-sync-sspr-writeback')
const extensions = learn('/entra/identity/hybrid/cloud-sync/custom-attribute-mapping')
const groups = learn('/entra/identity/hybrid/cloud-sync/govern-on-premises-groups')

/** What the design can say; the evidence stands in `index.ts`. */
export const texts: Messages = {
  'M2E-CTCS-101': says('target', '{server} moves to Cloud Sync, organizational unit by organizational unit.', pilot),
  'M2E-CTCS-102': says(
    'target',
    '{server} stays on Connect, on a 2.6 build, as long as {count} {count|part needs|parts need} it. The rest can be piloted on Cloud Sync.',
    cloudSync,
  ),
  'M2E-CTCS-111': says(
    'reason',
    '{rule} filters by attribute ({attributes}). Cloud Sync filters by organizational unit or group: move the objects or make a group, otherwise Connect stays.',
    cloudSync,
  ),
  'M2E-CTCS-112': says(
    'reason',
    '{rule} filters by place in AD ({attributes}). That becomes the organizational units of the scope.',
    scope,
  ),
  'M2E-CTCS-113': says(
    'reason',
    '{rule} joins on {attributes}. Cloud Sync has no metaverse and no choice of joins: Connect stays for it.',
    cloudSync,
  ),
  'M2E-CTCS-114': says('reason', '{rule} sets {attributes}: each becomes an attribute mapping.', mapping),
  'M2E-CTCS-115': says(
    'reason',
    '{rule} sets {attributes} by expressions that hold under a condition; the mapping has to be read and tested.',
    expressions,
  ),
  'M2E-CTCS-116': says(
    'reason',
    '{rule} sets {attributes} by expressions Cloud Sync cannot say (reason: {functions}): Connect stays for this rule.',
    expressions,
  ),
  'M2E-CTCS-117': says(
    'reason',
    '{rule} holds for some of the objects only ({conditions}). The condition goes into each mapping as IIF.',
    expressions,
  ),
  'M2E-CTCS-118': says(
    'reason',
    '{rule} and {others} set the same attributes ({attributes}): their precedence becomes one mapping with Coalesce or IIF.',
    mapping,
  ),
  'M2E-CTCS-119': says(
    'reason',
    '{rule} sets {attributes}, which {others} of another forest sets too. Cloud Sync has no precedence over forests: Connect stays for it.',
    cloudSync,
  ),
  'M2E-CTCS-120': says(
    'reason',
    '{rule} is a copy of {standard} with {changed} of {count} {count|mapping|mappings} changed; only those count.',
    mapping,
  ),
  'M2E-CTCS-121': says(
    'reason',
    '{rule} is disabled. What it set is left out of the mappings, what it made is left out of the scope.',
    mapping,
  ),
  'M2E-CTCS-122': says('reason', '{rule} is disabled and does nothing.'),
  'M2E-CTCS-123': says(
    'reason',
    '{rule} makes {type} objects in {connector}: Cloud Sync makes no objects by rule.',
    cloudSync,
  ),
  'M2E-CTCS-124': says('reason', '{rule} has no mapping, no join and no filter.'),
  'M2E-CTCS-131': says('reason', 'Password hash sync: a job of its own in Cloud Sync.', cloudSync),
  'M2E-CTCS-132': says('reason', 'Password writeback: in Cloud Sync too.', writeback),
  'M2E-CTCS-133': says('reason', 'Exchange hybrid: a job of its own in Cloud Sync.', exchange),
  'M2E-CTCS-134': says(
    'reason',
    'Group writeback: v2 ended on 2024-06-30, v1 is for Microsoft 365 groups only. Entra to AD groups take its place.',
    groups,
  ),
  'M2E-CTCS-135': says('reason', 'Device writeback: not in Cloud Sync, Connect stays for it.', cloudSync),
  'M2E-CTCS-136': says(
    'reason',
    'Device sync is on and rules for devices exist. The decision guide (2026-06) says Cloud Sync does not do it; a page of 2026-09-29 documents it from agent 1.1.1107. The plan follows the guide. Whether any device is joined is not in the export.',
    cloudSync,
  ),
  'M2E-CTCS-137': says('reason', 'User writeback never became available and goes.', cloudSync),
  'M2E-CTCS-138': says('reason', 'Group filter: the group becomes the scope of the configuration.', scope),
  'M2E-CTCS-139': says('reason', 'Attributes are left out of synchronization: their mappings are deleted.', mapping),
  'M2E-CTCS-140': says(
    'reason',
    'Directory extensions: mapped through the app CloudSyncCustomExtensionsApp.',
    extensions,
  ),
  'M2E-CTCS-141': says('reason', 'The logon name comes from {value}: an attribute mapping says so too.', mapping),
  'M2E-CTCS-142': says(
    'reason',
    'The source anchor is {value}. Cloud Sync takes ms-DS-ConsistencyGuid or objectGUID only: Connect stays.',
    cloudSync,
  ),
  'M2E-CTCS-143': says(
    'reason',
    'People of {forests} are joined by {value}. Cloud Sync does not join one person from two forests: Connect stays.',
    cloudSync,
  ),
  'M2E-CTCS-144': says(
    'reason',
    '{connector} ({kind}) is neither AD nor the tenant. Cloud Sync has no such source: Connect stays, or the source moves to inbound provisioning.',
    cloudSync,
  ),
  'M2E-CTCS-151': says('reason', 'Nothing in the export holds {connector} on Connect.', pilot),
  'M2E-CTCS-152': says('reason', '{count} {count|part holds|parts hold} {connector} on Connect ({parts}).', cloudSync),
  'M2E-CTCS-153': says(
    'reason',
    '{count} {count|part|parts} of {connector} {count|needs|need} work in Cloud Sync ({parts}).',
    pilot,
  ),
  'M2E-CTCS-201': blocks(
    '{count} custom {count|rule needs|rules need} Connect ({rules}). Cloud Sync has no rules with precedence and joins.',
    cloudSync,
  ),
  'M2E-CTCS-202': blocks(
    '{connector} selects {count} organizational {count|unit|units} in {domain}. A configuration takes about 50 by one wording, 59 by another; the plan takes 50.',
    prerequisites,
  ),
  'M2E-CTCS-203': blocks('Connect is {version}. Below 2.5.79.0 synchronization stopped on 2026-09-30.', versions),
  'M2E-CTCS-204': blocks(
    'A person who is moved from a unit of Cloud Sync to a unit of Connect is deleted and made anew.',
    pilot,
  ),
  'M2E-CTCS-205': blocks(
    'A group that leaves the scope is deleted for good; a person can be brought back for 30 days.',
    pilot,
  ),
  'M2E-CTCS-206': blocks(
    "Microsoft's own transition tool refuses this server: {reasons}. The pilot pattern is the way.",
    section,
  ),
  'M2E-CTCS-301': says('loss', 'A staging server: Cloud Sync has none.', cloudSync),
  'M2E-CTCS-302': says(
    'loss',
    "Expected and observed values of each object: Microsoft's tool compares counts only.",
    section,
  ),
  'M2E-CTCS-401': says(
    'prerequisite',
    'Three agents on domain-joined servers, Hybrid Identity Administrator and Domain Admin for the installation.',
    prerequisites,
  ),
  'M2E-CTCS-402': says(
    'prerequisite',
    'Open: at most 150,000 objects per domain and 50,000 members per group? The export does not count them.',
    cloudSync,
  ),
  'M2E-CTCS-403': says(
    'prerequisite',
    "Open: does Microsoft's transition tool fit? It takes 2,000 objects in scope; nothing else here stands against it.",
    section,
  ),
  'M2E-CTCS-404': says(
    'prerequisite',
    "Open: pass-through authentication or AD FS? They are set up in Connect's wizard only.",
    cloudSync,
  ),
  'M2E-CTCS-501': says(
    'hand-step',
    'For the pilot, in the rules editor: an inbound Join rule with cloudNoFlow=True scoped to the organizational unit, and an outbound JoinNoFlow rule for cloudNoFlow true; one pair per object type.',
    pilot,
  ),
  'M2E-CTCS-502': says('hand-step', 'Stop the scheduler of Connect while scopes change.', pilot),
  'M2E-CTCS-154': says(
    'reason',
    'By decision {connector} moves to Cloud Sync. {count} {count|part is|parts are} given up or rebuilt there ({parts}).',
    cloudSync,
  ),
  'M2E-CTCS-155': says('reason', 'By decision {connector} stays on Connect; nothing in the export holds it there.'),
  'M2E-CTCS-103': says(
    'target',
    '{server} moves the forests nothing holds to Cloud Sync ({forests}); for the others it stays, on a 2.6 build.',
    cloudSync,
  ),
  'M2E-CTCS-104': says('target', '{server} stays on Connect, on a 2.6 build, by decision.', versions),
  'M2E-CTCS-701': says('choice', 'Does {server} move to Cloud Sync or stay on Connect?'),
  'M2E-CTCS-702': says(
    'choice',
    'Cloud Sync for every forest: one configuration a domain, agents instead of a server.',
    cloudSync,
  ),
  'M2E-CTCS-703': says(
    'choice',
    'No rule joins, filters by attribute, or takes precedence over a rule of another forest, and no option needs Connect.',
  ),
  'M2E-CTCS-704': says('choice', 'Connect stays for every forest, on a supported build.', versions),
  'M2E-CTCS-705': says('choice', 'A rule or option that cannot be given up is outside what Cloud Sync does.'),
  'M2E-CTCS-706': says(
    'choice',
    'Forest by forest: Cloud Sync where nothing holds a forest, Connect for the rest.',
    cloudSync,
  ),
  'M2E-CTCS-707': says('choice', 'Some forests are held by rules of their own and others are not.'),
  'M2E-CTCS-708': says('choice', 'Nothing in the export holds {count} {count|forest|forests} of {server} on Connect.'),
  'M2E-CTCS-709': says(
    'choice',
    '{count} {count|part holds|parts hold} every forest of {server} on Connect ({parts}).',
  ),
  'M2E-CTCS-710': says(
    'choice',
    '{held} of {count} {count|forest|forests} of {server} {held|is|are} held on Connect, the others are not.',
  ),
  'M2E-CTCS-601': says('driver', '{count} custom {count|rule|rules} ({kinds}).'),
  'M2E-CTCS-602': says('driver', '{count} AD {count|forest|forests}.'),
}
