import type { SyncRule } from '../../model/index.js'
import { ruleOf } from '../connect-rules/facts.js'
import { parseInteger } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import type { RuleDraft } from './draft.js'

export function ruleFrom(draft: RuleDraft, book: NoticeBook): SyncRule {
  const of = (name: string) => draft.values.get(name.toLowerCase()) ?? ''
  if (of('Identifier').trim() === '') {
    book.add(
      'M2E-READ-029',
      draft.at,
      `The script gives the synchronization rule "${of('Name')}" no identifier; connector and name stand for it.`,
      'Nothing is to be done unless the same rule was sent in another form.',
    )
  }
  return ruleOf(
    {
      id: of('Identifier'),
      name: of('Name'),
      description: of('Description'),
      direction: of('Direction'),
      disabled: draft.disabled,
      standard: /^Microsoft\./i.test(of('ImmutableTag')),
      immutableTag: of('ImmutableTag'),
      connector: of('Connector'),
      sourceObjectType: of('SourceObjectType'),
      targetObjectType: of('TargetObjectType'),
      linkType: of('LinkType'),
      precedence: parseInteger(of('Precedence')),
      scope: draft.scope,
      joins: draft.joins,
      mappings: draft.mappings,
      passwordSync: draft.passwordSync,
      softDeleteExpiry: of('SoftDeleteExpiryInterval'),
      after: of('PrecedenceAfter'),
      before: of('PrecedenceBefore'),
      at: draft.at,
    },
    book,
  )
}
