import type { Provenance } from '../../model/index.js'
import type { Made } from './artefact.js'

/**
 * What the wizard of the ECMA Connector Host has to be told for one application. No call of Graph reaches the host: this is
 * a file for the person who sits in front of it.
 */
export interface EcmaHostConfiguration extends Made {
  readonly kind: 'ecma-host-configuration'
  readonly name: string
  /** The exported connector can be loaded into the wizard, with the attributes below taken out. */
  readonly importable: 'as-it-is' | 'in-part' | 'no'
  readonly objectType: string
  readonly anchor: readonly string[]
  readonly queryAttribute: string
  readonly attributes: readonly string[]
  readonly leftOut: readonly { readonly attribute: string; readonly why: string }[]
  readonly deprovisioning: 'none' | 'delete' | 'disable'
  readonly autosyncMinutes: number
  readonly checks: readonly EcmaCheck[]
}

export interface EcmaCheck {
  readonly id:
    | 'object-types'
    | 'references'
    | 'multi-valued'
    | 'binary'
    | 'passwords'
    | 'anchor'
    | 'names'
    | 'full-import'
    | 'partitions'
    | 'hierarchy'
    | 'concurrency'
    | 'target'
    | 'generation'
    | 'profile'
  readonly passed: boolean
  /**
   * What a failure means. `leave-out`: it loads without what is named. `change`: something has to be changed before.
   * `stay`: it does not load.
   */
  readonly consequence: 'leave-out' | 'change' | 'stay'
  readonly names: readonly string[]
  readonly at: readonly Provenance[]
}

/** Address the provisioning job has to use. */
export function ecmaHostAddress(name: string): string {
  return `https://localhost:8585/ecma2host_${encodeURIComponent(name)}/scim`
}
