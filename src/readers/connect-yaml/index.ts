import { readTree } from '../json/index.js'
import type { DocumentPeek, Reader } from '../reader.js'
import { parseYaml } from '../yaml/parse.js'
import { readDirectoryExtensions } from './directory-extensions.js'
import { readRuleList } from './rules.js'

/** Configuration data of the AADConnect DSC modules: lists kept by hand, from which servers are set up. */
export const readers: readonly Reader[] = [
  {
    kind: 'connect-rule-list',
    title: 'Entra Connect, synchronization rules as YAML (DscConfig.AADConnect)',
    recognise: (peek) =>
      isList(peek) && speaksOf(peek, 'AttributeFlowMappings|ScopeFilter|JoinFilter|SourceObjectType'),
    read: (document) => readTree(document.name, parseYaml(document.text), readRuleList),
  },
  {
    kind: 'connect-extension-list',
    title: 'Entra Connect, directory extension attributes as YAML (DscConfig.AADConnect)',
    recognise: (peek) => isList(peek) && speaksOf(peek, 'AssignedObjectClass'),
    read: (document) => readTree(document.name, parseYaml(document.text), readDirectoryExtensions),
  },
]

/** A list named `Items`, alone or below the name of its resource. */
function isList({ root, head }: DocumentPeek): boolean {
  return root === undefined && /^[ \t]*Items[ \t]*:[ \t]*(?:#.*)?$/m.test(head)
}

function speaksOf({ head }: DocumentPeek, names: string): boolean {
  return new RegExp(`^[ \\t]*(?:-[ \\t]+)?(?:${names})[ \\t]*:`, 'm').test(head)
}
