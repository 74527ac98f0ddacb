import type { Metaverse, Provenance, Setting, SyncRule } from '../../model/index.js'
import type { Field, TreeReading } from '../json/index.js'
import type { EstatePart } from '../reader.js'
import { sensitive } from '../secrets.js'
import { type DirectoryPolicy, readDirectoryPolicy } from './directory.js'
import { noteGaps } from './gaps.js'

/** Where the export folder keeps the version, and where everyone looks for it. */
const VERSION = 'Microsoft.Synchronize.ServerConfigurationVersion'

/** Reads the root of a settings file. */
export function readSettings({ root, file, book }: TreeReading): readonly EstatePart[] {
  const metadata = root.object('policyMetadata')
  const deployment = root.object('deploymentMetadata')
  const exportedAt = metadata?.text('timeCreated').trim() ?? ''
  const server = deployment?.text('hostName').trim() ?? ''
  const directories = [
    ...root.objects('onpremisesDirectoryPolicy').map((policy) => readDirectoryPolicy(policy, 'active-directory', book)),
    ...root.objects('azureDirectoryPolicy').map((policy) => readDirectoryPolicy(policy, 'entra-id', book)),
  ]
  const settings = [
    ...readVersion(metadata),
    ...readTexts(metadata, 'policyMetadata', ['type', 'author']),
    ...readTexts(deployment, 'deploymentMetadata', [
      'serviceAccount',
      'serviceAccountType',
      'databaseServer',
      'databaseInstance',
      'databaseName',
      'databaseType',
    ]),
  ]
  deployment?.document(
    'connectorIds',
    'Connectors of the server; those with rules or filters stand with their directory.',
  )
  noteGaps(file, root, directories, book)
  const common = { product: 'connect-sync', form: 'json' } as const
  return [
    {
      ...common,
      kind: 'metaverse',
      server,
      exportedAt,
      scope: 'single',
      metaverse: metaverseOf(settings, root.at),
      at: root.at,
    },
    ...directories.flatMap(({ connector }): readonly EstatePart[] =>
      connector === undefined ? [] : [{ ...common, kind: 'connector', server, exportedAt, scope: 'single', connector }],
    ),
    ...directories.flatMap(rulesOf).map((rule): EstatePart => ({ ...common, kind: 'sync-rule', rule })),
  ]
}

function rulesOf(directory: DirectoryPolicy): readonly SyncRule[] {
  return directory.rules
}

function readVersion(metadata: Field | undefined): readonly Setting[] {
  const version = metadata?.text('azureADConnectVersion').trim() ?? ''
  const at = metadata?.peek('azureADConnectVersion')?.at
  return version === '' || at === undefined ? [] : [{ name: VERSION, value: { value: version, redacted: false }, at }]
}

/** Texts kept under the name they have in the file. */
function readTexts(holder: Field | undefined, path: string, names: readonly string[]): readonly Setting[] {
  return names.flatMap((name) => {
    const at = holder?.peek(name)?.at
    const text = holder?.text(name) ?? ''
    return at === undefined ? [] : [{ name: `${path}.${name}`, value: sensitive(name, text), at }]
  })
}

/** The settings carry no metaverse but its version; schema and optional features stay unknown. */
function metaverseOf(parameters: readonly Setting[], at: Provenance): Metaverse {
  return {
    schema: { objectTypes: [], attributes: [], at },
    importFlows: [],
    deletionRules: [],
    provisioning: 'unknown',
    recall: [],
    passwordSyncEnabled: false,
    parameters,
    version: '',
    at,
  }
}
