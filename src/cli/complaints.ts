import type { Estate } from '../model/index.js'
import type { CliIo } from './io.js'

/** Errors of the input on stderr: what is wrong and where, then what to do. */
export function complain(estate: Estate, io: CliIo): void {
  for (const notice of estate.notices.filter((item) => item.severity === 'error'))
    io.err(`mim2entra: ${notice.message}\n           ${notice.advice}\n`)
}
