/** Connectors of an export as management agents of the engine. */

import { evaluateConnectorFilter } from '../../expression/filter/index.js'
import type {
  Connector,
  ConnectorFilter,
  JoinCriterion,
  Projection,
  RunStepKind,
  ScopeCondition,
} from '../../model/index.js'
import { Unknown } from '../core/values.js'
import {
  deprovisionScript,
  exportMapping,
  filterScript,
  joinMapping,
  joinResolution,
  projectionScript,
} from '../hooks/bind.js'
import type { MAExtension } from '../hooks/types.js'
import type {
  Blueprint,
  ExportFlowSpec,
  FilterPart,
  FilterSpec,
  JoinSpec,
  MaSpec,
  PartitionSpec,
  ProjectionSpec,
  RunProfileSpec,
  RunStepSpec,
  SourceSpec,
  StepKind,
} from '../rules/blueprint.js'
import { compileConditions } from '../rules/conditions.js'
import type { Deprovision, Predicate } from '../rules/model.js'
import { shapeIn, typesOf } from './schema.js'
import { attributeName, sourceOf } from './sources.js'

const DIRECTORIES: readonly string[] = [
  'active-directory',
  'active-directory-gal',
  'ad-lds',
  'sun-directory',
  'novell-edirectory',
  'ibm-directory',
]

export interface AgentOptions {
  readonly name: string
  readonly recall: boolean
  readonly extension: MAExtension | undefined
  readonly remarks: string[]
  readonly leftOut: NonNullable<Blueprint['leftOut']>[number][]
  /** Rules of the service whose outbound flows the engine runs itself. */
  readonly knownRules: ReadonlySet<string>
}

export function agentOf(connector: Connector, options: AgentOptions): MaSpec {
  const types = typesOf(connector.schema)
  const selected = connector.partitions.filter((partition) => partition.selected)
  const objectTypes = [...new Set(selected.flatMap((partition) => partition.objectTypes))]
  const include = selected.flatMap((partition) => partition.inclusions)
  const { extension, name } = options
  return {
    name,
    types,
    objectTypes: objectTypes.length === 0 ? undefined : objectTypes,
    containers:
      include.length === 0 ? undefined : { include, exclude: selected.flatMap((partition) => partition.exclusions) },
    hierarchical: DIRECTORIES.includes(connector.kind) && connector.componentMappings.length === 0,
    namedBy: DIRECTORIES.includes(connector.kind) ? undefined : namesOf(connector),
    filters: Object.fromEntries(
      connector.filters.map((filter) => [filter.objectType, filterOf(filter, name, extension)]),
    ),
    joins: grouped(
      connector.joins.flatMap((profile) =>
        profile.criteria.map((criterion) => [profile.objectType, joinOf(criterion, extension)] as const),
      ),
    ),
    projections: grouped(
      connector.projections.map((projection) => [projection.objectType, projectionOf(projection, name, extension)]),
    ),
    exports: exportsOf(connector, options),
    deprovision: deprovisionOf(connector, options),
    recall: options.recall,
    immediateConfirm: false,
    exportOnly: connector.schema.attributes
      .filter((attribute) => attribute.exportOnly)
      .map((attribute) => attribute.name),
    exportDeletionThreshold: undefined,
    cloud: connector.kind === 'entra-id',
    parameters: parametersOf(connector),
    runProfiles: connector.runProfiles.map(
      (profile): RunProfileSpec => ({
        name: profile.name,
        steps: profile.steps.flatMap((step, index): RunStepSpec[] => {
          const kind = STEPS[step.kind]
          if (kind === undefined) {
            options.remarks.push(
              `${name}: step ${index + 1} of the run profile ${profile.name} is of a kind that is not known (${step.raw}); it is left out.`,
            )
            return []
          }
          const partition = partitionOf(connector, step.partitionId)
          return [{ kind, partition, deletionLimit: step.deletionLimit, objectLimit: step.objectLimit }]
        }),
      }),
    ),
  }
}

function namesOf({ dnConstruction, connection }: Connector): readonly string[] {
  if (dnConstruction.length > 0) return dnConstruction
  return connection.anchor
}

/** SE-RUN-2: what the step's partition covers; a step without one covers all that is selected. */
function partitionOf(connector: Connector, id: string): PartitionSpec | undefined {
  const found = id === '' ? undefined : connector.partitions.find((partition) => partition.id === id)
  if (found === undefined) return undefined
  const { dn, objectTypes, inclusions, exclusions } = found
  return {
    dn,
    objectTypes,
    containers: inclusions.length === 0 ? undefined : { include: inclusions, exclude: exclusions },
  }
}

/** SE-RUN-1. */
const STEPS: Readonly<Record<RunStepKind, StepKind | undefined>> = {
  'full-import': 'FI',
  'delta-import': 'DI',
  'full-import-delta-sync': 'FI+DS',
  'delta-import-delta-sync': 'DI+DS',
  'full-import-full-sync': 'FI+FS',
  'delta-synchronization': 'DS',
  'full-synchronization': 'FS',
  export: 'EX',
  unknown: undefined,
}

function grouped<T>(entries: readonly (readonly [string, T])[]): Record<string, T[]> {
  const groups: Record<string, T[]> = {}
  for (const [key, item] of entries) {
    const group = groups[key]
    if (group === undefined) groups[key] = [item]
    else group.push(item)
  }
  return groups
}

function filterOf(filter: ConnectorFilter, ma: string, extension: MAExtension | undefined): FilterSpec {
  const label = `connector filter of ${filter.objectType}`
  if (filter.kind === 'scripted') return { parts: [{ label, test: filterScript(extension, ma) }] }
  if (filter.kind === 'unknown') {
    const unread = new Unknown(`the ${label} of ${ma} could not be read`)
    return { parts: [{ label, test: () => unread }] }
  }
  return { parts: filter.alternatives.map((alternative) => filterPart(alternative, label, ma)) }
}

