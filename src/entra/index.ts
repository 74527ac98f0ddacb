/** The target side's door: what a configuration becomes in Entra, as data. */

export * from './artefacts/index.js'
export type {
  CompiledJob,
  ExistingObject,
  JobChange,
  JobFailure,
  JobOutcome,
  JobSurroundings,
} from './evaluate.js'
export { compileJob } from './evaluate.js'
export { crossTenantJob } from './jobs/cross-tenant-job.js'
export { jobForTable } from './jobs/design-jobs.js'
export { ecmaHostFor } from './jobs/ecma-host-for.js'
export { type JobKind, jobTemplates } from './jobs/templates.js'
export { designMappings } from './mapping/design.js'
export type {
  Contribution,
  Delivery,
  EntraMapping,
  MappingLine,
  MappingReason,
  MappingResult,
  MappingTable,
  PathStep,
  SourceName,
  SystemName,
  TodaysPath,
} from './mapping/model.js'
export { mappingResults } from './mapping/model.js'
export type { MappingReasonId } from './mapping/reasons.js'
export { mappingReasons } from './mapping/reasons.js'
export { sharesOf, totalShares } from './mapping/table.js'
export { type SchemaBody, schemaCall, synchronizationSchemaOf } from './schema/synchronization-schema.js'
