import { type DeletionRule, type Metaverse, normalizeGuid, type Setting } from '../../model/index.js'
import { readRulesExtension } from './extension.js'
import { attributeOf, flagOf, integerOf, present, textOf, textsOf } from './fields.js'
import { readImportFlows, readRecall } from './flows.js'
import type { NoticeBook } from './notice-book.js'
import { readParameterValues } from './parameters.js'
import { readSchema } from './schema.js'
import type { Section } from './section.js'

/** Reads `mv-data`. In a single exported management agent it holds the import flows only. */
export function readMetaverse(data: Section, book: NoticeBook): Metaverse {
  const flows = data.one('import-attribute-flow')
  return {
    schema: readSchema(data.one('schema'), data.at, book),
    importFlows: readImportFlows(flows, book),
    deletionRules: readDeletionRules(data.one('mv-deletion'), book),
    provisioning: readProvisioning(data.one('provisioning'), book),
    ...present('extension', readRulesExtension(data.one('extension'))),
    recall: readRecall(flows),
    passwordSyncEnabled: flagOf(data.one('password-sync'), 'password-sync-enabled') ?? false,
    ...present('passwordHistorySize', integerOf(data, 'password-change-history-size')),
    parameters: readGlobalParameters(data.one('parameter-values'), book),
    version: textOf(data, 'version'),
    at: data.at,
  }
}

/** Reads `mv-deletion`: when metaverse objects of a type go. */
export function readDeletionRules(section: Section | undefined, book: NoticeBook): readonly DeletionRule[] {
  return (section?.many('mv-deletion-rule') ?? []).map((rule) => {
    const type = attributeOf(rule, 'type')
    const kind = type === 'declared-any' || type === 'declared-last' || type === 'scripted' ? type : 'unknown'
    const objectType = attributeOf(rule, 'mv-object-type')
    if (kind === 'unknown') {
      book.tally(
        'M2E-READ-022',
        `mv-deletion-rule ${type}`,
        rule.at,
        `Object deletion rule of ${objectType} is of the unknown kind "${type}".`,
        'Look the rule up in the Metaverse Designer.',
      )
    }
    return {
      id: normalizeGuid(attributeOf(rule, 'id')),
      objectType,
      kind,
      connectorIds: textsOf(rule, 'src-ma').map(normalizeGuid),
      at: rule.at,
    }
  })
}

function readProvisioning(section: Section | undefined, book: NoticeBook): Metaverse['provisioning'] {
  const type = attributeOf(section, 'type')
  if (type === 'none' || type === 'scripted' || type === 'sync-rule' || type === 'both') return type
  if (section === undefined || type === '') return 'none'
  book.add(
    'M2E-READ-022',
    section.at,
    `Provisioning is of the unknown kind "${type}".`,
    'Look it up in the options of the Synchronization Service Manager.',
  )
  return 'unknown'
}

function readGlobalParameters(section: Section | undefined, book: NoticeBook): readonly Setting[] {
  return readParameterValues(section, book).map(({ name, value, at }) => ({ name, value, at }))
}
