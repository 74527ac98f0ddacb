import type { Analyzer } from './analyzer.js'

/** Every scenario, in the order of the scenario base. A new one is a folder, an import and a line. */
export const analyzers: readonly Analyzer[] = []
