/** The target side's door: what a configuration becomes in Entra, as data. */

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
