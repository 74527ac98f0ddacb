import type { TextPart } from './token.js'

/** A statement of a script, as far as this tool understands the language. */
export type Statement =
  | {
      readonly kind: 'assignment'
      readonly name: string
      readonly adds: boolean
      readonly value: Pipeline
      readonly line: number
    }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly line: number }
  /** Anything else: its first word, the words somewhere in it, and the variables it may change. */
  | {
      readonly kind: 'other'
      readonly head: string
      readonly words: readonly string[]
      readonly changes: readonly string[]
      readonly line: number
    }

export interface Pipeline {
  readonly elements: readonly (Command | Expression)[]
  readonly line: number
}

export interface Command {
  readonly kind: 'command'
  readonly name: string
  /** Parameters and values in order; which value belongs to which parameter depends on the command. */
  readonly args: readonly Argument[]
  readonly line: number
}

export type Argument =
  | { readonly kind: 'parameter'; readonly name: string; readonly colon: boolean; readonly line: number }
  | { readonly kind: 'splat'; readonly name: string; readonly line: number }
  | { readonly kind: 'value'; readonly value: Expression; readonly line: number }

export type Expression =
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'property'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly { readonly name: string; readonly value: Expression }[] }
  | { readonly kind: 'sum'; readonly items: readonly Expression[] }
  /** `[type]::new(…)`. */
  | { readonly kind: 'new'; readonly type: string; readonly args: readonly Expression[]; readonly line: number }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
