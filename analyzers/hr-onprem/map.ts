import type { Estate } from '../../src/model/index.js'
import type { Decided, Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { deletionRulesNaming, placedOf, whereOf } from '../facts/estate-questions.js'
import { type HrFacts, hrFactsOf } from '../facts/hr-facts.js'
import { type HrSource, hrSourceOf } from '../facts/hr-source.js'
import { type TargetMessages, targetChoice } from '../facts/hr-target.js'
import { inboundProvisioning } from '../facts/inbound-provisioning.js'
import { noProvisioning } from '../facts/provisioning.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'

const targetMessages: TargetMessages = {
  question: 'M2E-HRON-501',
  directory: 'M2E-HRON-502',
  directoryWhen: 'M2E-HRON-503',
  tenant: 'M2E-HRON-504',
  tenantWhen: 'M2E-HRON-505',
  hasDirectory: 'M2E-HRON-506',
  hasNone: 'M2E-HRON-507',
}

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { connector } = placed
  const source = hrSourceOf(estate, placed)
  const facts = hrFactsOf(estate, placed, source)
  const where = whereOf(connector)
  const name = { connector: connector.name }
  const key = source.fed.find((item) => /employee(id|number)/i.test(item.attribute))?.attribute ?? 'The employee number'
  const { references } = facts
  const rules = deletionRulesNaming(placed)
  const choice = targetChoice(detection, decided, facts.directories, connector.at, targetMessages)
  const toDirectory = choice.taken === 'active-directory'
  return designOf(detection, {
    parts: partsOf(detection, placed, source, facts, toDirectory),
    target: finding(
      'M2E-HRON-101',
      { where, target: toDirectory ? 'Active Directory' : 'Entra ID' },
      connector.connection.at,
    ),
    blockers: [
      ...when(
        rules.length > 0,
        finding(
          'M2E-HRON-201',
          name,
          rules.map((rule) => rule.at),
        ),
      ),
      ...when(
        facts.shared.length > 0,
        finding('M2E-HRON-202', { ...name, count: facts.shared.length, others: nameList(facts.sharedWith) }),
      ),
      ...when(
        references.length > 0,
        finding(
          'M2E-HRON-203',
          { attributes: references.map((item) => item.attribute).join(', ') },
          references.map((item) => item.at),
        ),
      ),
      finding('M2E-HRON-204', name, connector.at),
      finding('M2E-HRON-205'),
      ...when(!toDirectory, finding('M2E-HRON-206')),
    ],
    losses: [
      ...facts.neighbours.map((item) =>
        finding(
          'M2E-HRON-211',
          { other: item.connector.name, types: nameList(item.connector.projections.map((made) => made.objectType)) },
          item.connector.projections.map((made) => made.at),
        ),
      ),
      finding('M2E-HRON-212', name),
    ],
    prerequisites: [finding('M2E-HRON-301', { where }), finding('M2E-HRON-302', { key }), finding('M2E-HRON-303')],
    handSteps: [
      finding('M2E-HRON-321'),
      ...when(
        connector.filters.length > 0,
        finding(
          'M2E-HRON-322',
          { count: connector.filters.length },
          connector.filters.map((item) => item.at),
        ),
      ),
    ],
    licences: [{ level: 'p1', per: 'each person who comes from this source' }],
    effort: effortOf(source, facts),
    choices: [choice],
    ...(isUnused(detection) ? noProvisioning : inboundProvisioning(estate, placed, 'api', toDirectory)),
  })
}

/** Where people go, and why: today's directories, or the decision against them. */
function whereReason({ directories }: HrFacts, toDirectory: boolean): Finding {
  const params = { directories: nameList(directories) }
  if (toDirectory) return directories.length > 0 ? finding('M2E-HRON-102', params) : finding('M2E-HRON-509')
  return directories.length > 0 ? finding('M2E-HRON-508', params) : finding('M2E-HRON-103')
}

function partsOf(
  detection: Detection,
  placed: PlacedConnector,
  source: HrSource,
  facts: HrFacts,
  toDirectory: boolean,
): readonly PartVerdict[] {
  const { connector } = placed
  const name = { connector: connector.name }
  if (isUnused(detection)) return [part('', 'retire', finding('M2E-HRON-109', name, connector.at))]
  const where = whereReason(facts, toDirectory)
  const plain = source.fed.length - facts.scripted.length
  return [
    part(
      'people',
      'assisted',
      finding(
        'M2E-HRON-104',
        { ...name, count: plain },
        source.projections.map((item) => item.at),
      ),
      where,
    ),
    ...(facts.scripted.length === 0
      ? []
      : [
          part(
            'computed attributes',
            'assisted',
            finding(
              'M2E-HRON-105',
              { count: facts.scripted.length, assembly: facts.assembly },
              facts.scripted.map((item) => item.at),
            ),
          ),
        ]),
    ...(source.isImportOnly
      ? []
      : [
          part(
            'writeback',
            'keep',
            finding(
              'M2E-HRON-106',
              { ...name, attributes: nameList(source.writtenBack) },
              connector.exportFlows.map((set) => set.at),
            ),
          ),
        ]),
    ...(facts.merged.length === 0
      ? []
      : [
          part(
            'merge of sources',
            'keep',
            finding('M2E-HRON-107', { count: facts.merged.length, others: nameList(facts.mergedWith) }),
          ),
        ]),
    ...facts.otherTypes.map((type) => part(type, 'redesign', finding('M2E-HRON-108', { ...name, type }, connector.at))),
  ]
}

function effortOf(source: HrSource, facts: HrFacts): Effort {
  const size = facts.hasSecondHr
    ? 'XL'
    : facts.scripted.length > 0
      ? 'L'
      : facts.isView || facts.merged.length > 0 || !source.isImportOnly || source.fed.length > 30
        ? 'M'
        : 'S'
  return effort(size, [
    finding('M2E-HRON-401', { count: source.fed.length }),
    ...when(facts.scripted.length > 0, finding('M2E-HRON-402', { count: facts.scripted.length })),
    ...when(facts.merged.length > 0, finding('M2E-HRON-403', { count: facts.merged.length })),
    ...when(facts.isView, finding('M2E-HRON-404')),
  ])
}
