import type { Estate, ServiceObject } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectorsOf, sameName } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { contributionsOf, deliveriesOf } from '../facts/flows.js'
import {
  customPolicies,
  isCustomers,
  nameList,
  objectsOf,
  servicesOf,
  textOf,
  valuesOf,
  workflowsOf,
} from '../facts/service.js'
import { finding } from '../finding.js'

/** Roles the customer made; the product ships none. */
export function pamRoles(estate: Estate): readonly ServiceObject[] {
  return servicesOf(estate).flatMap((service) =>
    objectsOf(service, 'msidmPamRole').filter((role) => role.origin !== 'shipped'),
  )
}

export function candidatesOf(role: ServiceObject): number {
  return valuesOf(role, 'msidmPamCandidates').length
}

/** Rules the customer made that start activities of privileged access. The shipped ones are on everywhere. */
function ownPamRules(estate: Estate) {
  return servicesOf(estate).flatMap((service) =>
    customPolicies(service)
      .filter((policy) => policy.object.origin === 'custom')
      .flatMap((policy) =>
        workflowsOf(service, policy)
          .filter((workflow) => workflow.activities.some((item) => /^PAM/.test(item.activity)))
          .map((workflow) => ({ policy, workflow })),
      ),
  )
}

function shadowFlows(estate: Estate): readonly Finding[] {
  return connectorsOf(estate, 'mim-sync').flatMap(({ server, connector }) => {
    const deliveries = deliveriesOf(server, connector).filter(
      (item) =>
        sameName(item.connectorObjectType, 'msDS-ShadowPrincipal') || /^msds-shadowprincipalsid$/i.test(item.attribute),
    )
    return when(
      deliveries.length > 0 && connector.kind !== 'mim-service',
      finding(
        'M2E-PAM-003',
        { connector: connector.name, attributes: nameList([...new Set(deliveries.map((item) => item.attribute))]) },
        deliveries.map((item) => item.at),
      ),
    )
  })
}

/** People and groups that point to their shadow, in the service or by flow. */
function linkedObjects(estate: Estate): readonly { readonly at: ServiceObject['at'] }[] {
  const inService = servicesOf(estate)
    .flatMap((service) => service.objects)
    .filter((object) => object.type === 'Person' || object.type === 'Group')
    .filter((object) => isCustomers(object))
    .filter((object) => textOf(object, 'msidmPamLinkedUser') !== '' || textOf(object, 'msidmPamSourceSid') !== '')
  const byFlow = connectorsOf(estate, 'mim-sync').flatMap(({ server, connector }) =>
    contributionsOf(server, connector).filter((item) => /^msidmpamlinkeduser$/i.test(item.attribute)),
  )
  return [...inService, ...byFlow]
}

export function sight(estate: Estate): readonly Sighting[] {
  const roles = pamRoles(estate)
  const held = roles.filter((role) => candidatesOf(role) > 0)
  const rules = ownPamRules(estate)
  const linked = linkedObjects(estate)
  const requests = servicesOf(estate).flatMap((service) => objectsOf(service, 'msidmPamRequest'))
  const names = (list: readonly ServiceObject[]) => nameList(list.map((object) => object.displayName))
  const at = (list: readonly { readonly at: ServiceObject['at'] }[]) => list.slice(0, 20).map((item) => item.at)
  const evidence = [
    ...when(held.length > 0, finding('M2E-PAM-001', { count: held.length, roles: names(held) }, at(held))),
    ...when(
      rules.length > 0,
      finding(
        'M2E-PAM-002',
        {
          rules: names(rules.map((item) => item.policy.object)),
          workflows: names(rules.map((item) => item.workflow.object)),
        },
        at(rules.flatMap((item) => [item.policy.object, item.workflow.object])),
      ),
    ),
    ...shadowFlows(estate),
    ...when(linked.length > 0, finding('M2E-PAM-004', { count: linked.length }, at(linked))),
    ...when(
      roles.length > 0 && held.length === 0,
      finding('M2E-PAM-005', { count: roles.length, roles: names(roles) }, at(roles)),
    ),
    ...when(requests.length > 0, finding('M2E-PAM-018', { count: requests.length }, at(requests))),
  ]
  return evidence.length === 0 ? [] : [{ name: '', id: '', evidence }]
}
