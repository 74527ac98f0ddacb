import type { Notice, Provenance } from '../../model/index.js'
import { type NoticeId, notice } from '../notices.js'

/** Collects what the section readers have to say about one file. */
export interface NoticeBook {
  add(id: NoticeId, at: Provenance, message: string, advice?: string): void
  /**
   * For what may occur thousands of times: one notice for each subject, at the first place, with the number of places.
   * Beyond fifty subjects of one kind the rest share a notice.
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
      return [...single, ...perKind([...tallies.values()])]
    },
  }
}

/** Subjects of one kind of notice that are told apart; a file full of oddities gets one notice for all further ones. */
const MAX_SUBJECTS = 50

function perKind(tallies: readonly Tally[]): readonly Notice[] {
  const kinds = new Map<string, Tally[]>()
  for (const tally of tallies) {
    const known = kinds.get(tally.first.id)
    if (known === undefined) kinds.set(tally.first.id, [tally])
    else known.push(tally)
  }
  return [...kinds.values()].flatMap((kind) => {
    const [next, ...others] = kind.slice(MAX_SUBJECTS)
    const told = kind.slice(0, MAX_SUBJECTS).map(counted)
    return next === undefined ? told : [...told, furtherOnes(next, others)]
  })
}

function furtherOnes(next: Tally, others: readonly Tally[]): Notice {
  const count = others.length + 1
  return {
    ...next.first,
    message: `${next.first.message} ${count} different ones of this kind in all are not told apart.`,
  }
}

function counted({ first, count }: Tally): Notice {
  return count === 1 ? first : { ...first, message: `${first.message} Found in ${count} places; this is the first.` }
}
