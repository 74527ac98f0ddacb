import type { Provenance } from '../model/index.js'

/** What a difference that nobody made on purpose consists of. */
export type Noise = 'order' | 'whitespace' | 'dates' | 'counters' | 'ids'

/** One thing that can be said of a thing, by itself: a difference in it is one row. */
export interface Facet {
  /** `diff.facet.<id>` in the tables of words. */
  readonly id: string
  /** Compared; ids stand in it in a form that is the same on both sides. */
  readonly same: string
  /** Shown. */
  readonly text: string
  /** `text` is a token of this kind of term. */
  readonly term?: string
  /** Said in brackets after the term. */
  readonly detail?: string
  /** Never a row: counted. */
  readonly noise?: Noise
  /** As written, where `same` is cleaned of what is no difference; counted where only this differs. */
  readonly raw?: { readonly text: string; readonly noise: Noise }
  /** Says which build of the product this is. */
  readonly isVersion?: true
}

export type ThingKind =
  | 'server'
  | 'service'
  | 'metaverse'
  | 'connector'
  | 'partition'
  | 'container-included'
  | 'container-excluded'
  | 'parameter'
  | 'setting'
  | 'run-profile'
  | 'run-step'
  | 'schema-object-type'
  | 'schema-attribute'
  | 'attribute-binding'
  | 'selected-attribute'
  | 'filter'
  | 'filter-alternative'
  | 'condition'
  | 'join'
  | 'projection'
  | 'export-flow'
  | 'column'
  | 'component-mapping'
  | 'attribute-flow'
  | 'import-flow'
  | 'deletion-rule'
  | 'recall'
  | 'sync-rule'
  | 'scope-group'
  | 'outbound-scope-group'
  | 'join-group'
  | 'rule-flow'
  | 'rule-parameter'
  | 'set'
  | 'group'
  | 'policy'
  | 'workflow'
  | 'activity'
  | 'email-template'
  | 'service-schema'
  | 'service-object'
  | 'translation'
  | 'schedule'
  | 'further'
  | 'value'

/** Anything of an estate that can come, go or change, with what hangs below it. */
export interface Thing {
  readonly kind: ThingKind
  /** Shown. */
  readonly name: string
  /** By which the same thing is known on the other side, the most certain first; '' says nothing. */
  readonly keys: readonly string[]
  readonly facets: readonly Facet[]
  readonly children: readonly Thing[]
  /** The order among its likes has a meaning. */
  readonly isRanked?: true
  /** Only holds its children together: where it comes or goes, they do. */
  readonly isFrame?: true
  /** Shipped with the product. */
  readonly isShipped?: true
  /** Key of the rule of the MIM Service that made it: its changes follow from that rule. */
  readonly madeBy?: string
  /** What else it names, by canonical id: connectors, rules, sets, workflows, attributes. */
  readonly uses?: readonly string[]
  /** Canonical id, where it has one. */
  readonly id?: string
  readonly at: Provenance
}
