/** Where a fact was read. Every fact of the Estate carries one, so that every claim of a report can be checked. */
export interface Provenance {
  /** Name of the input file as the customer knows it: relative to the path given, `archive.zip!folder/file.xml` in a zip. */
  readonly file: string
  /** Element path inside the file, for example `/saved-ma-configuration/ma-data/join/join-profile[2]`; '' = whole file. */
  readonly path: string
  /** 1-based line of the element's start tag. */
  readonly line?: number
}
