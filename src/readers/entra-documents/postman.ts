import type { Field, TreeReading } from '../json/index.js'
import type { EstatePart } from '../reader.js'
import { fileTitle } from './title.js'

/** Counts folders and requests of a collection. Its variables and headers may hold tokens; nothing of them is kept. */
export function readPostmanCollection({ root, file }: TreeReading): readonly EstatePart[] {
  const name = root.object('info')?.text('name') ?? ''
  const counts = { requests: 0, folders: 0 }
  const waiting: Field[] = [...root.objects('item')]
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (item.has('request')) counts.requests += 1
    else counts.folders += 1
    waiting.push(...item.objects('item'))
    item.document('item', 'Folder of a collection; counted.')
    item.documentAll('Request or folder of a collection; counted.')
  }
  for (const part of root.members()) part.documentAll('Part of a collection of requests; counted only.')
  root.object('info')?.documentAll('Name and format of the collection.')
  root.documentAll('Collection of requests.')
  return [
    {
      kind: 'document',
      document: {
        kind: 'postman-collection',
        title: name === '' ? fileTitle(file) : name,
        counts: [
          { name: 'requests', count: counts.requests },
          { name: 'folders', count: counts.folders },
        ],
        at: root.at,
      },
    },
  ]
}
