import type { Connector } from '../../model/index.js'
import { noise, said, sequence } from '../facet.js'
import type { Names } from '../names.js'
import type { Thing } from '../thing.js'
import {
  capabilityFacets,
  connectionFacets,
  deprovisioningFacets,
  extensionFacets,
  passwordFacets,
} from './connector-facets.js'
import { exportFlowThings, filterThing, joinThing, projectionThings } from './connector-rules.js'
import { partitionThing } from './partition.js'
import { runProfileThing } from './run-profile.js'
import { schemaThings } from './schema.js'
import { connectionThings } from './settings.js'

export function connectorThing(connector: Connector, names: Names): Thing {
  const id = names.canonical(connector.id)
  return {
    kind: 'connector',
    name: connector.name,
    keys: [id],
    id,
    facets: [
      said('name', connector.name),
      said('description', connector.description),
      said('category', connector.category),
      said('subtype', connector.subtype),
      said('company', connector.company),
      said('list-name', connector.listName),
      noise('version-counter', 'counters', connector.version),
      noise('created', 'dates', connector.createdAt),
      noise('modified', 'dates', connector.modifiedAt),
      ...deprovisioningFacets(connector),
      ...extensionFacets(connector),
      ...connectionFacets(connector.connection),
      ...capabilityFacets(connector),
      ...passwordFacets(connector, names),
      sequence('dn-construction', connector.dnConstruction),
      said('protection', connector.hosting.protection),
      said('architecture', connector.hosting.architecture),
      said('impersonation', connector.hosting.impersonation ?? ''),
    ],
    children: [
      ...schemaThings(connector.schema),
      ...connector.selectedAttributes.map((name): Thing => leaf('selected-attribute', name, connector)),
      ...connector.filters.map((filter) => filterThing(filter)),
      ...connector.joins.flatMap((profile) =>
        profile.criteria.map((criterion) => joinThing(criterion, profile.objectType, names)),
      ),
      ...projectionThings(connector, names),
      ...exportFlowThings(connector, names),
      ...connector.partitions.map((partition) => partitionThing(partition, names)),
      ...connector.runProfiles.map((profile) => runProfileThing(profile, names)),
      ...connectionThings(connector.connection),
      ...connector.componentMappings.map(
        (mapping): Thing => ({
          kind: 'component-mapping',
          name: mapping.dnComponent,
          keys: [mapping.dnComponent.toLowerCase()],
          facets: [said('object-class', mapping.objectClass)],
          children: [],
          at: mapping.at,
        }),
      ),
    ],
    at: connector.at,
  }
}

function leaf(kind: Thing['kind'], name: string, { at }: Pick<Thing, 'at'>): Thing {
  return { kind, name, keys: [name.toLowerCase()], facets: [], children: [], at }
}
