import type { EstateDocument } from '../../model/index.js'
import type { Reader } from '../reader.js'
import { readFile } from '../sync-config/read-file.js'
import { mareReader } from './mare.js'
import { mreReader } from './mre.js'

const schemaReader: Reader = {
  kind: 'codeless-schema',
  title: 'XML schema of a codeless framework',
  recognise: ({ root, head }) =>
    root?.local === 'schema' &&
    root.namespace === 'http://www.w3.org/2001/XMLSchema' &&
    /\bname="(?:MVEngine|RulesFile|FIM\.MARE|RunConfig)"/.test(head),
  read: (document) =>
    readFile(document, [], ({ root }) => {
      root.document('Schema of the rules file; the rules themselves are in files of their own.')
      const described: EstateDocument = {
        kind: 'codeless-schema',
        title: 'XML schema of a codeless framework',
        counts: [{ name: 'declarations', count: root.element.children.length }],
        at: root.at,
      }
      return [{ kind: 'document', document: described }]
    }),
}

/** Frameworks that keep provisioning and attribute rules in XML instead of code. */
export const readers: readonly Reader[] = [mreReader, mareReader, schemaReader]
