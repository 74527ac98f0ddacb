import { capabilities } from '../../src/catalogue/capabilities.js'
import type { Estate, SyncServer } from '../../src/model/index.js'
import type { Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { connectVersion, directoriesOf, isVersionBelow, serverName, serverOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding, overallVerdict } from '../finding.js'
import { choiceParts, featureParts, featuresOf, otherConnectorParts } from './features.js'
import { disabledPart, rulePart } from './parts.js'
import { customRules, disabledStandardRules, type JudgedRule } from './rules.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const server = serverOf(estate, detection)
  const rules = customRules(server)
  const copied = new Set(rules.map((judged) => judged.cloneOf?.id))
  const ruleParts = rules.map((judged) => ({ judged, part: rulePart(server, judged) }))
  const wide: readonly PartVerdict[] = [
    ...disabledStandardRules(server)
      .filter((rule) => !copied.has(rule.id))
      .map(disabledPart),
    ...featureParts(server),
    ...choiceParts(server),
    ...otherConnectorParts(server),
  ]
  const held = [...ruleParts.map((item) => item.part), ...wide].filter((item) => isHolding(item))
  const refusals = refusalsOf(server, rules)
  return designOf(detection, {
    parts: [...ruleParts.map((item) => item.part), ...wide, ...forestParts(server, ruleParts, wide)],
    target: finding(
      held.length > 0 ? 'M2E-CTCS-102' : 'M2E-CTCS-101',
      { server: serverName(server), count: held.length },
      server.at,
    ),
    blockers: [
      ...blockersOf(server, ruleParts),
      ...when(refusals.length > 0, finding('M2E-CTCS-206', { reasons: nameList(refusals, 5) })),
    ],
    losses: [finding('M2E-CTCS-301'), finding('M2E-CTCS-302')],
    prerequisites: [
      finding('M2E-CTCS-401'),
      finding('M2E-CTCS-402'),
      ...when(refusals.length === 0, finding('M2E-CTCS-403')),
      finding('M2E-CTCS-404'),
    ],
    handSteps: [finding('M2E-CTCS-501'), finding('M2E-CTCS-502')],
    licences: [{ level: 'free', per: 'Cloud Sync' }],
    effort: effortOf(server, rules),
  })
}

interface RulePart {
  readonly judged: JudgedRule
  readonly part: PartVerdict
}

/** It needs Connect, or has to be built anew before Connect can go. */
function isHolding(item: PartVerdict): boolean {
  return item.verdict === 'keep' || item.verdict === 'redesign'
}

/** A forest is held by its own inbound rules, and by everything that is not about one forest. */
function forestParts(
  server: SyncServer,
  rules: readonly RulePart[],
  wide: readonly PartVerdict[],
): readonly PartVerdict[] {
  const directories = directoriesOf(server)
  const ids = new Set(directories.map((item) => item.id))
  return directories.map((connector) => {
    const own = rules.filter(
      ({ judged }) => judged.rule.connectorId === connector.id || !ids.has(judged.rule.connectorId),
    )
    const concerned = [...own.map((item) => item.part), ...wide]
    const holding = concerned.filter(isHolding)
    const working = concerned.filter((item) => item.verdict === 'assisted')
    const params = { connector: connector.name }
    const reason =
      holding.length > 0
        ? finding('M2E-CTCS-152', {
            ...params,
            count: holding.length,
            parts: nameList(holding.map((item) => item.part)),
          })
        : working.length > 0
          ? finding('M2E-CTCS-153', {
              ...params,
              count: working.length,
              parts: nameList(working.map((item) => item.part)),
            })
          : finding('M2E-CTCS-151', params, connector.at)
    // Agents are installed by hand, so no forest goes by Graph alone.
    const verdict = holding.length > 0 ? overallVerdict(holding) : 'assisted'
    return part(`forest ${connector.name}`, verdict, reason)
  })
}

/** Why Microsoft's own tool would say no. */
function refusalsOf(server: SyncServer, rules: readonly JudgedRule[]): readonly string[] {
  const { limits } = capabilities['migtool.limits']
  const forests = directoriesOf(server).length
  const choices = choiceParts(server).map((item) => item.part)
  const units = Math.max(0, ...domainsOf(server).map((item) => item.units))
  return [
    ...(forests > limits.forests ? [`${forests} forests`] : []),
    ...(rules.length > 0 ? [`${rules.length} custom rules`] : []),
    ...featuresOf(server)
      .filter((feature) => feature.refused)
      .map((feature) => feature.name),
    ...choices.filter((name) => name === 'logon name').map(() => 'custom UPN attribute'),
    ...(units > limits.addedUnitsPerDomain ? [`${units} units in one domain`] : []),
  ]
}

function domainsOf(server: SyncServer) {
  return directoriesOf(server).flatMap((connector) =>
    connector.partitions
      .filter((partition) => partition.selected)
      .map((partition) => ({ connector, partition, units: partition.inclusions.length })),
  )
}

function blockersOf(server: SyncServer, rules: readonly RulePart[]): readonly Finding[] {
  const kept = rules.filter((item) => item.part.verdict === 'keep').map((item) => item.judged.rule)
  const version = connectVersion(server)
  const isStopped = version !== '' && isVersionBelow(version, capabilities['connect.min-version'].versions.connect)
  const { warnAtItems } = capabilities['cloudsync.scope-items'].limits
  return [
    ...when(isStopped, finding('M2E-CTCS-203', { version }, server.at)),
    ...when(
      kept.length > 0,
      finding(
        'M2E-CTCS-201',
        { count: kept.length, rules: nameList(kept.map((rule) => rule.name)) },
        kept.map((rule) => rule.at),
      ),
    ),
    ...domainsOf(server)
      .filter((item) => item.units > warnAtItems)
      .map(({ connector, partition, units }) =>
        finding(
          'M2E-CTCS-202',
          { connector: connector.name, count: units, domain: partition.dn || partition.name },
          partition.at,
        ),
      ),
    finding('M2E-CTCS-204'),
    finding('M2E-CTCS-205'),
  ]
}

function effortOf(server: SyncServer, rules: readonly JudgedRule[]): Effort {
  const forests = directoriesOf(server).length
  const active = rules.filter((judged) => !judged.rule.disabled)
  const kinds = [...new Set(active.flatMap((judged) => judged.classes))]
  const joins = kinds.includes('join')
  const size = forests > 1 ? 'XL' : joins || active.length > 10 ? 'L' : active.length > 0 ? 'M' : 'S'
  const counted = kinds.map((kind) => `${active.filter((item) => item.classes.includes(kind)).length} ${kind}`)
  return effort(size, [
    finding('M2E-CTCS-601', { count: active.length, kinds: counted.join(', ') || 'none' }),
    finding('M2E-CTCS-602', { count: forests }),
  ])
}
