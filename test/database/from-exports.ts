import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decodeText, parseXml, type XmlElement } from '../../src/xml/index.js'
import { type Database, type Table, tableOf } from '../tds-server/database.js'
import { guidOrder } from '../tds-server/evaluate.js'
import type { SqlType, SqlValue } from '../tds-server/types.js'

/**
 * Builds the databases an export was made from: each section of a file goes into the column it comes from. It takes the
 * raw text of the sections and knows nothing of the readers.
 */
export function syncDatabase(folder: string, product: 'mim-sync' | 'connect-sync'): Database {
  const texts = filesBelow(folder).map((path) => decodeText(readFileSync(path)).text)
  const agents: Record<string, SqlValue>[] = []
  const partitions: Record<string, SqlValue>[] = []
  const profiles: Record<string, SqlValue>[] = []
  const rules: Record<string, SqlValue>[] = []
  let server: Record<string, SqlValue> = {}
  for (const text of texts) {
    const root = parseXml(text)
    if (root.local === 'synchronizationRule') rules.push({ rule_id: value(root, 'id'), rule_xml: text })
    const flows = root.children.find(({ local }) => local === 'mv-data')
    if (flows !== undefined) server = serverRow(text.slice(text.indexOf('<mv-data')), flows)
    const data = root.local === 'ma-data' ? root : root.children.find(({ local }) => local === 'ma-data')
    if (data === undefined) continue
    const id = guid(value(data, 'id'))
    agents.push(agentRow(text, data, id))
    for (const part of records(text, 'ma-partition-data', 'partition')) partitions.push(partitionRow(part, id))
    for (const part of records(text, 'ma-run-data', 'run-configuration')) profiles.push(profileRow(part, id))
  }
  const mim = product === 'mim-sync'
  return {
    name: mim ? 'FIMSynchronizationService' : 'ADSync',
    tables: [
      table('mms_server_configuration', { ...serverColumns, keyset_id: 'int', entropy: 'uniqueidentifier' }, [server]),
      table('mms_management_agent', agentColumns(mim), agents),
      table('mms_partition', partitionColumns, partitions),
      table('mms_run_profile', profileColumns, profiles),
      ...(mim ? [] : [table('mms_synchronization_rule', { rule_id: 'nvarchar(100)', rule_xml: 'ntext' }, rules)]),
      table('mms_metaverse', { object_id: 'uniqueidentifier', object_type: 'nvarchar(128)' }, []),
    ],
  }
}

export function table(
  name: string,
  columns: Readonly<Record<string, SqlType>>,
  records: readonly Readonly<Record<string, SqlValue>>[],
): Table {
  return tableOf('dbo', name, columns, records)
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) return filesBelow(path)
      return /\.xml$/i.test(name) ? [path] : []
    })
}

const max = 'nvarchar(max)' as const

const serverColumns: Readonly<Record<string, SqlType>> = {
  server_configuration_version_number: 'int',
  mv_schema_xml: 'ntext',
  import_attribute_flow_xml: max,
  provisioning_configuration_xml: max,
  mv_deletion_rule_xml: max,
  mv_extension_dll_xml: max,
  passwordsync_xml: max,
  password_change_history_size: 'int',
  parameters: max,
}

function serverRow(text: string, data: XmlElement): Record<string, SqlValue> {
  return {
    server_configuration_version_number: number(value(data, 'version')),
    mv_schema_xml: inside(section(text, 'schema')),
    import_attribute_flow_xml: section(text, 'import-attribute-flow'),
    provisioning_configuration_xml: section(text, 'provisioning'),
    mv_deletion_rule_xml: section(text, 'mv-deletion'),
    mv_extension_dll_xml: section(text, 'extension'),
    passwordsync_xml: section(text, 'password-sync'),
    password_change_history_size: number(value(data, 'password-change-history-size')),
    parameters: section(text, 'parameter-values'),
    keyset_id: 42,
    entropy: '99999999-9999-4999-8999-999999999999',
  }
}

