import type { Connection, ConnectorPasswordSync, ExtensibleConnection } from '../../../model/index.js'
import { flagOf, textOf } from '../fields.js'
import type { NoticeBook } from '../notice-book.js'
import { readParameterDefinitions, readParameterValues } from '../parameters.js'
import type { Section } from '../section.js'
import { settingsBelow, settingsOf, shownText, switches } from '../settings.js'
import { accountOf } from './account.js'
import { formatElements } from './file.js'
import { anchorOf, commonSettings } from './ma-config.js'

/** Children of `extension-config` that are shown and not interpreted. */
const extensionSettings = [
  'import-mode',
  'export-mode',
  'import-default-page-size',
  'import-max-page-size',
  'export-default-page-size',
  'export-max-page-size',
  'export-type',
  'discovery-partition',
  'discovery-schema',
  'discovery-hierarchy',
  'supports-parameters-ex',
] as const

export interface ExtensibleRead {
  readonly connection: Connection
  readonly writeback: ConnectorPasswordSync['writeback'] | undefined
  /** Capabilities as a decimal number, '' when the connector states none. */
  readonly capabilityBits: string
}

/** Reads `MAConfig` of an ECMA1 or ECMA2 connector. */
export function readExtensibleConnection(root: Section, generation: 1 | 2, book: NoticeBook): ExtensibleRead {
  const config = root.one('extension-config')
  const extensible: ExtensibleConnection = {
    generation,
    assembly: textOf(config, 'filename'),
    assemblyVersion: textOf(config, 'assembly-version'),
    importEnabled: flagOf(config, 'import-enabled'),
    exportEnabled: flagOf(config, 'export-enabled'),
    parameters: readParameterValues(root.one('parameter-values'), book),
    definitions: readParameterDefinitions(root.one('parameter-definitions'), book),
  }
  const info = config?.one('connection-info')
  return {
    connection: {
      kind: 'extensible',
      target: extensible.assembly,
      account: accountOfParameters(extensible, textOf(info, 'user')),
      extensible,
      anchor: anchorOf(root),
      settings: [
        ...settingsOf(root, ['file-type', 'change_type_attribute'], book),
        ...settingsOf(config, extensionSettings, book),
        // ECMA1 keeps address and account where ECMA2 has parameters.
        ...(info === undefined ? [] : settingsBelow(info, book, 'connection-info')),
        ...commonSettings(root, book),
        // A connector that hands over files describes them as a file connector does.
        ...formatElements.flatMap((name) => {
          const format = root.one(name)
          return format === undefined ? [] : settingsBelow(format, book, name)
        }),
        ...componentSettings(root),
        ...passwordReset(root),
      ],
      at: root.at,
    },
    capabilityBits: textOf(config, 'capability-bits'),
    writeback: readWriteback(root.one('aad-password-reset-config')),
  }
}

/** Sign-in names of the connectors in use; all of them state user and domain as connectivity parameters. */
function accountOfParameters({ parameters }: ExtensibleConnection, fallback: string): string {
  const value = (...names: string[]): string =>
    parameters.find((parameter) => names.includes(normalName(parameter.name)))?.value.value ?? ''
  const user = value('username', 'user name', 'user', 'impersonate username')
  return accountOf(value('domain', 'realm/domain'), user === '' ? fallback : user)
}

/** Parameter names contain blanks and trailing colons. */
function normalName(name: string): string {
  return name.trim().replace(/:+$/, '').trim().toLowerCase()
}

/** Parents the connector can make; the ones in force stand in `component_mappings` of the connector. */
function componentSettings(root: Section): Connection['settings'] {
  return (root.one('possible_component_mappings')?.shown('mapping') ?? []).map((mapping) => ({
    name: `possible parent class for ${shownText(mapping, 'dn_component')}`,
    value: { value: shownText(mapping, 'object_class'), redacted: false },
    at: mapping.at,
  }))
}

function passwordReset(root: Section): Connection['settings'] {
  return switches(root.one('aad-password-reset-config'), ['adal-authority'], 'aad-password-reset-config/')
}

function readWriteback(config: Section | undefined): ConnectorPasswordSync['writeback'] | undefined {
  return config === undefined ? undefined : { enabled: flagOf(config, 'enabled') ?? false, at: config.at }
}
