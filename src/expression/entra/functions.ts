/** Every function of Entra provisioning expressions by its exact name. */

import type { FunctionTable } from '../function-table.js'
import { tableOf } from '../function-table.js'
import { CHOICE_FUNCTIONS } from './functions/choices.js'
import { TEXT_FUNCTIONS } from './functions/text.js'
import { VALUE_FUNCTIONS } from './functions/values.js'

export const ENTRA_FUNCTIONS: FunctionTable = tableOf(TEXT_FUNCTIONS, VALUE_FUNCTIONS, CHOICE_FUNCTIONS)
