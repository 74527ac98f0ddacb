import { InputError } from '../../files/input-error.js'
import type { Connection, ConnectOptions, Credentials } from './connection.js'
import { openConnection } from './connection.js'
import { type ConnectionSettings, parseConnectionString } from './settings.js'

export interface ConnectionSource {
  readonly settings: ConnectionSettings
  readonly open: () => Promise<Connection>
}

export interface SecretSources {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Name of the variable with the password. */
  readonly passwordVariable: string
  /** Asks a person; absent where nobody sits in front of the terminal. */
  readonly prompt?: (question: string) => Promise<string>
}

export const PASSWORD_VARIABLE = 'MIM2ENTRA_SQL_PASSWORD'
export const TOKEN_VARIABLE = 'MIM2ENTRA_SQL_TOKEN'

/**
 * A connection from what stands on the command line: a connection string without a password, or the name of an
 * environment variable that holds one. Arguments are kept by shells and shown to everybody who lists processes.
 */
export async function connectionSource(
  argument: string,
  secrets: SecretSources,
  options: ConnectOptions,
): Promise<ConnectionSource> {
  const fromEnvironment = /^\w+$/.test(argument) ? secrets.environment[argument] : undefined
  if (fromEnvironment === undefined && /^\w+$/.test(argument))
    throw new InputError(
      `There is no environment variable ${argument}.`,
      'Set it to a connection string, or write the connection string itself, without the password.',
    )
  const { settings, password } = parseConnectionString(fromEnvironment ?? argument)
  if (password !== undefined && fromEnvironment === undefined)
    throw new InputError(
      'A password does not belong on a command line: the shell remembers it and others can see it.',
      `Leave it out and set ${secrets.passwordVariable}, or put the whole connection string into an environment variable and name that.`,
    )
  const credentials = await credentialsFor(settings, password, secrets)
  return { settings, open: () => openConnection(settings, credentials, options) }
}

async function credentialsFor(
  settings: ConnectionSettings,
  given: string | undefined,
  { environment, passwordVariable, prompt }: SecretSources,
): Promise<Credentials> {
  if (settings.login === 'entra-default') return {}
  if (settings.login === 'entra-token') {
    const token = environment[TOKEN_VARIABLE]
    if (token !== undefined && token !== '') return { token }
    throw new InputError(
      `There is no Entra token in ${TOKEN_VARIABLE}.`,
      'Get one with: az account get-access-token --resource https://database.windows.net',
    )
  }
  const password = given ?? environment[passwordVariable]
  if (password !== undefined) return { password }
  if (prompt === undefined)
    throw new InputError(
      `There is no password for ${settings.user} in ${passwordVariable}, and nobody to ask for it.`,
      `Set ${passwordVariable}.`,
    )
  return { password: await prompt(`Password of ${settings.user} for ${settings.database}: `) }
}
