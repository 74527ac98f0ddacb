import { type Database, type Row, type Table, tableOf } from '../tds-server/database.js'
import type { SqlType, SqlValue } from '../tds-server/types.js'

const guid = 'uniqueidentifier' as const
const agent = 'AAAAAAAA-0000-4000-8000-000000000001'
const run = 'BBBBBBBB-0000-4000-8000-000000000001'

/** Ordered by the last group, as SQL Server orders them. */
export function objectId(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).toUpperCase().padStart(12, '0')}`
}

/** A table made row by row, of any length. */
function made(
  name: string,
  columns: Readonly<Record<string, SqlType>>,
  count: number,
  rowsOf: (index: number) => readonly Row[],
): Table {
  return {
    schema: 'dbo',
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
    isOrdered: true,
    rowCount: count,
    *rows(after?: SqlValue) {
      const from = after === undefined || after === null ? 1 : Number.parseInt(String(after).slice(24), 16) + 1
      for (let index = from; index <= count; index += 1) yield* rowsOf(index)
    },
  }
}

/** A small MIM server with people by the number, none of them kept in memory. */
export function peopleDatabase(count: number): Database {
  const max = 'nvarchar(max)' as const
  const addresses = made(
    'mms_metaverse_multivalue',
    { object_id: guid, attribute_name: 'nvarchar(128)', string_value_indexable: 'nvarchar(448)' },
    count,
    (index) => [
      [objectId(index), 'proxyAddresses', `SMTP:person${index}@corp.net`],
      [objectId(index), 'proxyAddresses', `smtp:p${index}@corp.net`],
    ],
  )
  return {
    name: 'FIMSynchronizationService',
    tables: [
      tableOf('dbo', 'mms_server_configuration', { mv_schema_xml: max, keyset_id: 'int' }, [
        { mv_schema_xml: '<dsml:dsml xmlns:dsml="http://www.dsml.org/DSML"><dsml:directory-schema/></dsml:dsml>' },
      ]),
      tableOf(
        'dbo',
        'mms_management_agent',
        {
          ma_id: guid,
          ma_name: 'nvarchar(128)',
          ma_type: 'nvarchar(128)',
          join_rule_xml: max,
          encrypted_configuration: 'image',
        },
        [{ ma_id: agent, ma_name: 'HR', ma_type: 'MSSQL', encrypted_configuration: Buffer.from('x') }],
      ),
      made(
        'mms_metaverse',
        {
          object_id: guid,
          object_type: 'nvarchar(128)',
          displayName: 'nvarchar(448)',
          accountName: 'nvarchar(448)',
          accountExpires: 'bigint',
          active: 'bit',
          unicodePwd: 'nvarchar(448)',
        },
        count,
        (index) => [
          [
            objectId(index),
            'person',
            index % 2 === 0 ? `Person ${index} Ü` : null,
            `p${index}`,
            9_223_372_036_854_775_807n,
            true,
            'secret',
          ],
        ],
      ),
      { ...addresses, rowCount: count * 2 },
      made(
        'mms_mv_link',
        { object_id: guid, attribute_name: 'nvarchar(128)', reference_id: guid },
        count - 1,
        (index) => [[objectId(index), 'manager', objectId(index + 1)]],
      ),
      made(
        'mms_connectorspace',
        {
          object_id: guid,
          ma_id: guid,
          rdn: 'nvarchar(876)',
          object_type: 'nvarchar(128)',
          is_connector: 'bit',
          connector_state: 'int',
          export_operation: 'int',
          hologram: 'varbinary(max)',
        },
        count,
        (index) => [
          [
            objectId(index),
            agent,
            `CN=p${index}`,
            'person',
            index % 3 !== 0,
            index % 3 === 0 ? 2 : 0,
            index % 10 === 0 ? 2 : 0,
            null,
          ],
        ],
      ),
      made('mms_csmv_link', { cs_object_id: guid, mv_object_id: guid }, count, (index) => [
        [objectId(index), objectId(index)],
      ]),
      tableOf(
        'dbo',
        'mms_run_history',
        {
          run_history_id: guid,
          ma_id: guid,
          run_profile_name: 'nvarchar(128)',
          run_number: 'int',
          username: 'nvarchar(128)',
          run_result: 'nvarchar(128)',
          start_date: 'datetime',
        },
        [
          {
            run_history_id: run,
            ma_id: agent,
            run_profile_name: 'Full Import',
            run_number: 1,
            username: 'CORP\\svc',
            run_result: 'completed-discovery-errors',
            start_date: '2024-01-02T03:04:05.000Z',
          },
        ],
      ),
      tableOf(
        'dbo',
        'mms_step_history',
        {
          step_history_id: guid,
          run_history_id: guid,
          step_number: 'int',
          step_result: 'nvarchar(128)',
          step_xml: 'ntext',
          ma_discovery_errors_xml: max,
          sync_errors_xml: max,
          stage_add: 'int',
        },
        [
          {
            step_history_id: run,
            run_history_id: run,
            step_number: 1,
            step_result: 'completed-discovery-errors',
            step_xml:
              '<step-type type="full-import"><import-subtype>to-cs</import-subtype></step-type><partition>default</partition>',
            ma_discovery_errors_xml: '<ma-object-error><error-type>missing-anchor</error-type></ma-object-error>',
            sync_errors_xml:
              '<synchronization-errors><import-error><error-type>extension-dll-exception</error-type></import-error><import-error><error-type>extension-dll-exception</error-type></import-error></synchronization-errors>',
            stage_add: 7,
          },
        ],
      ),
    ],
  }
}
