import type { Provenance, ServiceObject, SyncRule, SyncRuleFlow } from '../../model/index.js'
import { attributeOf, childrenNamed, firstChild, type XmlElement } from '../../xml/index.js'
import { sensitive } from '../secrets.js'
import { parseFlag } from '../sync-config/fields.js'
import { readMimFunction } from '../sync-config/mim-expression.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { childText, parseEmbedded, sectionOf } from './embedded.js'
import { nameOf, present, valuePlace, valuesOf } from './values.js'

/** Flows of a rule: persistent ones first, then initial values, then existence tests, each in the order written. */
export function readFlows(object: ServiceObject, direction: SyncRule['direction'], book: NoticeBook): SyncRuleFlow[] {
  const read = (attribute: string, fate: Pick<SyncRuleFlow, 'initialOnly' | 'existenceTest'>) =>
    valuesOf(object, attribute).flatMap((text, index) => {
      if (text.trim() === '') return []
      const at = valuePlace(object, attribute, index)
      const flow = readFlow(text, direction, fate, at, object)
      if (flow !== undefined) return [flow]
      book.add(
        'M2E-READ-026',
        at,
        `A flow (${attribute}) of synchronization rule ${nameOf(object)} cannot be read.`,
        'Open the rule in the MIM portal; this flow is not assessed.',
      )
      return []
    })
  return [
    ...read('PersistentFlow', { initialOnly: false, existenceTest: false }),
    ...read('InitialFlow', { initialOnly: true, existenceTest: false }),
    ...read('ExistenceTest', { initialOnly: false, existenceTest: true }),
  ]
}

function readFlow(
  text: string,
  ruleDirection: SyncRule['direction'],
  fate: Pick<SyncRuleFlow, 'initialOnly' | 'existenceTest'>,
  at: Provenance,
  object: ServiceObject,
): SyncRuleFlow | undefined {
  const { root } = parseEmbedded(text)
  const direction = root === undefined ? undefined : directionOf(root, ruleDirection)
  if (root === undefined || direction === undefined) return undefined
  const target = childText(root, 'dest')
  const source = firstChild(root, 'src')
  const sources = sourcesOf(root, source)
  const allowsNull = parseFlag(attributeOf(root, 'allows-null') ?? '')
  const common = {
    direction,
    target,
    sources,
    ...fate,
    mergeType: 'update',
    ...present('allowsNull', allowsNull),
    at,
  } as const
  const fn = firstChild(root, 'fn')
  if (fn !== undefined) {
    return {
      ...common,
      kind: 'expression',
      expression: { language: 'mim', root: readMimFunction(sectionOf(fn, object)) },
    }
  }
  if (sources.length > 0) return { ...common, kind: 'direct' }
  return { ...common, kind: 'constant', constant: sensitive(target, source?.text ?? '') }
}

/** Flows of both directions stand in one list: the root element decides. */
function directionOf(root: XmlElement, rule: SyncRule['direction']): SyncRuleFlow['direction'] | undefined {
  if (root.local === 'import-flow') return 'inbound'
  if (root.local === 'export-flow') return 'outbound'
  const looksLikeFlow = firstChild(root, 'dest') !== undefined
  return looksLikeFlow && (rule === 'inbound' || rule === 'outbound') ? rule : undefined
}

/** `<src><attr>name</attr></src>`, or the short form `<export-flow src="name">`. An empty `<attr/>` names nothing. */
function sourcesOf(root: XmlElement, source: XmlElement | undefined): readonly string[] {
  const named = childrenNamed(source, 'attr').map((attr) => attr.text.trim())
  const short = [attributeOf(root, 'src'), source === undefined ? undefined : attributeOf(source, 'attr')]
  return [...new Set([...named, ...short.map((name) => name?.trim() ?? '')])].filter((name) => name !== '')
}
