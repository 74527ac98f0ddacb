import type { Field } from '../json/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import type { DirectoryPolicy } from './directory.js'

const ADVICE = 'Run Get-ADSyncServerConfiguration on the server and send the whole folder as well.'

/** Says once a file what settings of this kind do not carry, so that nobody takes silence for "off" or "none". */
export function noteGaps(file: string, root: Field, directories: readonly DirectoryPolicy[], book: NoticeBook): void {
  const say = (message: string) => book.add('M2E-READ-053', root.at, message, ADVICE)
  if (directories.length === 0) {
    say(`${file} states the server and its version only; rules, filters and features lie in the folder it came with.`)
    return
  }
  const custom = directories.flatMap((directory) => directory.custom)
  const standard = directories.reduce((sum, directory) => sum + directory.standardCount, 0)
  const gaps = [
    'the optional features, the schedule, the schema and the run profiles',
    ...(custom.some((rule) => !rule.carriesDisabled)
      ? ['which custom rules are disabled (all are read as enabled)']
      : []),
    ...(custom.some((rule) => !rule.carriesJoins) ? ['how custom rules join'] : []),
    ...(standard > 0 ? [`what the ${standard} standard rules do (only name, tag and precedence)`] : []),
  ]
  say(`${file} is a settings export, which does not carry ${list(gaps)}.`)
}

function list(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
