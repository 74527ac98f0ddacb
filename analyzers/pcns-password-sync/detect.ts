import type { Connector, Estate, SyncServer } from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'
import { type Sighting, when } from '../facts/design.js'
import { serversOf, subjectOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

export interface PasswordFlow {
  readonly targets: readonly Connector[]
  readonly sources: readonly Connector[]
}

/** undefined where the metaverse has password synchronization off, or no connector may receive a password. */
export function passwordFlowOf(server: SyncServer): PasswordFlow | undefined {
  if (server.metaverse?.passwordSyncEnabled !== true) return undefined
  const byName = [...server.connectors].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
  const sources = byName.filter((item) => item.passwordSync.sourcePartitions.length > 0)
  const named = new Set(
    sources.flatMap((item) => item.passwordSync.sourcePartitions.flatMap((partition) => partition.targetConnectorIds)),
  )
  // A source may itself be allowed to receive passwords, for resets; a named list of targets says who really does.
  const targets = byName.filter((item) => (named.size > 0 ? named.has(item.id) : item.passwordSync.allowed))
  return targets.length === 0 ? undefined : { targets, sources }
}

export function sight(estate: Estate): readonly Sighting[] {
  return serversOf(estate, 'mim-sync').flatMap((server) => {
    const flow = passwordFlowOf(server)
    if (flow === undefined) return []
    const { targets, sources } = flow
    const extended = targets.filter((item) => item.passwordSync.extensionEnabled)
    const placesOf = (items: readonly Connector[]) => items.map((item) => item.passwordSync.at)
    const names = (items: readonly Connector[]) => nameList(items.map((item) => item.name))
    return [
      {
        ...subjectOf(server),
        evidence: [
          finding('M2E-PCNS-001', { count: targets.length, targets: names(targets) }, [
            ...(server.metaverse === undefined ? [] : [server.metaverse.at]),
            ...placesOf(targets),
          ]),
          ...when(sources.length > 0, finding('M2E-PCNS-002', { sources: names(sources) }, placesOf(sources))),
          ...when(extended.length > 0, finding('M2E-PCNS-003', { connectors: names(extended) }, placesOf(extended))),
        ],
      },
    ]
  })
}
