/** What a provisioning script may do (`connectedMAs(…)` of the legacy interface), in the engine's own terms. */

import type { CsObject, MvObject } from '../core/objects.js'
import type { Stored } from '../core/values.js'
import type { Frame } from './frame.js'

export interface ProvisioningOperations {
  readonly frame: Frame
  connectors(mv: MvObject, ma: string): readonly CsObject[]
  /** Starts and commits a connector with its initial values (SE-PROV-3). */
  start(
    mv: MvObject,
    ma: string,
    csType: string,
    dn: string,
    initial: ReadonlyMap<string, Stored | undefined>,
  ): CsObject
  /** Sets the DN of a connector (SE-PROV-4). */
  rename(cs: CsObject, dn: string): void
  /** Deprovisions a connector by its agent's setting (SE-DEPROV-1). */
  deprovision(cs: CsObject): void
  /** Metaverse objects whose attribute has the value (Utils.FindMVEntries). */
  find(attribute: string, value: string): readonly MvObject[]
}
