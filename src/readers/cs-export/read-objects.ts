import type { ConnectorSpaceObject, DropFileChange, MetaverseObject } from '../../model/index.js'
import { readCsObject } from './cs-object.js'
import { readDropChange } from './drop-change.js'
import type { OnBadValue } from './images.js'
import { readMvObject } from './mv-object.js'
import { PathCount } from './path-count.js'
import { type RecordLayout, recordsOf } from './record-file.js'

export const csLayout: RecordLayout = { containers: [{ local: 'cs-objects', attributes: [] }], record: 'cs-object' }

export const mvLayout: RecordLayout = {
  containers: [
    { local: 'results', attributes: [] },
    { local: 'mv-objects', attributes: [] },
  ],
  record: 'mv-object',
}

export const dropLayout: RecordLayout = {
  containers: [
    { local: 'mmsml', attributes: ['step-type'] },
    { local: 'directory-entries', attributes: [] },
  ],
  record: 'delta',
}

export interface ObjectStreamOptions {
  /** Name of the file for provenance. */
  readonly file: string
  /** Counts what is read and what is not; made anew when absent. */
  readonly counts?: PathCount
  readonly onBad?: OnBadValue
}

const ignoreBad: OnBadValue = () => undefined

/**
 * The objects of a connector space as `csexport` writes them, one in memory at a time, in the order of the file.
 *
 * @throws XmlProblem after the last complete object, where the file breaks off or stops being well-formed
 */
export async function* readCsObjects(
  bytes: AsyncIterable<Uint8Array>,
  { file, counts = PathCount.root(), onBad = ignoreBad }: ObjectStreamOptions,
): AsyncGenerator<ConnectorSpaceObject, void> {
  for await (const { element, path } of recordsOf(bytes, csLayout, counts))
    yield readCsObject(element, { file, path, onBad })
}

/** The objects of a metaverse search; as readCsObjects. */
export async function* readMvObjects(
  bytes: AsyncIterable<Uint8Array>,
  { file, counts = PathCount.root(), onBad = ignoreBad }: ObjectStreamOptions,
): AsyncGenerator<MetaverseObject, void> {
  for await (const { element, path } of recordsOf(bytes, mvLayout, counts))
    yield readMvObject(element, { file, path, onBad })
}

/** The changes in a drop or audit file; as readCsObjects. */
export async function* readDropChanges(
  bytes: AsyncIterable<Uint8Array>,
  { file, counts = PathCount.root(), onBad = ignoreBad }: ObjectStreamOptions,
): AsyncGenerator<DropFileChange, void> {
  let stepType = ''
  const onHeader = (element: { readonly attributes: Readonly<Record<string, string>> }) => {
    stepType = element.attributes['step-type'] ?? stepType
  }
  for await (const { element, path } of recordsOf(bytes, dropLayout, counts, onHeader))
    yield readDropChange(element, stepType, { file, path, onBad })
}
