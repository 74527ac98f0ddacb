import {
  type Deprovisioning,
  expressionText,
  type FlowMapping,
  type SensitiveValue,
  type SourceAttribute,
  type SyncRuleFlow,
} from '../src/model/index.js'
import type { CasePage } from './model.js'
import type { Words } from './words.js'

/** How values of the model read. What is a word comes from the language; names, expressions and values stay as they are. */

export function sensitiveText(value: SensitiveValue): string {
  return value.redacted ? '•••' : (value.value ?? '')
}

export function sourceText(source: SourceAttribute): string {
  return source.intrinsic ? `<${source.name}>` : source.name
}

/** Kind of a mapping in one word. */
export function mappingKind(mapping: FlowMapping, words: Words): string {
  switch (mapping.kind) {
    case 'sync-rule':
      return words('cells.sync-rule', { form: words.term('mapping', mapping.form) })
    case 'unknown':
      return unknownText(mapping.element, words)
    default:
      return words.term('mapping', mapping.kind)
  }
}

/** What a mapping takes or computes. */
export function mappingText(mapping: FlowMapping, words: Words): string {
  switch (mapping.kind) {
    case 'direct':
      return sourceText(mapping.source)
    case 'constant':
      return `"${sensitiveText(mapping.constant)}"`
    case 'dn-part':
      return words('cells.dn-part', { part: mapping.part })
    case 'scripted':
      return `${mapping.ruleName}(${mapping.sources.map(sourceText).join(', ')})`
    case 'sync-rule':
      if (mapping.expression !== undefined) return expressionText(mapping.expression)
      if (mapping.constant !== undefined) return `"${sensitiveText(mapping.constant)}"`
      return mapping.sources.map(sourceText).join(', ')
    case 'unknown':
      return mapping.raw
  }
}

/** What one flow of a declarative rule takes or computes. */
export function ruleFlowText(flow: SyncRuleFlow): string {
  if (flow.expression !== undefined) return expressionText(flow.expression)
  return flow.constant === undefined ? flow.sources.join(', ') : `"${sensitiveText(flow.constant)}"`
}

export function deprovisioningText(rule: Deprovisioning | undefined, words: Words): string {
  if (rule === undefined) return ''
  if (rule.kind === 'scripted') return words('cells.extension-decides')
  if (rule.kind === 'unknown' || rule.action === 'unknown') return unknownText(rule.raw, words)
  return words.term('deprovisioning', rule.action)
}

/** A newer product may write what no reader knows; it is shown as it was written. */
export function unknownText(raw: string, words: Words): string {
  return words('cells.unknown', { raw })
}

/** A thing that is named but not there. */
export function missingText(id: string, words: Words): string {
  return words('cells.missing', { id: `{${id}}` })
}

export function yesNo(value: boolean | undefined, words: Words): string {
  return words.term('yes-no', value === undefined ? 'unknown' : value ? 'yes' : 'no')
}

/** Heading of a part, '' where its first reason begins with the part's name: the name need not stand twice. */
export function partHeading({ part, reasons }: CasePage['parts'][number]): string {
  const first = reasons[0]?.text.toLowerCase() ?? ''
  const name = part.toLowerCase()
  return first.startsWith(`${name} `) || first.startsWith(`${name}:`) ? '' : part
}
