import type { Notice } from '../src/model/index.js'
import type { Words } from './words.js'

/**
 * Notices of readers in the language of the report. Their sentences are made of what stands in a file and are English: a
 * language puts the title of the kind before them (`notices.<id>.title`).
 */
export function noticeViews(notices: readonly Notice[], words: Words): readonly Notice[] {
  return notices.map((notice) => {
    const title = words.translated(`notices.${notice.id}.title`, '')
    const message =
      title === '' ? notice.message : words('cells.notice', { title, message: words.phrase(notice.message) })
    return { ...notice, message, advice: words.phrase(notice.advice) }
  })
}
