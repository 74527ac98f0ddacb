import type { Estate } from '../../src/model/index.js'
import type { Decided, Detection, TargetDesign } from '../analyzer.js'
import { applicationProvisioning } from '../facts/application-provisioning.js'
import { plainName } from '../facts/connectors.js'
import { choose, designOf, part, when } from '../facts/design.js'
import { failedCheck, hostChecksOf } from '../facts/ecma-checks.js'
import { placedOf } from '../facts/estate-questions.js'
import { deliveriesOf } from '../facts/flows.js'
import { isPersonAttribute } from '../facts/people.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { computedRights, isOwnConnector } from './detect.js'

const scimNames =
  /^(username|login|logon|userid|id|externalid|email|mail|phone|telephone|telephonenumber|mobile|mobilephone|active|enabled|address|street|city|country|postalcode|zip|locale|timezone|division|costcenter|organization|photo|nickname|middlename)$/

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { server, connector } = placed
  const deliveries = deliveriesOf(server, connector)
  const names = [...new Set(deliveries.map((item) => item.attribute))]
  const core = names.filter((name) => isPersonAttribute(name) || scimNames.test(plainName(name))).length
  const scripted = deliveries.filter((item) => item.ruleName !== '').length
  const rights = computedRights(placed)
  const checks = hostChecksOf(estate, placed)
  const passwords = failedCheck(checks, 'passwords')
  const assembly = connector.connection.extensible?.assembly || "the connector's DLL"
  const name = { connector: connector.name }
  const loads = checks.every((check) => check.passed || check.consequence !== 'stay')
  const choice = choose(detection, decided, {
    id: 'custom-app-scim.way',
    question: finding('M2E-SCIM-501', name, connector.at),
    options: [
      { id: 'scim', text: finding('M2E-SCIM-502'), betterWhen: finding('M2E-SCIM-503') },
      { id: 'ecma-host', text: finding('M2E-SCIM-504'), betterWhen: finding('M2E-SCIM-505') },
    ],
    proposed: 'scim',
    because: finding(loads ? 'M2E-SCIM-506' : 'M2E-SCIM-507', name, connector.at),
  })
  const isScim = choice.taken === 'scim'
  return designOf(detection, {
    parts: [
      part(
        'application',
        isScim ? 'redesign' : 'assisted',
        isScim ? finding('M2E-SCIM-111', {}, connector.at) : finding('M2E-SCIM-115', name, connector.at),
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
    target: finding(isScim ? 'M2E-SCIM-101' : 'M2E-SCIM-102', name, connector.connection.at),
    blockers: [
      ...when(isScim, finding('M2E-SCIM-201')),
      ...(passwords === undefined
        ? []
        : [finding('M2E-SCIM-202', { attributes: nameList(passwords.names) }, passwords.at)]),
      finding('M2E-SCIM-203'),
    ],
    prerequisites: [finding('M2E-SCIM-301', name)],
    handSteps: when(isScim, finding('M2E-SCIM-321')),
    choices: [choice],
    ...applicationProvisioning(estate, placed, isScim ? { kind: 'scim', where: 'on-premises' } : { kind: 'ecma-host' }),
    licences: [{ level: 'p1', per: 'each person assigned through a group, or to an on-premises application' }],
    effort: effort(scripted > 0 ? 'L' : 'M', [finding('M2E-SCIM-401', { count: names.length, scripted })]),
  })
}
