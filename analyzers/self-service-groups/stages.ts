import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'Fill owners; design catalog, packages and policies; set who may create groups.',
      'Each group has an owner with a mailbox; naming and expiry policy are signed.',
      ['R0'],
      'Delete the catalog and restore the settings.',
    ],
    pilot: [
      'One department asks for membership in My Groups and My Access.',
      'Each request of the pilot is answered; the service desk knows the pages.',
      ['R0'],
      'Remove the department from the policies.',
    ],
    'parallel-run': [
      'The portal is read-only for the pilot and live for the rest.',
      'Two weeks without a request that had to go back to the portal.',
      ['R1'],
      'Give the pilot its rights in the portal again.',
    ],
    cutover: [
      'Disable the group rules of MIM and redirect the link.',
      'Open requests are closed; no approval is pending.',
      ['R1'],
      'Enable the rules again.',
    ],
    validate: [
      'Follow requests for a month: answered, refused, expired.',
      'Turnaround is at most that of today.',
      ['R1'],
      'As for cutover.',
    ],
    decommission: [
      'Remove the pages, the rules and their workflows.',
      'Two to four quiet weeks; service export saved.',
      ['R1'],
      'Import the saved rules.',
    ],
  })
}
