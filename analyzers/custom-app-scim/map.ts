import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { plainName } from '../facts/connectors.js'
import { designOf, part, when } from '../facts/design.js'
import { ecmaChecksOf } from '../facts/ecma-checks.js'
import { placedOf } from '../facts/estate-questions.js'
import { deliveriesOf } from '../facts/flows.js'
import { isPersonAttribute } from '../facts/people.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { computedRights, isOwnConnector } from './detect.js'

const scimNames =
  /^(username|login|logon|userid|id|externalid|email|mail|phone|telephone|telephonenumber|mobile|mobilephone|active|enabled|address|street|city|country|postalcode|zip|locale|timezone|division|costcenter|organization|photo|nickname|middlename)$/

export function map(detection: Detection, estate: Estate): TargetDesign {
  const placed = placedOf(estate, detection)
  const { server, connector } = placed
  const deliveries = deliveriesOf(server, connector)
  const names = [...new Set(deliveries.map((item) => item.attribute))]
  const core = names.filter((name) => isPersonAttribute(name) || scimNames.test(plainName(name))).length
  const scripted = deliveries.filter((item) => item.ruleName !== '').length
  const rights = computedRights(placed)
  const { passwords } = ecmaChecksOf(estate, placed)
  const assembly = connector.connection.extensible?.assembly || "the connector's DLL"
  const name = { connector: connector.name }
  return designOf(detection, {
    parts: [
      part(
        'application',
        'redesign',
        finding('M2E-SCIM-111', {}, connector.at),
        finding('M2E-SCIM-113', { core, count: names.length, rest: names.length - core }),
        ...when(connector.kind === 'ecma2-other' && isOwnConnector(placed), finding('M2E-SCIM-112', { assembly })),
      ),
      ...(rights.length === 0
        ? []
        : [
            part(
              'rights',
              'redesign',
              finding(
                'M2E-SCIM-114',
                { attributes: nameList(rights.map((item) => item.attribute)) },
                rights.map((item) => item.at),
              ),
            ),
          ]),
    ],
    target: finding('M2E-SCIM-101', name, connector.connection.at),
    blockers: [
      finding('M2E-SCIM-201'),
      ...when(
        passwords.names.length > 0,
        finding('M2E-SCIM-202', { attributes: nameList(passwords.names) }, passwords.at),
      ),
      finding('M2E-SCIM-203'),
    ],
    prerequisites: [finding('M2E-SCIM-301', name)],
    handSteps: [finding('M2E-SCIM-321')],
    licences: [{ level: 'p1', per: 'each person assigned through a group, or to an on-premises application' }],
    effort: effort(scripted > 0 ? 'L' : 'M', [finding('M2E-SCIM-401', { count: names.length, scripted })]),
  })
}
