import type { TallyRule } from '../../xml/index.js'

/** Path below the root of the table, and why the element is not modelled. */
export type Row = readonly [path: string, reason: string]

const WATER_MARK = 'Synchronization water mark: how far the last run came; says nothing about the configuration.'
const EDITED = 'When it was last edited and how often; has no effect on what it does.'
const UI = 'Layout of the administration tool; has no effect on synchronization.'
const OWN_ID = 'Internal id that nothing else in an export refers to.'
const BIND = 'How the connector binds to the directory; shown with the partition.'
const CONNECTION = 'Part of the connection; shown with the connector.'
const DRIVER = 'How the database driver converts the column; the type itself is read.'

/** Kept as text in the settings of the connection or partition and shown, without meaning to the tool. */
const documentedInConnector: readonly Row[] = [
  ...rows('ma-partition-data/partition/custom-data/adma-partition-data', BIND, [
    'name',
    'guid',
    'sign-and-seal',
    'ssl-bind',
    'ssl-bind/@crl-check',
    'simple-bind',
    'dc-failover',
    'last-dc',
    'login-domain',
    'login-user',
  ]),
  [
    'ma-partition-data/partition/custom-data/ecma-partition-data/name',
    'Name the connector gives the partition; shown with it.',
  ],
  ...rows(
    'ma-partition-data/partition/password-sync',
    'How many password changes the partition takes; shown with it.',
    ['max-changes-allowed', 'max-changes-allowed-enabled'],
  ),
  [
    'ma-partition-data/partition/allowed-operations',
    'Which runs the server allows right now; shown with the partition.',
  ],
  ...rows('private-configuration/adma-configuration', CONNECTION, [
    'forest-guid',
    'sign-and-seal',
    'ssl-bind',
    'ssl-bind/@crl-check',
    'simple-bind',
    'default-ssl-strength',
    'enable-unapplied-merge',
    'ui-data/galma/target-ou',
    'ui-data/galma/mail-routing',
    'ui-data/galma/cross-forest-delegation',
    'ui-data/galma/source-contact-ous/ou',
  ]),
  ...rows('private-configuration/oledbma-configuration', CONNECTION, [
    'connection-info/datasource',
    'mms-info/multivalued-info/extra-columns/column',
    'mms-info/multivalued-info/extra-columns/column/name',
    'mms-info/multivalued-info/extra-columns/column/data-type',
    'enable-unapplied-merge',
  ]),
  ...rows('private-configuration/fimma-configuration', CONNECTION, [
    'connection-info/server',
    'connection-info/databasename',
    'connection-info/authentication',
    'mms-info/column-info',
    'mms-info/column-info/@name',
    'enable-unapplied-merge',
  ]),
  ...rows('private-configuration/MAConfig', CONNECTION, [
    'ldap-dn',
    'file-type',
    'change_type_attribute',
    'add_change_type_value',
    'modify_change_type_value',
    'delete_change_type_value',
    'case_normalize_dn_for_anchor',
    'enable-unapplied-merge',
    'importing/dn',
    'importing/dn/attribute',
    'importing/dn/attribute/@object_class',
    'importing/anchor/attribute/@object_class',
    'importing/per-class-settings/class/name',
    'primary_class_mappings/mapping',
    'primary_class_mappings/mapping/primary_class',
    'primary_class_mappings/mapping/oc-value',
    'data_normalization/force-uppercase',
    'data_normalization/remove-accents',
    'possible_component_mappings/mapping',
    'possible_component_mappings/mapping/dn_component',
    'possible_component_mappings/mapping/object_class',
    'aad-password-reset-config/adal-authority',
    ...['import-mode', 'export-mode', 'discovery-partition', 'discovery-schema', 'discovery-hierarchy'].map(
      extensionConfig,
    ),
    ...['import-default-page-size', 'import-max-page-size'].map(extensionConfig),
    ...['export-default-page-size', 'export-max-page-size', 'export-type', 'supports-parameters-ex'].map(
      extensionConfig,
    ),
  ]),
  ...['private-configuration/oledbma-configuration', 'private-configuration/MAConfig'].flatMap((root) =>
    rows(`${root}/password-extension-config`, 'Password extension of the connector; shown with the connection.', [
      'dll',
      'password-set-enabled',
      'password-change-enabled',
      'timeout',
      'connection-info',
      'connection-info/connect-to',
      'connection-info/user',
    ]),
  ),
]

