/** From an assessment to a plan, and from a plan to a tenant, a stage at a time. */

export { CutoverFailure } from './failure.js'
export { buildPlan } from './plan/build.js'
export { contentOf } from './plan/content.js'
export type { Plan, PlannedScenario, PlannedStage, Tenants } from './plan/model.js'
export { type OpenPlan, openPlan, scenarioOf, stageOf, stepsOf } from './plan/open-plan.js'
export type { PlanFile } from './plan/plan-file.js'
export { checkPlace, writePlan } from './plan/write-plan.js'
export type { ScriptParts } from './powershell/script.js'
