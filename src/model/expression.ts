/** Expressions as the exports hold them: text or function tree, not yet parsed. `src/expression/` gives them meaning. */

/** One `<arg>` of a MIM function: a nested call, or the text as written (`"literal"`, `512`, `accountName`, `$parameter`). */
export type MimArgument =
  | { readonly kind: 'function'; readonly call: MimFunctionCall }
  | { readonly kind: 'text'; readonly text: string }

/** `<fn id="IIF" isCustomExpression="true"><arg>…</arg></fn>`; `+` is an id like any other. */
export interface MimFunctionCall {
  readonly id: string
  /** How the editor built the node; kept for the round trip, without meaning for evaluation. */
  readonly isCustomExpression: boolean | undefined
  readonly args: readonly MimArgument[]
}

export type RuleExpression =
  | { readonly language: 'mim'; readonly root: MimFunctionCall }
  | { readonly language: 'connect'; readonly text: string }
  | { readonly language: 'entra'; readonly text: string }

/** Attribute types of a connector space or metaverse schema. */
export type AttributeType = 'string' | 'integer' | 'boolean' | 'binary' | 'reference' | 'time'
