import { attribute, stringLiteral } from '../../expression/ast.js'
import type { Expression, SourceLanguage } from '../../expression/index.js'
import { attempt, fromMimTree, parse } from '../../expression/index.js'
import type { Connector, Estate, FlowMapping, RuleExpression, SyncRuleFlow } from '../../model/index.js'
import { codeOf, expressionText } from '../../model/index.js'
import type { MappingReason } from './model.js'
import { mappingReason } from './reasons.js'

/** A flow as an expression, or why it is none. */
export type ReadFlow =
  | { readonly kind: 'expression'; readonly language: SourceLanguage; readonly expression: Expression }
  | { readonly kind: 'blocked'; readonly reason: MappingReason }

/** Who holds the code of a scripted flow. */
export interface CodeOwner {
  readonly estate: Estate
  readonly connector: Connector | undefined
  readonly connectorName: string
  readonly direction: 'import-flow' | 'export-flow'
}

/** Values of the engine itself, which no connected system has. */
const engineValues: readonly string[] = ['object-id', 'object-type', 'mv-object-id', 'connection-change-type']

export function readFlow(mapping: FlowMapping, owner: CodeOwner): ReadFlow {
  switch (mapping.kind) {
    case 'direct':
      return engineValues.includes(mapping.source.name.toLowerCase()) && mapping.source.intrinsic
        ? blocked(mappingReason('intrinsic', { attribute: mapping.source.name }))
        : plain(attribute(mapping.source.name))
    case 'constant':
      return constant(mapping.constant.value)
    case 'dn-part':
      // The engine counts parts of the object's own name, from 1, as the function of Connect does.
      return found('connect', parse('connect', `DNComponent(CRef([dn]),${mapping.part})`))
    case 'scripted':
      return blocked(scriptedReason(mapping.ruleName, owner))
    case 'sync-rule':
      return readRuleForm(mapping)
    case 'unknown':
      return blocked(mappingReason('unreadable', { rule: mapping.element, message: mapping.raw }))
  }
}

/** A flow of a synchronization rule: of the MIM Service, or of Entra Connect. */
export function readRuleFlow(flow: SyncRuleFlow, language: SourceLanguage): ReadFlow {
  if (flow.kind === 'constant') return constant(flow.constant?.value, language)
  if (flow.kind === 'expression' && flow.expression !== undefined) return readExpression(flow.expression, flow.target)
  const [source] = flow.sources
  return source === undefined
    ? blocked(mappingReason('unreadable', { rule: flow.target, message: 'it names no source' }))
    : found(language, attribute(source))
}

function readRuleForm(mapping: Extract<FlowMapping, { kind: 'sync-rule' }>): ReadFlow {
  if (mapping.form === 'constant') return constant(mapping.constant?.value)
  if (mapping.form === 'expression' && mapping.expression !== undefined)
    return readExpression(mapping.expression, mapping.ruleId)
  const [source] = mapping.sources
  if (mapping.form === 'direct' && source !== undefined) return plain(attribute(source.name))
  return blocked(mappingReason('unreadable', { rule: mapping.ruleId, message: mapping.form }))
}

function readExpression(expression: RuleExpression, rule: string): ReadFlow {
  if (expression.language === 'entra')
    return blocked(mappingReason('unreadable', { rule, message: 'it is an Entra expression' }))
  const tree = attempt(() =>
    expression.language === 'mim' ? fromMimTree(expression.root) : parse('connect', expression.text),
  )
  return tree.ok
    ? found(expression.language, tree.value)
    : blocked(mappingReason('unreadable', { rule, message: tree.error.message }))
}

function scriptedReason(rule: string, owner: CodeOwner): MappingReason {
  const { connector, connectorName, direction, estate } = owner
  const assembly = connector?.extension?.assembly ?? 'the rules extension'
  const [code] = connector === undefined ? [] : codeOf(estate, connector, direction, rule)
  if (code === undefined) return mappingReason('scripted', { rule, assembly, connector: connectorName })
  const { lines } = code.rule ?? code.entryPoint
  return mappingReason('scripted-code-at-hand', {
    rule,
    assembly,
    connector: connectorName,
    place: `${code.source.at.file}, lines ${lines.from} to ${lines.to}`,
  })
}

function constant(value: string | undefined, language: SourceLanguage = 'mim'): ReadFlow {
  return value === undefined
    ? blocked(mappingReason('secret-constant'))
    : found(language, stringLiteral(constantText(value)))
}

/** Booleans are written in one spelling on the other side. */
function constantText(value: string): string {
  if (/^true$/i.test(value)) return 'True'
  return /^false$/i.test(value) ? 'False' : value
}

function plain(expression: Expression): ReadFlow {
  return found('mim', expression)
}

function found(language: SourceLanguage, expression: Expression): ReadFlow {
  return { kind: 'expression', language, expression }
}

function blocked(reason: MappingReason): ReadFlow {
  return { kind: 'blocked', reason }
}

/** The attribute a flow copies unchanged; undefined for a flow that does more. */
export function copiedSource(mapping: FlowMapping): string | undefined {
  if (mapping.kind === 'direct') return mapping.source.name
  return mapping.kind === 'sync-rule' && mapping.form === 'direct' ? mapping.sources[0]?.name : undefined
}

/** A flow as a person would write it. */
export function flowText(mapping: FlowMapping): string {
  switch (mapping.kind) {
    case 'direct':
      return mapping.source.name
    case 'constant':
      return mapping.constant.redacted ? 'a constant (withheld)' : `"${mapping.constant.value ?? ''}"`
    case 'dn-part':
      return `part ${mapping.part} of the distinguished name`
    case 'scripted':
      return `code ${mapping.ruleName}(${mapping.sources.map((source) => source.name).join(', ')})`
    case 'sync-rule':
      if (mapping.form === 'constant')
        return mapping.constant?.redacted === true ? 'a constant (withheld)' : `"${mapping.constant?.value ?? ''}"`
      return mapping.expression === undefined
        ? mapping.sources.map((source) => source.name).join(', ')
        : expressionText(mapping.expression)
    case 'unknown':
      return mapping.raw
  }
}

export function ruleFlowText(flow: SyncRuleFlow): string {
  if (flow.kind === 'constant')
    return flow.constant?.redacted === true ? 'a constant (withheld)' : `"${flow.constant?.value ?? ''}"`
  return flow.expression === undefined ? flow.sources.join(', ') : expressionText(flow.expression)
}
