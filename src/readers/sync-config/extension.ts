import type { RulesExtension } from '../../model/index.js'
import { integerOf, present, textOf } from './fields.js'
import type { Section } from './section.js'

/** Reads `extension` of a connector or of the metaverse; an empty element means that there is no rules extension. */
export function readRulesExtension(section: Section | undefined): RulesExtension | undefined {
  if (section === undefined) return undefined
  const read = {
    assembly: textOf(section, 'assembly-name'),
    separateProcess: textOf(section, 'application-protection').toLowerCase() === 'high',
    ...present('timeoutSeconds', integerOf(section, 'timeout')),
    at: section.at,
  }
  return read.assembly === '' ? undefined : read
}
