import { readers as connectSync } from './connect-sync/index.js'
import { readers as ecmaHost } from './ecma-host/index.js'
import { readers as mimService } from './mim-service/index.js'
import { readers as mimSync } from './mim-sync/index.js'
import { readers as provisioningSchema } from './provisioning-schema/index.js'
import type { Reader } from './reader.js'

/** All readers, the more specific first: the first that recognises a file reads it. */
export const allReaders: readonly Reader[] = [
  ...connectSync,
  ...mimSync,
  ...mimService,
  ...ecmaHost,
  ...provisioningSchema,
]
