import type { Reader } from '../reader.js'
import { readConnector } from '../sync-config/connector.js'
import { connectorRules } from '../sync-config/coverage.js'
import { readFile } from '../sync-config/read-file.js'

export const connectorReader: Reader = {
  kind: 'connect-connector',
  title: 'Entra Connect configuration, connector',
  // A packaged connector has the same root but is a template without a server.
  recognise: ({ root }) => root?.local === 'ma-data' && root.attributes.format?.toLowerCase() !== 'packaged',
  read: (document) =>
    readFile(document, connectorRules('/ma-data'), ({ root, book }) => [
      {
        kind: 'connector',
        product: 'connect-sync',
        server: '',
        exportedAt: '',
        scope: 'server',
        connector: readConnector(root, book),
      },
    ]),
}
