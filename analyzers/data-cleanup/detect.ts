import type { Estate, IdentityService } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import type { Sighting } from '../facts/design.js'
import { nameList, servicesOf } from '../facts/service.js'
import { serviceName } from '../facts/workflows.js'
import { finding } from '../finding.js'
import { type Problem, problemsOf } from './checks.js'
import { checkedObjectsOf } from './objects.js'

const ids: Readonly<Record<Problem['kind'], string>> = {
  duplicate: 'M2E-DATA-001',
  malformed: 'M2E-DATA-002',
  missing: 'M2E-DATA-003',
  'not routable': 'M2E-DATA-004',
}

/** Runs on the people and groups in the input; where there are none, it cannot see. */
export function sight(estate: Estate): readonly Sighting[] {
  return servicesOf(estate).map((service) => ({
    name: serviceName(service),
    id: service.id,
    evidence: evidenceOf(service),
  }))
}

/** Problems of one kind, attribute and wording, together. */
export function groupsOfProblems(problems: readonly Problem[]): readonly (readonly Problem[])[] {
  const keys = [...new Set(problems.map(keyOf))]
  return keys.map((key) => problems.filter((problem) => keyOf(problem) === key))
}

function keyOf(problem: Problem): string {
  return [problem.kind, problem.attribute, problem.words].join('\n')
}

function evidenceOf(service: IdentityService): readonly Finding[] {
  const objects = checkedObjectsOf(service)
  const total = objects.filter((object) => object.isPerson).length
  return groupsOfProblems(problemsOf(objects)).flatMap((same): readonly Finding[] => {
    const [first] = same
    if (first === undefined) return []
    const params = {
      count: same.length,
      total,
      attribute: first.attribute,
      problem: first.words,
      value: first.value,
      owners: nameList(
        first.owners.map((owner) => owner.name),
        5,
      ),
    }
    return [
      finding(
        ids[first.kind],
        params,
        same.flatMap((problem) => problem.owners.map((owner) => owner.at)),
      ),
    ]
  })
}
