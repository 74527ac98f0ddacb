import type { ScopingFilter } from '../../expression/filter/index.js'
import type { Expression } from '../../expression/index.js'
import type { MappingResult } from '../mapping/model.js'
import type { Made } from './artefact.js'

/** The gallery application a job is made from. Names differ between clouds and years: ids are hints only. */
export interface JobTemplate {
  readonly application: string
  readonly applicationTemplateId: string | undefined
  /** Template of the job, or how its id begins. */
  readonly jobTemplate: string
}

export interface JobAttribute {
  readonly name: string
  readonly type: 'String' | 'Integer' | 'Reference' | 'Binary' | 'Boolean' | 'DateTime'
  readonly multivalued: boolean
  readonly anchor: boolean
  readonly required: boolean
  /** The template does not have it: it has to be added. */
  readonly custom: boolean
}

export interface JobDirectory {
  readonly name: string
  readonly objects: readonly { readonly name: string; readonly attributes: readonly JobAttribute[] }[]
}

export interface JobAttributeMapping {
  readonly target: string
  readonly expression: Expression
  readonly flowType: 'Always' | 'ObjectAddOnly'
  /** 0 = not used for matching; lower numbers are tried first. */
  readonly matchingPriority: number
  readonly result: MappingResult
}

export type JobAction = 'Add' | 'Update' | 'Delete'

export interface JobObjectMapping {
  readonly name: string
  readonly sourceObject: string
  readonly targetObject: string
  readonly actions: readonly JobAction[]
  /** undefined: everything of the type. */
  readonly scope: ScopingFilter | undefined
  readonly attributeMappings: readonly JobAttributeMapping[]
}

/** Something to do first, or something that is lost. */
export interface JobNote {
  readonly id: string
  /** What fills the places of the note's template (`jobNotes`), so that another language can be another table. */
  readonly params: Readonly<Record<string, string>>
  /** In English. */
  readonly text: string
}

/** How a few objects are taken before all of them. */
export type JobPilot =
  /** Members of a group that is assigned to the application; `group` is its place. */
  | { readonly kind: 'assignment'; readonly group: string }
  /** One organizational unit or group instead of all; a place. */
  | { readonly kind: 'unit'; readonly unit: string }
  /** The upload holds the pilot's rows alone. */
  | { readonly kind: 'upload' }
  /** Named objects, one by one. */
  | { readonly kind: 'on-demand' }

/** A key of `synchronizationSecret` and its value; what only a person knows is a place (`askedFor`). */
export interface JobSetting {
  readonly key: string
  readonly value: string
}

export interface ProvisioningJob extends Made {
  readonly kind: 'provisioning-job'
  readonly name: string
  /** Display name of the application it belongs to; jobs that name the same one share it. */
  readonly application: string
  readonly template: JobTemplate
  readonly source: JobDirectory
  readonly target: JobDirectory
  /**
   * `written`: the schema below replaces the one the template brings. `template`: the template's own mappings stay, nothing
   * of the customer's is to be carried over, and `objectMappings` is empty.
   */
  readonly schema: 'written' | 'template'
  readonly objectMappings: readonly JobObjectMapping[]
  readonly pilot: JobPilot
  /** Connection of the job besides notification and threshold. */
  readonly settings: readonly JobSetting[]
  /** Organizational units in scope; empty = no restriction. */
  readonly containers: readonly string[]
  /** What becomes of an object that leaves the scope. */
  readonly leaver: 'disable' | 'delete' | 'leave'
  /** Deletions and disables a cycle may do before it stops. */
  readonly deletionThreshold: number
  readonly prerequisites: readonly JobNote[]
  readonly losses: readonly JobNote[]
}
