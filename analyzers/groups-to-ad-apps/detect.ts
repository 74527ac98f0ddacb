import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { hasExportStep, type PlacedConnector } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { type MemberOrigin, memberExports, memberOrigin, type OutFlow } from '../facts/membership.js'
import { directoriesOf, isTrue, parameterOf, serversOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

export const writebackParameter = 'Microsoft.OptionalFeature.GroupWriteBack'

const ids: Readonly<Record<MemberOrigin['kind'], string>> = {
  elsewhere: 'M2E-GTOA-001',
  code: 'M2E-GTOA-002',
  unknown: 'M2E-GTOA-003',
  directory: 'M2E-GTOA-005',
  shared: 'M2E-GTOA-006',
}

/** One sighting an AD connector that receives members. */
export function sight(estate: Estate): readonly Sighting[] {
  return serversOf(estate).flatMap((server) =>
    directoriesOf(server).map((connector) => ({
      name: connector.name,
      id: connector.id,
      evidence:
        server.product === 'mim-sync' ? memberEvidence({ server, connector }) : writeback({ server, connector }),
    })),
  )
}

/** Flows with their origin, those of one type and one origin once. */
export function memberFlows({ server, connector }: PlacedConnector): readonly {
  readonly flow: OutFlow
  readonly origin: MemberOrigin
}[] {
  const flows = memberExports(server, connector).map((flow) => ({ flow, origin: memberOrigin(server, flow) }))
  const key = ({ flow, origin }: (typeof flows)[number]): string =>
    [flow.metaverseObjectType, origin.kind, ...origin.from].join('\n').toLowerCase()
  return flows.filter((item, index) => flows.findIndex((other) => key(other) === key(item)) === index)
}

function memberEvidence(placed: PlacedConnector): readonly Finding[] {
  const { connector } = placed
  const flows = memberFlows(placed)
  // Groups AD masters itself speak against it only where there are no others.
  const foreign = flows.filter(({ origin }) => origin.kind !== 'directory')
  return [
    ...(foreign.length > 0 ? foreign : flows).map(({ flow, origin }) =>
      finding(
        ids[origin.kind],
        { connector: connector.name, type: flow.metaverseObjectType, from: nameList(origin.from) },
        origin.at,
      ),
    ),
    ...when(
      flows.length > 0 && connector.runProfiles.length > 0 && !hasExportStep(connector),
      finding('M2E-GTOA-011', { connector: connector.name }, connector.at),
    ),
  ]
}

function writeback({ server }: PlacedConnector): readonly Finding[] {
  const parameter = parameterOf(server, writebackParameter)
  return parameter !== undefined && isTrue(server, writebackParameter)
    ? [finding('M2E-GTOA-004', {}, parameter.at)]
    : []
}
