import { type JoinCriterion, type JoinMapping, type JoinProfile, normalizeGuid } from '../../model/index.js'
import { attributeOf, parseFlag, present, sourceAttributesOf, textOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import { rawXml } from './raw-xml.js'
import { readScopeConditions } from './scope.js'
import type { Section } from './section.js'

/** Reads `join`. Profiles of one object type may repeat; all are kept, in order. */
export function readJoins(section: Section | undefined, book: NoticeBook): readonly JoinProfile[] {
  return (section?.many('join-profile') ?? []).map((profile) => ({
    objectType: attributeOf(profile, 'cd-object-type'),
    criteria: profile.many('join-criterion').map((criterion) => readCriterion(criterion, book)),
    at: profile.at,
  }))
}

function readCriterion(criterion: Section, book: NoticeBook): JoinCriterion {
  const search = criterion.one('search')
  const ruleId = criterion.attribute('sync-rule-id')
  const metaverseObjectType = search?.attribute('mv-object-type')?.trim()
  return {
    id: normalizeGuid(attributeOf(criterion, 'id')),
    origin: originOf(criterion, book),
    ...present('syncRuleId', ruleId === undefined ? undefined : normalizeGuid(ruleId)),
    // An empty type is the editor's way to say "any", like an absent one.
    ...present('metaverseObjectType', metaverseObjectType === '' ? undefined : metaverseObjectType),
    mappings: (search?.many('attribute-mapping') ?? []).map((mapping) => readJoinMapping(mapping, book)),
    resolution: readResolution(criterion, book),
    scope: readScopeConditions(criterion.one('scoping'), book),
    at: criterion.at,
  }
}

function originOf(criterion: Section, book: NoticeBook): JoinCriterion['origin'] {
  const type = criterion.attribute('join-cri-type')?.trim()
  if (type === undefined || type === '') return 'declared'
  if (type === 'none' || type === 'sync-rule' || type === 'declared') return type
  book.tally(
    'M2E-READ-022',
    `join-criterion ${type}`,
    criterion.at,
    `Join rule of the unknown kind "${type}".`,
    'Look the rule up in the Synchronization Service Manager.',
  )
  return 'unknown'
}

function readResolution(criterion: Section, book: NoticeBook): JoinCriterion['resolution'] {
  const resolution = criterion.one('resolution')
  const type = resolution === undefined ? 'none' : attributeOf(resolution, 'type')
  const ruleName = textOf(resolution, 'script-context')
  if (type === 'none' || type === 'scripted') return { kind: type, ruleName }
  book.tally(
    'M2E-READ-022',
    `resolution ${type}`,
    (resolution ?? criterion).at,
    `Join rule resolves several matches in the unknown way "${type}".`,
    'Look the rule up in the Synchronization Service Manager.',
  )
  return { kind: 'unknown', ruleName }
}

function readJoinMapping(mapping: Section, book: NoticeBook): JoinMapping {
  return {
    metaverseAttribute: attributeOf(mapping, 'mv-attribute'),
    metaverseIntrinsic: parseFlag(attributeOf(mapping, 'intrinsic-attribute')) ?? false,
    source: readJoinSource(mapping, book),
    at: mapping.at,
  }
}

function readJoinSource(mapping: Section, book: NoticeBook): JoinMapping['source'] {
  const direct = mapping.one('direct-mapping')
  const attribute = direct === undefined ? undefined : sourceAttributesOf(direct)[0]
  if (attribute !== undefined) return { kind: 'direct', attribute }
  const scripted = mapping.one('scripted-mapping')
  if (scripted !== undefined) {
    return {
      kind: 'scripted',
      ruleName: textOf(scripted, 'script-context'),
      attributes: sourceAttributesOf(scripted),
    }
  }
  const raw = rawXml(mapping.element)
  book.tally(
    'M2E-READ-022',
    'join mapping',
    mapping.at,
    'Join condition whose source attribute is not understood.',
    'Look the rule up in the Synchronization Service Manager.',
  )
  return { kind: 'unknown', raw }
}
