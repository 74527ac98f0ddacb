/** The one door to Microsoft Graph: what has to change as data, and the means to read, change, verify and undo it. */

export type {
  Call,
  ClientEvent,
  ClientOptions,
  Counts,
  GraphAnswer,
  GraphClient,
  TokenSource,
} from './client/client.js'
export { graphClient } from './client/client.js'
export { type Clock, realClock } from './client/clock.js'
export { type Cloud, type CloudName, clouds, isCloudName, tokenScope } from './client/clouds.js'
export { type FailureKind, GraphFailure } from './client/failure.js'
export { limitsFor, type TenantSize } from './client/limits.js'
export { Pace } from './client/pace.js'
export { applyStep } from './execute/apply.js'
export type {
  Answer,
  Applied,
  Difference,
  DifferenceLine,
  Done,
  ExecutionContext,
  Intent,
  IntentKind,
  MemberChange,
  Present,
  StepReading,
  Undone,
  Values,
  Verified,
  Witness,
} from './execute/context.js'
export { diffStep } from './execute/difference.js'
export { readStep } from './execute/read.js'
export { masked } from './execute/secrets.js'
export { StepStop } from './execute/stop.js'
export { undoLimit, undoStep } from './execute/undo.js'
export { verifyStep } from './execute/verify.js'
export { wasDone } from './execute/write.js'
export { artefactKinds } from './kinds/registry.js'
export { graphMessages } from './messages.js'
export type * from './step.js'
export { counters } from './step.js'
export {
  type BeforeThing,
  type LeftThing,
  type MadeThing,
  type PlannedSteps,
  PlanProblem,
  type StepsOptions,
  stepsFor,
} from './steps-for.js'
