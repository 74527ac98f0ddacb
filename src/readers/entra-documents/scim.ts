import { compareText } from '../../model/index.js'
import type { TreeReading } from '../json/index.js'
import type { EstatePart } from '../reader.js'
import { fileTitle } from './title.js'

/** Counts the operations of a bulk request. What they carry are people's data and stay in the file. */
export function readBulkRequest({ root, file }: TreeReading): readonly EstatePart[] {
  const methods = new Map<string, number>()
  const operations = root.objects('Operations')
  for (const operation of operations) {
    const node = operation.peek('method')?.node
    const method = node?.kind === 'string' && /^[a-z]{3,7}$/i.test(node.text) ? node.text.toUpperCase() : 'other'
    methods.set(method, (methods.get(method) ?? 0) + 1)
    operation.documentAll('Operation of a bulk request; counted.')
  }
  root.document('Operations', 'Operations of a bulk request; counted.')
  root.documentAll('Stands around the operations.')
  const byMethod = [...methods].sort(([a], [b]) => compareText(a, b))
  return [
    {
      kind: 'document',
      document: {
        kind: 'scim-bulk-request',
        title: fileTitle(file),
        counts: [
          { name: 'operations', count: operations.length },
          ...byMethod.map(([method, count]) => ({ name: `${method} operations`, count })),
        ],
        at: root.at,
      },
    },
  ]
}
