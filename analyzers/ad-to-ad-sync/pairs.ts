import type { Connector, Estate, SyncServer } from '../../src/model/index.js'
import { sameName } from '../facts/connectors.js'
import { type Contribution, contributionsOf } from '../facts/flows.js'
import { type OutFlow, outFlowsOf } from '../facts/membership.js'
import { directoriesOf, forestOf, serversOf } from '../facts/servers.js'

/** A forest whose objects are written into another one by the same server. */
export interface ForestPair {
  readonly server: SyncServer
  readonly source: Connector
  readonly target: Connector
  readonly type: string
  /** What the target receives of attributes the source decides. */
  readonly copied: readonly OutFlow[]
  /** What makes an account: a DN of its own or an initial password. */
  readonly creating: readonly OutFlow[]
  /** What the target gives back for the same type. */
  readonly returned: readonly Contribution[]
}

export function forestPairs(estate: Estate): readonly ForestPair[] {
  return serversOf(estate, 'mim-sync').flatMap((server) => {
    const directories = directoriesOf(server).filter((item) => forestOf(item) !== '')
    return directories.flatMap((source) =>
      directories
        .filter((target) => forestOf(target) !== forestOf(source))
        .flatMap((target) => pairOf(server, source, target)),
    )
  })
}

export function pairName(pair: ForestPair): string {
  return `${pair.source.name} to ${pair.target.name}`
}

function pairOf(server: SyncServer, source: Connector, target: Connector): readonly ForestPair[] {
  const given = contributionsOf(server, source).filter((item) => item.first)
  const received = outFlowsOf(server, target)
  const made = new Set(source.projections.map((item) => projectedType(item.metaverseObjectType, given)))
  const pairs = [...made]
    .filter((type) => type !== '')
    .map((type): ForestPair => {
      const own = given.filter((item) => sameName(item.objectType, type))
      const flows = received.filter((flow) => sameName(flow.metaverseObjectType, type))
      return {
        server,
        source,
        target,
        type,
        copied: flows.filter((flow) => flow.sources.some((name) => own.some((item) => sameName(item.attribute, name)))),
        creating: flows.filter((flow) => sameName(flow.attribute, 'dn') || sameName(flow.attribute, 'unicodePwd')),
        returned: contributionsOf(server, target).filter((item) => sameName(item.objectType, type) && item.first),
      }
    })
  // Two attributes and more: one shared attribute is an exchange, not a copy.
  return pairs.filter((pair) => pair.copied.length >= 2)
}

function projectedType(declared: string | undefined, given: readonly Contribution[]): string {
  return declared ?? given[0]?.objectType ?? ''
}
