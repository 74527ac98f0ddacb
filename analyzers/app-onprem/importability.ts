import type { Connector } from '../../src/model/index.js'
import type { Finding, PartVerdict } from '../analyzer.js'
import { part } from '../facts/design.js'
import { checkCount, type EcmaChecks } from '../facts/ecma-checks.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** The checks that fail, one part of the design each, with what becomes of that part. */
export function failedChecks(connector: Connector, checks: EcmaChecks): readonly PartVerdict[] {
  const name = { connector: connector.name }
  const failed: PartVerdict[] = []
  const attributes = (id: string, title: string, found: EcmaChecks['binary']): void => {
    if (found.names.length > 0) {
      failed.push(part(title, 'keep', finding(id, { attributes: nameList(found.names, 6) }, found.at)))
    }
  }
  if (checks.otherTypes.names.length > 0) {
    const types = nameList(checks.otherTypes.names)
    failed.push(part('other object types', 'keep', finding('M2E-APPON-113', { ...name, types }, checks.otherTypes.at)))
  }
  attributes('M2E-APPON-114', 'references', checks.references)
  attributes('M2E-APPON-115', 'multi-valued attributes', checks.multivalued)
  attributes('M2E-APPON-116', 'binary attributes', checks.binary)
  if (checks.anchorParts.length > 0) {
    const reason = finding(
      'M2E-APPON-117',
      { count: checks.anchorParts.length, anchor: checks.anchorParts.join(' + ') },
      connector.connection.at,
    )
    failed.push(part('anchor', 'redesign', reason))
  }
  if (checks.badNames.names.length > 0) {
    const reason = finding('M2E-APPON-118', { attributes: nameList(checks.badNames.names) }, checks.badNames.at)
    failed.push(part('attribute names', 'assisted', reason))
  }
  if (checks.receivesPasswords) {
    failed.push(part('passwords', 'redesign', finding('M2E-APPON-119', name, connector.passwordSync.at)))
  }
  if (!checks.receivesPasswords && checks.passwords.names.length > 0) {
    const reason = finding('M2E-APPON-128', { attributes: nameList(checks.passwords.names) }, checks.passwords.at)
    failed.push(part('first password', connector.kind === 'ad-lds' ? 'redesign' : 'assisted', reason))
  }
  if (checks.partitions.length > 0) {
    const params = { count: checks.partitions.length, partitions: nameList(checks.partitions) }
    failed.push(
      part('partitions', 'keep', finding('M2E-APPON-120', params, connector.partitions[0]?.at ?? connector.at)),
    )
  }
  if (checks.hierarchy.length > 0) {
    const reason = finding(
      'M2E-APPON-121',
      { types: nameList(checks.hierarchy) },
      connector.componentMappings.map((item) => item.at),
    )
    failed.push(part('hierarchy', 'assisted', reason))
  }
  if (checks.forest !== '') {
    const reason = finding('M2E-APPON-122', { ...name, forest: checks.forest }, connector.connection.at)
    failed.push(part('target', 'redesign', reason))
  }
  return failed
}

export function passedSummary(connector: Connector, failed: readonly PartVerdict[]): Finding {
  const passed = Math.max(0, checkCount - failed.length)
  return finding('M2E-APPON-111', { connector: connector.name, passed, count: checkCount }, connector.at)
}
