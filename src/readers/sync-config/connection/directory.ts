import type { Connection, ConnectorPasswordSync, ExchangeProvisioning, Setting } from '../../../model/index.js'
import { flagOf, guidOf, textOf } from '../fields.js'
import type { NoticeBook } from '../notice-book.js'
import { readParameterValues } from '../parameters.js'
import type { Section } from '../section.js'
import { attributeSetting, settingOf, settingsBelow, settingsOf } from '../settings.js'
import { accountOf } from './account.js'

const settingElements = [
  'forest-guid',
  'sign-and-seal',
  'ssl-bind',
  'simple-bind',
  'default-ssl-strength',
  'enable-unapplied-merge',
] as const

export interface DirectoryConnection {
  readonly connection: Connection
  readonly exchange: ExchangeProvisioning | undefined
  readonly hashSync: ConnectorPasswordSync['hashSync'] | undefined
}

/** Reads `adma-configuration`: Active Directory, its global address list, AD LDS. */
export function readDirectoryConnection(root: Section, book: NoticeBook): DirectoryConnection {
  const forest = textOf(root, 'forest-name')
  const port = textOf(root, 'forest-port')
  const parameters = readParameterValues(root.one('parameter-values'), book)
  const galma = root.one('ui-data')?.one('galma')
  const settings: Setting[] = [
    ...settingsOf(root, settingElements, book),
    ...attributeSetting(root, 'ssl-bind', 'crl-check'),
    ...galSettings(galma, book),
  ]
  return {
    connection: {
      kind: 'directory',
      target: port === '' || port === '0' ? forest : `${forest}:${port}`,
      account: accountOf(textOf(root, 'forest-login-domain'), textOf(root, 'forest-login-user')),
      anchor: [],
      ...(parameters.length > 0 ? { parameters } : {}),
      settings,
      at: root.at,
    },
    exchange: readExchange(root.one('cd-extension')),
    hashSync: readHashSync(root.one('password-hash-sync-config')),
  }
}

/** Where a GAL connector puts contacts, which OUs and mail domains are its own. */
function galSettings(galma: Section | undefined, book: NoticeBook): readonly Setting[] {
  if (galma === undefined) return []
  return [
    ...settingsOf(galma, ['target-ou', 'mail-routing', 'cross-forest-delegation'], book, 'galma/'),
    ...settingOf(galma.one('source-contact-ous'), 'ou', book, 'galma/source-contact-ou'),
    ...(galma.one('smtp-mail-domains')?.many('domain') ?? []).flatMap((domain) =>
      settingsBelow(domain, book, 'galma/smtp-mail-domain'),
    ),
  ]
}

function readExchange(extension: Section | undefined): ExchangeProvisioning | undefined {
  if (extension === undefined) return undefined
  const assembly = textOf(extension, 'assembly-name')
  const runs = (['pre-import', 'pre-export', 'post-export'] as const).filter((name) => flagOf(extension, name) === true)
  const read = {
    assembly,
    exchangeVersion: textOf(extension, 'exchange-version'),
    server: textOf(extension, 'server-name'),
    runs,
    at: extension.at,
  }
  return assembly === '' ? undefined : read
}

function readHashSync(config: Section | undefined): ConnectorPasswordSync['hashSync'] | undefined {
  if (config === undefined) return undefined
  return {
    enabled: flagOf(config, 'enabled') ?? false,
    targetConnectorId: guidOf(config, 'target'),
    at: config.at,
  }
}
