import type { Estate } from '../../src/model/index.js'
import type { Detection, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, isUnused, part } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { type GraphUse, graphUseOf } from './graph-use.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const placed = placedOf(estate, detection)
  const found = graphUseOf(placed)
  const name = { connector: placed.connector.name }
  const makesAccounts = found.directories.length > 0
  const isIdle = isUnused(detection) || (found.importCount === 0 && found.written.length === 0)
  return designOf(detection, {
    parts: isIdle
      ? [part('', 'retire', finding('M2E-GUES-114', name, placed.connector.at))]
      : partsOf(found, placed.connector.name),
    target: targetOf(found, isIdle, name),
    blockers: [
      finding('M2E-GUES-201'),
      ...(makesAccounts ? [finding('M2E-GUES-202'), finding('M2E-GUES-203'), finding('M2E-GUES-204')] : []),
    ],
    losses: makesAccounts ? [finding('M2E-GUES-301')] : [],
    prerequisites: [finding('M2E-GUES-401', {}, placed.connector.connection.at)],
    handSteps: makesAccounts ? [finding('M2E-GUES-501'), finding('M2E-GUES-502')] : [],
    licences: [
      { level: 'p1', per: 'each person sourced, and each group provisioned to AD' },
      { level: 'guest-meter', per: 'each governed guest' },
    ],
    effort: effort(makesAccounts && found.marks.length > 0 ? 'L' : 'M', [
      finding('M2E-GUES-601', { types: found.types.length, count: found.written.length }),
    ]),
  })
}

function targetOf(found: GraphUse, isIdle: boolean, name: { readonly connector: string }): Finding {
  if (isIdle) return finding('M2E-GUES-103', name)
  return finding(found.directories.length > 0 || found.written.length === 0 ? 'M2E-GUES-101' : 'M2E-GUES-102', name)
}

function partsOf(found: GraphUse, connector: string): readonly PartVerdict[] {
  const attributes = nameList(found.written.map((flow) => flow.attribute))
  const directories = nameList(found.directories.map((item) => item.name))
  return [
    ...(found.directories.length > 0
      ? [
          part(
            'accounts in AD',
            'keep',
            finding(
              'M2E-GUES-111',
              { connector, directories },
              found.received.map((flow) => flow.at),
            ),
          ),
        ]
      : []),
    ...(found.written.length > 0
      ? [
          part(
            'writing to the cloud',
            'assisted',
            finding(
              'M2E-GUES-112',
              { connector, attributes },
              found.written.map((flow) => flow.at),
            ),
          ),
        ]
      : []),
    ...(found.directories.length === 0 && found.importCount > 0
      ? [part('reading from the cloud', 'assisted', finding('M2E-GUES-113', { connector }))]
      : []),
  ]
}