/** Column → element whose whole text is kept. `mim` columns are not in ADSync. */
const agentDocuments: readonly (readonly [column: string, element: string, mimOnly?: true])[] = [
  ['ui_settings_xml', 'ma-ui-settings'],
  ['ma_extension_xml', 'extension'],
  ['attribute_inclusion_xml', 'attribute-inclusion'],
  ['stay_disconnector_xml', 'stay-disconnector', true],
  ['join_rule_xml', 'join', true],
  ['projection_rule_xml', 'projection', true],
  ['export_attribute_flow_xml', 'export-attribute-flow', true],
  ['provisioning_cleanup_xml', 'provisioning-cleanup', true],
  ['controller_configuration_xml', 'controller-configuration'],
  ['dn_construction_xml', 'dn-construction'],
  ['passwordsync_xml', 'password-sync', true],
  ['component_mappings_xml', 'component_mappings'],
]

function agentColumns(mim: boolean): Record<string, SqlType> {
  const text = 'nvarchar(500)' as const
  const documents = agentDocuments.filter(([, , mimOnly]) => mim || mimOnly !== true)
  return {
    ma_id: 'uniqueidentifier',
    ma_name: text,
    ma_type: text,
    subtype: text,
    ma_listname: text,
    company_name: text,
    version_number: 'int',
    internal_version_number: 'int',
    creation_date: 'datetime',
    modification_date: 'datetime',
    capabilities_mask: 'int',
    ma_export_type: 'int',
    ma_description: max,
    ma_schema_xml: 'ntext',
    private_configuration_xml: max,
    ...Object.fromEntries(documents.map(([column]) => [column, max])),
    ...(mim ? { is_password_sync_allowed: 'bit' as const } : {}),
    encrypted_configuration: 'image',
    controller_configuration_password: 'varbinary(max)',
    key_id: 'int',
  }
}

function agentRow(text: string, data: XmlElement, id: string): Record<string, SqlValue> {
  const documents = agentDocuments.map(([column, element]) => [column, directSection(text, data, element)])
  return {
    ma_id: id,
    ma_name: value(data, 'name'),
    ma_type: value(data, 'category'),
    subtype: value(data, 'subtype'),
    ma_listname: value(data, 'ma-listname'),
    company_name: value(data, 'ma-companyname'),
    version_number: number(value(data, 'version')),
    internal_version_number: number(value(data, 'internal-version')),
    creation_date: date(value(data, 'creation-time')),
    modification_date: date(value(data, 'last-modification-time')),
    capabilities_mask: has(data, 'capabilities-mask')
      ? Number.parseInt(value(data, 'capabilities-mask'), 16) | 0
      : null,
    ma_export_type: number(value(data, 'export-type')),
    ma_description: value(data, 'description'),
    is_password_sync_allowed: value(data, 'password-sync-allowed') === '1',
    ma_schema_xml: inside(directSection(text, data, 'schema')),
    private_configuration_xml: inside(directSection(text, data, 'private-configuration')),
    ...Object.fromEntries(documents),
    encrypted_configuration: Buffer.from('NEVER-READ'),
    controller_configuration_password: Buffer.from('NEVER-READ'),
    key_id: 7,
  }
}

const partitionColumns: Readonly<Record<string, SqlType>> = {
  partition_id: 'uniqueidentifier',
  ma_id: 'uniqueidentifier',
  partition_name: max,
  partition_display_name: max,
  is_selected: 'bit',
  version_number: 'int',
  creation_date: 'datetime',
  modification_date: 'datetime',
  allowed_operations_flag: 'int',
  filter_xml: max,
  filter_hints_xml: max,
  ma_custom_data_xml: max,
  passwordsync_xml: max,
}

function partitionRow(text: string, ma: string): Record<string, SqlValue> {
  const root = parseXml(text)
  const allowed = value(root, 'allowed-operations')
  return {
    partition_id: guid(value(root, 'id')),
    ma_id: ma,
    partition_name: value(root, 'name'),
    partition_display_name: has(root, 'display-name') ? value(root, 'display-name') : null,
    is_selected: value(root, 'selected') === '1',
    version_number: number(value(root, 'version')),
    creation_date: date(value(root, 'creation-time')),
    modification_date: date(value(root, 'last-modification-time')),
    allowed_operations_flag: allowed === '' ? null : Number(allowed),
    filter_xml: section(text, 'filter'),
    filter_hints_xml: section(text, 'filter-hints'),
    // Entra Connect writes the parameters beside the custom data; the database has one column for both.
    ma_custom_data_xml: withParameters(section(text, 'custom-data'), has(root, 'parameter-values') ? text : ''),
    passwordsync_xml: section(text, 'password-sync'),
  }
}

