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
export { type PortalName, type PortalNames, portalNames } from './governance/portal-names.js'
export { galleryJob, scimJob } from './jobs/application-jobs.js'
export { cloudSyncCompanion } from './jobs/cloud-sync-companions.js'
export { crossTenantJob } from './jobs/cross-tenant-job.js'
export { jobForTable, jobsForTables } from './jobs/design-jobs.js'
export { ecmaChecksOf } from './jobs/ecma-checks.js'
export { ecmaHostFor } from './jobs/ecma-host-for.js'
export { extensionsForTable } from './jobs/extensions-for.js'
export { tableForHost } from './jobs/host-table.js'
export { type JobNoteId, jobNotes } from './jobs/notes.js'
export { pilotGroupOf } from './jobs/pilot.js'
export { type TemplateJobParts, templateJob } from './jobs/template-job.js'
export { type JobKind, jobTemplates } from './jobs/templates.js'
export { deletionThreshold } from './jobs/threshold.js'
export { designMappings } from './mapping/design.js'
export { translationWording } from './mapping/expression-reasons.js'
export { type InboundTarget, inboundTables, mappingTable } from './mapping/inbound-tables.js'
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
export type { InboundSystem } from './mapping/source-naming.js'
export { sharesOf, totalShares } from './mapping/table.js'
export { tenantTables } from './mapping/tenant-tables.js'
export { type SchemaBody, schemaCall, synchronizationSchemaOf } from './schema/synchronization-schema.js'
