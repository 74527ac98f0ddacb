import { askedFor } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, TargetDesign } from '../analyzer.js'
import { applicationProvisioning } from '../facts/application-provisioning.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { choose, designOf, isUnused, part, when } from '../facts/design.js'
import { failedCheck, hostChecksOf } from '../facts/ecma-checks.js'
import { placedOf } from '../facts/estate-questions.js'
import { deliveriesOf, directionOf } from '../facts/flows.js'
import type { Host } from '../facts/hosts.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { decidingHost, licenceAttributes } from './detect.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { server, connector } = placed
  const host = decidingHost(estate, placed)
  const isKnown = host?.place === 'known-cloud'
  const choice = wayChoice(detection, placed, host, decided)
  const isGallery = choice.taken === 'gallery'
  const params = { connector: connector.name, product: host?.product ?? '', host: host?.name || 'the product' }
  const scripted = deliveriesOf(server, connector).filter((item) => item.ruleName !== '')
  const others = failedCheck(hostChecksOf(estate, placed), 'object-types')
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
      ...(others === undefined
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
    choices: [choice],
    ...applicationProvisioning(
      estate,
      placed,
      isUnused(detection)
        ? { kind: 'keep' }
        : isGallery
          ? { kind: 'gallery', product: isKnown ? (host?.product ?? '') : askedFor('galleryApplication') }
          : { kind: 'scim', where: 'cloud' },
    ),
    effort: effort(isGallery ? 'S' : 'M', [finding(isGallery ? 'M2E-SAAS-401' : 'M2E-SAAS-402', { count })]),
  })
}

/** The gallery where the product is known to be in it, else SCIM. */
function wayChoice(
  detection: Detection,
  { connector }: PlacedConnector,
  host: Host | undefined,
  decided: Decided | undefined,
): Choice {
  const isKnown = host?.place === 'known-cloud'
  const params = { connector: connector.name, product: host?.product ?? '', host: host?.name || 'the product' }
  return choose(detection, decided, {
    id: 'saas-provisioning.way',
    question: finding('M2E-SAAS-501', params, connector.at),
    options: [
      { id: 'gallery', text: finding('M2E-SAAS-502'), betterWhen: finding('M2E-SAAS-503') },
      { id: 'scim', text: finding('M2E-SAAS-504'), betterWhen: finding('M2E-SAAS-505') },
    ],
    proposed: isKnown ? 'gallery' : 'scim',
    because: finding(isKnown ? 'M2E-SAAS-506' : 'M2E-SAAS-507', params, host?.at ?? connector.at),
  })
}
