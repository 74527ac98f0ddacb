import type { Reader } from '../reader.js'
import { csharpReader } from './csharp-reader.js'
import { projectReader, solutionReader } from './project-files.js'
import { vbReader } from './vb-reader.js'

export { assembleSources } from './assemble-sources.js'
export { settingsReader } from './project-files.js'

/** Source code of rules extensions and connectors, and the projects around it. */
export const readers: readonly Reader[] = [projectReader, solutionReader, csharpReader, vbReader]
