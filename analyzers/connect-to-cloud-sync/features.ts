import type { Provenance, SyncServer } from '../../src/model/index.js'
import type { PartVerdict, Verdict } from '../analyzer.js'
import { sameName } from '../facts/connectors.js'
import { part } from '../facts/design.js'
import { kindName } from '../facts/estate-questions.js'
import { directoriesOf, isTrue, parameterOf, parameterText } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** An option of the wizard that is on. */
interface Feature {
  readonly name: string
  readonly verdict: Verdict
  readonly reason: string
  /** Microsoft's transition tool refuses a server with it. */
  readonly refused: boolean
}

const options: Readonly<Record<string, Feature>> = {
  PasswordHashSync: { name: 'password hash sync', verdict: 'automated', reason: 'M2E-CTCS-131', refused: false },
  PasswordWriteback: { name: 'password writeback', verdict: 'assisted', reason: 'M2E-CTCS-132', refused: false },
  HybridExchange: { name: 'Exchange hybrid', verdict: 'assisted', reason: 'M2E-CTCS-133', refused: false },
  GroupWriteBack: { name: 'group writeback', verdict: 'redesign', reason: 'M2E-CTCS-134', refused: true },
  DeviceWriteBack: { name: 'device writeback', verdict: 'keep', reason: 'M2E-CTCS-135', refused: true },
  DeviceWriteUp: { name: 'device sync', verdict: 'keep', reason: 'M2E-CTCS-136', refused: true },
  UserWriteBack: { name: 'user writeback', verdict: 'retire', reason: 'M2E-CTCS-137', refused: true },
  GroupFiltering: { name: 'group filter', verdict: 'assisted', reason: 'M2E-CTCS-138', refused: true },
  FilterAAD: { name: 'attribute filter', verdict: 'assisted', reason: 'M2E-CTCS-139', refused: false },
  DirectoryExtension: { name: 'directory extensions', verdict: 'assisted', reason: 'M2E-CTCS-140', refused: true },
}

export interface FoundFeature extends Feature {
  readonly at: Provenance
}

/** Options that are on. Device sync is on by default and means something only where rules for devices exist. */
export function featuresOf(server: SyncServer): readonly FoundFeature[] {
  return Object.entries(options).flatMap(([key, feature]) => {
    const parameter = parameterOf(server, `Microsoft.OptionalFeature.${key}`)
    if (parameter === undefined || !isTrue(server, parameter.name)) return []
    return key === 'DeviceWriteUp' && !hasDeviceRules(server) ? [] : [{ ...feature, at: parameter.at }]
  })
}

function hasDeviceRules(server: SyncServer): boolean {
  return server.syncRules.some(
    (rule) => !rule.disabled && rule.direction === 'inbound' && sameName(rule.metaverseObjectType, 'device'),
  )
}

export function featureParts(server: SyncServer): readonly PartVerdict[] {
  return featuresOf(server).map(({ name, verdict, reason, at }) => part(name, verdict, finding(reason, {}, at)))
}

/** Choices of the wizard other than the usual ones. */
export function choiceParts(server: SyncServer): readonly PartVerdict[] {
  const option = (name: string) => `Microsoft.SynchronizationOption.${name}`
  const logonName = parameterText(server, option('UPNAttribute'))
  const anchor = parameterText(server, option('AnchorAttribute'))
  const join = parameterText(server, option('JoinCriteria'))
  const forests = directoriesOf(server).map((item) => item.name)
  const row = (name: string, verdict: Verdict, id: string, key: string, value: string): PartVerdict =>
    part(
      name,
      verdict,
      finding(id, { value, forests: nameList(forests) }, parameterOf(server, option(key))?.at ?? server.at),
    )
  return [
    ...(logonName === '' || sameName(logonName, 'userPrincipalName')
      ? []
      : [row('logon name', 'assisted', 'M2E-CTCS-141', 'UPNAttribute', logonName)]),
    ...(anchor === '' || sameName(anchor, 'objectGUID') || sameName(anchor, 'mS-DS-ConsistencyGuid')
      ? []
      : [row('source anchor', 'keep', 'M2E-CTCS-142', 'AnchorAttribute', anchor)]),
    // With one forest nothing is joined, whatever the wizard stored.
    ...(forests.length < 2 || join === '' || sameName(join, 'AlwaysProvision')
      ? []
      : [row('join over forests', 'keep', 'M2E-CTCS-143', 'JoinCriteria', join)]),
  ]
}

/** Connectors that are neither AD nor the tenant. */
export function otherConnectorParts(server: SyncServer): readonly PartVerdict[] {
  return server.connectors
    .filter((item) => item.kind !== 'active-directory' && item.kind !== 'entra-id')
    .map((item) =>
      part(item.name, 'keep', finding('M2E-CTCS-144', { connector: item.name, kind: kindName(item) }, item.at)),
    )
}
