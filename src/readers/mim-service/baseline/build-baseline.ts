import { compareText, type ServiceObject } from '../../../model/index.js'
import { groupBy } from '../group-by.js'
import { type BaselineFile, type BaselineType, digestsOf } from './baseline.js'
import { NO_VALUE } from './digest.js'

/** Makes the baseline of an untouched installation: ids, names of attributes and digests, no texts. */
export function buildBaseline(
  objects: readonly ServiceObject[],
  product: { readonly product: string; readonly build: string },
): BaselineFile {
  const byType = groupBy(objects, (object) => object.type)
  const types = [...byType]
    .sort(([a], [b]) => compareText(a, b))
    .map(([type, members]) => [type, baselineType(members)] as const)
  return { ...product, types: Object.fromEntries(types) }
}

function baselineType(members: readonly ServiceObject[]): BaselineType {
  const rows = [...members]
    .sort((a, b) => compareText(a.id, b.id))
    .map((object) => ({ object, digests: digestsOf(object) }))
  const attributes = [...new Set(rows.flatMap(({ digests }) => [...digests.keys()]))].sort(compareText)
  const disabled = members
    .filter((object) => object.type === 'ManagementPolicyRule' && /^true$/i.test(object.attributes.Disabled?.[0] ?? ''))
    .map((object) => object.id)
    .sort(compareText)
  return {
    attributes: attributes.join(' '),
    objects: Object.fromEntries(
      rows.map(({ object, digests }) => [
        object.id,
        attributes.map((attribute) => digests.get(attribute) ?? NO_VALUE).join(' '),
      ]),
    ),
    ...(disabled.length > 0 ? { disabled } : {}),
  }
}
