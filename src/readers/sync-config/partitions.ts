import { type ConnectorPasswordSync, normalizeGuid, type Partition } from '../../model/index.js'
import { flagOf, guidOf, textOf, textsOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import { readParameterValues } from './parameters.js'
import type { Section } from './section.js'
import { attributeSetting, settingOf, settingsOf, switches } from './settings.js'

/** How the connector binds to a partition of a directory; shown, not interpreted. */
const directorySettings = [
  'guid',
  'sign-and-seal',
  'ssl-bind',
  'simple-bind',
  'dc-failover',
  'last-dc',
  'login-domain',
  'login-user',
] as const

export interface Partitions {
  readonly partitions: readonly Partition[]
  readonly passwordSources: ConnectorPasswordSync['sourcePartitions']
}

/** Reads `ma-partition-data`; kept outside files, it comes in several pieces. Partitions that are not selected are exported too. */
export function readPartitions(sections: readonly Section[], book: NoticeBook): Partitions {
  const cursors = sections.flatMap((section) => section.many('partition'))
  return {
    partitions: cursors.map((cursor) => readPartition(cursor, book)),
    passwordSources: cursors.flatMap(readPasswordSource),
  }
}

function readPartition(cursor: Section, book: NoticeBook): Partition {
  const filter = cursor.one('filter')
  const containers = filter?.one('containers')
  const custom = cursor.one('custom-data')
  const directory = custom?.one('adma-partition-data')
  const extensible = custom?.one('ecma-partition-data')
  const own = directory ?? extensible
  const parameters = [
    ...readParameterValues(cursor.one('parameter-values'), book),
    ...readParameterValues(custom?.one('parameter-values'), book),
    ...readParameterValues(extensible?.one('parameter-values'), book),
  ]
  return {
    id: guidOf(cursor, 'id'),
    name: textOf(cursor, 'name'),
    displayName: textOf(cursor, 'display-name'),
    selected: flagOf(cursor, 'selected') ?? false,
    objectTypes: textsOf(filter?.one('object-classes'), 'object-class'),
    // An empty inclusion stands for the whole partition and is kept.
    inclusions: (containers?.one('inclusions')?.many('inclusion') ?? []).map((inclusion) => inclusion.text().trim()),
    exclusions: (containers?.one('exclusions')?.many('exclusion') ?? []).map((exclusion) => exclusion.text().trim()),
    dn: textOf(own, 'dn'),
    isDomain: flagOf(own, 'is-domain'),
    preferredControllers: textsOf(directory?.one('preferred-dcs'), 'preferred-dc'),
    parameters,
    settings: [
      ...settingOf(own, 'name', book, 'partition name'),
      ...settingsOf(directory, directorySettings, book),
      ...attributeSetting(directory, 'ssl-bind', 'crl-check'),
      ...settingsOf(cursor, ['allowed-operations'], book),
      ...switches(
        cursor.one('password-sync'),
        ['max-changes-allowed', 'max-changes-allowed-enabled'],
        'password-sync/',
      ),
    ],
    at: cursor.at,
  }
}

function readPasswordSource(partition: Section): ConnectorPasswordSync['sourcePartitions'] {
  const sync = partition.one('password-sync')
  const enabled = flagOf(sync, 'password-sync-source-enabled') ?? false
  const targets = textsOf(sync?.one('password-sync-target-mas'), 'password-sync-target-ma')
  if (!enabled) return []
  return [{ partition: guidOf(partition, 'id'), targetConnectorIds: targets.map(normalizeGuid) }]
}
