import type { Reader } from '../reader.js'
import { readFile } from '../sync-config/read-file.js'
import { readRule } from './rule.js'

export const ruleReader: Reader = {
  kind: 'connect-rule',
  title: 'Entra Connect configuration, synchronization rule',
  recognise: ({ root }) => root?.local === 'synchronizationRule',
  read: (document) =>
    readFile(document, [], ({ root, book }) => [
      { kind: 'sync-rule', product: 'connect-sync', rule: readRule(root, book) },
    ]),
}
