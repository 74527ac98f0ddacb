/** The one door to Microsoft Graph: what has to change as data, and the means to read, change, verify and undo it. */

export { artefactKinds } from './kinds/registry.js'
export { graphMessages } from './messages.js'
export type * from './step.js'
export { counters } from './step.js'
export { type PlannedSteps, PlanProblem, stepsFor } from './steps-for.js'
