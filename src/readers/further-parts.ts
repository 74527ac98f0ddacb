import type { CodelessRuleSet, EcmaHost, EstateDocument, ProvisioningSchema, RunSchedule } from '../model/index.js'
import type { EstatePart } from './reader.js'

/** What stands in the Estate by itself, beside servers and services. A list is absent when there is nothing in it. */
export interface FurtherParts {
  readonly provisioningSchemas?: readonly ProvisioningSchema[]
  readonly ecmaHosts?: readonly EcmaHost[]
  readonly documents?: readonly EstateDocument[]
  readonly codelessRules?: readonly CodelessRuleSet[]
  readonly schedules?: readonly RunSchedule[]
}

export function furtherParts(parts: readonly EstatePart[]): FurtherParts {
  const provisioningSchemas = parts.flatMap((part) => (part.kind === 'provisioning-schema' ? [part.schema] : []))
  const ecmaHosts = parts.flatMap((part) => (part.kind === 'ecma-host' ? [part.host] : []))
  const documents = parts.flatMap((part) => (part.kind === 'document' ? [part.document] : []))
  const codelessRules = parts.flatMap((part) => (part.kind === 'codeless-rules' ? [part.rules] : []))
  const schedules = parts.flatMap((part) => (part.kind === 'schedule' ? [part.schedule] : []))
  return {
    ...(provisioningSchemas.length === 0 ? {} : { provisioningSchemas }),
    ...(ecmaHosts.length === 0 ? {} : { ecmaHosts }),
    ...(documents.length === 0 ? {} : { documents }),
    ...(codelessRules.length === 0 ? {} : { codelessRules }),
    ...(schedules.length === 0 ? {} : { schedules }),
  }
}
