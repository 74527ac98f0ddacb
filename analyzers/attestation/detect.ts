import type { Estate } from '../../src/model/index.js'
import { type Sighting, when } from '../facts/design.js'
import { groupsOf, nameList, servicesOf, textOf } from '../facts/service.js'
import type { TransitionRule } from '../facts/timed-rules.js'
import { finding } from '../finding.js'
import { attestationConnectors, attestationTables, expiryRules, recertifyingRules } from './rules.js'

export function ruleNames(rules: readonly TransitionRule[]): string {
  return nameList(rules.map((rule) => rule.policy.object.displayName))
}

export function sight(estate: Estate): readonly Sighting[] {
  const connectors = attestationConnectors(estate)
  const asking = recertifyingRules(estate)
  const expiring = expiryRules(estate)
  const dated = servicesOf(estate)
    .flatMap(groupsOf)
    .filter((group) => textOf(group.object, 'ExpirationTime') !== '')
  const at = (rules: readonly TransitionRule[]) =>
    rules.flatMap((rule) => [rule.policy.object.at, ...rule.workflows.map((workflow) => workflow.object.at)])
  const evidence = [
    ...when(
      connectors.length > 0,
      finding(
        'M2E-ATT-001',
        {
          connectors: nameList(connectors.map((item) => item.connector.name)),
          tables: nameList([...new Set(connectors.flatMap(attestationTables))]),
        },
        connectors.map((item) => item.connector.connection.at),
      ),
    ),
    ...when(
      asking.length > 0,
      finding(
        'M2E-ATT-002',
        {
          rules: ruleNames(asking),
          workflows: nameList(asking.flatMap((rule) => rule.workflows.map((item) => item.object.displayName))),
        },
        at(asking),
      ),
    ),
    ...when(expiring.length > 0, finding('M2E-ATT-003', { rules: ruleNames(expiring) }, at(expiring))),
  ]
  if (evidence.length === 0) return []
  return [
    {
      name: '',
      id: '',
      evidence: [
        ...evidence,
        ...when(
          dated.length > 0,
          finding(
            'M2E-ATT-018',
            { count: dated.length },
            dated.slice(0, 3).map((group) => group.object.at),
          ),
        ),
      ],
    },
  ]
}
