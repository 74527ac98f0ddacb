import { normalizeGuid, type Projection } from '../../model/index.js'
import { attributeOf, present, textOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import { readScopeConditions } from './scope.js'
import type { Section } from './section.js'

/** Reads `projection`: which objects make a metaverse object, and of which type. */
export function readProjections(section: Section | undefined, book: NoticeBook): readonly Projection[] {
  return (section?.many('class-mapping') ?? []).map((mapping) => {
    const type = attributeOf(mapping, 'type')
    const kind = type === 'declared' || type === 'scripted' || type === 'sync-rule' ? type : 'unknown'
    if (kind === 'unknown') {
      book.tally(
        'M2E-READ-022',
        `class-mapping ${type}`,
        mapping.at,
        `Projection rule of the unknown kind "${type}".`,
        'Look the rule up in the Synchronization Service Manager.',
      )
    }
    const metaverseObjectType = textOf(mapping, 'mv-object-type')
    const ruleId = mapping.attribute('sync-rule-id')
    return {
      id: normalizeGuid(attributeOf(mapping, 'id')),
      kind,
      objectType: attributeOf(mapping, 'cd-object-type'),
      ...present('metaverseObjectType', metaverseObjectType === '' ? undefined : metaverseObjectType),
      ...present('syncRuleId', ruleId === undefined ? undefined : normalizeGuid(ruleId)),
      scope: readScopeConditions(mapping.one('scoping'), book),
      at: mapping.at,
    }
  })
}
