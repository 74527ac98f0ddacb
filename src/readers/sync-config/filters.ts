import type { ConnectorFilter, FilterAlternative, FilterCondition } from '../../model/index.js'
import { attributeOf, parseFlag, present } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import type { Section } from './section.js'

/** Tokens that real exports or public code show. What the editor offers beyond them is not known by token. */
const knownOperators: ReadonlySet<string> = new Set([
  'equality',
  'inequality',
  'present',
  'not-present',
  'substring-start',
])

/** Reads `stay-disconnector`: which objects of the connected system stay out. */
export function readFilters(section: Section | undefined, book: NoticeBook): readonly ConnectorFilter[] {
  return (section?.many('filter-set') ?? []).map((set) => {
    const type = attributeOf(set, 'type')
    const kind = type === 'declared' || type === 'scripted' ? type : 'unknown'
    if (kind === 'unknown') {
      book.tally(
        'M2E-READ-022',
        `filter-set ${type}`,
        set.at,
        `Connector filter of the unknown kind "${type}".`,
        'Look the filter up in the Synchronization Service Manager.',
      )
    }
    return {
      objectType: attributeOf(set, 'cd-object-type'),
      kind,
      ...present('importFilter', parseFlag(attributeOf(set, 'import-filter'))),
      alternatives: set.many('filter-alternative').map((alternative) => readAlternative(alternative, book)),
      at: set.at,
    }
  })
}

function readAlternative(alternative: Section, book: NoticeBook): FilterAlternative {
  return {
    conditions: alternative.many('condition').map((condition) => readCondition(condition, book)),
    at: alternative.at,
  }
}

function readCondition(condition: Section, book: NoticeBook): FilterCondition {
  const operator = attributeOf(condition, 'operator')
  const attribute = attributeOf(condition, 'cd-attribute')
  if (!knownOperators.has(operator)) {
    book.tally(
      'M2E-READ-023',
      `filter ${operator}`,
      condition.at,
      `Connector filter uses the operator "${operator}" on ${attribute}, which this tool does not know.`,
      'Check in the Synchronization Service Manager what the condition selects; it is kept as written and not evaluated.',
    )
  }
  const value = condition.one('value')
  return {
    attribute,
    intrinsic: parseFlag(attributeOf(condition, 'intrinsic-attribute')) ?? false,
    operator,
    value: value?.text(),
    ...present('encoding', value?.attribute('encoding')),
    ...present('radix', value?.attribute('ui-radix')),
    at: condition.at,
  }
}
