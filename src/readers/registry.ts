import { readers as codeless } from './codeless/index.js'
import { readers as connectJson } from './connect-json/index.js'
import { readers as connectPowershell } from './connect-powershell/index.js'
import { readers as connectSync } from './connect-sync/index.js'
import { readers as connectYaml } from './connect-yaml/index.js'
import { streamReaders as csExport } from './cs-export/index.js'
import { offlineReader } from './database/index.js'
import { readers as ecmaHost } from './ecma-host/index.js'
import { readers as entraDocuments, lateReaders as entraDocumentsLate } from './entra-documents/index.js'
import { readers as lithnet } from './lithnet/index.js'
import { readers as mimService } from './mim-service/index.js'
import { readers as mimSync } from './mim-sync/index.js'
import { lateReaders as objects } from './objects/index.js'
import { readers as operations } from './operations/index.js'
import { readers as provisioningSchema } from './provisioning-schema/index.js'
import type { Reader } from './reader.js'
import { readers as rulesExtension, settingsReader } from './rules-extension/index.js'
import type { LateReader, StreamReader } from './stream-reader.js'

/** All readers, the more specific first: the first that recognises a file reads it. */
export const allReaders: readonly Reader[] = [
  ...connectSync,
  ...connectPowershell,
  ...connectJson,
  ...connectYaml,
  ...mimSync,
  ...mimService,
  ...ecmaHost,
  ...provisioningSchema,
  ...entraDocuments,
  ...rulesExtension,
  ...codeless,
  ...lithnet,
  ...operations,
  // Takes files of any vocabulary that speaks of extensions, so it is asked last.
  settingsReader,
]

/** Read record by record, whatever their size; asked before all others. */
export const streamReaders: readonly StreamReader[] = [offlineReader, ...csExport]

/** Asked last, when the connectors of the input are known. */
export const lateReaders: readonly LateReader[] = [...objects, ...entraDocumentsLate]
