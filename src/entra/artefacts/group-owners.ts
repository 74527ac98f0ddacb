import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

/**
 * Owners for a group that exists: groups that come from AD have none in Entra. `groupId` and `owners` are places; `groupId`
 * stands for a group that the cloud masters by then.
 */
export interface GroupOwners extends Made {
  readonly kind: 'group-owners'
  /** Of the group. */
  readonly name: string
  readonly groupId: string
  readonly owners: readonly string[]
}

export function groupOwnersCalls({ groupId, owners }: GroupOwners): readonly GraphCall[] {
  return owners.map((id) =>
    graphCall('POST', `groups/${groupId}/owners/$ref`, '', {
      '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
    }),
  )
}
