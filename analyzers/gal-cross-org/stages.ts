import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'List existing guests and contacts and match them by mail address. Set the partner settings of both tenants; create the job, switched off. Save every X500 address.',
      'No address stands on both a contact and a guest; every X500 address is saved.',
      ['R0'],
      'Delete the job and the partner settings.',
    ],
    pilot: [
      'Synchronize one department in one direction.',
      'Its people are visible once in the address list of the other side; 0 unexpected deletes.',
      ['R0'],
      'Take the department out of scope.',
    ],
    'parallel-run': [
      'Contacts and B2B members live side by side; the contacts are hidden from address lists.',
      'Two clean cycles; a test mail reaches each of a sample.',
      ['R1'],
      'Show the contacts again and stop the job.',
    ],
    cutover: [
      'Remove each contact as soon as its B2B member is visible; the address list agents stop exporting first.',
      'No pending export; the agents are frozen.',
      ['R1', 'R3'],
      'Run the agents again, which brings the contacts back. Mailbox rules that named a removed contact are lost.',
    ],
    validate: [
      'Answer old mails (reply by legacyExchangeDN) and search the address list on both sides.',
      'Every sample reply arrives.',
      ['R1'],
      'As for cutover.',
    ],
    decommission: [
      'Remove run profiles, flows and the address list agents.',
      'Two to four quiet weeks; backup taken.',
      ['R3'],
      'Restore the backup.',
    ],
  })
}
