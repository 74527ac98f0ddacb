import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { DocumentProblem } from '../../document-problem.js'
import { notice } from '../../notices.js'
import type { StreamReader, StreamResult, StreamSource } from '../../stream-reader.js'
import { interpretSnapshot } from '../interpret/index.js'
import { SnapshotStore } from '../snapshot/store.js'
import { SnapshotView } from '../snapshot/view.js'
import { OfflineImport } from './import.js'

/** What the script of the offline kit wrote. It is packed into a snapshot first and read as one. */
export const offlineReader: StreamReader = {
  kind: 'database-offline',
  title: 'Databases, read by the offline script',
  recognise: ({ head }) => /^\uFEFF?\{"mim2entra":"offline-snapshot"/.test(head),
  stream: readOffline,
}

async function readOffline(source: StreamSource): Promise<StreamResult> {
  const path = join(tmpdir(), `mim2entra-${randomUUID()}.m2e`)
  const store = new SnapshotStore(path)
  try {
    const problem = await fill(store, source)
    if (problem !== undefined) return notWhole(source.name, problem)
    store.finish()
    const view = new SnapshotView(path)
    try {
      return interpretSnapshot(view, source.name)
    } finally {
      view.close()
    }
  } finally {
    store.close()
    for (const ending of ['', '.partial', '.partial-wal', '.partial-shm']) rmSync(`${path}${ending}`, { force: true })
  }
}

/** What is wrong with the file, if anything is. */
async function fill(store: SnapshotStore, source: StreamSource): Promise<string | undefined> {
  const into = new OfflineImport(store)
  const lines = createInterface({ input: Readable.from(source.open()), crlfDelay: Number.POSITIVE_INFINITY })
  let number = 0
  try {
    for await (const line of lines) {
      number += 1
      if (line.trim() !== '') into.line(line.replace(/^\uFEFF/, ''))
    }
  } catch (problem) {
    if (problem instanceof SyntaxError || problem instanceof DocumentProblem) return `line ${number} is damaged`
    throw problem
  } finally {
    into.close()
  }
  return into.isComplete ? undefined : `it ends after line ${number}, before the script was done`
}

function notWhole(file: string, problem: string): StreamResult {
  const counts = { modelled: 0, documented: 0, ignored: 0, unknown: 0 }
  return {
    parts: [],
    notices: [
      notice(
        'M2E-READ-098',
        { file, path: '' },
        `${file} is not whole: ${problem}; nothing of it was read.`,
        'Run the script again and send its file packed.',
      ),
    ],
    coverage: { counts, entries: [] },
    failed: true,
  }
}
