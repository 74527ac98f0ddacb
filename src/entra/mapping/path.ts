import type { Provenance } from '../../model/index.js'
import { flowText } from './flow-expression.js'
import type { ExportEdge, FlowGraph } from './flow-graph.js'
import type { Delivery, PathStep, TodaysPath } from './model.js'

/** The way a value takes today, from everything that feeds it to the flow that writes it. */
export function todaysPath(graph: FlowGraph, edges: readonly ExportEdge[], read: readonly string[]): TodaysPath {
  const type = edges[0]?.metaverseObjectType ?? ''
  return {
    deliveries: edges.map(deliveryOf),
    steps: read.map((attribute) => stepOf(graph, type, attribute)),
  }
}

function deliveryOf({ flow, ruleName }: ExportEdge): Delivery {
  return {
    rule: flowText(flow.mapping),
    ruleName,
    initialOnly: isInitialOnly({ flow }),
    allowsNull: flow.suppressDeletions === undefined ? undefined : !flow.suppressDeletions,
    at: flow.at,
  }
}

export function isInitialOnly({ flow }: Pick<ExportEdge, 'flow'>): boolean {
  return flow.mapping.kind === 'sync-rule' && flow.mapping.initialOnly
}

function stepOf(graph: FlowGraph, type: string, attribute: string): PathStep {
  const feed = graph.feed(type, attribute)
  return {
    attribute,
    precedence: feed?.precedence ?? 'unknown',
    contributions: (feed?.flows ?? []).map((flow, index) => ({
      connectorId: flow.connectorId,
      connector: graph.connectorName(flow.connectorId),
      objectType: flow.objectType,
      rank: index + 1,
      rule: flowText(flow.mapping),
      at: flow.at,
    })),
  }
}

export function provenanceOf(path: TodaysPath): readonly Provenance[] {
  return [
    ...path.deliveries.map((delivery) => delivery.at),
    ...path.steps.flatMap((step) => step.contributions.map((contribution) => contribution.at)),
  ]
}
