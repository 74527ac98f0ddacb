import type { HandStep } from '../../src/entra/index.js'
import type { Estate, ServiceObject } from '../../src/model/index.js'
import type { Decided, Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { type ApprovalStage, type ApprovalWorkflow, type ApproverKind, approvalWorkflows } from '../facts/approvals.js'
import { designOf, learn, part, when } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { requestDesigns } from '../facts/packages.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'

const becomes: Readonly<Record<ApproverKind, string>> = {
  manager: 'the manager as approver of the stage',
  'second-manager': 'the second-level manager as approver of the stage',
  owner: 'the owners of the resource, named as approvers or as a group',
  named: 'named approvers or a group of them',
  computed: 'approvers named by a Logic App (preview), or a group that is kept for it',
}

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const found = approvalWorkflows(estate).find((item) => item.workflow.object.id === detection.subjectId)
  if (found === undefined) throw new Error(`No workflow ${detection.subjectId} in this Estate`)
  const name = { workflow: detection.subject }
  const designs = found.about === 'data' ? [] : requestDesigns(estate, found, decided)
  const unresolved = [...new Set(designs.flatMap((item) => item.unresolved))]
  const groups = designs.flatMap((item) => item.group ?? [])
  const unknown = designs.reduce((sum, item) => sum + item.unknown + item.own, 0)
  const computed = found.stages.some((stage) => stage.kind === 'computed')
  return designOf(detection, {
    parts: partsOf(found),
    target:
      found.about === 'data'
        ? finding('M2E-AREQ-102', name, found.workflow.object.at)
        : finding('M2E-AREQ-101', { ...name, stages: found.stages.length }, found.workflow.object.at),
    blockers: blockersOf(found),
    losses: [
      finding('M2E-AREQ-301'),
      finding('M2E-AREQ-302'),
      ...when(unknown > 0, finding('M2E-AREQ-303', { count: unknown }, groups.map(placeOf))),
    ],
    prerequisites: [
      finding('M2E-AREQ-401'),
      finding('M2E-AREQ-402'),
      finding('M2E-AREQ-403', name),
      ...when(
        groups.length > 0,
        finding(
          'M2E-AREQ-404',
          { count: groups.length, groups: nameList(groups.map((group) => group.object.displayName)) },
          groups.map(placeOf),
        ),
      ),
    ],
    handSteps: [
      finding('M2E-AREQ-501'),
      ...when(computed, finding('M2E-AREQ-502')),
      ...when(
        unresolved.length > 0,
        finding('M2E-AREQ-503', { approvers: nameList(unresolved) }, found.workflow.object.at),
      ),
    ],
    licences: [
      { level: 'p2', per: 'each person who asks, approves or has access through the package' },
      ...(computed ? ([{ level: 'id-governance', per: 'each person in a policy with a Logic App' }] as const) : []),
    ],
    effort: effortOf(found, computed),
    artefacts:
      found.about === 'data' ? [dataStep(found)] : distinctArtefacts(designs.flatMap((item) => item.artefacts)),
  })
}

function placeOf({ object }: { readonly object: ServiceObject }) {
  return object.at
}

/** Nothing in Entra approves a change of data: somebody decides where it is changed from now on. */
function dataStep({ workflow, attributes, stages, policies }: ApprovalWorkflow): HandStep {
  const name = workflow.object.displayName
  return {
    kind: 'hand-step',
    madeFrom: [workflow.object.at, ...policies.map((policy) => policy.object.at)],
    name: `A home for ${name}`,
    where: 'The system that owns the data',
    instructions: [
      `Today ${name} asks ${stages.map((stage) => approversText(stage)).join(', then ')} before ${nameList(attributes, 5)} changes.`,
      'Agree in which system it is changed, and who agrees there, once the portal is gone.',
      'Until then the rule and its workflow stay on MIM.',
    ],
    check: `Can ${nameList(attributes, 5)} be changed, with an approval where one is due, without the portal?`,
    source: learn('/entra/id-governance/entitlement-management-access-package-approval-policy'),
  }
}

function partsOf(found: ApprovalWorkflow): readonly PartVerdict[] {
  const stages = found.stages.map((stage) =>
    part(
      `stage ${stage.number}`,
      stage.threshold > 1 || stage.number > 3 ? 'redesign' : 'assisted',
      finding('M2E-AREQ-111', { approvers: approversText(stage), becomes: becomes[stage.kind] }, stage.activity.at),
      ...when(
        stage.threshold > 1,
        finding('M2E-AREQ-114', { stage: stage.number, threshold: stage.threshold }, stage.activity.at),
      ),
    ),
  )
  if (found.about === 'access') return stages
  const rules = found.policies.map((policy) => policy.object.at)
  const subject =
    found.about === 'data'
      ? part(
          'what is asked for',
          'redesign',
          finding(
            'M2E-AREQ-112',
            { attributes: nameList(found.attributes, 5), what: found.types.join(', ') || 'the resource' },
            rules,
          ),
        )
      : part(
          'what is asked for',
          'assisted',
          finding('M2E-AREQ-113', { policies: nameList(found.policies.map((item) => item.object.displayName)) }, rules),
        )
  return [subject, ...stages]
}

function approversText(stage: ApprovalStage): string {
  return stage.approvers === '' ? 'not named in the workflow' : stage.approvers
}

function blockersOf(found: ApprovalWorkflow): readonly Finding[] {
  const name = { workflow: found.workflow.object.displayName }
  return [
    ...when(
      found.about === 'data',
      finding(
        'M2E-AREQ-203',
        { ...name, attributes: nameList(found.attributes, 5) },
        found.policies.map((policy) => policy.object.at),
      ),
    ),
    ...when(
      found.stages.length > 3,
      finding('M2E-AREQ-202', { ...name, stages: found.stages.length }, found.workflow.object.at),
    ),
    ...found.stages.flatMap((stage) => {
      const params = { ...name, stage: stage.number }
      const { at } = stage.activity
      return [
        ...when(stage.threshold > 1, finding('M2E-AREQ-201', { ...params, threshold: stage.threshold }, at)),
        ...when(stage.escalates, finding('M2E-AREQ-204', params, at)),
        ...when(stage.kind === 'computed', finding('M2E-AREQ-205', { ...params, approvers: approversText(stage) }, at)),
      ]
    }),
  ]
}

function effortOf(found: ApprovalWorkflow, computed: boolean): Effort {
  const size =
    found.about === 'data' ? 'XL' : computed || found.stages.length > 3 ? 'L' : found.stages.length > 1 ? 'M' : 'S'
  return effort(size, [
    finding('M2E-AREQ-601', { count: found.stages.length }),
    ...when(computed, finding('M2E-AREQ-602')),
    ...when(found.about === 'data', finding('M2E-AREQ-603')),
  ])
}
