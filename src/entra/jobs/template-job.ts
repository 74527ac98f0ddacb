import type { Provenance } from '../../model/index.js'
import type { JobNote, JobPilot, JobSetting, ProvisioningJob } from '../artefacts/provisioning-job.js'
import { type JobKind, jobTemplates } from './templates.js'

export interface TemplateJobParts {
  readonly kind: JobKind
  readonly name: string
  /** The job's own name where none is given. */
  readonly application?: string
  readonly madeFrom: readonly Provenance[]
  readonly sourceName: string
  readonly targetName: string
  readonly pilot: JobPilot
  readonly settings?: readonly JobSetting[]
  readonly containers?: readonly string[]
  readonly leaver: ProvisioningJob['leaver']
  readonly deletionThreshold: number
  readonly prerequisites?: readonly JobNote[]
  readonly losses?: readonly JobNote[]
}

/** A job that runs with the mappings its template brings: nothing of the customer's is to be carried over into it. */
export function templateJob({ kind, sourceName, targetName, ...parts }: TemplateJobParts): ProvisioningJob {
  return {
    settings: [],
    containers: [],
    prerequisites: [],
    losses: [],
    application: parts.name,
    ...parts,
    kind: 'provisioning-job',
    template: jobTemplates[kind],
    source: { name: sourceName, objects: [] },
    target: { name: targetName, objects: [] },
    schema: 'template',
    objectMappings: [],
  }
}
