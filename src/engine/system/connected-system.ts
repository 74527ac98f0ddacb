/** A connected system as a run sees it. Anything that can be read and written like this can be one. */

import type { Stored } from '../core/values.js'

export interface SourceRecord {
  /** null: the record cannot be identified (missing-anchor-component). */
  readonly anchor: string | null
  readonly type: string
  readonly dn: string
  readonly attributes: Readonly<Record<string, Stored | null | undefined>>
}

export interface ExportRequest {
  readonly key: string
  readonly anchor: string | undefined
  readonly dn: string
  readonly type: string
  readonly op: 'add' | 'update' | 'delete' | 'delete-add'
  readonly newDn: string | undefined
  /** null removes. */
  readonly values: ReadonlyMap<string, Stored | null>
}

export type ExportAnswer =
  | { readonly ok: true; readonly anchor: string | undefined }
  | { readonly ok: false; readonly error: string }

export interface ConnectedSystem {
  /** All records, in the order of the source. */
  readAll(): Iterable<SourceRecord>
  /** What changed since the changes were last consumed: adds and changes in the order of the source, then deletions. */
  readChanges(): { readonly records: Iterable<SourceRecord>; readonly deletions: readonly string[] }
  consumeChanges(): void
  export(request: ExportRequest): ExportAnswer
}
