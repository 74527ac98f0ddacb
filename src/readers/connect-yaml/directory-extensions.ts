import type { TreeReading } from '../json/index.js'
import type { EstatePart } from '../reader.js'
import { itemsOf } from './list.js'

const COUNTED = 'Directory extension attribute; counted, the rules that fill it are read from the rule list.'

/** Counts the attributes the list extends the directory by. */
export function readDirectoryExtensions({ root, file }: TreeReading): readonly EstatePart[] {
  const items = itemsOf(root)
  const enabled = items.filter((item) => item.flag('IsEnabled') !== false)
  for (const item of items) item.documentAll(COUNTED)
  for (const item of items) for (const member of item.members()) member.documentAll(COUNTED)
  return [
    {
      kind: 'document',
      document: {
        kind: 'directory-extensions',
        title: file.slice(file.lastIndexOf('/') + 1),
        counts: [
          { name: 'attributes', count: items.length },
          { name: 'enabled', count: enabled.length },
        ],
        at: root.at,
      },
    },
  ]
}
