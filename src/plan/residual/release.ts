import { sameName } from '../../../analyzers/facts/connectors.js'
import type { Write } from '../today/flows.js'
import { ends, type JobTakeover, type PlannedCase, takes } from '../today/takeover.js'
import type { ProofLine } from './report.js'

/** What becomes of one thing: the wave it ends with, and the scenario that answers for it. */
export type Release = Pick<ProofLine, 'wave' | 'by'>

/** Nobody answers for it: it stays, and the report says that no scenario explains why. */
export const unanswered: Release = { wave: undefined, by: undefined }

export function releaseBy({ wave, scenario, subject, design }: PlannedCase): Release {
  return { wave: ends(design.verdict) ? wave : undefined, by: { scenario, subject } }
}

const group = /group/i
const mail = /^(?:msexch|mail$|mailnickname|homemdb|homemta|proxyaddresses|targetaddress|legacyexchangedn|mdb)/i

type Covers = (write: Write, planned: PlannedCase) => boolean

const itsGroups: Covers = (write, planned) =>
  write.connector.id === planned.subjectId && (group.test(write.metaverseObjectType) || group.test(write.objectType))
const itsConnector: Covers = (write, planned) => write.connector.id === planned.subjectId
const itsPeople: Covers = (write, planned) => itsConnector(write, planned) && !itsGroups(write, planned)
const namesIt: Covers = (write, planned) =>
  planned.subjectId.includes(write.connector.id) || planned.subject.endsWith(`to ${write.connector.name}`)

/** Which of today's flows a scenario answers for, beyond those its mapping tables hold line by line. */
const coverage: Readonly<Record<string, Covers>> = {
  'hr-sap': itsConnector,
  'hr-cloud': itsConnector,
  'hr-onprem': itsConnector,
  'app-onprem': itsConnector,
  'saas-provisioning': itsConnector,
  'custom-app-scim': itsConnector,
  'bhold-roles': itsConnector,
  'fim-aad-connector': itsConnector,
  'mim-graph-b2b': itsConnector,
  'gal-cross-org': namesIt,
  'ad-to-ad-sync': namesIt,
  'exchange-mailbox': (write, planned) => itsConnector(write, planned) && mail.test(write.attribute),
  'ad-groups': itsGroups,
  'groups-to-ad-apps': itsGroups,
  'soa-groups': itsGroups,
  'soa-users': itsPeople,
  'connect-to-cloud-sync': (write, planned) => write.server.id === planned.subjectId,
}

/**
 * When a write ends: with the job that takes it, with the first scenario that ends all of its kind, or never. A line a
 * job cannot hold stays, whatever the scenario's verdict.
 */
export function releaseOfWrite(write: Write, cases: readonly PlannedCase[], jobs: readonly JobTakeover[]): Release {
  const taker = jobs.find((job) => takes(job, write))
  if (taker !== undefined) return { wave: taker.planned.wave, by: byOf(taker.planned) }
  const tabled = jobs.find(
    ({ table }) => table.target.id === write.connector.id && sameName(table.target.objectType, write.objectType),
  )
  const line = tabled?.table.lines.find((item) => sameName(item.target, write.attribute))
  if (tabled !== undefined && line !== undefined && line.result !== 'impossible')
    return { wave: tabled.planned.wave, by: byOf(tabled.planned) }
  const answering = cases.filter((planned) => coverage[planned.scenario]?.(write, planned) === true)
  const ending = answering.find((planned) => ends(planned.design.verdict) && line === undefined)
  if (ending !== undefined) return releaseBy(ending)
  const keeping = answering.find((planned) => !ends(planned.design.verdict)) ?? tabled?.planned ?? answering[0]
  return keeping === undefined ? unanswered : { wave: undefined, by: byOf(keeping) }
}

function byOf({ scenario, subject }: PlannedCase): NonNullable<Release['by']> {
  return { scenario, subject }
}

/** Until all of them have ended; of those that stay, the first says why. */
export function latest(releases: readonly Release[]): Release {
  let last: Release = { wave: 0, by: undefined }
  for (const { wave, by } of releases) {
    if (wave === undefined) return { wave, by }
    if (wave > (last.wave ?? 0)) last = { wave, by }
  }
  return last
}
