import type { EcmaCheck } from '../../src/entra/index.js'
import type { Connector } from '../../src/model/index.js'
import type { Finding, PartVerdict, Verdict } from '../analyzer.js'
import { part } from '../facts/design.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** What becomes of a part the host does not take; `full-import` is a blocker, `generation` and `profile` end the matter. */
const rows: readonly (readonly [EcmaCheck['id'], id: string, title: string, verdict: Verdict])[] = [
  ['object-types', 'M2E-APPON-113', 'other object types', 'keep'],
  ['references', 'M2E-APPON-114', 'references', 'keep'],
  ['multi-valued', 'M2E-APPON-115', 'multi-valued attributes', 'keep'],
  ['binary', 'M2E-APPON-116', 'binary attributes', 'keep'],
  ['anchor', 'M2E-APPON-117', 'anchor', 'redesign'],
  ['names', 'M2E-APPON-118', 'attribute names', 'assisted'],
  ['passwords', 'M2E-APPON-119', 'passwords', 'redesign'],
  ['partitions', 'M2E-APPON-120', 'partitions', 'keep'],
  ['hierarchy', 'M2E-APPON-121', 'hierarchy', 'assisted'],
  ['target', 'M2E-APPON-122', 'target', 'redesign'],
]

/** The checks that fail, one part of the design each, with what becomes of that part. */
export function failedChecks(connector: Connector, checks: readonly EcmaCheck[]): readonly PartVerdict[] {
  return rows.flatMap(([check, id, title, verdict]) => {
    const failed = checks.find((item) => item.id === check && !item.passed)
    if (failed === undefined) return []
    if (check === 'passwords' && !connector.passwordSync.allowed) return [firstPassword(connector, failed)]
    return [part(title, verdict, finding(id, paramsOf(connector, failed), failed.at))]
  })
}

/** Nothing is synchronized, a new object only starts with one. */
function firstPassword(connector: Connector, { names, at }: EcmaCheck): PartVerdict {
  const reason = finding('M2E-APPON-128', { attributes: nameList(names) }, at)
  return part('first password', connector.kind === 'ad-lds' ? 'redesign' : 'assisted', reason)
}

/** Each message names what failed by a word of its own. */
function paramsOf(connector: Connector, { names }: EcmaCheck): Finding['params'] {
  const list = nameList(names, 6)
  return {
    connector: connector.name,
    count: names.length,
    types: list,
    attributes: list,
    partitions: list,
    anchor: names.join(' + '),
    forest: names[0] ?? '',
  }
}

export function passedSummary(connector: Connector, checks: readonly EcmaCheck[]): Finding {
  const passed = checks.filter((check) => check.passed).length
  return finding('M2E-APPON-111', { connector: connector.name, passed, count: checks.length }, connector.at)
}
