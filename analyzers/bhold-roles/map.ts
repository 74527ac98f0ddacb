import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { bholdSigns } from '../facts/bhold.js'
import { sameName } from '../facts/connectors.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { whereOf } from '../facts/estate-questions.js'
import { deliveriesOf } from '../facts/flows.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { bholdSteps } from './artefacts.js'
import { bholdConnectors, grantsFrom } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const found = bholdConnectors(estate)
  const at = found.map((item) => item.connector.connection.at)
  const units = found.find((item) => bholdSigns(item.connector)?.tables.some((table) => /orgunit/i.test(table)))
  const grants = found.find((item) => grantsFrom(item).length > 0)
  const receivers =
    grants?.server.connectors.filter(
      (connector) =>
        connector.kind !== 'mim-service' &&
        connector.id !== grants.connector.id &&
        deliveriesOf(grants.server, connector).some((item) => sameName(item.attribute, 'member')),
    ) ?? []
  const deleting = found.filter(
    ({ connector }) =>
      connector.deprovisioning?.kind === 'declared' && connector.deprovisioning.action === 'delete-object',
  )
  const parts =
    found.length === 0
      ? [part('', 'redesign', finding('M2E-BHOLD-116'))]
      : isUnused(detection)
        ? [part('', 'retire', finding('M2E-BHOLD-115', {}, at))]
        : [
            part('role model', 'redesign', finding('M2E-BHOLD-112', {}, at)),
            part('assignments', 'assisted', finding('M2E-BHOLD-111', {}, at)),
            ...(grants === undefined
              ? []
              : [
                  part(
                    'group memberships',
                    'assisted',
                    finding(
                      'M2E-BHOLD-114',
                      {
                        connector: grants.connector.name,
                        targets: nameList(receivers.map((item) => item.name)) || 'no other connector',
                      },
                      grantsFrom(grants).map((item) => item.at),
                    ),
                  ),
                ]),
            ...(units === undefined
              ? []
              : [
                  part(
                    'organizational units',
                    'assisted',
                    finding(
                      'M2E-BHOLD-113',
                      { connector: units.connector.name, where: whereOf(units.connector) },
                      units.connector.connection.at,
                    ),
                  ),
                ]),
          ]
  return designOf(detection, {
    parts,
    target: finding('M2E-BHOLD-101', {}, at),
    blockers: [
      finding('M2E-BHOLD-201'),
      finding('M2E-BHOLD-202'),
      ...when(found.length > 0, finding('M2E-BHOLD-203', {}, at)),
      ...when(
        deleting.length > 0,
        finding(
          'M2E-BHOLD-204',
          { connectors: nameList(deleting.map((item) => item.connector.name)) },
          deleting.flatMap((item) => item.connector.deprovisioning?.at ?? []),
        ),
      ),
    ],
    losses: [finding('M2E-BHOLD-211')],
    prerequisites: [finding('M2E-BHOLD-301')],
    handSteps: [finding('M2E-BHOLD-321')],
    licences: [
      { level: 'p2', per: 'each person who requests or holds a package' },
      { level: 'id-governance', per: 'each person under an auto-assignment policy or a custom extension' },
    ],
    artefacts: isUnused(detection) ? [] : bholdSteps(estate),
    effort: effort('L', [finding('M2E-BHOLD-401', { count: found.length })]),
  })
}
