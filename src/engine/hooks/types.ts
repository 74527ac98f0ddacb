/**
 * Rules extensions as hooks: functions with the names and shapes of the legacy entry points, written or generated and
 * reviewed. The engine runs no .NET code. A rule whose hook is missing is reported and its result is unknown.
 */

import type { ConnectorState } from '../core/objects.js'

/** A reference: `dn` in a connector space, `mv` (an object's id) in the metaverse. */
export interface Ref {
  readonly dn?: string
  readonly mv?: string
}

export type HookValue = string | number | bigint | boolean | Uint8Array | Ref
export type HookValues = readonly HookValue[]

export interface Attr {
  readonly isPresent: boolean
  readonly value: HookValue | undefined
  readonly values: HookValues
  readonly lastContributingMA: string | undefined
  set(value: HookValue | HookValues | null): void
  delete(): void
}

export interface CSEntry {
  readonly ma: string
  readonly objectType: string
  /** Setting it in `provision` renames the object, or names a new one. */
  dn: string
  readonly anchor: string | undefined
  readonly connectionState: ConnectorState
  attr(name: string): Attr
  /** Only in `provision`. */
  deprovision(): void
}

export interface NewConnector extends CSEntry {
  /** A connector that is started and not committed does not exist (SE-HOOK-7). */
  commit(): void
}

export interface ConnectedMA {
  readonly count: number
  readonly all: readonly CSEntry[]
  startNewConnector(type: string): NewConnector
  deprovisionAll(): void
}

export interface MVEntry {
  readonly objectType: string
  readonly id: string
  attr(name: string): Attr
  connectedMAs(ma: string): ConnectedMA
}

/** What hooks may ask the outside for (SE-HOOK-8). */
export interface HookContext {
  readonly now: number | undefined
  readonly random: (() => number) | undefined
  /** Utils.FindMVEntries. */
  findMVEntries(attribute: string, value: string): readonly MVEntry[]
}

export interface MAExtension {
  initialize?(context: HookContext): void
  terminate?(): void
  shouldProjectToMV?(cs: CSEntry): { readonly project: boolean; readonly mvType: string }
  filterForDisconnection?(cs: CSEntry): boolean
  mapAttributesForJoin?(rule: string, cs: CSEntry): HookValues
  resolveJoinSearch?(
    criterion: string,
    cs: CSEntry,
    found: readonly MVEntry[],
  ): { readonly resolved: boolean; readonly index: number }
  mapAttributesForImport?(rule: string, cs: CSEntry, mv: MVEntry): void
  mapAttributesForExport?(rule: string, mv: MVEntry, cs: CSEntry): void
  deprovision?(cs: CSEntry): 'Disconnect' | 'ExplicitDisconnect' | 'Delete'
}

export interface MVExtension {
  initialize?(context: HookContext): void
  terminate?(): void
  provision?(mv: MVEntry): void
  shouldDeleteFromMV?(cs: CSEntry, mv: MVEntry): boolean
}

export interface Hooks {
  /** By the name of the management agent. */
  readonly agents?: Readonly<Record<string, MAExtension>>
  readonly metaverse?: MVExtension
}

/** Thrown by a mapping that leaves its target untouched (DeclineMappingException). */
export class Decline extends Error {
  constructor() {
    super('The mapping was declined.')
    this.name = 'Decline'
  }
}
