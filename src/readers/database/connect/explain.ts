import { InputError } from '../../files/input-error.js'
import type { ConnectionSettings } from './settings.js'

/** What the driver or the server said, in its parts. */
export interface DriverProblem {
  readonly code: string
  /** Number of the server's error, 0 for one of the driver. */
  readonly number: number
  readonly message: string
}

export function driverProblem(problem: unknown): DriverProblem {
  const { code, number, message } = Object(problem) as { code?: unknown; number?: unknown; message?: unknown }
  return {
    code: typeof code === 'string' ? code : '',
    number: typeof number === 'number' ? number : 0,
    message: typeof message === 'string' ? message : String(problem),
  }
}

/** The connection is gone or the server had a weak moment: asking again may help. */
export function isPassing({ code, number }: DriverProblem): boolean {
  return (
    ['ECONNRESET', 'ESOCKET', 'ECONNCLOSED', 'ETIMEOUT', 'EIDLE'].includes(code) || number === 601 || number === 1205
  )
}

/** What hinders one table only. */
export function tableProblem({ number, message, code }: DriverProblem): string {
  if (number === 229 || number === 230) return 'the login may not read it (SELECT denied)'
  if (number === 208) return 'the table is not in this database'
  if (number === 207) return 'a column the catalogue named is not there'
  if (number === 1222) return 'it was locked for too long'
  if (number === 1205) return 'the server ended the reading as a deadlock victim'
  if (number === 601) return 'its data moved while it was read'
  return `${message.replace(/\.$/, '')}${number === 0 ? (code === '' ? '' : ` (${code})`) : ` (error ${number})`}`
}

/** Why no connection came about. The server's numbers do not reach us here, so its words decide. */
export function connectionProblem(problem: unknown, settings: ConnectionSettings): InputError {
  const { code, message } = driverProblem(problem)
  const where = place(settings)
  const with_ = (text: string, remedy: string) => new InputError(text, remedy, { cause: problem })
  if (/Cannot open database/i.test(message))
    return with_(
      `${where} let the login in, but not into the database ${settings.database}.`,
      'Check the name of the database and that the login is a user of it (role db_datareader).',
    )
  if (/untrusted domain|18452/i.test(message))
    return with_(
      `${where} does not take this Windows login.`,
      'Give User Id, Domain and password of an account of a domain the server trusts, or a SQL login.',
    )
  if (code === 'ELOGIN')
    return with_(
      `${where} refused the login of ${settings.user || 'the Entra account'}.`,
      `Check user and password. The server says: ${message}`,
    )
  if (/self.signed|certificate|altname|unable to verify/i.test(message))
    return with_(
      `The certificate of ${where} is not one this computer trusts.`,
      'Install its issuer (NODE_EXTRA_CA_CERTS), or say --trust-server-certificate if you know the network.',
    )
  if (code === 'EENCRYPT')
    return with_(`${where} insists on encryption.`, 'Leave Encrypt out of the connection string.')
  if (code === 'EINSTLOOKUP')
    return with_(
      `The instance ${settings.instance} was not found at ${settings.server}.`,
      'Write the port instead: Server=host,1433.',
    )
  if (code === 'ETIMEOUT') return silent(settings)
  return with_(
    `No connection to ${where}: ${message}.`.replace(/\.\.$/, '.'),
    'Check name, port, firewall and that TCP/IP is enabled.',
  )
}

export function silent(settings: ConnectionSettings): InputError {
  return new InputError(
    `${place(settings)} does not answer.`,
    'Is this the port of a SQL Server? Check name, port and firewall.',
  )
}

export function notThere(settings: ConnectionSettings, reason: string): InputError {
  return new InputError(
    `Nobody is at ${place(settings)} (${reason}).`,
    'Check name, port and firewall, and that TCP/IP is enabled for the instance.',
  )
}

export function somethingElse(settings: ConnectionSettings): InputError {
  return new InputError(
    `What answers at ${place(settings)} is not a SQL Server.`,
    'Check the port; a default instance has 1433.',
  )
}

export function clearText(settings: ConnectionSettings): InputError {
  return new InputError(
    `${place(settings)} does not encrypt; no password was sent.`,
    'Enable encryption on the server, or write Encrypt=false to go on in clear text.',
  )
}

export function place(settings: ConnectionSettings): string {
  return `${settings.server}${settings.instance === '' ? `:${settings.port ?? 1433}` : `\\${settings.instance}`}`
}
