import type { Node } from 'web-tree-sitter'
import type { CoverageStatus, LineRange } from '../../model/index.js'
import type { InputDocument, Reader, ReadResult } from '../reader.js'
import { createNoticeBook, type NoticeBook } from '../sync-config/notice-book.js'
import { endLineOf, field, lineOf, loadCsharp, MOST_CHARACTERS, parseCsharp, parts } from './csharp.js'
import { entryMethodsOf, interfacesOf } from './interpret.js'
import { Lines } from './ledger.js'
import { isCsharp } from './recognise.js'
import { collectSymbols } from './symbols.js'

export const csharpReader: Reader = {
  kind: 'extension-csharp',
  title: 'Source code of a rules extension, C#',
  recognise: isCsharp,
  read: readCsharp,
}

async function readCsharp(document: InputDocument): Promise<ReadResult> {
  const book = createNoticeBook()
  const ledger = new Lines()
  const at = { file: document.name, path: '', line: 1 }
  if (document.text.length > MOST_CHARACTERS) {
    book.add(
      'M2E-READ-011',
      at,
      `${document.name} has more than ${MOST_CHARACTERS} characters; source code of this size was not read.`,
      'Generated code need not be sent.',
    )
    ledger.add('/file', 'unknown', 1)
    return { parts: [], notices: book.notices(), coverage: ledger.result() }
  }
  await loadCsharp()
  const tree = parseCsharp(document.text)
  try {
    const broken = unreadableLines(tree.rootNode)
    noteBroken(document.name, broken, book)
    classify(document.name, tree.rootNode, ledger)
    for (const { from } of broken) ledger.add('/unreadable', 'unknown', from)
  } finally {
    tree.delete()
  }
  return {
    parts: [{ kind: 'extension-source', language: 'csharp', text: document.text, at }],
    notices: book.notices(),
    coverage: ledger.result(),
  }
}

/** Lines of code the grammar had to skip or make up, neighbouring ones together. */
export function unreadableLines(root: Node): readonly LineRange[] {
  if (!root.hasError) return []
  const found: { from: number; to: number }[] = []
  const waiting: Node[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.isError || node.isMissing) found.push({ from: lineOf(node), to: endLineOf(node) })
    else if (node.hasError) for (const child of node.children) if (child !== null) waiting.push(child)
  }
  const ranges: { from: number; to: number }[] = []
  for (const range of found.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = ranges.at(-1)
    if (last !== undefined && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else ranges.push(range)
  }
  return ranges
}

function noteBroken(file: string, broken: readonly LineRange[], book: NoticeBook): void {
  const [first] = broken
  if (first === undefined) return
  const shown = broken.slice(0, 5).map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
  const more = broken.length > shown.length ? ` and ${broken.length - shown.length} more places` : ''
  book.add(
    'M2E-READ-070',
    { file, path: '', line: first.from },
    `${file} has code that is not valid C# in ${shown.length === 1 && more === '' && first.from === first.to ? 'line' : 'lines'} ${shown.join(', ')}${more}; the rest was read.`,
    'Look at these lines by hand, or send the file as it was compiled.',
  )
}

const DIRECTIVE = 'Names a library; what is used of it is seen where it is used.'
const HELPER = 'Helper code: followed where an entry point calls it, and searched for outside systems.'
const DATA = 'Declares data of the program; constants are looked up where a rule names them.'

/** Every declaration of a file is one line of the ledger; statements count with the method they are in. */
function classify(file: string, root: Node, ledger: Lines): void {
  const symbols = collectSymbols([{ name: file, root }])
  const entryLines = new Set(
    symbols.classes.flatMap((found) =>
      entryMethodsOf(found, interfacesOf(found, symbols)).map(({ method }) => lineOf(method.node)),
    ),
  )
  const waiting: Node[] = [...parts(root)].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const [status, reason] = fate(node, entryLines)
    ledger.add(`/${node.type}`, status, lineOf(node), reason)
    const body = declaresMore.test(node.type) ? field(node, 'body') : undefined
    for (const member of body === undefined ? [] : [...parts(body)].reverse()) waiting.push(member)
  }
}

const declaresMore = /^(?:namespace|file_scoped_namespace|class|struct|record|interface)_declaration$/

function fate(node: Node, entryLines: ReadonlySet<number>): readonly [CoverageStatus, string?] {
  switch (node.type) {
    case 'namespace_declaration':
    case 'file_scoped_namespace_declaration':
    case 'class_declaration':
      return ['modelled']
    case 'using_directive':
    case 'extern_alias_directive':
    case 'global_attribute':
    case 'attribute_list':
      return ['ignored', DIRECTIVE]
    case 'method_declaration':
    case 'property_declaration':
      return entryLines.has(lineOf(node)) ? ['modelled'] : ['documented', HELPER]
    case 'field_declaration':
    case 'enum_declaration':
      return ['documented', DATA]
    case 'ERROR':
      return ['unknown']
    default:
      return [
        'documented',
        node.type.startsWith('preproc_') ? 'Instruction to the compiler; both sides of it were read.' : HELPER,
      ]
  }
}
