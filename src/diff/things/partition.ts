import type { Partition } from '../../model/index.js'
import { bag, said, sequence, yesNo } from '../facet.js'
import type { Names } from '../names.js'
import type { Thing } from '../thing.js'
import { parameterThing, settingThing } from './settings.js'

export function partitionThing(partition: Partition, names: Names): Thing {
  const container =
    (kind: 'container-included' | 'container-excluded') =>
    (dn: string): Thing => ({
      kind,
      name: dn,
      keys: [dn.toLowerCase()],
      facets: [],
      children: [],
      at: partition.at,
    })
  return {
    kind: 'partition',
    name: partition.displayName || partition.name || partition.dn,
    keys: [names.canonical(partition.id), partition.dn.toLowerCase(), partition.name.toLowerCase()],
    id: names.canonical(partition.id),
    facets: [
      said('name', partition.name),
      said('dn', partition.dn),
      yesNo('selected', partition.selected),
      bag('object-types', partition.objectTypes),
      sequence('preferred-controllers', partition.preferredControllers),
      yesNo('is-domain', partition.isDomain),
    ],
    children: [
      ...partition.inclusions.map(container('container-included')),
      ...partition.exclusions.map(container('container-excluded')),
      ...(partition.parameters ?? []).map(parameterThing),
      ...(partition.settings ?? []).map(settingThing),
    ],
    at: partition.at,
  }
}
