import type { Messages } from '../../../analyzers/analyzer.js'

export const residualMessages: Messages = {}