function extensionConfig(name: string): string {
  return `extension-config/${name}`
}

/** Known, and without meaning for an assessment. */
const ignoredInConnector: readonly Row[] = [
  ['format-version', 'Version of the file format; 1 in every release.'],
  ['internal-version', EDITED],
  ['SyncConfig-refresh-schema', 'Asks the server to read the schema again when the file is imported.'],
  ['ma-ui-settings/**', UI],
  ['stay-disconnector/filter-set/@id', OWN_ID],
  ['stay-disconnector/filter-set/filter-alternative/@id', OWN_ID],
  ...rows('ma-partition-data/partition', EDITED, ['creation-time', 'last-modification-time', 'version']),
  ...rows('ma-partition-data/partition', WATER_MARK, [
    'current',
    'current/batch-number',
    'current/sequence-number',
    'last-successful-batch',
    'custom-data/adma-partition-data/cookie',
    'custom-data/water-mark',
    'custom-data/ecma-partition-data/water-mark',
  ]),
  ['ma-partition-data/partition/custom-data/adma-partition-data/ui-data/**', UI],
  ...rows('ma-partition-data/partition/filter-hints', 'What the connector proposes; the choice itself is read.', [
    '.',
    'object-classes',
    'object-classes/object-class',
    'object-classes/object-class/name',
    'object-classes/object-class/hierarchy',
    'object-classes/object-class/hierarchy/object-class',
    'object-classes/object-class/included',
  ]),
  ...rows('ma-run-data/run-configuration', EDITED, ['creation-time', 'last-modification-time']),
  ...rows('private-configuration/oledbma-configuration/mms-info', DRIVER, [
    'column-info/column/islongcolumn',
    'column-info/column/imp-conv-flag',
    'column-info/column/exp-conv-flag',
    'multivalued-info/multivalued-columns/column/islongcolumn',
    'multivalued-info/multivalued-columns/column/imp-conv-flag',
    'multivalued-info/multivalued-columns/column/exp-conv-flag',
    'multivalued-info/extra-columns/column/length',
    'multivalued-info/extra-columns/column/isnullable',
    'multivalued-info/extra-columns/column/isreadonly',
    'multivalued-info/extra-columns/column/islongcolumn',
    'multivalued-info/extra-columns/column/mms-type',
  ]),
  ['private-configuration/fimma-configuration/watermark', WATER_MARK],
  ...rows('private-configuration/fimma-configuration/mms-info/column-info', 'Repeats the schema, which is read.', [
    '@isDynamic',
    'column',
    'column/name',
    'column/data-type',
    'column/isrequired',
    'column/ismultivalued',
  ]),
  [
    'private-configuration/adma-configuration/cd-extension/application-protection',
    'Process the Exchange extension runs in.',
  ],
  ['private-configuration/MAConfig/ui-data/**', UI],
  ['private-configuration/MAConfig/exporting', 'Empty in every export seen.'],
  ['private-configuration/MAConfig/default_visible_attributes', UI],
  ['private-configuration/MAConfig/default_visible_attributes/attribute', UI],
  ['private-configuration/MAConfig/aad-password-reset-config/modified-timestamp', EDITED],
  ...rows('private-configuration/MAConfig', 'Marks a value as set by the maker of the connector.', [
    'password-extension-config/dll/@data-owner',
    'extension-config/filename/@data-owner',
    'extension-config/import-mode/@data-owner',
    'extension-config/export-mode/@data-owner',
    'extension-config/import-enabled/@data-owner',
    'extension-config/export-enabled/@data-owner',
  ]),
  ...rows('private-configuration/MAConfig/parameter-definitions', 'When the wizard asks the connector again.', [
    '@refreshSchema',
    '@refreshPartition',
    '@refreshConnectivityParameters',
    '@refreshCapabilitiesParameters',
    '@refreshGlobalParameters',
    '@refreshOtherParameters',
    '@refreshSchemaParameters',
  ]),
  ...rows('private-configuration/MAConfig/parameter-definitions/parameter', UI, [
    'text',
    'dropdown-extensible',
    'page-number',
  ]),
  ['encrypted-attributes', 'Empty in every export seen.'],
  ...parameterRows('private-configuration/MAConfig/parameter-values'),
  ...parameterRows('private-configuration/adma-configuration/parameter-values'),
  ...parameterRows('ma-partition-data/partition/parameter-values'),
  ...parameterRows('ma-partition-data/partition/custom-data/parameter-values'),
  ...parameterRows('ma-run-data/run-configuration/configuration/step/custom-data/parameter-values'),
  ...embeddedFlowRows('export-attribute-flow/export-flow-set/export-flow', 'export-flow'),
]

