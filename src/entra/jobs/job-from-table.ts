import type { Connector, Estate } from '../../model/index.js'
import type {
  JobAction,
  JobAttributeMapping,
  JobNote,
  JobPilot,
  JobSetting,
  JobTemplate,
  ProvisioningJob,
} from '../artefacts/provisioning-job.js'
import { isExtensionName } from '../mapping/entra-names.js'
import { sameText } from '../mapping/flow-graph.js'
import type { MappingTable } from '../mapping/model.js'
import { sourceAttributes, targetAttributes } from './directories.js'
import type { Matching } from './matching.js'
import { jobNote } from './notes.js'
import type { JobScope } from './scoping.js'
import { deletionThreshold } from './threshold.js'

export interface JobParts {
  readonly estate: Estate
  readonly table: MappingTable
  readonly template: JobTemplate
  readonly sourceName: string
  readonly targetName: string
  readonly sourceObject: string
  readonly targetObject: string
  readonly sourceConnector: Connector | undefined
  readonly targetConnector: Connector | undefined
  readonly matching: Matching
  readonly scope: JobScope
  readonly pilot: JobPilot
  readonly settings?: readonly JobSetting[]
  readonly leaver: ProvisioningJob['leaver']
  readonly containers: readonly string[]
  readonly prerequisites: readonly JobNote[]
  readonly losses: readonly JobNote[]
}

/** A job that holds every mapping of a table that stands; proposals and blocked lines stay with the table. */
export function jobFromTable(parts: JobParts): ProvisioningJob {
  const { table, matching, scope, leaver } = parts
  const mappings = attributeMappings(table, matching.attributes)
  const matched = mappings.filter((mapping) => mapping.matchingPriority > 0)
  const scoped = (scope.filter?.groups ?? []).flatMap((group) => group.clauses.map((clause) => clause.attribute))
  const threshold = deletionThreshold(
    parts.estate,
    [table.target.id, table.target.objectType],
    [table.source.id, table.source.objectType],
  )
  const custom = table.names.filter((item) => item.kind === 'custom').map((item) => item.name)
  const extended = mappings.map((mapping) => mapping.target).filter(isExtensionName)
  const actions: readonly JobAction[] = leaver === 'leave' ? ['Add', 'Update'] : ['Add', 'Update', 'Delete']
  return {
    kind: 'provisioning-job',
    name: table.title,
    application: table.title,
    madeFrom: table.lines.flatMap((line) => line.provenance.slice(0, 1)),
    template: parts.template,
    source: {
      name: parts.sourceName,
      objects: [
        { name: parts.sourceObject, attributes: sourceAttributes(table, parts.sourceConnector, [...new Set(scoped)]) },
      ],
    },
    target: {
      name: parts.targetName,
      objects: [{ name: parts.targetObject, attributes: targetAttributes(table, parts.targetConnector) }],
    },
    schema: 'written',
    objectMappings: [
      {
        name: `Provision ${parts.sourceObject} to ${parts.targetObject}`,
        sourceObject: parts.sourceObject,
        targetObject: parts.targetObject,
        actions,
        scope: scope.filter,
        attributeMappings: mappings,
      },
    ],
    pilot: parts.pilot,
    settings: parts.settings ?? [],
    containers: parts.containers,
    leaver,
    deletionThreshold: threshold.count,
    prerequisites: [
      ...parts.prerequisites,
      ...(matched.length === 0
        ? [jobNote('no-key')]
        : matched.map(({ target }) => jobNote('key', { attribute: target, target: table.target.name }))),
      ...(custom.length === 0 ? [] : [jobNote(customNoteOf(table), { names: custom.join(', ') })]),
      ...(extended.length === 0 ? [] : [jobNote('directory-extensions-written', { names: extended.join(', ') })]),
      threshold.note,
    ],
    losses: [...matching.notes, ...scope.notes, ...parts.losses],
  }
}

/** An upload carries its own attributes; from Entra they have to be in the directory. */
function customNoteOf(table: MappingTable): 'custom-attributes' | 'directory-extensions' {
  return table.source.kind === 'entra' ? 'directory-extensions' : 'custom-attributes'
}

function attributeMappings(table: MappingTable, keys: readonly string[]): readonly JobAttributeMapping[] {
  const usable = keys.filter((key) =>
    table.lines.some((line) => line.mapping !== undefined && sameText(line.mapping.target, key)),
  )
  return table.lines.flatMap(({ mapping, result }) => {
    if (mapping === undefined) return []
    const { target, expression, flowType } = mapping
    return [
      { target, expression, flowType, result, matchingPriority: usable.findIndex((key) => sameText(key, target)) + 1 },
    ]
  })
}
