import type { Provenance } from '../../model/index.js'

/** A file of resource operations: what a script does to a MIM Service, so what is there after it ran. */
export interface ConfigScript {
  readonly operations: readonly ResourceOperation[]
  readonly variables: readonly ScriptVariable[]
  /** Files of further variables, as written. */
  readonly imports: readonly string[]
  readonly at: Provenance
}

export interface ScriptVariable {
  readonly name: string
  readonly value: string
}

export interface ResourceOperation {
  /** Name other operations of the file refer to it by, '' if none. */
  readonly id: string
  readonly type: string
  /** Language the texts are in; '' for the invariant ones. */
  readonly locale: string
  readonly kind: 'add' | 'update' | 'delete' | 'none'
  /** Attributes whose values tell the resource. */
  readonly anchors: readonly string[]
  readonly values: readonly AttributeOperation[]
  readonly at: Provenance
}

export interface AttributeOperation {
  readonly attribute: string
  readonly kind: 'add' | 'replace' | 'delete' | 'none'
  readonly type: 'value' | 'file' | 'ref' | 'xmlref' | 'filter' | 'unknown'
  /** As written, secrets taken out. */
  readonly text: string
  readonly at: Provenance
}
