import type {
  AttributeDefinition,
  AttributeMapping,
  AttributeMappingSource,
  DirectoryDefinition,
  ObjectMapping,
  SynchronizationRule,
  SynchronizationSchema,
} from '@microsoft/microsoft-graph-types'
import { scopingToGraph } from '../../expression/filter/index.js'
import { type GraphExpression, toGraph } from '../../expression/index.js'
import { type GraphCall, graphCall } from '../artefacts/artefact.js'
import type {
  JobAttribute,
  JobAttributeMapping,
  JobDirectory,
  JobObjectMapping,
  ProvisioningJob,
} from '../artefacts/provisioning-job.js'
import { withExtensionPlaces } from './extension-names.js'

/** Flags travel as one text; the published types know single members only. */
type Mapping = Omit<ObjectMapping, 'flowTypes'> & { readonly flowTypes: string }
type Rule = Omit<SynchronizationRule, 'objectMappings'> & { readonly objectMappings: readonly Mapping[] }
export type SchemaBody = Omit<SynchronizationSchema, 'synchronizationRules'> & {
  readonly synchronizationRules: readonly Rule[]
}

/**
 * The synchronization schema of a job. Ids in braces come from the schema the tenant made for the job: the update replaces
 * the whole, so what this body does not say has to be taken over from there.
 */
export function synchronizationSchemaOf(designed: ProvisioningJob): SchemaBody {
  const job = withExtensionPlaces(designed)
  return {
    id: '{jobId}',
    directories: [directoryBody(job.source, '{sourceDirectoryId}'), directoryBody(job.target, '{targetDirectoryId}')],
    synchronizationRules: [
      {
        id: '{ruleId}',
        name: job.name,
        priority: 1,
        editable: true,
        sourceDirectoryName: job.source.name,
        targetDirectoryName: job.target.name,
        metadata: [],
        containerFilter: job.containers.length === 0 ? null : { includedContainers: [...job.containers] },
        groupFilter: null,
        objectMappings: job.objectMappings.map(objectMappingBody),
      },
    ],
  }
}

export function schemaCall(job: ProvisioningJob): GraphCall<SchemaBody> {
  return graphCall(
    'PUT',
    'servicePrincipals/{servicePrincipalId}/synchronization/jobs/{jobId}/schema',
    'microsoft.graph.synchronizationSchema',
    synchronizationSchemaOf(job),
  )
}

function objectMappingBody(mapping: JobObjectMapping): Mapping {
  return {
    name: mapping.name,
    enabled: true,
    flowTypes: mapping.actions.length === 0 ? 'None' : mapping.actions.join(', '),
    sourceObjectName: mapping.sourceObject,
    targetObjectName: mapping.targetObject,
    metadata: [],
    scope: mapping.scope === undefined ? null : scopeBody(mapping.scope),
    attributeMappings: mapping.attributeMappings.map(attributeMappingBody),
  }
}

function scopeBody(filter: NonNullable<JobObjectMapping['scope']>): NonNullable<ObjectMapping['scope']> {
  return {
    groups: scopingToGraph(filter).groups.map((group) => ({
      ...(group.name === undefined ? {} : { name: group.name }),
      clauses: group.clauses.map((clause) => ({
        ...clause,
        targetOperand: { values: [...clause.targetOperand.values] },
      })),
    })),
    inputFilterGroups: [],
    categoryFilterGroups: [],
  }
}

function attributeMappingBody(mapping: JobAttributeMapping): AttributeMapping {
  return {
    targetAttributeName: mapping.target,
    matchingPriority: mapping.matchingPriority,
    flowType: mapping.flowType,
    flowBehavior: 'FlowWhenChanged',
    exportMissingReferences: false,
    defaultValue: null,
    source: sourceBody(toGraph(mapping.expression)),
  }
}

function sourceBody(source: GraphExpression): AttributeMappingSource {
  return {
    type: source.type,
    name: source.name ?? null,
    expression: source.expression,
    parameters: source.parameters.map(({ key, value }) => ({ key, value: sourceBody(value) })),
  }
}

function directoryBody(directory: JobDirectory, id: string): DirectoryDefinition {
  return {
    id,
    name: directory.name,
    discoverabilities: 'None',
    readOnly: false,
    objects: directory.objects.map(({ name, attributes }) => ({
      name,
      metadata: [],
      supportedApis: [],
      attributes: attributes.map(attributeBody),
    })),
  }
}

function attributeBody(attribute: JobAttribute): AttributeDefinition {
  return {
    name: attribute.name,
    type: attribute.type,
    anchor: attribute.anchor,
    required: attribute.required,
    multivalued: attribute.multivalued,
    caseExact: false,
    mutability: 'ReadWrite',
    flowNullValues: false,
    referencedObjects: [],
    metadata: [],
    apiExpressions: [],
  }
}
