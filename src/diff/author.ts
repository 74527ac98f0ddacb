import type { Change } from './compare.js'

/** Who made a difference: the customer, or another build of the product. */
export type Author = 'customer' | 'product'

export interface Builds {
  readonly before: string
  readonly after: string
  /** Canonical ids of shipped rules that came in another edition: their tags differ. */
  readonly reissued: ReadonlySet<string>
  /** Attributes that rules of the customer read or write, lower case. */
  readonly customAttributes: ReadonlySet<string>
}

/** What a customer changes in a shipped rule; another build never does. */
const customersOwn = new Set(['disabled', 'name'])

/** Members and descriptions of a shipped object are never part of what makes it shipped: people fill them. */
const peoplesOwn = new Set(['name', ':ExplicitMember', ':Description'])

/** Settings of the product that a person switches; a new build only brings new ones. */
const schemaKinds = new Set(['schema-attribute', 'schema-object-type', 'attribute-binding', 'selected-attribute'])

/**
 * Version strings are the product's always. Shipped rules, attributes of the schema no rule of the customer names, and
 * settings that come or go are the product's where the two builds differ; between equal builds, whatever differs was
 * made by a person.
 */
export function authorOf(entry: Change, builds: Builds): Author {
  if (entry.facet?.after.isVersion === true || entry.facet?.before.isVersion === true) return 'product'
  const around = [...entry.path, entry.thing]
  const rule = around.find((thing) => thing.kind === 'sync-rule')
  if (rule?.isShipped === true) {
    if (entry.other !== undefined && entry.thing === rule && entry.other.isShipped !== true) return 'customer'
    if (entry.thing === rule && entry.facet === undefined && entry.other === undefined)
      return isOtherBuild(builds) ? 'product' : 'customer'
    if (entry.facet?.after.id === 'precedence') return isOtherBuild(builds) ? 'product' : 'customer'
    const edited = entry.thing === rule && entry.facet !== undefined && customersOwn.has(entry.facet.after.id)
    // The product changes a rule in a new edition only; under the same tag it was a person.
    return !edited && builds.reissued.has(rule.id ?? '') ? 'product' : 'customer'
  }
  if (rule !== undefined) return 'customer'
  // An object of the MIM Service that is as shipped on both sides and still differs was shipped differently.
  const object = around.find((thing) => thing.id !== undefined && thing.isShipped === true)
  if (object !== undefined) {
    const isAsShipped = entry.thing === object ? entry.other?.isShipped === true : false
    return isAsShipped && entry.facet !== undefined && !peoplesOwn.has(entry.facet.after.id) ? 'product' : 'customer'
  }
  if (!isOtherBuild(builds)) return 'customer'
  if (schemaKinds.has(entry.thing.kind))
    return builds.customAttributes.has(entry.thing.name.toLowerCase()) ? 'customer' : 'product'
  const ofProduct = entry.thing.kind === 'setting' && /^Microsoft\./.test(entry.thing.name)
  if (ofProduct && entry.facet === undefined) return 'product'
  return entry.facet !== undefined && /^(?:capability-mask|company|list-name)$/.test(entry.facet.after.id)
    ? 'product'
    : 'customer'
}

function isOtherBuild({ before, after }: Builds): boolean {
  return before !== '' && after !== '' && before !== after
}
