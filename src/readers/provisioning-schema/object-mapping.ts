import type { ObjectMapping, ProvisioningScopeGroup } from '../../model/index.js'
import type { Field } from '../json/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { readAttributeMapping } from './attribute-mapping.js'
import { ignoreAnnotations, readMetadata } from './metadata.js'

export function readObjectMapping(mapping: Field, book: NoticeBook): ObjectMapping {
  ignoreAnnotations(mapping)
  return {
    name: mapping.text('name'),
    enabled: mapping.flag('enabled') ?? true,
    flowTypes: mapping
      .text('flowTypes')
      .split(',')
      .map((type) => type.trim())
      .filter((type) => type !== '' && type !== 'None'),
    sourceObject: mapping.text('sourceObjectName'),
    targetObject: mapping.text('targetObjectName'),
    scope: readScope(mapping.object('scope')),
    attributeMappings: mapping.objects('attributeMappings').map((one) => readAttributeMapping(one, book)),
    metadata: readMetadata(mapping, book),
    at: mapping.at,
  }
}

const lists = ['groups', 'categoryFilterGroups', 'inputFilterGroups'] as const

function readScope(scope: Field | undefined): readonly ProvisioningScopeGroup[] {
  if (scope === undefined) return []
  ignoreAnnotations(scope)
  return lists.flatMap((list) =>
    scope.objects(list).map((group) => {
      ignoreAnnotations(group)
      return {
        name: group.text('name'),
        list,
        clauses: group.objects('clauses').map((clause) => {
          ignoreAnnotations(clause)
          return {
            attribute: clause.text('sourceOperandName'),
            operator: clause.text('operatorName'),
            values: clause.object('targetOperand')?.texts('values') ?? [],
            at: clause.at,
          }
        }),
        at: group.at,
      }
    }),
  )
}
