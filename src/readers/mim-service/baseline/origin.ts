import { compareText, type ObjectOrigin, type ServiceObject } from '../../../model/index.js'
import { type Baseline, digestsOf, type ShippedObject } from './baseline.js'
import { isDataType } from './significance.js'

export interface Origin {
  readonly origin: ObjectOrigin
  readonly changedAttributes: readonly string[]
  /** Not in the baseline, and counted as the product's own because nobody is named as its creator. */
  readonly byHint?: true
}

/** Where an object comes from. Its id decides, never its name: names come back under other ids. */
export function originOf(object: ServiceObject, baseline: Baseline): Origin {
  const shipped = baseline.find(object.id)
  if (shipped !== undefined) return compare(object, shipped)
  if (object.isPlaceholder && !hasData(object)) return { origin: 'unclassified', changedAttributes: [] }
  return looksShipped(object, baseline)
    ? { origin: 'shipped', changedAttributes: [], byHint: true }
    : { origin: 'custom', changedAttributes: [] }
}

function compare(object: ServiceObject, shipped: ShippedObject): Origin {
  if (object.type !== shipped.type) return { origin: 'changed', changedAttributes: ['ObjectType'] }
  const changedAttributes = changes(object, shipped)
  if (changedAttributes.length === 0) return { origin: 'shipped', changedAttributes }
  const switchedOn = shipped.disabled && changedAttributes.includes('Disabled')
  return { origin: switchedOn ? 'enabled' : 'changed', changedAttributes }
}

function changes(object: ServiceObject, shipped: ShippedObject): readonly string[] {
  const digests = digestsOf(object)
  const differing = [...digests].filter(([attribute, digest]) => shipped.digests.get(attribute) !== digest)
  // What a reference pulled in may be less than the whole object: what is not there was not removed.
  const missing = [...shipped.digests.keys()].filter(
    (attribute) => !digests.has(attribute) && isStated(object, attribute),
  )
  return [...differing.map(([attribute]) => attribute), ...missing].sort(compareText)
}

/** An export leaves out attributes without value; a placeholder may leave out others as well. */
function isStated(object: ServiceObject, attribute: string): boolean {
  return !object.isPlaceholder || Object.hasOwn(object.attributes, attribute)
}

/** More than what any reference tells about the object it names. */
function hasData(object: ServiceObject): boolean {
  return Object.keys(object.attributes).some((name) => !['ObjectID', 'ObjectType', 'DisplayName'].includes(name))
}

/**
 * Other builds ship objects this baseline has not. Setup names no creator, while every request and the synchronization
 * account do; so without a creator, but with the time of creation, an object of a type the product ships is its own.
 */
function looksShipped(object: ServiceObject, baseline: Baseline): boolean {
  const stated = (name: string) => (object.attributes[name] ?? []).some((value) => value.trim() !== '')
  const typeShips =
    baseline.types.has(object.type) && (!isDataType(object.type) || object.type === 'TimeZoneConfiguration')
  return typeShips && stated('CreatedTime') && !stated('Creator')
}
