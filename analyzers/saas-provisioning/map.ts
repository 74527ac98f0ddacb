import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { ecmaChecksOf } from '../facts/ecma-checks.js'
import { placedOf } from '../facts/estate-questions.js'
import { deliveriesOf, directionOf } from '../facts/flows.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { decidingHost, licenceAttributes } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const placed = placedOf(estate, detection)
  const { server, connector } = placed
  const host = decidingHost(estate, placed)
  const isGallery = host?.place === 'known-cloud'
  const params = { connector: connector.name, product: host?.product ?? '', host: host?.name || 'the product' }
  const scripted = deliveriesOf(server, connector).filter((item) => item.ruleName !== '')
  const others = ecmaChecksOf(estate, placed).otherTypes
  const licences = licenceAttributes(placed)
  const { deprovisioning } = connector
  const deletes = deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object'
  const anchor = connector.connection.anchor.join(' + ') || 'not named in the export'
  const count = directionOf(connector, server).exportFlows
  return designOf(detection, {
    parts: [
      part(
        'people',
        'assisted',
        finding(isGallery ? 'M2E-SAAS-111' : 'M2E-SAAS-112', params, host?.at ?? connector.at),
        ...when(
          licences.length > 0,
          finding(
            'M2E-SAAS-114',
            { attributes: nameList(licences.map((item) => item.attribute)) },
            licences.map((item) => item.at),
          ),
        ),
      ),
      ...(others.names.length === 0
        ? []
        : [
            part(
              'other object types',
              'assisted',
              finding('M2E-SAAS-113', { types: nameList(others.names) }, others.at),
            ),
          ]),
    ],
    target: finding(isGallery ? 'M2E-SAAS-101' : 'M2E-SAAS-102', params, connector.connection.at),
    blockers: [
      ...when(deletes, finding('M2E-SAAS-201', params, deprovisioning?.at ?? connector.at)),
      ...when(isGallery, finding('M2E-SAAS-202')),
      finding('M2E-SAAS-203'),
      ...when(
        scripted.length > 0,
        finding(
          'M2E-SAAS-204',
          { attributes: nameList(scripted.map((item) => item.attribute)) },
          scripted.map((item) => item.at),
        ),
      ),
    ],
    prerequisites: [finding('M2E-SAAS-301', { anchor })],
    handSteps: [finding('M2E-SAAS-321')],
    licences: [
      { level: 'free', per: 'each person assigned by name' },
      { level: 'p1', per: 'each person assigned through a group' },
    ],
    effort: effort(isGallery ? 'S' : 'M', [finding(isGallery ? 'M2E-SAAS-401' : 'M2E-SAAS-402', { count })]),
  })
}
