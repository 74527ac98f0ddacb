import type {
  Connection,
  ConnectorKind,
  ConnectorPasswordSync,
  ExchangeProvisioning,
  Provenance,
} from '../../../model/index.js'
import { flagOf, parseFlag, textOf } from '../fields.js'
import type { NoticeBook } from '../notice-book.js'
import type { Section } from '../section.js'
import { settingsBelow } from '../settings.js'
import { readDatabaseConnection } from './database.js'
import { readDirectoryConnection } from './directory.js'
import { readExtensibleConnection } from './extensible.js'
import { readFileConnection } from './file.js'
import { passwordExtensionSettings } from './ma-config.js'
import { readMimServiceConnection } from './mim-service.js'

/** Everything the private configuration says, the parts that belong elsewhere in the connector apart. */
export interface PrivateConfiguration {
  readonly connection: Connection
  readonly exchange?: ExchangeProvisioning | undefined
  readonly hashSync?: ConnectorPasswordSync['hashSync'] | undefined
  readonly writeback?: ConnectorPasswordSync['writeback'] | undefined
  /** Capabilities of an ECMA2 connector as a decimal number. */
  readonly capabilityBits?: string
  /** The connector's own DLL sets passwords. */
  readonly passwordExtension: boolean
}

/** File name of the connector DLL of an extensible connector, '' when there is none. */
export function assemblyOf(section: Section | undefined): string {
  return textOf(section?.one('MAConfig')?.one('extension-config'), 'filename')
}

/**
 * Reads `private-configuration`. The root element decides the shape, not the category: connectors of unknown kind are read
 * as far as their root is known.
 */
export function readPrivateConfiguration(
  section: Section | undefined,
  kind: ConnectorKind,
  category: string,
  at: Provenance,
  book: NoticeBook,
): PrivateConfiguration {
  const directory = section?.one('adma-configuration')
  if (directory !== undefined) {
    return { ...readDirectoryConnection(directory, book), passwordExtension: false }
  }
  const database = section?.one('oledbma-configuration')
  if (database !== undefined) {
    const connection = readDatabaseConnection(database, book)
    return withPasswordExtension(connection, database.one('password-extension-config'), book)
  }
  const service = section?.one('fimma-configuration')
  if (service !== undefined) return { connection: readMimServiceConnection(service, book), passwordExtension: false }
  const config = section?.one('MAConfig')
  if (config !== undefined) return readMaConfig(config, kind, category, book)
  return { connection: readOther(section, at, book), passwordExtension: false }
}

function withPasswordExtension(
  connection: Connection,
  extension: Section | undefined,
  book: NoticeBook,
): PrivateConfiguration {
  const settings = [...connection.settings, ...passwordExtensionSettings(extension, book)]
  return {
    connection: { ...connection, settings },
    passwordExtension: flagOf(extension, 'password-extension-enabled') ?? false,
  }
}

function readMaConfig(root: Section, kind: ConnectorKind, category: string, book: NoticeBook): PrivateConfiguration {
  const extension = root.one('extension-config')
  const fileEnabled = flagOf(root.one('password-extension-config'), 'password-extension-enabled') ?? false
  if (extension === undefined && kind.endsWith('-file')) {
    return { connection: readFileConnection(root, category, book), passwordExtension: fileEnabled }
  }
  const read = readExtensibleConnection(root, kind === 'ecma1' ? 1 : 2, book)
  const managed = parseFlag(textOf(extension, 'password-management-enabled')) ?? false
  return { ...read, passwordExtension: managed || fileEnabled }
}

/** Directories of other makers and connectors never seen: no sample shows their shape, so everything is shown. */
function readOther(section: Section | undefined, at: Provenance, book: NoticeBook): Connection {
  const none = section === undefined || section.element.children.length === 0
  const settings = none ? [] : settingsBelow(section, book)
  const find = (pattern: RegExp): string =>
    settings.find((setting) => pattern.test(setting.name) && !setting.value.redacted)?.value.value ?? ''
  return {
    kind: none ? 'none' : 'directory',
    target: find(/(?:^|\/)(?:server|host|server-name|host-name)$/i),
    account: find(/(?:^|\/)(?:user|login-user|user-name|bind-dn)$/i),
    anchor: [],
    settings,
    at: section?.at ?? at,
  }
}
