import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { serviceById } from '../facts/workflows.js'
import { effort, finding } from '../finding.js'
import { type Problem, problemsOf } from './checks.js'
import { groupsOfProblems } from './detect.js'
import { checkedObjectsOf } from './objects.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const objects = checkedObjectsOf(serviceById(estate.services, detection.subjectId))
  const problems = problemsOf(objects)
  const groups = groupsOfProblems(problems)
  const has = (kind: Problem['kind']): boolean => problems.some((problem) => problem.kind === kind)
  const malformed = [
    ...new Set(problems.filter((item) => item.kind === 'malformed').map((item) => item.attribute)),
  ].sort()
  return designOf(detection, {
    parts: groups.flatMap((same) => {
      const [first] = same
      if (first === undefined) return []
      const params = { attribute: first.attribute, count: same.length, problem: first.words }
      const reason = finding(
        'M2E-DATA-111',
        params,
        same.flatMap((item) => item.owners.map((owner) => owner.at)),
      )
      return [part(`${first.attribute}: ${first.words}`, 'assisted', reason, finding('M2E-DATA-112'))]
    }),
    target: finding('M2E-DATA-101', { count: problems.length }),
    blockers: [
      ...when(has('duplicate'), finding('M2E-DATA-201')),
      ...malformed.map((attribute) => finding('M2E-DATA-202', { attribute })),
      ...when(has('not routable'), finding('M2E-DATA-203')),
    ],
    prerequisites: [finding('M2E-DATA-401'), finding('M2E-DATA-402')],
    handSteps: [finding('M2E-DATA-501')],
    licences: [{ level: 'free', per: 'checks and fixes' }],
    artefacts: groups.flatMap((same) => {
      const [first] = same
      if (first === undefined) return []
      const params = { attribute: first.attribute, problem: first.words, count: same.length }
      return [provisioningStep('fix-data', params, ...same.flatMap((item) => item.owners.map((owner) => owner.at)))]
    }),
    effort: effort(problems.length > 500 ? 'L' : problems.length > 50 ? 'M' : 'S', [
      finding('M2E-DATA-601', { count: problems.length, objects: objects.length }),
    ]),
  })
}