/** Known in `mv-data`, and without meaning for an assessment. */
const ignoredInMetaverse: readonly Row[] = [
  ['format-version', 'Version of the file format; 1 in every release.'],
  ...parameterRows('parameter-values'),
  ...embeddedFlowRows('import-attribute-flow/import-flow-set/import-flows/import-flow', 'import-flow'),
]

/** Known below `directory-schema`, and without meaning for an assessment. */
const ignoredInSchema: readonly Row[] = [
  ['attribute-type/description', 'Description in the connected system.'],
  ['attribute-type/object-identifier', 'OID in the connected system; rules use the name.'],
]

/** Attributes of the schema's extension namespace, below `directory-schema`. */
const ignoredExtensions: readonly (readonly [element: string, attribute: string, reason: string])[] = [
  ['', 'no-objectclass-validation', 'Whether the server checks object classes of imported records.'],
  ['/class', 'locked', 'Whether the object type can be removed in the administration tool.'],
  ['/attribute-type', 'indexable', 'Whether the database may index the attribute; whether it does is read.'],
]

/** Ledger rules name attributes as written, and the prefix of the extension namespace varies by connector and version. */
const extensionPrefixes = ['ms-dsml:', 'm:', ''] as const

/** Ledger rules of the `schema` section below `root`. */
function schemaRules(root: string): readonly TallyRule[] {
  const schema = `${root}/schema/dsml/directory-schema`
  return [
    ...rulesBelow(schema, 'ignored', ignoredInSchema),
    ...ignoredExtensions.flatMap(([element, attribute, reason]) =>
      extensionPrefixes.map(
        (prefix): TallyRule => ({ path: `${schema}${element}/@${prefix}${attribute}`, status: 'ignored', reason }),
      ),
    ),
  ]
}

function parameterRows(section: string): readonly Row[] {
  return [
    [`${section}/parameter/@dataType`, 'Repeats the type of the parameter.'],
    [`${section}/parameter/@page-number`, UI],
  ]
}

function embeddedFlowRows(flow: string, embedded: string): readonly Row[] {
  return [
    [`${flow}/sync-rule-mapping/sync-rule-value/${embedded}/dest`, 'Repeats the attribute that the flow stands under.'],
  ]
}

function rows(base: string, reason: string, paths: readonly string[]): readonly Row[] {
  return paths.map((path) => [path === '.' ? base : `${base}/${path}`, reason])
}

/** Makes ledger rules of rows. */
function rulesBelow(root: string, status: 'documented' | 'ignored', table: readonly Row[]): readonly TallyRule[] {
  return table.map(([path, reason]) => ({ path: `${root}/${path}`, status, reason }))
}

/** What of a connector is not modelled, and why. @param root path of `ma-data` */
export function connectorRules(root: string): readonly TallyRule[] {
  return [
    ...rulesBelow(root, 'documented', documentedInConnector),
    ...rulesBelow(root, 'ignored', ignoredInConnector),
    ...schemaRules(root),
  ]
}

/** What of the metaverse is not modelled, and why. @param root path of `mv-data` */
export function metaverseRules(root: string): readonly TallyRule[] {
  return [...rulesBelow(root, 'ignored', ignoredInMetaverse), ...schemaRules(root)]
}
