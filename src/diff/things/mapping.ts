import { expressionText, type FlowMapping, type SensitiveValue, type SourceAttribute } from '../../model/index.js'

export function sourceText({ name, intrinsic }: SourceAttribute): string {
  return intrinsic ? `<${name}>` : name
}

/** What a mapping takes or computes, with what kind it is where that is not plain from the text. */
export function mappingText(mapping: FlowMapping): string {
  switch (mapping.kind) {
    case 'direct':
      return sourceText(mapping.source)
    case 'constant':
      return constantText(mapping.constant)
    case 'dn-part':
      return `<dn>[${mapping.part}]`
    case 'scripted':
      return `${mapping.ruleName}(${mapping.sources.map(sourceText).join(', ')})`
    case 'sync-rule':
      if (mapping.expression !== undefined) return expressionText(mapping.expression)
      if (mapping.constant !== undefined) return constantText(mapping.constant)
      return mapping.sources.map(sourceText).join(', ')
    case 'unknown':
      return `${mapping.element} ${mapping.raw}`
  }
}

export function constantText({ value, redacted }: SensitiveValue): string {
  return `"${redacted ? '•••' : (value ?? '')}"`
}

/** Attributes a mapping reads. */
export function sourcesOf(mapping: FlowMapping): readonly string[] {
  if (mapping.kind === 'direct') return [mapping.source.name]
  return mapping.kind === 'scripted' || mapping.kind === 'sync-rule' ? mapping.sources.map(({ name }) => name) : []
}
