import type { Connector } from '../model/index.js'
import type { XmlProblem } from '../xml/index.js'
import type { DocumentProblem } from './document-problem.js'
import type { DocumentPeek, ReadResult } from './reader.js'

/** A file that is read from front to back, never as a whole. */
export interface StreamSource {
  /** Name for provenance, as of an InputDocument. */
  readonly name: string
  readonly sizeBytes: number
  /** The bytes from the first on; may be asked for again. */
  open(): AsyncIterable<Uint8Array>
}

/** The file cannot be read to its end, for reasons outside of it: a damaged archive, a disk that fails. */
export class SourceProblem extends Error {
  override readonly name = 'SourceProblem'
}

export interface StreamResult extends ReadResult {
  /** Where the file broke off; what came before is in the result. */
  readonly brokenBy?: XmlProblem | DocumentProblem | SourceProblem
  /** Nothing of the file could be used; the notices say why. */
  readonly failed?: true
  /** Encoding found by the reader, where it knows better than the first bytes. */
  readonly encoding?: string
}

/** Beginning of a file, leniently decoded: what is wrong with it the reader will say. */
export interface StreamPeek extends DocumentPeek {
  /** By byte order mark, declaration or zero bytes; `utf-8` when nothing tells. */
  readonly encoding: string
  /** First 64 KiB as they are. */
  readonly bytes: Uint8Array
  /** The file has no more than these. */
  readonly whole: boolean
}

/**
 * A kind of input that grows with the number of objects: no limit of size holds for it, and it must never hold more of
 * a file in memory than a few records.
 */
export interface StreamReader {
  readonly kind: string
  readonly title: string
  recognise(peek: StreamPeek): boolean
  stream(source: StreamSource, peek: StreamPeek): Promise<StreamResult>
}

/** A kind of input that can only be told, or read in its types, once the connectors of the input are known. */
export interface LateReader {
  readonly kind: string
  readonly title: string
  /** Without connectors: true for what is this kind whatever the connectors are. */
  recognise(peek: StreamPeek, connectors: readonly Connector[]): boolean
  stream(source: StreamSource, peek: StreamPeek, connectors: readonly Connector[]): Promise<StreamResult>
}
