import type { EntraPlace } from '../../expression/index.js'
import type { Connector, Estate } from '../../model/index.js'
import type { FactTable } from './attribute-facts.js'
import type { FlowGraph } from './flow-graph.js'

/** Everything the composition of one target attribute may ask for. */
export interface CompositionSide {
  readonly estate: Estate
  readonly graph: FlowGraph
  readonly source: Connector
  readonly target: Connector
  readonly metaverseObjectType: string
  readonly targetObjectType: string
  readonly place: EntraPlace
  /** Facts about the source's attributes. */
  readonly facts: FactTable
  /** Name of a source attribute in the job. */
  readonly rename: (attribute: string) => string | undefined
}
