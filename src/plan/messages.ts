import type { Messages } from '../../analyzers/analyzer.js'
import { authorityMessages } from './authority/messages.js'
import { residualMessages } from './residual/messages.js'
import { waveMessages } from './waves/messages.js'

/** Everything the plan says, by id; places are filled from a finding's params. Another language is another table. */
export const planMessages: Messages = { ...waveMessages, ...authorityMessages, ...residualMessages }
