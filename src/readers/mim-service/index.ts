import type { Reader } from '../reader.js'
import { readExport } from './read-export.js'
import { isServiceExport } from './recognise.js'

export { interpretService } from './interpret.js'

export const readers: readonly Reader[] = [
  {
    kind: 'mim-service-export',
    title: 'MIM Service export (policy, schema or custom)',
    recognise: isServiceExport,
    read: readExport,
  },
]
