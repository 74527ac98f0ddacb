import type { InputDocument, Reader, ReadResult } from '../reader.js'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { Lines } from './ledger.js'
import { isVisualBasic } from './recognise.js'
import { vbStatements } from './vb-lines.js'
import { outlineVb } from './vb-outline.js'

export const vbReader: Reader = {
  kind: 'extension-vb',
  title: 'Source code of a rules extension, Visual Basic',
  recognise: isVisualBasic,
  read: readVisualBasic,
}

function readVisualBasic(document: InputDocument): ReadResult {
  const at = { file: document.name, path: '', line: 1 }
  const book = createNoticeBook()
  const ledger = new Lines()
  const { classes } = outlineVb(document.name, document.text)
  const entries = classes.flatMap((found) => found.entryPoints)
  const rules = entries.flatMap((entry) => entry.rules)
  const modelled = new Set([...entries, ...rules].map((item) => item.lines.from))
  for (const { line } of vbStatements(document.text)) {
    if (modelled.has(line)) ledger.add('/statement', 'modelled', line)
    else
      ledger.add(
        '/statement',
        'documented',
        line,
        'Visual Basic is read in outline: entry points, rule names and outside systems.',
      )
  }
  book.add(
    'M2E-READ-071',
    at,
    `${document.name} is Visual Basic, which is read in outline only: ${entries.length} entry points and ${rules.length} rule names were found; which attributes they read and write was not followed.`,
    entries.length === 0 ? '' : 'Read the code of each rule by hand.',
  )
  return {
    parts: [{ kind: 'extension-source', language: 'vb', text: document.text, at }],
    notices: book.notices(),
    coverage: ledger.result(),
  }
}
