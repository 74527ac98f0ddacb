/** What a snapshot can hold: configuration, objects with their values, run history. */
export type What = 'config' | 'objects' | 'history'

export const allWhats: readonly What[] = ['config', 'objects', 'history']

export type DatabaseProduct = 'mim-sync' | 'connect-sync' | 'mim-service'

/** One table that is read, with the columns wanted of it. Every one of them may be missing in a version. */
export interface Dataset {
  /** Name in statements, checks and findings. */
  readonly id: string
  readonly family: 'sync' | 'service'
  readonly what: What
  readonly schema: 'dbo' | 'fim'
  readonly table: string
  /** Column the rows are ordered and continued by; '' for tables of few rows that are read at once. */
  readonly key: string
  /** Without these the table is of no use. */
  readonly required: readonly string[]
  readonly wanted: readonly string[]
  /** Every other column is read as well, unless it is one nobody may read. */
  readonly open?: true
  /** The rows of these object types only; FIMService. */
  readonly objectTypes?: 'chosen'
  /** Not in every product; its absence is nothing to speak of. */
  readonly optional?: true
}

/** Together enough to recover the passwords of connectors on the server; no statement names them. */
export const neverRead: ReadonlySet<string> = new Set([
  'encrypted_configuration',
  'controller_configuration_password',
  'key_id',
  'keyset_id',
  'entropy',
  'instance_id',
  'private_key',
  'password',
])
