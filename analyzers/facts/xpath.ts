/** What a filter of the MIM Service uses, told from its text. Decides whether a dynamic membership rule can say it. */
export type FilterFeature =
  | 'dereference'
  | 'nested-set'
  | 'group-membership'
  | 'temporal'
  | 'negated'
  | 'union'
  | 'attribute-contains'
  | 'own-type'
  | 'explicit-only'

/** The one class a filter is counted in: the feature hardest to carry over. */
export type FilterClass =
  | 'flat'
  | 'negated'
  | 'dereference'
  | 'nested-set'
  | 'group-membership'
  | 'temporal'
  | 'not-people'

export function filterFeatures(xpath: string): ReadonlySet<FilterFeature> {
  const text = withoutLiterals(xpath)
  const features = new Set<FilterFeature>()
  if (/current-dateTime|dayTimeDuration/i.test(text)) features.add('temporal')
  if (/\bnot\s*\(/i.test(text)) features.add('negated')
  if (/\|/.test(text)) features.add('union')
  if (/\bcontains\s*\(/i.test(text)) features.add('attribute-contains')
  if (/\/(ComputedMember|ExplicitMember)\b/i.test(text)) {
    features.add(/\/Group\b/i.test(text) ? 'group-membership' : 'nested-set')
  }
  if (/\/Set\s*\[/i.test(text)) features.add('nested-set')
  // A reference compared with a path, or a step after the closing bracket of the first predicate.
  const inner = text.replace(/^\s*\/[\w*-]+/, '')
  if (/(=|\bor\b|\band\b|\()\s*\/[A-Za-z*]/i.test(inner) && !/\/(Set|Group)\b/i.test(inner)) features.add('dereference')
  if (/\]\s*\/(?!(ComputedMember|ExplicitMember)\b)[A-Za-z]/i.test(inner)) features.add('dereference')
  if (firstTypes(text).some((type) => type !== 'person')) features.add('own-type')
  if (/^\s*\/\w+\s*\[\s*\(?\s*ObjectID\s*=\s*''\s*\)?\s*\]\s*$/i.test(text)) features.add('explicit-only')
  return features
}

/** Types the filter starts from, lower case; `/*[ObjectType='Person']` is `person`. */
export function filterTypes(xpath: string): readonly string[] {
  return firstTypes(xpath)
}

export function classOfFilter(xpath: string): FilterClass {
  const features = filterFeatures(xpath)
  if (features.has('own-type') && !filterTypes(xpath).includes('person')) return 'not-people'
  if (features.has('temporal')) return 'temporal'
  if (features.has('dereference')) return 'dereference'
  if (features.has('group-membership')) return 'group-membership'
  if (features.has('nested-set')) return 'nested-set'
  return features.has('negated') ? 'negated' : 'flat'
}

function firstTypes(text: string): readonly string[] {
  const parts = text.split('|')
  return parts.flatMap((item) => {
    const name = /^\s*\(?\s*\/([\w*-]+)/.exec(item)?.[1]?.toLowerCase()
    if (name === undefined) return []
    if (name !== '*') return [name]
    const named = [...item.matchAll(/ObjectType\s*=\s*['"]([^'"]*)['"]/gi)].map((match) =>
      (match[1] ?? '').toLowerCase(),
    )
    return named.length > 0 ? named : ['*']
  })
}

/** Text of literals removed, quotes kept: a name with `not(` or `|` in it is no syntax. Type names stay readable. */
function withoutLiterals(xpath: string): string {
  return xpath.replace(/(ObjectType\s*=\s*)?(['"])(.*?)\2/gis, (whole, type: string | undefined) =>
    type === undefined ? "''" : whole,
  )
}
