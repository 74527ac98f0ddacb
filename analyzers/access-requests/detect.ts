import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { type ApprovalWorkflow, approvalWorkflows, specialFeatures } from '../facts/approvals.js'
import { type Sighting, when } from '../facts/design.js'
import { nameList, objectsOf } from '../facts/service.js'
import { finding } from '../finding.js'

/** One sighting a workflow: each becomes a policy of its own. */
export function sight(estate: Estate): readonly Sighting[] {
  return approvalWorkflows(estate).map((found) => ({
    name: found.workflow.object.displayName,
    id: found.workflow.object.id,
    evidence: evidenceOf(found),
  }))
}

function evidenceOf(found: ApprovalWorkflow): readonly Finding[] {
  const { workflow, policies, service } = found
  const features = specialFeatures(found.stages)
  const rules = nameList(policies.map((policy) => policy.object.displayName))
  const started = policies.map((policy) => policy.object.at)
  const name = { workflow: workflow.object.displayName }
  const recorded = objectsOf(service, 'Approval')
  return [
    finding('M2E-AREQ-001', { ...name, stages: found.stages.length, policies: rules }, [
      ...found.stages.map((stage) => stage.activity.at),
      ...started,
    ]),
    ...when(
      features.length > 0,
      finding(
        'M2E-AREQ-002',
        { ...name, features: features.join(', ') },
        found.stages.map((stage) => stage.activity.at),
      ),
    ),
    ...when(found.about === 'access', finding('M2E-AREQ-003', { policies: rules }, started)),
    ...when(
      recorded.length > 0,
      finding(
        'M2E-AREQ-011',
        { count: recorded.length },
        recorded.slice(0, 3).map((item) => item.at),
      ),
    ),
  ]
}
