import type { Connector, SyncServer } from '../../src/model/index.js'
import { connectRulesOf, databaseKinds, fileKinds, sameName } from '../facts/connectors.js'
import { isReferenceAttribute } from '../facts/estate-questions.js'
import { contributionsOf } from '../facts/flows.js'
import { type OutFlow, outFlowsOf } from '../facts/membership.js'
import { isPersonType, personProjections } from '../facts/people.js'

const hrKinds = [...databaseKinds, ...fileKinds, 'web-services', 'powershell', 'ecma2-other', 'ecma1'] as const

/** What holds for the people of one AD connector. */
export interface PeopleFacts {
  readonly received: readonly OutFlow[]
  readonly makesPeople: boolean
  /** Connectors that make the people it receives and are no directory. */
  readonly sources: readonly Connector[]
  readonly placesMailboxes: readonly OutFlow[]
  readonly sendsPasswords: boolean
  readonly hasContacts: boolean
  /** Reference attributes other than manager and member. */
  readonly references: readonly OutFlow[]
}

export function peopleFactsOf(server: SyncServer, connector: Connector): PeopleFacts {
  const received = outFlowsOf(server, connector).filter(
    (flow) => isPersonType(server, flow.metaverseObjectType) && isAccountClass(flow.connectorObjectType),
  )
  const types = new Set(received.map((flow) => flow.metaverseObjectType.toLowerCase()))
  const sources = server.connectors.filter(
    (item) =>
      (hrKinds as readonly string[]).includes(item.kind) &&
      personProjections(server, item).some((made) => types.has(made.metaverseObjectType.toLowerCase())),
  )
  return {
    received,
    makesPeople: personProjections(server, connector).length > 0,
    sources,
    placesMailboxes: received.filter((flow) => /^(homeMDB|homeMTA|msExchHomeServerName)$/i.test(flow.attribute)),
    sendsPasswords:
      server.metaverse?.passwordSyncEnabled === true &&
      connector.passwordSync.sourcePartitions.some((partition) => partition.targetConnectorIds.length > 0),
    hasContacts: contributionsOf(server, connector).some((item) => sameName(item.sourceObjectType, 'contact')),
    references: received.filter(
      (flow) => !sameName(flow.attribute, 'manager') && flow.sources.some((name) => isReferenceAttribute(server, name)),
    ),
  }
}

function isAccountClass(objectType: string): boolean {
  return sameName(objectType, 'user') || sameName(objectType, 'inetOrgPerson')
}

/** Connect brings people of this forest to the tenant: a rule takes them in, another one makes them there. */
export function isSynced(server: SyncServer, connector: Connector): boolean {
  if (server.product !== 'connect-sync') return false
  const tenants = server.connectors.filter((item) => item.kind === 'entra-id')
  const sends = tenants.some((tenant) =>
    connectRulesOf(server, tenant).some(
      (rule) =>
        rule.direction === 'outbound' && rule.linkType === 'provision' && sameName(rule.connectorObjectType, 'user'),
    ),
  )
  return sends && personProjections(server, connector).length > 0
}
