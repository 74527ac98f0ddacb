import type { Provenance, ScopeCondition } from '../../model/index.js'
import { said } from '../facet.js'
import type { Thing, ThingKind } from '../thing.js'

/** A condition is one text: whatever of it changes is one difference. */
export function conditionThing(text: string, subject: string, at: Provenance): Thing {
  return {
    kind: 'condition',
    name: text,
    keys: [text, subject],
    facets: [said('condition', text)],
    children: [],
    at,
  }
}

/** Attributes a group of conditions is about: by them it is known again when a condition changes. */
export function subjectsOf(attributes: readonly string[]): string {
  return [...attributes].sort().join('\n').toLowerCase()
}

export function conditionText({ attribute, operator, value }: ScopeCondition): string {
  return value === '' ? `${attribute} ${operator}` : `${attribute} ${operator} ${value}`
}

/** Groups of conditions: alternatives that stand beside each other in any order. */
export function scopeThings(
  kind: ThingKind,
  groups: readonly (readonly ScopeCondition[])[],
  fallback: Provenance,
): Thing[] {
  return groups.map((group) => {
    const texts = group.map(conditionText)
    return {
      kind,
      name: texts.join(' ∧ '),
      keys: [[...texts].sort().join('\n'), subjectsOf(group.map(({ attribute }) => attribute))],
      facets: [],
      children: group.map((condition) => conditionThing(conditionText(condition), condition.attribute, condition.at)),
      at: group[0]?.at ?? fallback,
    }
  })
}
