import type { ServiceObject } from '../../model/index.js'
import { Reading, splitRecords } from '../../xml/index.js'
import type { EstatePart, InputDocument, ReadResult } from '../reader.js'
import { createNoticeBook, type NoticeBook } from '../sync-config/notice-book.js'
import { CHANGES } from './coverage.js'
import { FileLedger } from './ledger.js'
import { readExportObject } from './object-record.js'

/**
 * Reads an export of the MIM Service record by record: such files have hundreds of megabytes and one object is all that
 * has to be in memory as a tree.
 *
 * @throws XmlProblem when the file is not one well-formed document
 */
export function readExport(document: InputDocument): ReadResult {
  const book = createNoticeBook()
  const ledger = new FileLedger()
  const objects: ServiceObject[] = []
  let source = ''
  let changes = 0
  const records = splitRecords(document.text, { record: 'ExportObject', onHeader: (root) => ledger.addRoot(root) })
  for (const record of records) {
    if (record.local === 'ExportObject') {
      const reading = new Reading(record)
      const exported = readExportObject(reading.cursor, document.name, book)
      ledger.add(reading)
      if (exported === undefined) continue
      objects.push(exported.object)
      if (source === '') source = exported.source
    } else if (record.local === 'ImportObject') {
      const reading = new Reading(record)
      reading.cursor.document(CHANGES)
      ledger.add(reading)
      changes += 1
    } else {
      ledger.addUnknown(record)
    }
  }
  if (changes > 0) noteChanges(document.name, changes, book)
  const coverage = ledger.result()
  noteUnknown(document.name, coverage.entries, book)
  const part: EstatePart = {
    kind: 'service-objects',
    part: holdsSchemaOnly(objects) ? 'schema' : 'policy',
    source,
    objects,
    at: { file: document.name, path: '/Results' },
  }
  const parts = objects.length > 0 || changes === 0 ? [part] : []
  return { parts, notices: book.notices(), coverage }
}

const schemaTypes = new Set([
  'ObjectTypeDescription',
  'AttributeTypeDescription',
  'BindingDescription',
  // The schema export is made together with this one.
  'SynchronizationFilter',
])

function holdsSchemaOnly(objects: readonly ServiceObject[]): boolean {
  const own = objects.filter((object) => !object.isPlaceholder)
  return own.length > 0 && own.every((object) => schemaTypes.has(object.type))
}

function noteChanges(file: string, count: number, book: NoticeBook): void {
  book.add(
    'M2E-READ-042',
    { file, path: '/Results' },
    `${file} holds ${count} ${count === 1 ? 'change' : 'changes'} between two systems (Compare-FIMConfig), not the configuration of one; it was not assessed.`,
    'Send the export itself: Export-FIMConfig with -policyConfig and -portalConfig, and with -schemaConfig.',
  )
}

function noteUnknown(file: string, entries: ReadResult['coverage']['entries'], book: NoticeBook): void {
  for (const { path, status, count, firstLine } of entries) {
    if (status !== 'unknown') continue
    book.add(
      'M2E-READ-030',
      { file, path, ...(firstLine === undefined ? {} : { line: firstLine }) },
      `"${path.slice(path.lastIndexOf('/') + 1)}" is not known to this tool (${count === 1 ? 'once' : `${count} times, what lies inside counted with it`}); it was left out.`,
      'Look at it in the file; if it matters, take it into account by hand.',
    )
  }
}
