import { InputError } from '../../model/index.js'
import type { Begin, Entry } from '../journal/entries.js'
import { openRun } from '../journal/history.js'
import { type Disk, type Journal, openJournal, readJournal } from '../journal/journal.js'
import { takeLock } from '../journal/lock.js'
import type { OpenPlan } from '../plan/open-plan.js'

export interface Session {
  readonly journal: Journal<Entry>
  /** A run that began and did not end. */
  readonly interrupted: Begin | undefined
}

/** Holds the plan and its journal for as long as the work takes. @throws InputError when somebody else holds it */
export async function withSession<T>(
  open: OpenPlan,
  doing: string,
  now: () => string,
  work: (session: Session) => Promise<T>,
  disk?: Disk,
): Promise<T> {
  const lock = takeLock(open.lock, doing, now())
  try {
    const journal = openJournal<Entry>(open.journal, disk)
    try {
      checkBinding(open, journal.entries)
      return await work({ journal, interrupted: openRun(journal.entries) })
    } finally {
      journal.close()
    }
  } finally {
    lock.release()
  }
}

/** What the journal says, without holding anything. */
export function entriesOf(open: OpenPlan): readonly Entry[] {
  const entries = readJournal<Entry>(open.journal)
  checkBinding(open, entries)
  return entries
}

function checkBinding({ folder, hash }: OpenPlan, entries: readonly Entry[]): void {
  const other = entries.find((entry): entry is Begin => entry.type === 'begin' && entry.plan !== hash)
  if (other === undefined) return
  throw new InputError(
    `The journal in ${folder} belongs to another plan: ${other.scenario} ${other.stage} was begun under plan ${other.plan.slice(0, 8)}, and plan.json is ${hash.slice(0, 8)}.`,
    'Put the plan back that was begun, or carry this one out in a folder of its own.',
  )
}

/** @throws InputError saying how to go on */
export function refuseInterrupted({ interrupted }: Session): void {
  if (interrupted === undefined) return
  throw new InputError(
    `${interrupted.command} of ${interrupted.scenario} ${interrupted.stage} was interrupted.`,
    'Go on with mim2entra resume, or take it back with mim2entra rollback.',
  )
}
