import type { RunSummary } from '../../model/index.js'
import type { StreamReader } from '../stream-reader.js'
import { PathCount } from './path-count.js'
import { readCsObjects, readDropChanges, readMvObjects } from './read-objects.js'
import { type RecordLayout, recordsOf } from './record-file.js'
import { readRunDetails } from './run-details.js'
import { readToEnd, summarise } from './stream-file.js'
import { countCsObject, countDropChange, countMvObject } from './summarise.js'

export { type ObjectStreamOptions, readCsObjects, readDropChanges, readMvObjects } from './read-objects.js'

const DROP_NAMESPACE = 'http://www.microsoft.com/mms/mmsml/v2'

const history = { local: 'run-history', attributes: [] }
const historyLayout: RecordLayout = { containers: [history], record: 'run-details' }
/** As the product's own "save to file" writes it. */
const historiesLayout: RecordLayout = {
  containers: [{ local: 'execution-histories', attributes: [] }, history],
  record: 'run-details',
}

/** What synchronization servers write about single objects and runs; files that may have many gigabytes. */
export const streamReaders: readonly StreamReader[] = [
  {
    kind: 'cs-export',
    title: 'Connector space export (csexport)',
    recognise: ({ root }) => root?.local === 'cs-objects' && root.namespace === '',
    stream: (source) => summarise(source, 'connector-space', readCsObjects, countCsObject),
  },
  {
    kind: 'mv-export',
    title: 'Metaverse search results',
    recognise: ({ root, head }) => root?.local === 'results' && root.namespace === '' && /<mv-objects[\s/>]/.test(head),
    stream: (source) => summarise(source, 'metaverse', readMvObjects, countMvObject),
  },
  {
    kind: 'drop-file',
    title: 'Drop or audit file of a run step',
    recognise: ({ root }) => root?.local === 'mmsml' && root.namespace === DROP_NAMESPACE,
    stream: (source) => summarise(source, 'drop-file', readDropChanges, countDropChange),
  },
  {
    kind: 'run-history',
    title: 'Run history',
    recognise: ({ root, head }) =>
      root?.namespace === '' &&
      (root.local === 'run-history' || (root.local === 'execution-histories' && /<run-history[\s/>]/.test(head))),
    stream: (source, { root }) => {
      const runs: RunSummary[] = []
      const layout = root?.local === 'run-history' ? historyLayout : historiesLayout
      return readToEnd(
        source,
        async ({ file, counts = PathCount.root() }) => {
          for await (const { element, path } of recordsOf(source.open(), layout, counts))
            runs.push(readRunDetails(element, { file, path, onBad: () => undefined }))
        },
        () => [{ kind: 'run-history', runs, at: { file: source.name, path: `/${root?.local ?? ''}` } }],
      )
    },
  },
]
