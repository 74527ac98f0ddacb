import type { Estate } from '../../src/model/index.js'
import { connectorsOf, databaseKinds, type PlacedConnector } from '../facts/connectors.js'
import { type TransitionRule, transitionRules } from '../facts/timed-rules.js'
import { filterTypes } from '../facts/xpath.js'

/** Tables of BHOLD's attestation module that a connector reads or writes. */
export function attestationTables({ connector }: PlacedConnector): readonly string[] {
  const { database } = connector.connection
  if (database === undefined || !databaseKinds.includes(connector.kind)) return []
  return [database.table, database.deltaTable, database.multivalueTable].filter((table) => /attestation/i.test(table))
}

export function attestationConnectors(estate: Estate): readonly PlacedConnector[] {
  return connectorsOf(estate, 'mim-sync').filter((placed) => attestationTables(placed).length > 0)
}

const removing = /^(DeleteResourceActivity|DeleteResources|UpdateResourceActivity|UpdateResources)$/
const mailing = /^(EmailNotificationActivity|SendEmailNotification|ApprovalActivity|RequestApproval)$/

/** Rules on a date of groups: accounts of people that end are scenario hr-cloud, not recertification. */
function groupDateRules(estate: Estate): readonly TransitionRule[] {
  return transitionRules(estate).filter(
    (rule) =>
      rule.isTimed &&
      rule.set !== undefined &&
      filterTypes(rule.set.filter?.xpath ?? '').some((type) => type !== 'person'),
  )
}

/** Rules whose workflow writes to somebody and then takes something away. */
export function recertifyingRules(estate: Estate): readonly TransitionRule[] {
  return groupDateRules(estate).filter((rule) => {
    const names = rule.workflows.flatMap((workflow) => workflow.activities.map((item) => item.activity))
    return names.some((name) => mailing.test(name)) && names.some((name) => removing.test(name))
  })
}

/** The customer's own rules on the expiry date of a resource. */
export function expiryRules(estate: Estate): readonly TransitionRule[] {
  return groupDateRules(estate).filter((rule) => /\bExpirationTime\b/i.test(rule.set?.filter?.xpath ?? ''))
}