function withParameters(custom: string | null, text: string): string | null {
  const parameters = text === '' ? null : section(text, 'parameter-values')
  return parameters === null ? custom : `${inside(custom) ?? ''}${parameters}`
}

const profileColumns: Readonly<Record<string, SqlType>> = {
  run_profile_id: 'uniqueidentifier',
  ma_id: 'uniqueidentifier',
  run_profile_name: 'nvarchar(256)',
  version_number: 'int',
  configuration_xml: max,
}

function profileRow(text: string, ma: string): Record<string, SqlValue> {
  const root = parseXml(text)
  return {
    run_profile_id: guid(value(root, 'id')),
    ma_id: ma,
    run_profile_name: value(root, 'name'),
    version_number: number(value(root, 'version')),
    configuration_xml: section(text, 'configuration'),
  }
}

function value(element: XmlElement, local: string): string {
  return element.children.find((child) => child.local === local)?.text.trim() ?? ''
}

function has(element: XmlElement, local: string): boolean {
  return element.children.some((child) => child.local === local)
}

/** From the first start tag of that name to its last end tag; NULL when absent. */
function section(text: string, name: string): string | null {
  const body = text.replace(/<!--[\s\S]*?-->/g, '')
  const start = body.search(new RegExp(`<${name}[\\s/>]`))
  if (start < 0) return null
  const end = body.lastIndexOf(`</${name}>`)
  return end < start ? (/^<[^>]*\/>/.exec(body.slice(start))?.[0] ?? null) : body.slice(start, end + name.length + 3)
}

/** A section right below `ma-data`, by the place of its element: the same names occur further inside. */
function directSection(text: string, data: XmlElement, name: string): string | null {
  const element = data.children.find(({ local }) => local === name)
  if (element === undefined) return null
  const lines = text.split('\n')
  const from = lines.slice(element.line - 1).join('\n')
  const start = from.search(new RegExp(`<${name}[\\s/>]`))
  const rest = from.slice(start)
  const empty = /^<[^>]*\/>/.exec(rest)?.[0]
  if (empty !== undefined) return empty
  let depth = 0
  for (const tag of rest.matchAll(new RegExp(`<(/?)${name}(?:\\s[^>]*?)?(/?)>`, 'g'))) {
    if (tag[2] === '/') continue
    depth += tag[1] === '/' ? -1 : 1
    if (depth === 0) return rest.slice(0, tag.index + tag[0].length)
  }
  return null
}

function inside(text: string | null): string | null {
  if (text === null || /^<[^>]*\/>$/.test(text)) return null
  return text.slice(text.indexOf('>') + 1, text.lastIndexOf('</')).trim()
}

/** The records of a list, each as it stands. */
function records(text: string, list: string, record: string): string[] {
  const body = inside(section(text, list)) ?? ''
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (const tag of body.matchAll(new RegExp(`<(/?)${record}(?:\\s[^>]*?)?(/?)>`, 'g'))) {
    if (tag[2] === '/') continue
    if (tag[1] !== '/' && depth === 0) start = tag.index
    depth += tag[1] === '/' ? -1 : 1
    if (depth === 0) parts.push(body.slice(start, tag.index + tag[0].length))
  }
  // As a server keeps them: by the order of its own keys.
  const id = (part: string) => guid(value(parseXml(part), 'id'))
  return parts.sort((a, b) => Buffer.compare(guidOrder(id(a)), guidOrder(id(b))))
}

function guid(text: string): string {
  return text.replace(/[{}]/g, '').toUpperCase()
}

function number(text: string): number | null {
  return /^-?\d+$/.test(text) ? Number(text) : null
}

function date(text: string): string | null {
  return text === '' ? null : `${text.replace(' ', 'T')}Z`
}
