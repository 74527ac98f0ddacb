import type { Connector, Estate } from '../../model/index.js'
import type { EcmaCheck, EcmaHostConfiguration } from '../artefacts/ecma-host.js'
import { sameText } from '../mapping/flow-graph.js'
import { anchorOf, ecmaChecksOf } from './ecma-checks.js'
import { leaverOf } from './leavers.js'
import { matchingFromJoins } from './matching.js'

/** The host asks every two hours unless told otherwise. */
const autosyncMinutes = 120

/** Checks whose names are attributes the host takes the connector without. */
const attributeChecks: readonly EcmaCheck['id'][] = ['references', 'multi-valued', 'binary', 'names', 'passwords']

/**
 * Whether the exported connector loads into the ECMA Connector Host, and what the wizard has to be told.
 * @param objectType the one type it would provision, as the connector calls it
 */
export function ecmaHostFor(estate: Estate, connector: Connector, objectType: string): EcmaHostConfiguration {
  const written = [
    ...new Set(
      connector.exportFlows
        .filter((set) => set.connectorObjectType === objectType)
        .flatMap((set) => set.flows.map((flow) => flow.targetAttribute)),
    ),
  ]
  const checks = ecmaChecksOf(estate, connector, objectType)
  const failed = checks.filter((check) => !check.passed)
  const leftOut = failed
    .filter((check) => attributeChecks.includes(check.id))
    .flatMap((check) => check.names.map((attribute) => ({ attribute, why: check.id })))
    .filter((item) => written.includes(item.attribute))
  const anchor = anchorOf(connector)
  const attributes = written.filter((name) => !leftOut.some((item) => item.attribute === name))
  // The service looks for objects by what the job matches on, which is the anchor only where a flow fills it.
  const keys = [...matchingFromJoins(connector, objectType).attributes, ...anchor]
  return {
    kind: 'ecma-host-configuration',
    name: connector.name,
    madeFrom: [connector.at],
    importable: importabilityOf(failed),
    objectType,
    anchor,
    queryAttribute: keys.find((key) => attributes.some((name) => sameText(name, key))) ?? anchor[0] ?? '',
    attributes,
    leftOut,
    deprovisioning: deprovisioningOf(connector),
    autosyncMinutes,
    checks,
  }
}

function importabilityOf(failed: readonly EcmaCheck[]): EcmaHostConfiguration['importable'] {
  if (failed.some((check) => check.consequence === 'stay')) return 'no'
  return failed.length > 0 ? 'in-part' : 'as-it-is'
}

function deprovisioningOf(connector: Connector): EcmaHostConfiguration['deprovisioning'] {
  const { leaver } = leaverOf(connector)
  return leaver === 'leave' ? 'none' : leaver
}
