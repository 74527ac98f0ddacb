import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { hrFactsOf } from '../facts/hr-facts.js'
import { hrSourceOf } from '../facts/hr-source.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { sapHosts } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const placed = placedOf(estate, detection)
  const { connector } = placed
  const source = hrSourceOf(estate, placed)
  const facts = hrFactsOf(estate, placed, source)
  const hosts = sapHosts(estate, placed)
  const name = { connector: connector.name }
  const toAd = facts.directories.length > 0
  const target = { target: toAd ? 'Active Directory' : 'Entra ID' }
  const isSuccessFactors = hosts.some((host) => host.product === 'SAP SuccessFactors')
  const key =
    source.fed.find((item) => /employee(id|number)|pernr/i.test(item.attribute))?.attribute ?? 'The personnel number'
  const identity = facts.scriptedIdentity
  const people = part(
    'people',
    'assisted',
    isSuccessFactors
      ? finding(
          'M2E-HRSAP-103',
          { ...name, hosts: nameList(hosts.map((host) => host.name)) },
          hosts.map((host) => host.at),
        )
      : finding('M2E-HRSAP-104', name, connector.at),
    toAd ? finding('M2E-HRSAP-105', { directories: nameList(facts.directories) }) : finding('M2E-HRSAP-106'),
  )
  const parts = isUnused(detection)
    ? [part('', 'retire', finding('M2E-HRSAP-109', name, connector.at))]
    : [
        people,
        ...(identity.length === 0
          ? []
          : [
              part(
                'computed identity',
                'redesign',
                finding(
                  'M2E-HRSAP-107',
                  { attributes: nameList(identity.map((item) => item.attribute)) },
                  identity.map((item) => item.at),
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
                  'M2E-HRSAP-108',
                  { ...name, attributes: nameList(source.writtenBack) },
                  connector.exportFlows.map((set) => set.at),
                ),
              ),
            ]),
      ]
  const isLarge = facts.scripted.length > 0 || facts.merged.length > 0
  return designOf(detection, {
    parts,
    target: finding(isSuccessFactors ? 'M2E-HRSAP-101' : 'M2E-HRSAP-102', target, connector.connection.at),
    blockers: [
      ...when(
        facts.shared.length > 0,
        finding('M2E-HRSAP-201', { ...name, count: facts.shared.length, others: nameList(facts.sharedWith) }),
      ),
      ...when(isSuccessFactors, finding('M2E-HRSAP-202')),
      ...when(!toAd, finding('M2E-HRSAP-203')),
      finding('M2E-HRSAP-204'),
    ],
    losses: when(facts.shared.length > 0, finding('M2E-HRSAP-211')),
    prerequisites: [
      finding('M2E-HRSAP-301'),
      finding('M2E-HRSAP-302', { key }),
      ...when(toAd, finding('M2E-HRSAP-303')),
    ],
    handSteps: [finding('M2E-HRSAP-321')],
    licences: [
      { level: 'p1', per: 'each person who comes from SAP' },
      { level: 'id-governance', per: 'each person under a lifecycle workflow, where workflows are wanted' },
    ],
    effort: effort(isLarge ? 'L' : source.fed.length > 30 ? 'M' : 'S', [
      finding('M2E-HRSAP-401', { count: source.fed.length }),
      ...when(facts.scripted.length > 0, finding('M2E-HRSAP-402', { count: facts.scripted.length })),
      ...when(facts.merged.length > 0, finding('M2E-HRSAP-403', { count: facts.merged.length })),
    ]),
  })
}
