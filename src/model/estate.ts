import type { CodelessRuleSet } from './codeless-rules.js'
import type { Connector } from './connector.js'
import type { EstateDocument } from './document.js'
import type { EcmaHost } from './ecma-host.js'
import type { ExtensionSource } from './extension-source.js'
import type { Ledger } from './ledger.js'
import type { Metaverse } from './metaverse.js'
import type { Notice } from './notice.js'
import type { ObjectSource, RunSummary } from './objects.js'
import type { Provenance } from './provenance.js'
import type { ProvisioningSchema } from './provisioning-schema.js'
import type { RunSchedule } from './schedule.js'
import type { IdentityService } from './service.js'
import type { SyncRule } from './sync-rule.js'

/** One synchronization server: MIM/FIM Synchronization Service or Entra Connect Sync. */
export interface SyncServer {
  /** Stable within the Estate: product, then server name or the input folder. */
  readonly id: string
  readonly product: 'mim-sync' | 'connect-sync'
  /** Server name the export states, '' if it states none. */
  readonly name: string
  /** Time of export as written, no zone, '' if not stated. */
  readonly exportedAt: string
  readonly connectors: readonly Connector[]
  /** undefined: no metaverse file was in the input. */
  readonly metaverse: Metaverse | undefined
  /** Entra Connect's rules; for MIM the service's rules stand in `IdentityService.syncRules`. */
  readonly syncRules: readonly SyncRule[]
  readonly at: Provenance
}

/** What a customer's identity system is, as far as the input tells. Plain data, made once by the readers. */
export interface Estate {
  readonly servers: readonly SyncServer[]
  readonly services: readonly IdentityService[]
  /** Synchronization schemas exported from a tenant, where the input holds some. */
  readonly provisioningSchemas?: readonly ProvisioningSchema[]
  /** Configurations of the Entra ECMA Connector Host, where the input holds some. */
  readonly ecmaHosts?: readonly EcmaHost[]
  /** Files recognised and counted only, where the input holds some. */
  readonly documents?: readonly EstateDocument[]
  /** Source code of rules extensions and connectors, where the input holds some. */
  readonly extensionSources?: readonly ExtensionSource[]
  /** Rules of codeless frameworks, where the input holds some. */
  readonly codelessRules?: readonly CodelessRuleSet[]
  /** What starts run profiles, where the input holds a scheduler's file or script. */
  readonly schedules?: readonly RunSchedule[]
  /** Files of objects, summed up, where the input holds some. */
  readonly objectSources?: readonly ObjectSource[]
  /** Runs of run profiles, where the input has a run history. */
  readonly runs?: readonly RunSummary[]
  readonly notices: readonly Notice[]
  readonly ledger: Ledger
}
