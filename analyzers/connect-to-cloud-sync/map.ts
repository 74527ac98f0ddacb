import { capabilities } from '../../src/catalogue/capabilities.js'
import type { Estate, SyncServer } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { connectVersion, directoriesOf, isVersionBelow, serverName, serverOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding, overallVerdict } from '../finding.js'
import { choiceParts, featureParts, featuresOf, otherConnectorParts } from './features.js'
import { cloudSyncProvisioning } from './jobs.js'
import { disabledPart, rulePart } from './parts.js'
import { customRules, disabledStandardRules, type JudgedRule } from './rules.js'
import { type ForestHold, movingForests, wayChoice } from './way.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
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
  const forests = forestHolds(server, ruleParts, wide)
  const choice = wayChoice(detection, server, forests, decided)
  const moving = movingForests(choice, forests)
  const refusals = refusalsOf(server, rules)
  return designOf(detection, {
    parts: [...ruleParts.map((item) => item.part), ...wide, ...forestParts(server, ruleParts, wide, choice, moving)],
    target: targetOf(server, choice, moving, holdingOf(ruleParts, wide)),
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
    choices: [choice],
    ...cloudSyncProvisioning(estate, server, moving, forests),
  })
}

function targetOf(
  server: SyncServer,
  choice: Choice,
  moving: readonly ForestHold[],
  held: readonly PartVerdict[],
): Finding {
  const name = { server: serverName(server) }
  if (choice.taken === 'cloud-sync') return finding('M2E-CTCS-101', name, server.at)
  if (choice.taken === 'by-forest' && moving.length > 0)
    return finding('M2E-CTCS-103', { ...name, forests: nameList(moving.map((item) => item.connector)) }, server.at)
  return held.length > 0
    ? finding('M2E-CTCS-102', { ...name, count: held.length }, server.at)
    : finding('M2E-CTCS-104', name, server.at)
}

function holdingOf(rules: readonly RulePart[], wide: readonly PartVerdict[]): readonly PartVerdict[] {
  return [...rules.map((item) => item.part), ...wide].filter(isHolding)
}

interface RulePart {
  readonly judged: JudgedRule
  readonly part: PartVerdict
}

/** It needs Connect, or has to be built anew before Connect can go. */
function isHolding(item: PartVerdict): boolean {
  return item.verdict === 'keep' || item.verdict === 'redesign'
}

/** A forest is concerned by its own inbound rules, and by everything that is not about one forest. */
function concernedParts(
  server: SyncServer,
  connectorId: string,
  rules: readonly RulePart[],
  wide: readonly PartVerdict[],
): readonly PartVerdict[] {
  const ids = new Set(directoriesOf(server).map((item) => item.id))
  const own = rules.filter(({ judged }) => judged.rule.connectorId === connectorId || !ids.has(judged.rule.connectorId))
  return [...own.map((item) => item.part), ...wide]
}

function forestHolds(
  server: SyncServer,
  rules: readonly RulePart[],
  wide: readonly PartVerdict[],
): readonly ForestHold[] {
  return directoriesOf(server).map(({ id, name }) => ({
    connectorId: id,
    connector: name,
    held: concernedParts(server, id, rules, wide)
      .filter(isHolding)
      .map((item) => item.part),
  }))
}

function forestParts(
  server: SyncServer,
  rules: readonly RulePart[],
  wide: readonly PartVerdict[],
  choice: Choice,
  moving: readonly ForestHold[],
): readonly PartVerdict[] {
  return directoriesOf(server).map((connector) => {
    const concerned = concernedParts(server, connector.id, rules, wide)
    const holding = concerned.filter(isHolding)
    const working = concerned.filter((item) => item.verdict === 'assisted')
    const moves = moving.some((item) => item.connectorId === connector.id)
    const name = { connector: connector.name }
    const counted = (items: readonly PartVerdict[]) => ({
      ...name,
      count: items.length,
      parts: nameList(items.map((item) => item.part)),
    })
    const row = (verdict: PartVerdict['verdict'], reason: Finding): PartVerdict =>
      part(`forest ${connector.name}`, verdict, reason)
    if (moves && holding.length > 0) return row('redesign', finding('M2E-CTCS-154', counted(holding), connector.at))
    if (holding.length > 0) return row(overallVerdict(holding), finding('M2E-CTCS-152', counted(holding)))
    if (!moves && choice.taken !== choice.proposed) return row('keep', finding('M2E-CTCS-155', name, connector.at))
    // Agents are installed by hand, so no forest goes by Graph alone.
    return working.length > 0
      ? row('assisted', finding('M2E-CTCS-153', counted(working)))
      : row('assisted', finding('M2E-CTCS-151', name, connector.at))
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
