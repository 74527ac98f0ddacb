import type { ProvisioningRule, ProvisioningSchema } from '../../model/index.js'
import type { Field } from '../json/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { readDirectory } from './directory.js'
import { ignoreAnnotations, readMetadata } from './metadata.js'
import { readObjectMapping } from './object-mapping.js'

/** Schemas of a file: the root itself, the `schema` of a template or job, or those of a list Graph returned. */
export function readSchemas(root: Field, book: NoticeBook): readonly ProvisioningSchema[] {
  if (root.node.kind === 'array') return root.each().flatMap((item) => schemasIn(item, book))
  if (!root.has('value')) return schemasIn(root, book)
  ignoreAnnotations(root)
  return root.objects('value').flatMap((item) => schemasIn(item, book))
}

function schemasIn(holder: Field, book: NoticeBook): readonly ProvisioningSchema[] {
  if (!holder.has('schema')) return [readSchema(holder, '', book)]
  ignoreAnnotations(holder)
  const job = holder.text('id') || holder.text('factoryTag') || holder.text('templateId')
  const schema = holder.object('schema')
  return schema === undefined ? [] : [readSchema(schema, job, book)]
}

function readSchema(schema: Field, job: string, book: NoticeBook): ProvisioningSchema {
  ignoreAnnotations(schema)
  schema.ignore('provisioningTaskIdentifier', 'Names the job inside the provisioning service.')
  return {
    id: schema.text('id'),
    version: schema.text('version'),
    job,
    rules: schema.objects('synchronizationRules').map((rule) => readRule(rule, book)),
    directories: schema.objects('directories').map((directory) => readDirectory(directory, book)),
    at: schema.at,
  }
}

function readRule(rule: Field, book: NoticeBook): ProvisioningRule {
  ignoreAnnotations(rule)
  return {
    id: rule.text('id'),
    name: rule.text('name'),
    priority: rule.integer('priority'),
    editable: rule.flag('editable'),
    sourceDirectory: rule.text('sourceDirectoryName'),
    targetDirectory: rule.text('targetDirectoryName'),
    includedContainers: rule.object('containerFilter')?.texts('includedContainers') ?? [],
    includedGroups: rule.object('groupFilter')?.texts('includedGroups') ?? [],
    objectMappings: rule.objects('objectMappings').map((mapping) => readObjectMapping(mapping, book)),
    metadata: readMetadata(rule, book),
    at: rule.at,
  }
}
