import { capabilities } from '../../src/catalogue/capabilities.js'
import type { Artefact } from '../../src/entra/index.js'
import type { Estate, IdentityService } from '../../src/model/index.js'
import type { Detection, Effort, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { activityTarget } from '../facts/activities.js'
import { designOf, when } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { nameList } from '../facts/service.js'
import { activityText, type BoundWorkflow, serviceById } from '../facts/workflows.js'
import { effort, finding } from '../finding.js'
import { delegationArtefacts } from './delegation.js'
import { lifecycleArtefacts } from './lifecycle.js'
import { rightsPart, unboundPart, workflowPart } from './parts.js'
import { type PortalFacts, portalFacts } from './sighted.js'
import { triggerOf } from './triggers.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const service = serviceById(estate.services, detection.subjectId)
  const facts = portalFacts(service)
  const { bound, unbound, rights } = facts
  const code = codeCount(facts)
  const parts: readonly PartVerdict[] = [
    ...bound.map((item) => workflowPart(estate, service, item)),
    ...unbound.map(unboundPart),
    ...rightsPart(rights),
  ]
  const lookups = lostLookups(bound)
  const artefacts = distinctArtefacts([
    ...bound.flatMap((item) => lifecycleArtefacts(estate, service, item)),
    ...rights.flatMap((policy) => delegationArtefacts(estate, service, policy)),
  ])
  return designOf(detection, {
    parts,
    target: bound.length > 0 ? finding('M2E-PORT-101', { bound: bound.length }) : finding('M2E-PORT-102'),
    blockers: [...bound.flatMap((item) => blockersOf(service, item)), ...estateBlockers(service, facts, artefacts)],
    losses: [
      ...when(lookups.length > 0, finding('M2E-PORT-301', { lookups: nameList(lookups, 5) })),
      ...when(
        rights.some((policy) => !policy.attributes.includes('*')),
        finding('M2E-PORT-302'),
      ),
    ],
    prerequisites: when(bound.length > 0, finding('M2E-PORT-401'), finding('M2E-PORT-402')),
    handSteps: [
      ...when(code > 0, finding('M2E-PORT-501', { count: code })),
      ...when(bound.length > 0, finding('M2E-PORT-502')),
    ],
    licences: bound.length > 0 ? [{ level: 'id-governance', per: 'each person a lifecycle workflow is about' }] : [],
    effort: effortOf(facts, code),
    artefacts,
  })
}

/** Activities that end in a Logic App, a runbook or another redesign. */
function codeCount(facts: PortalFacts): number {
  return facts.bound
    .flatMap((item) => item.workflow.activities)
    .filter((activity) => activityTarget(activity).verdict === 'redesign').length
}

function blockersOf(service: IdentityService, { workflow, policies }: BoundWorkflow): readonly Finding[] {
  if (workflow.phase !== 'action') return []
  const name = { workflow: workflow.object.displayName }
  const triggers = policies.map((policy) => triggerOf(service, policy))
  const missing = triggers.filter((trigger) => !trigger.exists).flatMap((trigger) => trigger.types)
  const at = policies.map((policy) => policy.object.at)
  const { tasksPerWorkflow } = capabilities['lcw.limits'].limits
  return [
    ...when(missing.length > 0, finding('M2E-PORT-201', { ...name, types: [...new Set(missing)].join(', ') }, at)),
    ...when(
      workflow.activities.length > tasksPerWorkflow,
      finding('M2E-PORT-205', { ...name, count: workflow.activities.length }, workflow.object.at),
    ),
  ]
}

function estateBlockers(
  service: IdentityService,
  { bound }: PortalFacts,
  artefacts: readonly Artefact[],
): readonly Finding[] {
  const actions = bound.filter((item) => item.workflow.phase === 'action')
  const immediate = actions.filter(({ policies }) =>
    policies.map((policy) => triggerOf(service, policy)).some((trigger) => trigger.exists && trigger.immediate),
  )
  const { limits, readings } = capabilities['lcw.limits']
  const made = (kind: Artefact['kind']): number => artefacts.filter((item) => item.kind === kind).length
  const count = Math.max(actions.length, made('lifecycle-workflow'))
  const extensions = made('custom-task-extension')
  const checks = bound.filter(
    ({ workflow }) =>
      workflow.phase === 'authorization' && workflow.activities.some((item) => item.activity === 'VerifyRequest'),
  )
  const other = readings.find((reading) => !reading.plannedOn)?.text ?? ''
  return [
    ...when(
      immediate.length > 0,
      finding(
        'M2E-PORT-202',
        { count: immediate.length, workflows: nameList(immediate.map((item) => item.workflow.object.displayName)) },
        immediate.map((item) => item.workflow.object.at),
      ),
    ),
    ...when(count > limits.workflows, finding('M2E-PORT-203', { count, limit: limits.workflows, other })),
    ...when(
      extensions > limits.customExtensions,
      finding('M2E-PORT-206', { count: extensions, limit: limits.customExtensions }),
    ),
    ...when(
      checks.length > 0,
      finding(
        'M2E-PORT-204',
        { policies: nameList(checks.flatMap((item) => item.policies.map((policy) => policy.object.displayName))) },
        checks.map((item) => item.workflow.object.at),
      ),
    ),
  ]
}

/** Lookups no template variable of a task mail stands for. */
function lostLookups(bound: readonly BoundWorkflow[]): readonly string[] {
  const texts = bound
    .flatMap((item) => item.workflow.activities)
    .filter((activity) => /Email/i.test(activity.activity))
    .flatMap((activity) => activity.properties.map((property) => activityText(activity, property.name)))
  const found = texts.flatMap((text) => [...text.matchAll(/\[\/\/(Delta|Queries|WorkflowData|Requestor)[^\]]*\]/gi)])
  return [...new Set(found.map((match) => match[0]))].sort()
}

/** The first workflow of a shape is dear, its repeats are cheap; code outweighs both. */
function effortOf({ bound, rights }: PortalFacts, code: number): Effort {
  const kinds = new Set(bound.map((item) => item.workflow.activities.map((activity) => activity.activity).join(' ')))
    .size
  const size = code > 5 || kinds > 15 ? 'XL' : code > 0 || kinds > 5 ? 'L' : bound.length > 0 ? 'M' : 'S'
  return effort(size, [
    ...when(bound.length > 0, finding('M2E-PORT-601', { count: bound.length, kinds })),
    ...when(code > 0, finding('M2E-PORT-602', { count: code })),
    ...when(rights.length > 0, finding('M2E-PORT-603', { count: rights.length })),
  ])
}
