import type { RunSequence, ScheduleTool } from '../../model/index.js'
import { tokenize, tokenizeHead } from '../connect-powershell/tokenize.js'
import { DocumentProblem } from '../document-problem.js'
import type { DocumentPeek, InputDocument, Reader, ReadResult } from '../reader.js'
import { Lines } from '../rules-extension/ledger.js'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { followRuns } from './powershell-run.js'
import { statementsOf } from './powershell-syntax.js'
import { readCommandScript, readVbScript } from './script-lines.js'
import { scheduleOf, sequence, stem } from './sequences.js'

const runs = /MIIS_ManagementAgent|Start-ADSyncSyncCycle|Start-ManagementAgent|Invoke-ADSyncRunProfile/i

function isVbScript(head: string): boolean {
  return (
    /^\s*(?:Option\s+Explicit|Dim\s+\w|On\s+Error\s|Set\s+\w+\s*=\s*(?:GetObject|CreateObject))/im.test(head) &&
    !/^\s*\$\w/m.test(head)
  )
}

function isCommandScript(head: string): boolean {
  return /^\s*(?:@?echo\s+off|rem\b|::|@?setlocal)/im.test(head.slice(0, 2000)) && !/^\s*\$\w/m.test(head)
}

/** Words of a command that begin a statement, or a query on agents; a text that only speaks of them is none. */
function isPowerShell(head: string): boolean {
  const tokens = tokenizeHead(head)
  const starts = tokens.some(
    (token, at) =>
      token.kind === 'word' &&
      /^(?:Start-ADSyncSyncCycle|Start-ManagementAgent|Invoke-ADSyncRunProfile|Get-(?:Wmi|Cim)\w+|gwmi|gcim|Invoke-(?:Cim|Wmi)Method)$/i.test(
        token.text,
      ) &&
      (at === 0 || tokens[at - 1]?.kind === 'newline' || tokens[at - 1]?.kind === 'mark'),
  )
  return starts
}

const vbScriptReader = reader(
  'run-script-vbscript',
  'Script that starts run profiles, VBScript',
  'vbscript',
  ({ root, head }) => root === undefined && /MIIS_ManagementAgent/i.test(head) && isVbScript(head),
)

const commandReader = reader(
  'run-script-command',
  'Script that starts run profiles, batch file',
  'command-script',
  ({ root, head }) =>
    root === undefined &&
    isCommandScript(head) &&
    /\b(?:MARunScheduler|MASequencer|Start-ADSyncSyncCycle|miis\w*|run-?ma|(?:cscript|powershell)[^\n]*(?:run-?profile|run-?ma|sync|import|export))/i.test(
      head,
    ),
)

const powerShellReader = reader(
  'run-script-powershell',
  'Script that starts run profiles, PowerShell',
  'powershell',
  ({ root, head }) =>
    root === undefined && runs.test(head) && !isVbScript(head) && !isCommandScript(head) && isPowerShell(head),
)

export const scriptReaders: readonly Reader[] = [vbScriptReader, commandReader, powerShellReader]

function reader(kind: string, title: string, tool: ScheduleTool, recognise: (peek: DocumentPeek) => boolean): Reader {
  return { kind, title, recognise, read: (document) => readRuns(document, tool) }
}

interface Runs {
  readonly steps: readonly RunSequence[]
  readonly used: ReadonlySet<number>
  readonly unclear: ReadonlySet<number>
}

function readRuns(document: InputDocument, tool: ScheduleTool): ReadResult {
  const book = createNoticeBook()
  const at = { file: document.name, path: '', line: 1 }
  const read = runsOf(document, tool)
  const ledger = new Lines()
  for (const [index, line] of document.text.split('\n').entries()) {
    if (line.trim() === '') continue
    if (read.used.has(index + 1)) ledger.add('/line', 'modelled', index + 1)
    else ledger.add('/line', 'documented', index + 1, 'What the script does around the runs it starts.')
  }
  const [unclear] = read.unclear
  if (unclear !== undefined || read.steps.length === 0)
    book.add(
      'M2E-READ-078',
      { ...at, line: unclear ?? 1 },
      read.steps.length === 0
        ? `${document.name} speaks of management agents, but which runs it starts cannot be told without running it.`
        : `${document.name} starts ${read.unclear.size === 1 ? 'a run' : `runs in ${read.unclear.size} lines`} whose management agent or run profile cannot be told without running it.`,
      'Look the order of runs up in the script, or send the run history.',
    )
  const schedule = scheduleOf(tool, stem(document.name), sequence('', read.steps, at))
  return { parts: [{ kind: 'schedule', schedule }], notices: book.notices(), coverage: ledger.result() }
}

function runsOf(document: InputDocument, tool: ScheduleTool): Runs {
  if (tool === 'vbscript') return readVbScript(document.name, document.text)
  if (tool === 'command-script') return readCommandScript(document.name, document.text)
  return followRuns(document.name, statementsOf(tokensOf(document.text)))
}

/** Scripts in use have constructs no tokenizer of data knows; what comes before them is read all the same. */
function tokensOf(text: string): ReturnType<typeof tokenize> {
  try {
    return tokenize(text)
  } catch (problem) {
    if (!(problem instanceof DocumentProblem) || problem.code === 'too-large') throw problem
    return tokenizeHead(text)
  }
}
