import type { Connector, SyncServer } from '../../src/model/index.js'
import { contributionsOf } from '../facts/flows.js'
import { type OutFlow, outFlowsOf } from '../facts/membership.js'

/** Attributes that put a mailbox on a server or database. */
const placing = /^(homeMDB|homeMTA|msExchHomeServerName|msExchMailboxGuid|mDBUseDefaults)$/i
const mail =
  /^(mailNickname|proxyAddresses|targetAddress|legacyExchangeDN|showInAddressBook|homeMDB|homeMTA|mDB\w+|msExch\w+)$/i

export interface MailFlows {
  readonly written: readonly OutFlow[]
  readonly placing: readonly OutFlow[]
  /** Values made by code or out of several attributes. */
  readonly computed: readonly OutFlow[]
  readonly readCount: number
}

/** Contacts of an address list are another scenario: their mail attributes are not counted. */
export function mailFlowsOf(server: SyncServer, connector: Connector): MailFlows {
  const written = outFlowsOf(server, connector).filter(
    (flow) => mail.test(flow.attribute) && !/^contact$/i.test(flow.connectorObjectType),
  )
  return {
    written,
    placing: written.filter((flow) => placing.test(flow.attribute)),
    computed: written.filter((flow) => flow.scripted || flow.sources.length > 1),
    readCount: contributionsOf(server, connector).filter((item) => item.sources.some((name) => mail.test(name))).length,
  }
}

export function attributesOf(flows: readonly OutFlow[]): readonly string[] {
  return [...new Set(flows.map((flow) => flow.attribute))].sort()
}

/** The extension provisions only when an Exchange version is chosen; the DLL alone is named in every AD connector. */
export function exchangeOf(connector: Connector) {
  const { exchangeProvisioning } = connector
  return exchangeProvisioning !== undefined && /\d/.test(exchangeProvisioning.exchangeVersion)
    ? exchangeProvisioning
    : undefined
}
