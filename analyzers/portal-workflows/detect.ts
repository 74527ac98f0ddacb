import type { Estate, IdentityService } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { type Sighting, when } from '../facts/design.js'
import { nameList, objectsOf, servicesOf } from '../facts/service.js'
import { serviceName } from '../facts/workflows.js'
import { finding } from '../finding.js'
import { portalFacts } from './sighted.js'

/** One sighting a service: rules, sets and workflows hang together. */
export function sight(estate: Estate): readonly Sighting[] {
  return servicesOf(estate).map((service) => ({
    name: serviceName(service),
    id: service.id,
    evidence: evidenceOf(service),
  }))
}

function evidenceOf(service: IdentityService): readonly Finding[] {
  const { bound, unbound, changed, rights, library, emptySets } = portalFacts(service)
  const requests = objectsOf(service, 'Request')
  return [
    ...when(
      bound.length > 0,
      finding(
        'M2E-PORT-001',
        { count: bound.length, workflows: nameList(bound.map((item) => item.workflow.object.displayName)) },
        bound.flatMap((item) => [item.workflow.object.at, ...item.policies.map((policy) => policy.object.at)]),
      ),
    ),
    ...when(
      changed.length > 0,
      finding(
        'M2E-PORT-002',
        { count: changed.length, policies: nameList(changed.map((policy) => policy.object.displayName)) },
        changed.map((policy) => policy.object.at),
      ),
    ),
    ...when(
      library.length > 0,
      finding(
        'M2E-PORT-003',
        {
          count: library.length,
          activities: nameList([...new Set(library.map((activity) => activity.activity))].sort()),
        },
        library.map((activity) => activity.at),
      ),
    ),
    ...when(
      rights.length > 0,
      finding(
        'M2E-PORT-004',
        { count: rights.length, policies: nameList(rights.map((policy) => policy.object.displayName)) },
        rights.map((policy) => policy.object.at),
      ),
    ),
    ...when(
      unbound.length > 0,
      finding(
        'M2E-PORT-005',
        { count: unbound.length, workflows: nameList(unbound.map((item) => item.workflow.object.displayName)) },
        unbound.map((item) => item.workflow.object.at),
      ),
    ),
    ...when(
      emptySets.length > 0,
      finding(
        'M2E-PORT-006',
        { sets: nameList(emptySets) },
        bound.flatMap((item) => item.policies.map((p) => p.object.at)),
      ),
    ),
    ...when(
      bound.length === 0 && unbound.length > 0,
      finding(
        'M2E-PORT-011',
        {},
        unbound.map((item) => item.workflow.object.at),
      ),
    ),
    ...when(
      requests.length > 0,
      finding(
        'M2E-PORT-012',
        { count: requests.length },
        requests.slice(0, 3).map((item) => item.at),
      ),
    ),
  ]
}
