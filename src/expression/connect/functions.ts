/** Every function of Connect Sync expressions by its exact name. */

import type { FunctionTable } from '../function-table.js'
import { tableOf } from '../function-table.js'
import { CERTIFICATE_FUNCTIONS } from './functions/certificates.js'
import { LIST_FUNCTIONS } from './functions/lists.js'
import { TEXT_FUNCTIONS } from './functions/text.js'
import { VALUE_FUNCTIONS } from './functions/values.js'

export const CONNECT_FUNCTIONS: FunctionTable = tableOf(
  TEXT_FUNCTIONS,
  VALUE_FUNCTIONS,
  LIST_FUNCTIONS,
  CERTIFICATE_FUNCTIONS,
)
