import type { Analyzer, Decided, Detection, TargetDesign } from '../../analyzers/analyzer.js'
import { analyzers } from '../../analyzers/index.js'
import * as calls from '../../src/entra/artefacts/index.js'
import {
  type Artefact,
  type GraphCall,
  type MappingTable,
  mappingTable,
  type ProvisioningJob,
  schemaCall,
  totalShares,
} from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'

/** A design with what made it. */
export interface FoundDesign {
  readonly analyzer: Analyzer
  readonly detection: Detection
  readonly design: TargetDesign
}

/** Everything that is more than a trace in an estate. */
export function sightedIn(estate: Estate): readonly Omit<FoundDesign, 'design'>[] {
  return analyzers.flatMap((analyzer) =>
    analyzer
      .detect(estate)
      .filter((found) => found.level !== 'trace')
      .map((detection) => ({ analyzer, detection })),
  )
}

/** Designs of what was sighted. */
export function designsOf(estate: Estate, decided?: Decided, sighted = sightedIn(estate)): readonly FoundDesign[] {
  return sighted.map((item) => ({ ...item, design: item.analyzer.map(item.detection, estate, decided) }))
}

/** Rows of scenario × export × verdict × artefacts × shares, as Markdown. */
export function designTable(name: string, estate: Estate, decided?: Decided): readonly string[] {
  return designsOf(estate, decided).map(({ design }) => {
    const tables = design.mappingTables
      .map((id) => mappingTable(estate, id))
      .filter((table): table is MappingTable => table !== undefined)
    const shares = totalShares(tables)
    const counts = [shares.exact, shares.conditional, shares.approximate, shares.impossible].join(' / ')
    const cells = [
      design.scenario,
      name,
      design.subject,
      design.verdict,
      kindsOf(design.artefacts),
      design.choices.map((choice) => choice.taken).join(', '),
      tables.length === 0 ? '' : counts,
    ]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
}

export const designTableHead =
  '| scenario | export | subject | verdict | artefacts | choice | exact / conditional / approximate / impossible |\n' +
  '| --- | --- | --- | --- | --- | --- | --- |'

function kindsOf(artefacts: readonly Artefact[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of artefacts) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
}

/** Every request of an artefact that the published metadata can judge. */
export function requestsOf(artefact: Artefact): readonly GraphCall[] {
  switch (artefact.kind) {
    case 'provisioning-job':
      return artefact.schema === 'written' ? [schemaCall(artefact), secretsCall(artefact)] : [secretsCall(artefact)]
    case 'directory-extension':
      return [calls.directoryExtensionCall(artefact)]
    case 'assigned-group':
      return [calls.assignedGroupCall(artefact), ...calls.groupPeopleCalls(artefact)]
    case 'dynamic-group':
      return [calls.dynamicGroupCall(artefact), ...calls.groupPeopleCalls(artefact)]
    case 'group-owners':
      return calls.groupOwnersCalls(artefact)
    case 'group-creation-policy':
      return [calls.groupCreationCall(artefact)]
    case 'access-package':
      return calls.accessPackageCalls(artefact)
    case 'access-review':
      return [calls.accessReviewCall(artefact)]
    case 'administrative-unit':
      return [calls.administrativeUnitCall(artefact)]
    case 'role-assignment':
      return [calls.roleAssignmentCall(artefact)]
    case 'authentication-method-policy':
      return [calls.authenticationMethodCall(artefact)]
    case 'custom-task-extension':
      return [calls.customTaskExtensionCall(artefact)]
    case 'lifecycle-workflow':
      return [calls.lifecycleWorkflowCall(artefact)]
    case 'pim-group-schedule':
      return [calls.pimGroupCall(artefact)]
    case 'pim-group-settings':
      return calls.pimGroupSettingsCalls(artefact)
    case 'source-of-authority-switch':
      return [calls.sourceOfAuthorityCall(artefact)]
    case 'cross-tenant-sync': {
      const { source, target } = calls.crossTenantCalls(artefact)
      return [...source, ...target]
    }
    default:
      return []
  }
}

/** The metadata says which keys a job's connection may have. */
function secretsCall({ settings }: ProvisioningJob): GraphCall {
  return {
    api: 'v1.0',
    method: 'PUT',
    path: 'servicePrincipals/{servicePrincipalId}/synchronization/secrets',
    type: 'microsoft.graph.synchronization',
    body: { secrets: settings },
  }
}
