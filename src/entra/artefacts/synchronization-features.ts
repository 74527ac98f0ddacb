import type { OnPremisesDirectorySynchronization } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

/**
 * Switches of the synchronization from AD into the tenant, one set a tenant. Matching is open while objects are joined and
 * shut again afterwards. Password writeback is in the type, but the service does not take it.
 */
export interface SynchronizationFeatures extends Made {
  readonly kind: 'synchronization-features'
  readonly name: string
  readonly features: Readonly<Partial<Record<SynchronizationFeature, boolean>>>
  /** Deletions one export may do before it stops; undefined leaves what is set. */
  readonly deletionThreshold: number | undefined
}

export type SynchronizationFeature =
  | 'blockCloudObjectTakeoverThroughHardMatchEnabled'
  | 'blockSoftMatchEnabled'
  | 'passwordSyncEnabled'
  | 'cloudPasswordPolicyForPasswordSyncedUsersEnabled'
  | 'userForcePasswordChangeOnLogonEnabled'
  | 'synchronizeUpnForManagedUsersEnabled'
  | 'softMatchOnUpnEnabled'

/** Once on, the service keeps them on. */
export const lastingFeatures: readonly SynchronizationFeature[] = ['synchronizeUpnForManagedUsersEnabled']

/** `{tenantId}` is the id of the one set there is. */
export function synchronizationFeaturesCall({
  features,
  deletionThreshold,
}: SynchronizationFeatures): GraphCall<OnPremisesDirectorySynchronization> {
  return graphCall(
    'PATCH',
    'directory/onPremisesSynchronization/{tenantId}',
    'microsoft.graph.onPremisesDirectorySynchronization',
    {
      ...(deletionThreshold === undefined
        ? {}
        : {
            configuration: {
              accidentalDeletionPrevention: {
                synchronizationPreventionType: 'enabledForCount',
                alertThreshold: deletionThreshold,
              },
            },
          }),
      ...(Object.keys(features).length === 0 ? {} : { features: { ...features } }),
    },
  )
}
