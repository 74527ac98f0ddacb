import type { Notice, Provenance } from '../../model/index.js'
import { type NoticeId, notice } from '../notices.js'

/** Collects what the section readers have to say about one file. */
export interface NoticeBook {
  add(id: NoticeId, at: Provenance, message: string, advice?: string): void
  /**
   * For what may occur thousands of times: one notice for each subject, at the first place, with the number of places.
   * @param message the fact; the book adds the number
   */
  tally(id: NoticeId, subject: string, at: Provenance, message: string, advice?: string): void
  notices(): readonly Notice[]
}

interface Tally {
  readonly first: Notice
  count: number
}

export function createNoticeBook(): NoticeBook {
  const single: Notice[] = []
  const tallies = new Map<string, Tally>()
  return {
    add(id, at, message, advice = '') {
      single.push(notice(id, at, message, advice))
    },
    tally(id, subject, at, message, advice = '') {
      const key = `${id}\n${subject}`
      const known = tallies.get(key)
      if (known === undefined) tallies.set(key, { first: notice(id, at, message, advice), count: 1 })
      else known.count += 1
    },
    notices() {
      return [...single, ...[...tallies.values()].map(counted)]
    },
  }
}

function counted({ first, count }: Tally): Notice {
  return count === 1 ? first : { ...first, message: `${first.message} Found in ${count} places; this is the first.` }
}
