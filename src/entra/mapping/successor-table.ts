import type { Expression, TranslationOptions } from '../../expression/index.js'
import { attributesOf, print, translate } from '../../expression/index.js'
import type { Connector, Estate } from '../../model/index.js'
import type { FactTable } from './attribute-facts.js'
import { directValue } from './direct-values.js'
import type { EntraObject } from './entra-names.js'
import { reasonOfTranslation } from './expression-reasons.js'
import { flowText, readFlow } from './flow-expression.js'
import type { ExportEdge, FlowGraph } from './flow-graph.js'
import { ldapName } from './ldap-name.js'
import { lineOf, mappingOf } from './lines.js'
import type { MappingLine, MappingReason, MappingTable, SourceName } from './model.js'
import { isInitialOnly, todaysPath } from './path.js'
import { mappingReason } from './reasons.js'
import { successorName } from './successor-names.js'
import { tableOf } from './table.js'
import { groupedEdges } from './upload-table.js'

export interface SuccessorCase {
  readonly estate: Estate
  readonly graph: FlowGraph
  readonly target: Connector
  readonly targetObjectType: string
  readonly metaverseObjectType: string
  readonly scenario: string
  readonly object: EntraObject
  readonly place: 'app-provisioning' | 'cloud-sync'
  readonly how: string
}

/** Metaverse → connector, for a job that reads Entra where the engine reads its metaverse. */
export function successorTable(given: SuccessorCase): MappingTable {
  const { graph, target, targetObjectType, metaverseObjectType } = given
  const names = new Map<string, SourceName>()
  const nameOf = (attribute: string): SourceName => {
    const known = names.get(attribute) ?? successorName(graph, metaverseObjectType, attribute, given.object)
    names.set(attribute, known)
    return known
  }
  const lines = groupedEdges(graph, given).map((edges) => successorLine(edges, given, nameOf))
  return tableOf({
    scenario: given.scenario,
    title: `Entra ID → ${target.name} (${given.how})`,
    source: { id: 'entra', name: 'Entra ID', kind: 'entra', objectType: given.object },
    target: { id: target.id, name: target.name, kind: target.kind, objectType: targetObjectType },
    place: given.place,
    lines,
    names: [...names.values()],
    key: metaverseObjectType,
  })
}

function successorLine(
  edges: readonly ExportEdge[],
  given: SuccessorCase,
  nameOf: (attribute: string) => SourceName,
): MappingLine {
  const { estate, graph, target } = given
  const chosen = edges.find((edge) => !isInitialOnly(edge)) ?? edges[0]
  const attribute = edges[0]?.flow.targetAttribute ?? ''
  const owner = { estate, connector: target, connectorName: target.name, direction: 'export-flow' } as const
  const read = chosen === undefined ? undefined : readFlow(chosen.flow.mapping, owner)
  if (chosen === undefined || read === undefined || read.kind === 'blocked') {
    const mapping = chosen?.flow.mapping
    const sources = mapping?.kind === 'scripted' ? mapping.sources.map((source) => source.name) : []
    return lineOf(
      attribute,
      todaysPath(graph, edges, sources),
      undefined,
      read?.kind === 'blocked' ? [read.reason] : [],
    )
  }
  const names = attributesOf(read.expression)
  if (given.object === 'group' && attribute.toLowerCase() === 'dn') {
    const reason = mappingReason('name-by-service', { rule: flowText(chosen.flow.mapping) })
    return lineOf(attribute, todaysPath(graph, edges, names), undefined, [reason])
  }
  const today = todaysPath(graph, edges, names)
  const reasons = [
    ...names.flatMap((name) => reasonsFor(name, nameOf(name), given)),
    ...targetReasons(attribute, given),
  ]
  const facts = metaverseFacts(graph)
  const draft = draftOf(read.expression, read.language, attribute, given, facts, nameOf)
  const mapping =
    draft.expression === undefined
      ? undefined
      : mappingOf({
          target: hostTarget(attribute, given),
          expression: draft.expression,
          text: draft.text,
          flowType: isInitialOnly(chosen) ? 'ObjectAddOnly' : 'Always',
        })
  return lineOf(attribute, today, mapping, [...reasons, ...draft.reasons])
}

/** The host calls the name of an object so. */
function hostTarget(attribute: string, { place }: SuccessorCase): string {
  return attribute.toLowerCase() === 'dn' && place === 'app-provisioning' ? '-dn-' : attribute
}

interface Draft {
  readonly expression: Expression | undefined
  readonly text: string
  readonly reasons: readonly MappingReason[]
}

function draftOf(
  expression: Expression,
  language: 'mim' | 'connect',
  target: string,
  given: SuccessorCase,
  facts: FactTable,
  nameOf: (attribute: string) => SourceName,
): Draft {
  const rename = (name: string): string => nameOf(name).name
  if (expression.kind === 'attribute') {
    const value = directValue(expression.name, facts.get(expression.name) ?? {}, target, given.place, rename)
    return { ...value, text: `[${rename(expression.name)}]` }
  }
  const options: TranslationOptions = { place: given.place, attributes: facts, rename, nullMeans: 'skip' }
  if (target.toLowerCase() === 'dn' && language === 'mim' && given.place === 'app-provisioning') {
    const name = ldapName(expression, options)
    const unescaped = mappingReason('name-not-escaped')
    return {
      ...name,
      text: name.expression === undefined ? '' : print('entra', name.expression),
      reasons: [...name.reasons, unescaped],
    }
  }
  const translation = translate(language, expression, options)
  return {
    expression: translation.expression,
    text: translation.text ?? '',
    reasons: translation.reasons.map(reasonOfTranslation),
  }
}

/** The host can take a list attribute of the target for one with one value. */
function targetReasons(attribute: string, { target, place }: SuccessorCase): readonly MappingReason[] {
  const known = target.schema.attributes.find((item) => item.name === attribute)
  return place === 'app-provisioning' && known?.multivalued === true && known.type !== 'reference'
    ? [mappingReason('target-multi-valued', { target: attribute })]
    : []
}

/** A value the target alone gives has no way into Entra; any other has to be there under its new name. */
function reasonsFor(name: string, known: SourceName, { graph, target, metaverseObjectType }: SuccessorCase) {
  const flows = graph.feed(metaverseObjectType, name)?.flows ?? []
  if (flows.length === 0 && graph.isComplete) return [mappingReason('no-import', { attribute: name })]
  if (flows.length > 0 && flows.every((flow) => flow.connectorId === target.id))
    return [mappingReason('target-own', { attribute: name, target: target.name })]
  return [
    ...(graph.isComplete ? [] : [mappingReason('feed-incomplete')]),
    known.kind === 'custom'
      ? mappingReason('needs-attribute', { attribute: name, extension: known.name })
      : mappingReason('half-chain', { attribute: name, name: known.name }),
  ]
}

function metaverseFacts(graph: FlowGraph): FactTable {
  const facts = new Map(
    (graph.server.metaverse?.schema.attributes ?? []).map((item) => [
      item.name.toLowerCase(),
      { type: item.type, multiValued: item.multivalued },
    ]),
  )
  return { get: (name) => facts.get(name.toLowerCase()) }
}
