import type { Provenance, SyncRule, SyncRuleFlow } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'

/** `Inbound`, `Outbound`. */
export function directionOf(text: string, at: Provenance, book: NoticeBook): SyncRule['direction'] {
  switch (text.toLowerCase()) {
    case 'inbound':
      return 'inbound'
    case 'outbound':
      return 'outbound'
    default:
      noteUnknown('direction', text, at, book)
      return 'unknown'
  }
}

/** `Provision`, `Join`, `StickyJoin`. */
export function linkTypeOf(text: string, at: Provenance, book: NoticeBook): SyncRule['linkType'] {
  switch (text.toLowerCase()) {
    case 'provision':
      return 'provision'
    case 'join':
      return 'join'
    case 'stickyjoin':
      return 'sticky-join'
    default:
      noteUnknown('link type', text, at, book)
      return 'unknown'
  }
}

/** `Update`, `Replace`, `Merge`, `MergeCaseInsensitive`; nothing written means `Update`. */
export function mergeTypeOf(text: string, at: Provenance, book: NoticeBook): SyncRuleFlow['mergeType'] {
  switch (text.toLowerCase()) {
    case 'update':
    case '':
      return 'update'
    case 'replace':
      return 'replace'
    case 'merge':
      return 'merge'
    case 'mergecaseinsensitive':
      return 'merge-case-insensitive'
    default:
      noteUnknown('merge type', text, at, book)
      return 'unknown'
  }
}

function noteUnknown(what: string, text: string, at: Provenance, book: NoticeBook): void {
  book.tally(
    'M2E-READ-022',
    `${what} ${text}`,
    at,
    `The synchronization rule has the unknown ${what} "${text}".`,
    'Look the rule up in the Synchronization Rules Editor.',
  )
}
