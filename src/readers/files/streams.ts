import { SourceProblem } from '../stream-reader.js'

export const BEGINNING_BYTES = 65_536

/** The chunks of a stream; whatever goes wrong below is a problem of the source. */
export async function* readOn(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch (cause) {
    throw new SourceProblem(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** The first 64 KiB; the rest is not read. */
export async function beginningOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= BEGINNING_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, BEGINNING_BYTES)
}
