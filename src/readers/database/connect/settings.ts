import { InputError } from '../../files/input-error.js'

/** How one proves who one is. */
export type LoginKind = 'sql' | 'ntlm' | 'entra-password' | 'entra-token' | 'entra-default'

/** What a connection string says, without any secret. */
export interface ConnectionSettings {
  readonly server: string
  readonly port: number | undefined
  readonly instance: string
  readonly database: string
  readonly user: string
  /** Windows domain; NTLM only. */
  readonly domain: string
  readonly login: LoginKind
  /** Entra application that asks; entra-password only. */
  readonly clientId: string
  readonly tenantId: string
  /** `strict`: TDS 8.0, the one form a server cannot talk the driver out of. `off` only where it was asked for. */
  readonly encryption: 'on' | 'strict' | 'off'
}

export interface ParsedConnection {
  readonly settings: ConnectionSettings
  /** Where the string held one; only a string that came from the environment may. */
  readonly password: string | undefined
}

const KIT =
  'Use mim2entra snapshot --offline-kit <folder>: its script runs on the server and writes one file to send back.'

const names: Readonly<Record<string, string>> = {
  server: 'server',
  'data source': 'server',
  address: 'server',
  addr: 'server',
  'network address': 'server',
  database: 'database',
  'initial catalog': 'database',
  'user id': 'user',
  uid: 'user',
  user: 'user',
  password: 'password',
  pwd: 'password',
  domain: 'domain',
  encrypt: 'encrypt',
  authentication: 'authentication',
  'integrated security': 'integrated',
  trusted_connection: 'integrated',
  'trust server certificate': 'trust',
  trustservercertificate: 'trust',
  'client id': 'clientId',
  'tenant id': 'tenantId',
  port: 'port',
}

/** Words of a connection string that change nothing here: the tool has its own. */
const passedOver =
  /^(?:application ?intent|app(?:lication name)?|connect(?:ion)? timeout|timeout|multipleactiveresultsets|mars|pooling|persist security info|command timeout|workstation id|wsid|packet size)$/

/**
 * Reads a connection string with the tool's own eyes: the driver turns `Encrypt=Strict` into less, drops `Integrated
 * Security` without a word and takes `(localdb)` for the name of a computer.
 *
 * @throws InputError for what cannot work, before anything is sent
 */
export function parseConnectionString(text: string): ParsedConnection {
  const found = new Map<string, string>()
  for (const [word, value] of pairsOf(text)) {
    const name = names[word]
    if (name === undefined && !passedOver.test(word))
      throw new InputError(
        `The connection string says "${word}", which this tool does not know.`,
        'Write Server=…;Database=…;User Id=…, and Encrypt, Domain or Authentication where needed.',
      )
    if (name !== undefined) found.set(name, value)
  }
  const of = (name: string) => found.get(name) ?? ''
  if (of('trust') !== '' && isYes(of('trust')))
    throw new InputError(
      'Trusting any certificate is not taken from a connection string.',
      'Say --trust-server-certificate where that is really meant.',
    )
  const server = readServer(of('server'), of('port'))
  const login = loginKind(of('authentication'), of('domain'), of('user'))
  if (isYes(of('integrated')) || /^sspi$/i.test(of('integrated')))
    throw new InputError(
      'The Windows login of this session cannot be used: the driver does not know it.',
      `Give User Id and Domain (NTLM), a SQL login or an Entra token. ${KIT}`,
    )
  const { user, domain } = splitUser(of('user'), of('domain'), login)
  return {
    settings: {
      ...server,
      database: required(of('database'), 'Database'),
      user,
      domain,
      login,
      clientId: of('clientId'),
      tenantId: of('tenantId'),
      encryption: encryptionOf(of('encrypt')),
    },
    password: found.get('password'),
  }
}

/** `a=b;c="d;e"`; quotes double inside of themselves. */
function* pairsOf(text: string): Generator<readonly [string, string]> {
  const pattern = /\s*([^=;]+?)\s*=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^;]*?))\s*(?:;|$)/g
  for (const match of text.matchAll(pattern)) {
    const [, word = '', double, single, plain = ''] = match
    const value = double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? plain
    yield [word.toLowerCase().replaceAll(/\s+/g, ' '), value]
  }
}

function readServer(text: string, portWord: string): Pick<ConnectionSettings, 'server' | 'port' | 'instance'> {
  const written = required(text, 'Server').trim()
  if (/^\(localdb\)|^\\\\\.\\pipe|^np:|^lpc:/i.test(written))
    throw new InputError(`${written} can only be reached on its own computer, through a named pipe.`, KIT)
  const [host = '', port] = written.replace(/^tcp:/i, '').split(',')
  const [name = '', instance = ''] = host.trim().split('\\')
  const number = Number(port ?? (portWord === '' ? Number.NaN : portWord))
  const server = name === '.' || name.toLowerCase() === '(local)' ? 'localhost' : name
  return {
    server,
    port: Number.isInteger(number) ? number : undefined,
    instance: Number.isInteger(number) ? '' : instance,
  }
}

function loginKind(authentication: string, domain: string, user: string): LoginKind {
  const written = authentication.toLowerCase().replaceAll(/[\s-]/g, '')
  if (written === 'ntlm' || written === 'windows') return 'ntlm'
  if (written === 'activedirectorypassword') return 'entra-password'
  if (written === 'activedirectoryaccesstoken' || written === 'entratoken') return 'entra-token'
  if (written === 'activedirectorydefault' || written === 'entradefault') return 'entra-default'
  if (written === '' || written === 'sqlpassword' || written === 'sql')
    return domain !== '' || user.includes('\\') ? 'ntlm' : 'sql'
  throw new InputError(
    `Authentication=${authentication} is not a way to log in that this tool knows.`,
    'Write SqlPassword, NTLM, ActiveDirectoryPassword, ActiveDirectoryAccessToken or ActiveDirectoryDefault.',
  )
}

function splitUser(user: string, domain: string, login: LoginKind): { user: string; domain: string } {
  const slash = user.indexOf('\\')
  const split =
    login === 'ntlm' && slash > 0 ? { user: user.slice(slash + 1), domain: user.slice(0, slash) } : { user, domain }
  if (split.user === '' && login !== 'entra-token' && login !== 'entra-default') required('', 'User Id')
  return split
}

function encryptionOf(text: string): ConnectionSettings['encryption'] {
  if (/^strict$/i.test(text)) return 'strict'
  if (text === '' || isYes(text) || /^mandatory$/i.test(text)) return 'on'
  return 'off'
}

function isYes(text: string): boolean {
  return /^(?:true|yes|1)$/i.test(text.trim())
}

function required(value: string, word: string): string {
  if (value.trim() !== '') return value
  throw new InputError(
    `The connection string has no ${word}.`,
    'Write Server=host,1433;Database=FIMSynchronizationService;User Id=reader.',
  )
}
