import type { Provenance } from '../../model/index.js'
import { artefactKey } from '../artefacts/any-artefact.js'
import type { AssignedGroup } from '../artefacts/group.js'
import { madeBy } from '../artefacts/places.js'
import type { JobPilot } from '../artefacts/provisioning-job.js'

/** Who is assigned to an application first: nobody is in scope of its job but the members of this group. */
export function pilotGroupOf(jobName: string, madeFrom: readonly Provenance[]): AssignedGroup {
  const name = `Pilot of ${jobName}`
  const words = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return {
    kind: 'assigned-group',
    madeFrom: madeFrom.slice(0, 1),
    name,
    description: `First people of the provisioning job ${jobName}; assigned to its application.`,
    // The service takes 64 characters.
    mailNickname: words.slice(0, 64),
    uniqueName: `mim2entra-${words.toLowerCase()}`.slice(0, 128),
    type: 'security',
    isAssignableToRole: false,
  }
}

export function assignedPilot(jobName: string): JobPilot {
  return { kind: 'assignment', group: madeBy(artefactKey(pilotGroupOf(jobName, []))) }
}
