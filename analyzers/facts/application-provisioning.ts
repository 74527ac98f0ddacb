import {
  type Artefact,
  ecmaHostFor,
  extensionsForTable,
  galleryJob,
  type MappingTable,
  type ProvisioningJob,
  scimJob,
  tableForHost,
} from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { PlacedConnector } from './connectors.js'
import { provisionedType } from './ecma-checks.js'
import { distinct, jobWithPilot, noProvisioning, type Provisioning, provisioningOf, tablesOf } from './provisioning.js'
import { provisioningStep } from './provisioning-steps.js'

/** How accounts of an application are provisioned from Entra. */
export type ApplicationWay =
  | { readonly kind: 'ecma-host' }
  | { readonly kind: 'scim'; readonly where: 'cloud' | 'on-premises' }
  | { readonly kind: 'gallery'; readonly product: string }
  /** It stays on MIM for now. */
  | { readonly kind: 'keep' }

export function applicationProvisioning(estate: Estate, placed: PlacedConnector, way: ApplicationWay): Provisioning {
  const { connector } = placed
  const tables = tablesOf(estate, 'app-onprem', connector.id)
  const end = provisioningStep('stop-export', { connector: connector.name }, connector.at)
  switch (way.kind) {
    case 'ecma-host':
      return hostProvisioning(estate, placed, tables, end)
    case 'scim': {
      const step = provisioningStep('scim-endpoint', { connector: connector.name }, connector.at)
      return withJobs(estate, tables, (table) => scimJob(estate, table, way.where), [step], [end])
    }
    case 'gallery': {
      const step = provisioningStep('gallery-consent', { product: way.product }, connector.at)
      return withJobs(estate, tables, (table) => galleryJob(estate, table, way.product), [], [step, end])
    }
    case 'keep':
      return {
        ...noProvisioning,
        artefacts: [provisioningStep('connector-stays', { connector: connector.name }, connector.at)],
      }
  }
}

function hostProvisioning(
  estate: Estate,
  placed: PlacedConnector,
  tables: readonly MappingTable[],
  end: Artefact,
): Provisioning {
  const { connector } = placed
  const host = ecmaHostFor(estate, connector, tables[0]?.target.objectType ?? provisionedType(placed))
  const name = { target: connector.name, connector: connector.name }
  const wizard = provisioningStep(
    'host-wizard',
    {
      ...name,
      objectType: host.objectType || 'the type of people',
      anchor: host.anchor.join(' + ') || 'a single key',
      query: host.queryAttribute || 'the same key',
      minutes: host.autosyncMinutes,
    },
    connector.at,
  )
  return provisioningOf(
    estate,
    // The host provisions one object type; a second one has a table and no place.
    tables.slice(0, 1).map((table) => tableForHost(estate, table, connector)),
    [provisioningStep('host-agent', name, connector.at), host, wizard],
    [provisioningStep('host-assign', name, connector.at), end],
  )
}

function withJobs(
  estate: Estate,
  tables: readonly MappingTable[],
  jobOf: (table: MappingTable) => ProvisioningJob | undefined,
  before: readonly Artefact[],
  after: readonly Artefact[],
): Provisioning {
  const jobs = tables.flatMap((table) => jobOf(table) ?? [])
  return {
    artefacts: distinct([
      ...before,
      ...tables.flatMap((table) => extensionsForTable(estate, table)),
      ...jobs.flatMap(jobWithPilot),
      ...after,
    ]),
    mappingTables: tables.map((table) => table.id),
  }
}
