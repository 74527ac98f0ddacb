import type { FlowMapping, SyncRuleMapping } from '../../model/index.js'
import { normalizeGuid } from '../../model/index.js'
import { isSecretName, REDACTED } from '../secrets.js'
import { attributeOf, integerOf, parseFlag, present, sourceAttributesOf, textOf, wholeTextOf } from './fields.js'
import { readMimFunction } from './mim-expression.js'
import type { NoticeBook } from './notice-book.js'
import { rawXml } from './raw-xml.js'
import { constantFor, expressionFor } from './redaction.js'
import { readScopeConditions } from './scope.js'
import type { Section } from './section.js'

/**
 * Reads the mapping inside `import-flow` or `export-flow`.
 * @param target attribute the flow writes; decides whether a constant is a password
 */
export function readFlowMapping(flow: Section, target: string, book: NoticeBook): FlowMapping {
  const direct = flow.one('direct-mapping')
  const source = direct === undefined ? undefined : sourceAttributesOf(direct)[0]
  if (source !== undefined) return { kind: 'direct', source }
  const scripted = flow.one('scripted-mapping')
  if (scripted !== undefined) {
    return { kind: 'scripted', ruleName: textOf(scripted, 'script-context'), sources: sourceAttributesOf(scripted) }
  }
  const constant = flow.one('constant-mapping')
  if (constant !== undefined) {
    const text = wholeTextOf(constant, 'constant-value')
    return { kind: 'constant', constant: constantFor(target, text, constant.at, book) }
  }
  const dnPart = flow.one('dn-part-mapping')
  const part = dnPart === undefined ? undefined : integerOf(dnPart, 'dn-part')
  if (part !== undefined) return { kind: 'dn-part', part }
  const rule = flow.one('sync-rule-mapping')
  if (rule !== undefined) return readSyncRuleMapping(rule, target, book)
  return unknownMapping(flow, target, book)
}

function unknownMapping(flow: Section, target: string, book: NoticeBook): FlowMapping {
  const content = flow.element.children[0]
  const element = content?.local ?? ''
  book.tally(
    'M2E-READ-022',
    `mapping ${element}`,
    flow.at,
    element === ''
      ? `Attribute flow into ${target} has no mapping.`
      : element === 'direct-mapping'
        ? `Attribute flow into ${target} copies an attribute, but the export does not name it.`
        : `Attribute flow into ${target} has a mapping "${element}" that this tool does not understand.`,
    'Look the flow up in the Synchronization Service Manager.',
  )
  // What is not understood may hold the password of a password attribute anywhere.
  const raw = isSecretName(target) ? REDACTED : content === undefined ? '' : rawXml(content)
  return { kind: 'unknown', element, raw }
}

function readSyncRuleMapping(rule: Section, target: string, book: NoticeBook): SyncRuleMapping {
  const base = {
    kind: 'sync-rule',
    ruleId: normalizeGuid(attributeOf(rule, 'sync-rule-id')),
    mappingId: normalizeGuid(attributeOf(rule, 'sync-rule-mapping-id')),
    initialOnly: parseFlag(attributeOf(rule, 'initial-flow-only')) ?? false,
    existenceTest: parseFlag(attributeOf(rule, 'is-existence-test')) ?? false,
    sources: sourceAttributesOf(rule),
  } as const
  const type = attributeOf(rule, 'mapping-type')
  const value = rule.one('sync-rule-value')
  switch (type) {
    case 'direct':
      return { ...base, form: 'direct' }
    case 'constant':
      return { ...base, form: 'constant', constant: constantFor(target, value?.text() ?? '', rule.at, book) }
    case 'expression':
      return { ...base, ...readEmbeddedFlow(rule, value, base.sources, target, book) }
    default:
      book.tally(
        'M2E-READ-022',
        `mapping-type ${type}`,
        rule.at,
        `Synchronization rule flow into ${target} is of the unknown kind "${type}".`,
        'Look the rule up in the MIM portal.',
      )
      return { ...base, form: 'unknown' }
  }
}

type EmbeddedFlow = Pick<SyncRuleMapping, 'form' | 'sources' | 'constant' | 'expression' | 'allowsNull' | 'scope'>

/** Reads the `export-flow` or `import-flow` that a rule's expression carries as a real element. */
function readEmbeddedFlow(
  rule: Section,
  value: Section | undefined,
  listed: SyncRuleMapping['sources'],
  target: string,
  book: NoticeBook,
): EmbeddedFlow {
  const flow = value?.one('export-flow') ?? value?.one('import-flow')
  if (flow === undefined) return withoutExpression(rule, listed, target, book)
  const allowsNull = parseFlag(attributeOf(flow, 'allows-null'))
  const source = flow.one('src')
  const named = (source?.many('attr') ?? []).map((attr) => attr.text().trim()).filter((name) => name !== '')
  const known = new Set(listed.map((attribute) => attribute.name))
  const sources = [
    ...listed,
    ...named.filter((name) => !known.has(name)).map((name) => ({ name, intrinsic: false }) as const),
  ]
  const scope = readScopeConditions(flow.one('scoping'), book)
  const common = { sources, ...present('allowsNull', allowsNull), ...(scope.length > 0 ? { scope } : {}) }
  const fn = flow.one('fn')
  if (fn !== undefined) {
    const root = expressionFor(target, readMimFunction(fn), flow.at, book)
    return { ...common, form: 'expression', expression: { language: 'mim', root } }
  }
  // Without a function the embedded flow copies its attribute or its text, whatever the mapping calls itself.
  if (sources.length > 0) return { ...common, form: 'direct' }
  const literal = source?.text() ?? ''
  if (literal.trim() === '') return withoutExpression(rule, listed, target, book)
  return { ...common, form: 'constant', constant: constantFor(target, literal, flow.at, book) }
}

function withoutExpression(
  rule: Section,
  sources: SyncRuleMapping['sources'],
  target: string,
  book: NoticeBook,
): EmbeddedFlow {
  book.tally(
    'M2E-READ-022',
    'expression without content',
    rule.at,
    `Synchronization rule flow into ${target} is an expression, but the export does not hold it.`,
    'Look the rule up in the MIM portal.',
  )
  return { form: 'unknown', sources }
}
