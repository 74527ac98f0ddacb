/** From an assessment to a plan, and from a plan to a tenant, a stage at a time. */

export { type AnswerSources, type Answers, type AnswerValue, answersTo, variableOf } from './answers.js'
export { CutoverFailure } from './failure.js'
export type { Begin, Entry } from './journal/entries.js'
export { openRun } from './journal/history.js'
export type { Disk } from './journal/journal.js'
export { buildPlan } from './plan/build.js'
export { contentOf } from './plan/content.js'
export type { Plan, PlannedScenario, PlannedStage, Tenants } from './plan/model.js'
export { type OpenPlan, openPlan, scenarioOf, stageOf, stepsOf } from './plan/open-plan.js'
export type { PlanFile } from './plan/plan-file.js'
export { checkPlace, writePlan } from './plan/write-plan.js'
export type { ScriptParts } from './powershell/script.js'
export {
  applyStage,
  type Conversation,
  previewStage,
  type StageResult,
  type StageTask,
} from './run/apply-stage.js'
export { type Evidence, writeEvidence } from './run/evidence.js'
export { previewRollback, type RollbackPreview, rollBack, type TakenBack } from './run/roll-back.js'
export { entriesOf, refuseInterrupted, type Session, withSession } from './run/session.js'
export type { Surroundings } from './run/surroundings.js'
export type { Survey } from './run/survey.js'
export { type CheckedStep, verifyStage } from './run/verify-stage.js'
export { type PlanPage, planPageView } from './runbook/page-view.js'
export { type ScenarioStatus, type StageState, type StageStatus, statusOf } from './status.js'
export type { Breach, Limits } from './thresholds.js'
export { secretOfVault } from './vault.js'
