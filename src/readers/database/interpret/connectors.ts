import type { EstatePart } from '../../reader.js'
import { rebuildConnector } from '../../sync-config/rebuild.js'
import type { SnapshotView, ViewRow } from '../snapshot/view.js'
import { braced, exportDate, exportMask, fragment } from './fragment.js'
import type { Interpretation } from './interpretation.js'

/** Columns that hold what an export writes under the same element. */
const plain: readonly (readonly [element: string, column: string])[] = [
  ['name', 'ma_name'],
  ['category', 'ma_type'],
  ['subtype', 'subtype'],
  ['ma-listname', 'ma_listname'],
  ['ma-companyname', 'company_name'],
  ['version', 'version_number'],
  ['internal-version', 'internal_version_number'],
  ['description', 'ma_description'],
  ['export-type', 'ma_export_type'],
]

const documents: readonly (readonly [element: string, column: string])[] = [
  ['ma-ui-settings', 'ui_settings_xml'],
  ['extension', 'ma_extension_xml'],
  ['schema', 'ma_schema_xml'],
  ['attribute-inclusion', 'attribute_inclusion_xml'],
  ['stay-disconnector', 'stay_disconnector_xml'],
  ['join', 'join_rule_xml'],
  ['projection', 'projection_rule_xml'],
  ['export-attribute-flow', 'export_attribute_flow_xml'],
  ['provisioning-cleanup', 'provisioning_cleanup_xml'],
  ['controller-configuration', 'controller_configuration_xml'],
  ['private-configuration', 'private_configuration_xml'],
  ['dn-construction', 'dn_construction_xml'],
  ['password-sync', 'passwordsync_xml'],
  ['component_mappings', 'component_mappings_xml'],
]

/** Rebuilds every connector from the columns of its rows. */
export function connectorParts(view: SnapshotView, source: number, to: Interpretation): EstatePart[] {
  const partitions = view.lookup(source, 'partition', 'ma_id')
  const profiles = view.lookup(source, 'run-profile', 'ma_id')
  return [...view.rows(source, 'management-agent')].map((row) => {
    const id = row.text('ma_id')
    const at = to.at(`mms_management_agent/${row.text('ma_name')}`)
    const sections: (readonly [string, string])[] = [['id', braced(id)]]
    for (const [element, column] of plain) if (row.has(column)) sections.push([element, row.text(column)])
    if (row.has('creation_date')) sections.push(['creation-time', exportDate(row.text('creation_date'))])
    if (row.has('modification_date'))
      sections.push(['last-modification-time', exportDate(row.text('modification_date'))])
    if (row.has('capabilities_mask')) sections.push(['capabilities-mask', exportMask(row.value('capabilities_mask'))])
    if (row.has('is_password_sync_allowed'))
      sections.push(['password-sync-allowed', row.text('is_password_sync_allowed')])
    for (const [element, column] of documents)
      if (row.text(column).trim() !== '') sections.push([element, row.text(column)])
    for (const partition of partitions.get(id) ?? []) sections.push(['ma-partition-data', partitionXml(partition, to)])
    for (const profile of profiles.get(id) ?? []) sections.push(['ma-run-data', profileXml(profile, to)])
    const { connector, notices } = rebuildConnector(at.file, sections)
    to.add(notices.map((notice) => ({ ...notice, at: { ...notice.at, path: `${at.path}${notice.at.path}` } })))
    return {
      kind: 'connector',
      product: to.product,
      server: to.server,
      exportedAt: to.exportedAt,
      scope: 'server',
      connector: { ...connector, at },
    }
  })
}

function partitionXml(row: ViewRow, to: Interpretation): string {
  const parts = [
    ...simple(row, [
      ['name', 'partition_name'],
      ['display-name', 'partition_display_name'],
      ['version', 'version_number'],
      ['selected', 'is_selected'],
      ['allowed-operations', 'allowed_operations_flag'],
    ]),
    ...complex(row, to, [
      ['filter', 'filter_xml'],
      ['filter-hints', 'filter_hints_xml'],
      ['custom-data', 'ma_custom_data_xml'],
      ['password-sync', 'passwordsync_xml'],
    ]),
  ]
  return `<partition><id>${braced(row.text('partition_id'))}</id>${dates(row)}${parts.join('')}</partition>`
}

function profileXml(row: ViewRow, to: Interpretation): string {
  const parts = [
    ...simple(row, [
      ['name', 'run_profile_name'],
      ['version', 'version_number'],
    ]),
    ...complex(row, to, [['configuration', 'configuration_xml']]),
  ]
  return `<run-configuration><id>${braced(row.text('run_profile_id'))}</id>${dates(row)}${parts.join('')}</run-configuration>`
}

function dates(row: ViewRow): string {
  const created = exportDate(row.text('creation_date'))
  const modified = exportDate(row.text('modification_date'))
  return `<creation-time>${created}</creation-time><last-modification-time>${modified}</last-modification-time>`
}

function simple(row: ViewRow, columns: readonly (readonly [string, string])[]): string[] {
  return columns.flatMap(([element, column]) => {
    // Names of partitions may look like anything, XML included.
    const escaped = row.text(column).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    return row.has(column) ? [`<${element}>${escaped}</${element}>`] : []
  })
}

function complex(row: ViewRow, to: Interpretation, columns: readonly (readonly [string, string])[]): string[] {
  return columns.flatMap(([element, column]) => {
    if (row.text(column).trim() === '') return []
    const read = fragment(element, row.text(column))
    if (read.kind === 'xml') return [read.text]
    to.damaged(column, row.text('partition_name') || row.text('run_profile_name'))
    return []
  })
}
