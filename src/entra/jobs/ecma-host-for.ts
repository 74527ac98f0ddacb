import type { Connector, SchemaAttribute } from '../../model/index.js'
import type { EcmaCheck, EcmaHostConfiguration } from '../artefacts/ecma-host.js'
import { sameText } from '../mapping/flow-graph.js'
import type { MappingTable } from '../mapping/model.js'
import { leaverOf } from './leavers.js'

/** The host asks every two hours unless told otherwise. */
const autosyncMinutes = 120

/** Reasons for which the host takes the connector without the attribute, and those for which it takes it not at all. */
const attributeChecks: readonly EcmaCheck['id'][] = ['references', 'multi-valued', 'binary', 'names']

/**
 * Whether the exported connector loads into the ECMA Connector Host, check by check.
 * https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-ecma-troubleshoot
 */
export function ecmaHostFor(connector: Connector, table: MappingTable): EcmaHostConfiguration {
  const written = [...new Set(table.lines.map((line) => line.target))]
  const checks = checksOf(connector, written, table.target.objectType)
  const failed = checks.filter((check) => !check.passed)
  const leftOut = failed
    .filter((check) => attributeChecks.includes(check.id))
    .flatMap((check) => check.names.map((attribute) => ({ attribute, why: check.id })))
  const blocked = failed.some((check) => !attributeChecks.includes(check.id) && check.id !== 'object-types')
  const anchor = anchorOf(connector)
  return {
    kind: 'ecma-host-configuration',
    name: connector.name,
    madeFrom: [connector.at],
    importable: blocked ? 'no' : failed.length > 0 ? 'in-part' : 'as-it-is',
    objectType: table.target.objectType,
    anchor,
    queryAttribute: anchor[0] ?? '',
    attributes: written.filter((name) => !leftOut.some((item) => item.attribute === name)),
    leftOut,
    deprovisioning: deprovisioningOf(connector),
    autosyncMinutes,
    checks,
  }
}

function deprovisioningOf(connector: Connector): EcmaHostConfiguration['deprovisioning'] {
  const { leaver } = leaverOf(connector)
  return leaver === 'leave' ? 'none' : leaver
}

function anchorOf({ connection, dnConstruction }: Connector): readonly string[] {
  return connection.anchor.length > 0 ? connection.anchor : dnConstruction
}

function checksOf(connector: Connector, written: readonly string[], objectType: string): readonly EcmaCheck[] {
  const known = written.flatMap(
    (name) => connector.schema.attributes.find((attribute) => sameText(attribute.name, name)) ?? [],
  )
  const having = (id: EcmaCheck['id'], matches: (attribute: SchemaAttribute) => boolean): EcmaCheck =>
    check(
      id,
      known.filter(matches).map((attribute) => attribute.name),
    )
  const anchor = anchorOf(connector)
  const partitions = connector.partitions.filter((partition) => partition.selected)
  const fullImport = connector.runProfiles.some((profile) =>
    profile.steps.some((step) => step.kind.startsWith('full-import')),
  )
  return [
    check('object-types', [
      ...new Set(
        connector.exportFlows.map((set) => set.connectorObjectType).filter((type) => !sameText(type, objectType)),
      ),
    ]),
    having('references', (attribute) => attribute.type === 'reference'),
    having('multi-valued', (attribute) => attribute.multivalued && attribute.type !== 'reference'),
    having('binary', (attribute) => attribute.type === 'binary'),
    check('anchor', anchor.length > 1 ? anchor : []),
    check(
      'names',
      written.filter((name) => /[.[]/.test(name)),
    ),
    check('full-import', fullImport || connector.capabilities.fullImport === true ? [] : [connector.name]),
    check('partitions', partitions.length > 1 ? partitions.map((partition) => partition.name) : []),
    check('generation', connector.kind === 'ecma1' ? [connector.connection.target] : []),
  ]
}

function check(id: EcmaCheck['id'], names: readonly string[]): EcmaCheck {
  return { id, passed: names.length === 0, names }
}
