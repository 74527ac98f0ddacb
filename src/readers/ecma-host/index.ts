import type { DocumentPeek, Reader } from '../reader.js'
import { readFile } from '../sync-config/read-file.js'
import { hostRules } from './coverage.js'
import { readHost } from './host.js'

/** Configuration the Entra ECMA Connector Host writes when its wizard exports a connector. */
export const readers: readonly Reader[] = [
  {
    kind: 'ecma-host',
    title: 'Entra ECMA Connector Host, configuration',
    recognise: isHost,
    read: (document) =>
      readFile(document, hostRules, ({ root, book }) => [{ kind: 'ecma-host', host: readHost(root, book) }]),
  },
]

/** `Configuration` is a root others use as well; the elements inside decide. */
function isHost({ root, head }: DocumentPeek): boolean {
  return root?.local === 'Configuration' && /<Connector>\s*<(?:ConnectorConfig|Schema|ECMAConfig)\b/.test(head)
}
