import type { ConnectorSpaceObject } from '../../model/index.js'
import { PathCount } from './path-count.js'
import { readCsObjects } from './read-objects.js'

/** The bytes of a text in chunks, as a file comes. */
export async function* chunksOf(content: string | Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Everything a generator yields, up to its end or the problem it ends with. */
export async function collect<T>(source: AsyncIterable<T>): Promise<{ items: T[]; problem: unknown }> {
  const items: T[] = []
  try {
    for await (const item of source) items.push(item)
  } catch (problem) {
    return { items, problem }
  }
  return { items, problem: undefined }
}

/** One object with these children, read; and the paths nobody knew. */
export async function readOne(
  children: string,
  attributes = `cs-dn="CN=Ann,DC=x" id="{0A0B0C0D-1111-4222-8333-444444444444}" object-type="user"`,
): Promise<{ object: ConnectorSpaceObject; unknown: string[]; bad: string[] }> {
  const counts = PathCount.root()
  const bad: string[] = []
  const drop = `<cs-objects><cs-object ${attributes}>${children}</cs-object></cs-objects>`
  const options = { file: 'drop.xml', counts, onBad: (name: string, type: string) => bad.push(`${name} ${type}`) }
  const { items, problem } = await collect(readCsObjects(chunksOf(drop), options))
  const [object] = items
  if (object === undefined) throw problem
  const unknown = counts.result().entries.flatMap((entry) => (entry.status === 'unknown' ? [entry.path] : []))
  return { object, unknown, bad }
}
