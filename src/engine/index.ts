/** The engine room's door: what the legacy system does to a person, computed. */

export type { EngineOptions, StepOptions } from './engine.js'
export { createEngine, Engine } from './engine.js'
export type { Preview, PreviewMode } from './preview/preview.js'
export type { Blueprint, StepKind } from './rules/blueprint.js'
export { compileBlueprint } from './rules/compile.js'
export type { Rules } from './rules/model.js'
export type { PendingExportRow } from './run/pending-exports.js'
export type { StepError, StepResult, StepStatus } from './run/result.js'
export type { Scenario, ScenarioFile } from './scenario/notation.js'
export { runScenario } from './scenario/run.js'
export type { ConnectedSystem, SourceRecord } from './system/connected-system.js'
export { MemorySystem } from './system/memory-system.js'
