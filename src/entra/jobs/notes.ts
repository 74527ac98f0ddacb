import type { JobNote } from '../artefacts/provisioning-job.js'
import { fillText } from '../mapping/reasons.js'

/** What has to be there first, and what is lost; by id, with places for a note's params. */
export const jobNotes = {
  agent: 'An active provisioning agent that reaches {target}; three are advised.',
  'host-agent':
    'A provisioning agent of its own for the ECMA Connector Host beside {target}, with the connector loaded.',
  key: '{attribute} filled and unique in the source and on every object of {target}: it finds the objects that exist.',
  'no-key':
    'No join finds existing objects by one attribute: the key of the template goes on matching. Check that every existing object has it, or name another before the job starts.',
  'custom-attributes': 'Attributes added to the schema of the job: {names}.',
  'directory-extensions': 'Directory extensions made and filled before: {names}.',
  'directory-extensions-written': 'Directory extensions made before, which the job fills: {names}.',
  'gallery-mappings':
    'The template of {product} brings its own mappings; take over from the mapping table of {target} what differs.',
  'send-leavers': 'Leavers sent with active = false: a missing row deletes nothing.',
  'both-tenants': 'Administrators of both tenants, and partner settings on each side.',
  'no-logon-name':
    'No mapping makes the logon name: add one for userPrincipalName before the job starts; the tenant does not make it unique.',
  'several-attribute-join':
    'Existing objects are found by {attributes} together today; a job tries one attribute after the other.',
  'scripted-join': 'Code finds or chooses existing objects ({rule}).',
  'filter-lost': 'What the filter on {what} leaves out cannot be said as a scope: {why}',
  'filter-nearly': 'The scope made from the filter on {what} is {quality}: {why}',
  'attribute-scope':
    'Cloud Sync has no full filtering by attribute: check this scope in the tenant, or move what it leaves out into units of their own.',
  'scripted-deprovisioning': 'Code decides what becomes of an object that is no longer wanted; the job disables it.',
  'deletion-rule': 'The metaverse deletes people when {connectors} no longer has them.',
  threshold:
    'The job stops before {count} deletions or disables in one cycle ({share} % of {population} objects, at least {smallest}, at most {most}).',
  'threshold-guessed':
    'The job stops before {count} deletions or disables in one cycle (half the default of the service, as the population is not known).',
} as const

export type JobNoteId = keyof typeof jobNotes

export function jobNote(id: JobNoteId, params: Readonly<Record<string, string>> = {}): JobNote {
  return { id, params, text: fillText(jobNotes[id], params) }
}
