/** Bounds that keep a hostile or broken input from taking the machine down. Sizes in bytes. */
export interface InputLimits {
  readonly maxFileBytes: number
  readonly maxArchiveEntries: number
  /** All entries of one archive together, unpacked. */
  readonly maxUnpackedBytes: number
  /** Unpacked size over packed size; exports of repetitive XML stay well under 100. */
  readonly maxCompressionRatio: number
  /** Entries smaller than this are not judged by their ratio. */
  readonly ratioFromBytes: number
  readonly maxArchiveDepth: number
  /** Files that are read record by record, unpacked; the limits above do not hold for them. */
  readonly maxStreamedBytes: number
}

const MiB = 1024 * 1024

export const defaultLimits: InputLimits = {
  maxFileBytes: 500 * MiB,
  maxArchiveEntries: 50_000,
  maxUnpackedBytes: 2048 * MiB,
  maxCompressionRatio: 250,
  ratioFromBytes: 16 * MiB,
  maxArchiveDepth: 2,
  maxStreamedBytes: 64 * 1024 * MiB,
}
