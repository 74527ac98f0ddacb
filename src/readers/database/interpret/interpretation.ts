import type { Notice, Provenance } from '../../../model/index.js'
import { type NoticeId, notice } from '../../notices.js'
import type { SourceRecord } from '../snapshot/format.js'

/** What is said while one database of a snapshot is read: where things stand, and what is wrong with them. */
export class Interpretation {
  readonly notices: Notice[] = []

  constructor(
    readonly file: string,
    readonly record: SourceRecord,
  ) {}

  get product(): 'mim-sync' | 'connect-sync' {
    return this.record.product === 'connect-sync' ? 'connect-sync' : 'mim-sync'
  }

  /** Name of the computer without the name of the instance. */
  get server(): string {
    return this.record.server.replace(/\\.*$/, '')
  }

  get exportedAt(): string {
    return this.record.taken_at.slice(0, 23).replace('T', ' ')
  }

  at(path: string): Provenance {
    return { file: this.file, path: `/${this.record.database_name}/${path}` }
  }

  add(notices: readonly Notice[]): void {
    this.notices.push(...notices)
  }

  say(id: NoticeId, path: string, message: string, advice = ''): void {
    this.notices.push(notice(id, this.at(path), message, advice))
  }

  damaged(column: string, owner: string): void {
    this.say(
      'M2E-READ-026',
      column,
      `The column ${column} of "${owner}" holds XML that is damaged; it was left out.`,
      'Export the management agent and add its file.',
    )
  }
}
