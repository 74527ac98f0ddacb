import type { Estate, SyncServer } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { type Sighting, when } from '../facts/design.js'
import { directoriesOf, isTrue, parameterOf, serverName, serversOf, subjectOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { featuresOf } from './features.js'
import { customRules, disabledStandardRules } from './rules.js'

/** One sighting a Connect server. */
export function sight(estate: Estate): readonly Sighting[] {
  return serversOf(estate, 'connect-sync').map((server) => ({ ...subjectOf(server), evidence: evidenceOf(server) }))
}

function evidenceOf(server: SyncServer): readonly Finding[] {
  const custom = customRules(server).map((judged) => judged.rule)
  const disabled = disabledStandardRules(server)
  const features = featuresOf(server)
  const name = { server: serverName(server) }
  const staging = parameterOf(server, 'Microsoft.Synchronize.StagingMode')
  return [
    finding('M2E-CTCS-001', { ...name, forests: directoriesOf(server).length, rules: server.syncRules.length }, [
      server.at,
      ...directoriesOf(server).map((item) => item.at),
    ]),
    ...when(
      custom.length > 0,
      finding(
        'M2E-CTCS-002',
        { count: custom.length, rules: nameList(custom.map((rule) => rule.name)) },
        custom.map((rule) => rule.at),
      ),
    ),
    ...when(
      disabled.length > 0,
      finding(
        'M2E-CTCS-003',
        { count: disabled.length, rules: nameList(disabled.map((rule) => rule.name)) },
        disabled.map((rule) => rule.at),
      ),
    ),
    ...when(
      features.length > 0,
      finding(
        'M2E-CTCS-004',
        { options: features.map((feature) => feature.name).join(', ') },
        features.map((feature) => feature.at),
      ),
    ),
    ...when(!server.connectors.some((item) => item.kind === 'entra-id'), finding('M2E-CTCS-005', name, server.at)),
    ...(staging !== undefined && isTrue(server, staging.name) ? [finding('M2E-CTCS-011', name, staging.at)] : []),
  ]
}
