import type { Connector } from '../../model/index.js'

/**
 * The connected system a connector works on, by what tells two of them apart: two connectors of one name here write to the
 * same place. The tenant is one, unless told otherwise: taking two for one is the mistake that harms nobody.
 */
export function systemOf(connector: Connector): string {
  const { kind, connection } = connector
  if (kind === 'entra-id' || kind === 'microsoft-graph') return tenant
  if (kind === 'mim-service') return portal
  const { database, target } = connection
  if (database !== undefined && database.table !== '')
    return ['database', database.server, database.database, database.table].join(' ').toLowerCase()
  if (connection.kind === 'directory' && target !== '') return `directory ${target.toLowerCase()}`
  return `connector ${connector.id}`
}

/** The Entra tenant. */
export const tenant = 'entra'

/** The MIM Service, itself part of what goes. */
export const portal = 'mim-service'