function filterPart(alternative: ConnectorFilter['alternatives'][number], label: string, ma: string): FilterPart {
  const conditions = alternative.conditions.map((one) => ({
    ...one,
    attribute: attributeName(one.attribute, one.intrinsic),
  }))
  const shape = { kind: 'declared' as const, alternatives: [{ conditions }] }
  const text = conditions.map((one) => `${one.attribute} ${one.operator} ${one.value ?? ''}`.trim()).join(' and ')
  return {
    label: `${label}: ${text}`,
    test: (frame) => {
      let cause = ''
      frame.unknown = undefined
      const result = evaluateConnectorFilter(shape, frame.inbound.attributes, {
        onUnknown: ({ id, detail }) => {
          cause = `${id} ${detail}`
        },
      })
      if (result === 'unknown') return new Unknown(`the ${label} of ${ma} cannot be decided: ${cause}`)
      return frame.unknown === undefined ? result : new Unknown(frame.unknown)
    },
  }
}

export function scopeOf(scope: readonly ScopeCondition[]): Predicate | undefined {
  return scope.length === 0 ? undefined : compileConditions(scope, 'cs')
}

function joinOf(criterion: JoinCriterion, extension: MAExtension | undefined): JoinSpec {
  const { resolution } = criterion
  return {
    name: criterion.id,
    mvType: criterion.metaverseObjectType,
    pairs: criterion.mappings.map(({ source, metaverseAttribute }) => ({
      source: joinSource(source, extension),
      mvAttribute: metaverseAttribute,
    })),
    resolution:
      resolution.kind === 'none'
        ? { kind: 'none' }
        : { kind: 'scripted', run: joinResolution(extension, resolution.ruleName) },
    scope: scopeOf(criterion.scope),
  }
}

function joinSource(
  source: JoinCriterion['mappings'][number]['source'],
  extension: MAExtension | undefined,
): SourceSpec {
  switch (source.kind) {
    case 'direct':
      return { kind: 'attribute', name: attributeName(source.attribute.name, source.attribute.intrinsic) }
    case 'scripted':
      return {
        kind: 'scripted',
        name: source.ruleName,
        sources: source.attributes.map((one) => attributeName(one.name, one.intrinsic)),
        run: joinMapping(extension, source.ruleName),
      }
    case 'unknown':
      return { kind: 'unknown', why: `a join mapping that could not be read: ${source.raw}` }
  }
}

function projectionOf(projection: Projection, ma: string, extension: MAExtension | undefined): ProjectionSpec {
  const scope = scopeOf(projection.scope)
  const name = `${ma}: ${projection.objectType}`
  if (projection.kind === 'scripted') return { name, mvType: projectionScript(extension), scope }
  return { name, mvType: projection.kind === 'unknown' ? undefined : projection.metaverseObjectType, scope }
}

function exportsOf(connector: Connector, options: AgentOptions): readonly ExportFlowSpec[] {
  const types = typesOf(connector.schema)
  const flows: ExportFlowSpec[] = []
  for (const set of connector.exportFlows)
    for (const flow of set.flows) {
      const { mapping } = flow
      // Outbound flows of a rule that the service's export describes run with the rule.
      if (mapping.kind === 'sync-rule' && options.knownRules.has(mapping.ruleId)) continue
      if (mapping.kind === 'sync-rule') {
        options.remarks.push(
          `${options.name}: the flow to ${flow.targetAttribute} belongs to a synchronization rule that is not in the input; it is ${mapping.initialOnly || mapping.existenceTest ? 'left out' : 'run for every connector'}.`,
        )
        if (mapping.initialOnly || mapping.existenceTest) {
          const what = mapping.initialOnly ? 'initial flow' : 'existence test'
          options.leftOut.push({
            ma: options.name,
            rule: `${set.metaverseObjectType} → ${set.connectorObjectType} ${flow.targetAttribute}`,
            why: `${what} of a synchronization rule that is not in the input`,
          })
          continue
        }
      }
      const target = shapeIn(types, set.connectorObjectType, flow.targetAttribute)
      flows.push({
        csType: set.connectorObjectType,
        mvType: set.metaverseObjectType,
        target: flow.targetAttribute,
        source: sourceOf(mapping, target, (rule) => exportMapping(options.extension, rule, flow.targetAttribute)),
        allowNull: flow.suppressDeletions === false,
      })
    }
  return flows
}

function deprovisionOf(connector: Connector, options: AgentOptions): Deprovision {
  const setting = connector.deprovisioning
  if (setting?.kind === 'scripted') return { kind: 'scripted', decide: deprovisionScript(options.extension) }
  if (setting?.kind === 'declared') {
    if (setting.action === 'delete-object') return { kind: 'declared', action: 'delete' }
    if (setting.action === 'make-explicit-disconnector') return { kind: 'declared', action: 'explicit-disconnector' }
    if (setting.action === 'make-normal-disconnector') return { kind: 'declared', action: 'disconnector' }
  }
  if (setting !== undefined)
    options.remarks.push(`${options.name}: deprovisioning ${setting.raw} is not known; connectors are disconnected.`)
  return { kind: 'declared', action: 'disconnector' }
}

/** What expressions and scopes may name as `%Domain.FQDN%`. */
function parametersOf(connector: Connector): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = { 'Connector.ID': connector.id }
  const given = [
    ...connector.partitions.flatMap((one) => one.parameters ?? []),
    ...(connector.connection.parameters ?? []),
  ]
  for (const { name, value } of given)
    if (!value.redacted && value.value !== undefined) parameters[name] ??= value.value
  return parameters
}
