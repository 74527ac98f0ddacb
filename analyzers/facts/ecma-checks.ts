import { type EcmaCheck, ecmaChecksOf } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { PlacedConnector } from './connectors.js'
import { deliveriesOf } from './flows.js'
import { isPersonType } from './people.js'

/** The object type the ECMA Connector Host would provision: the first that stands for people, else the first at all. */
export function provisionedType({ server, connector }: PlacedConnector): string {
  const deliveries = deliveriesOf(server, connector)
  const people = deliveries.find((item) => isPersonType(server, item.metaverseObjectType))
  return (people ?? deliveries[0])?.connectorObjectType ?? ''
}

/** Every check of the host on this connector. */
export function hostChecksOf(estate: Estate, placed: PlacedConnector): readonly EcmaCheck[] {
  return ecmaChecksOf(estate, placed.connector, provisionedType(placed))
}

/** A check that fails; undefined when it passes. */
export function failedCheck(checks: readonly EcmaCheck[], id: EcmaCheck['id']): EcmaCheck | undefined {
  return checks.find((check) => check.id === id && !check.passed)
}
