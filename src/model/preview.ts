/**
 * What one synchronization does to one object, as plain data: every rule considered, matched or not and why, the candidates
 * for each metaverse attribute and the winner, what would be exported. Values are text; a value that is not known, because
 * code is not at hand, begins with `unknown:`.
 */
export interface ObjectPreview {
  /** `connector:anchor`. */
  readonly object: string
  readonly mode: 'full' | 'delta'
  readonly link: 'joined' | 'projected' | 'connector' | 'disconnector' | 'filtered' | 'deleted' | 'error'
  readonly error?: { readonly code: string; readonly message: string; readonly rule?: string | undefined } | undefined
  /** Id of the metaverse object, where it has one. */
  readonly mvObject?: string | undefined
  readonly mvDeleted: boolean
  readonly filters: readonly PreviewedRule[]
  /** Scopes of declarative rules; `reason` is the clause that failed. */
  readonly scopes: readonly PreviewedRule[]
  readonly joins: readonly (PreviewedRule & { readonly candidates: readonly string[] })[]
  readonly projections: readonly PreviewedRule[]
  readonly importFlows: readonly PreviewedFlow[]
  readonly recalls: readonly { readonly attribute: string; readonly from: string; readonly status: string }[]
  readonly deletion: readonly PreviewedRule[]
  /** Metaverse attributes after the pass, with who could give them. */
  readonly attributes: readonly PreviewedAttribute[]
  readonly mvChanges: readonly {
    readonly attribute: string
    readonly old: readonly string[]
    readonly value: readonly string[]
    readonly formerly: string
    readonly from: string
  }[]
  readonly provisioning: readonly { readonly ma: string; readonly action: string; readonly dn: string }[]
  readonly exportFlows: readonly PreviewedFlow[]
  /** Pending exports after the pass. */
  readonly exports: readonly {
    readonly ma: string
    readonly key: string
    readonly operation: 'add' | 'update' | 'delete' | 'delete-add' | 'none'
    readonly newDn: string
    readonly attributes: Readonly<Record<string, readonly string[]>>
  }[]
  readonly notes: readonly string[]
}

export interface PreviewedRule {
  readonly rule: string
  readonly result: string
  readonly reason: string
}

export interface PreviewedFlow {
  readonly object: string
  readonly attribute: string
  readonly rule: string
  readonly status: string
  readonly value: readonly string[]
  readonly old: readonly string[]
  /** DNs of references that stay out, because their target is not linked. */
  readonly unavailable: readonly string[]
}

export interface PreviewedAttribute {
  readonly attribute: string
  readonly values: readonly string[]
  /** Rule that gave the value; '' for an absent one. */
  readonly from: string
  readonly candidates: readonly {
    readonly rule: string
    /** Position in the order of precedence; undefined where there is none. */
    readonly rank?: number | undefined
    readonly object: string
    readonly values: readonly string[]
    readonly winner: boolean
  }[]
}
