import type { Messages } from '../../../analyzers/analyzer.js'

export const authorityMessages: Messages = {}
