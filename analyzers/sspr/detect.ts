import type { Estate } from '../../src/model/index.js'
import { type Sighting, when } from '../facts/design.js'
import { nameList, objectsOf, servicesOf, textOf } from '../facts/service.js'
import { finding } from '../finding.js'
import { customGates, enabledRules, isResetRule, ownResetRules } from './rules.js'

const oneTimeAttributes = ['msidmOneTimePasswordEmailAddress', 'msidmOneTimePasswordMobilePhone']

export function sight(estate: Estate): readonly Sighting[] {
  const rules = enabledRules(estate)
  const own = ownResetRules(estate)
  const gates = customGates(estate)
  const registrations = servicesOf(estate).flatMap((service) => objectsOf(service, 'GateRegistration'))
  const reachable = servicesOf(estate)
    .flatMap((service) => objectsOf(service, 'Person'))
    .filter((person) => oneTimeAttributes.some((name) => textOf(person, name) !== ''))
  const canReset = rules.some(isResetRule)
  const params = { count: rules.length, rules: nameList(rules.map((rule) => rule.object.displayName)) }
  const at = rules.map((rule) => rule.object.at)
  const evidence = [
    ...when(canReset, finding('M2E-SSPR-001', params, at)),
    ...when(
      own.length > 0,
      finding(
        'M2E-SSPR-002',
        {
          workflows: nameList([...new Set(own.map((item) => item.workflow.object.displayName))]),
          rules: nameList([...new Set(own.map((item) => item.policy.object.displayName))]),
        },
        own.flatMap((item) => [item.policy.object.at, item.workflow.object.at]),
      ),
    ),
    ...when(
      registrations.length > 0,
      finding(
        'M2E-SSPR-003',
        { count: registrations.length },
        registrations.slice(0, 3).map((object) => object.at),
      ),
    ),
    ...when(rules.length > 0 && !canReset, finding('M2E-SSPR-004', params, at)),
    ...when(
      gates.length > 0,
      finding(
        'M2E-SSPR-005',
        {
          gates: nameList([
            ...new Set(gates.map((gate) => `${gate.activity.activity} in ${gate.workflow.object.displayName}`)),
          ]),
        },
        gates.map((gate) => gate.activity.at),
      ),
    ),
    ...when(
      reachable.length > 0,
      finding(
        'M2E-SSPR-006',
        { count: reachable.length },
        reachable.slice(0, 3).map((person) => person.at),
      ),
    ),
    ...when(
      registrations.length > 0,
      finding('M2E-SSPR-018', { count: registrations.length }, registrations[0]?.at ?? []),
    ),
  ]
  return evidence.length === 0 ? [] : [{ name: '', id: '', evidence }]
}
