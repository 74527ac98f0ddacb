import type { ScopeCondition, SyncRuleJoin } from '../../model/index.js'
import type { RuleDraft } from './draft.js'

/** What a variable or argument of a script stands for. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'flag'; readonly on: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** Names in lower case. */
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: 'rule'; readonly rule: RuleDraft }
  | { readonly kind: 'scope'; readonly condition: ScopeCondition }
  | { readonly kind: 'join'; readonly condition: SyncRuleJoin }
  /** Known only when the script runs; `source` is what stands in the script. */
  | { readonly kind: 'unresolved'; readonly source: string }

export const nothing: Value = { kind: 'nothing' }

export function unresolved(source: string): Value {
  return { kind: 'unresolved', source }
}

export function textValue(text: string): Value {
  return { kind: 'text', text }
}

/** A list of one is the one, as PowerShell has it nearly everywhere. */
export function single(value: Value): Value {
  return value.kind === 'list' && value.items.length === 1 ? single(value.items[0] ?? nothing) : value
}

/** Elements of a list; a single value is a list of one, nothing is an empty list. */
export function elements(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items
  return value.kind === 'nothing' ? [] : [value]
}

/** Text PowerShell would pass on; undefined for what is known only when the script runs and for objects. */
export function textOf(value: Value): string | undefined {
  const one = single(value)
  switch (one.kind) {
    case 'text':
      return one.text
    case 'flag':
      return one.on ? 'True' : 'False'
    case 'nothing':
      return ''
    case 'list':
      return joined(one.items)
    default:
      return undefined
  }
}

function joined(items: readonly Value[]): string | undefined {
  const texts = items.map(textOf)
  return texts.every((text) => text !== undefined) ? texts.join(' ') : undefined
}

/** The first thing in a value that only running the script would tell. */
export function unresolvedIn(value: Value): string | undefined {
  if (value.kind === 'unresolved') return value.source
  if (value.kind !== 'list') return undefined
  for (const item of value.items) {
    const source = unresolvedIn(item)
    if (source !== undefined) return source
  }
  return undefined
}
