import type {
  ExtensionClass,
  ExtensionEntryPoint,
  ExtensionInterface,
  ExtensionRule,
  ExtensionSource,
  OutsideCall,
} from '../../model/index.js'
import { compareText } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { bodyOf, parametersOf, scopeOf } from './calls.js'
import { endLineOf, field, lineOf, parts, walkTree } from './csharp.js'
import { type EntryPointKind, entryPointOf, interfaceByMethods, interfaceNamed } from './entry-points.js'
import { FactBook } from './facts.js'
import { systemOf } from './outside.js'
import type { CodeClass, CodeFile, CodeMethod, Symbols } from './symbols.js'
import { visit, type Work } from './walk.js'

// One entry point of the largest extension known needs a hundredth of it.
const MOST_NODES = 300_000

/** What one file of C# does, helpers and constants of the other files of its program followed. */
export function interpretFile(
  file: CodeFile,
  symbols: Symbols,
  book: NoticeBook,
): Omit<ExtensionSource, 'assembly' | 'at' | 'unreadable'> {
  const classes = symbols.classes
    .filter((found) => found.file === file.name)
    .flatMap((found) => interpretClass(found, symbols, book) ?? [])
  return {
    language: 'csharp',
    depth: 'full',
    namespaces: namespacesOf(file),
    classes,
    outside: outsideOf(file),
  }
}

function interpretClass(found: CodeClass, symbols: Symbols, book: NoticeBook): ExtensionClass | undefined {
  const interfaces = interfacesOf(found, symbols)
  const entryPoints = entryMethodsOf(found, interfaces).map(({ method, kind }) =>
    interpretEntry(method, kind, symbols, book),
  )
  if (entryPoints.length === 0) return undefined
  return { name: found.name, interfaces, entryPoints, at: { file: found.file, path: '', line: lineOf(found.node) } }
}

/** Methods of a class that the engine calls. */
export function entryMethodsOf(
  found: CodeClass,
  interfaces: readonly ExtensionInterface[],
): readonly { readonly method: CodeMethod; readonly kind: EntryPointKind }[] {
  return found.methods.flatMap((method) => {
    const kind = entryPointOf(method.name, interfaces)
    return kind === undefined ? [] : [{ method, kind }]
  })
}

/** Also of the other parts of a partial class, and of classes it derives from. */
export function interfacesOf(found: CodeClass, symbols: Symbols): readonly ExtensionInterface[] {
  const bases = symbols.classes.filter((other) => other.name === found.name).flatMap((other) => other.bases)
  const inherited = symbols.classes.filter((other) => bases.includes(other.name)).flatMap((other) => other.bases)
  const named = [...bases, ...inherited].flatMap((base) => interfaceNamed(base) ?? [])
  const told = interfaceByMethods(found.methods.map((method) => method.name))
  return [...new Set(named.length > 0 || told === undefined ? named : [told])]
}

function interpretEntry(
  method: CodeMethod,
  kind: EntryPointKind,
  symbols: Symbols,
  book: NoticeBook,
): ExtensionEntryPoint {
  const facts = new FactBook()
  const work: Work = { rules: new Map(), passwords: [], unresolved: [], budget: MOST_NODES, exhausted: false }
  const scope = scopeOf(method, { symbols })
  const named = kind.rule === undefined ? undefined : parametersOf(method)[kind.rule]
  const parameter = named === undefined ? undefined : field(named, 'name')?.text
  if (parameter !== undefined) scope.variables.set(parameter, { kind: 'rule-name', ignoresCase: false })
  const body = bodyOf(method)
  visit(body, { file: method.file, scope, work, books: [facts], stack: [method], depth: 0 })
  noteWork(method, work, book)
  const rules = [...work.rules.values()].map(
    (rule): ExtensionRule => ({
      name: rule.name,
      match: rule.match,
      ignoresCase: rule.ignoresCase,
      facts: rule.book.result(),
      lines: { from: rule.from, to: rule.to },
      at: rule.at,
    }),
  )
  return {
    method: kind.method,
    interface: kind.interface,
    implemented: isImplemented(method),
    rules,
    facts: facts.result(),
    lines: { from: lineOf(method.node), to: endLineOf(method.node) },
    at: { file: method.file, path: '', line: lineOf(method.node) },
  }
}

/** Project templates fill every method with a statement that says that it is not implemented. */
function isImplemented(method: CodeMethod): boolean {
  const body = bodyOf(method)
  if (body === undefined) return false
  return parts(body).some((statement) => !/^throw\s+new\s+[\w.]*NotImplementedException\b/.test(statement.text))
}

function noteWork(method: CodeMethod, work: Work, book: NoticeBook): void {
  for (const { attribute, inCode, at } of work.passwords) {
    if (!inCode) continue
    book.tally(
      'M2E-READ-072',
      `${at.file} ${at.line ?? 0}`,
      at,
      `${method.owner}.${method.name} sets "${attribute}" to a password that stands in the source code; it was not read out.`,
      'Everybody who has the source knows it: change it, and let the target make initial passwords.',
    )
  }
  for (const { text, at } of work.unresolved)
    book.tally(
      'M2E-READ-073',
      `${at.file} ${text}`,
      at,
      `${method.owner}.${method.name} asks for the rule "${text.replace(/\s+/g, ' ')}", a name the source given does not tell.`,
      'Send the file that declares it.',
    )
  if (work.exhausted)
    book.add(
      'M2E-READ-070',
      { file: method.file, path: '', line: lineOf(method.node) },
      `${method.owner}.${method.name} is nested or repeated beyond what this tool follows; it was read in part.`,
      'Look at the method by hand.',
    )
}

function namespacesOf({ root }: CodeFile): readonly string[] {
  const names = root
    .descendantsOfType(['namespace_declaration', 'file_scoped_namespace_declaration'])
    .flatMap((node) => (node === null ? [] : (field(node, 'name')?.text ?? [])))
  return [...new Set(names)]
}

/** Every class of an outside system that the file names, once a line. */
function outsideOf({ name, root }: CodeFile): readonly OutsideCall[] {
  const found = new Map<string, OutsideCall>()
  for (const node of walkTree(root)) {
    if (node.type !== 'identifier') continue
    const system = systemOf(node.text)
    const parent = node.parent
    if (system === undefined || parent === null || !isUse(node.text, parent.type)) continue
    const at = { file: name, path: '', line: lineOf(node) }
    found.set(`${system} ${node.text} ${at.line}`, { system, by: node.text, at })
  }
  return [...found.values()].sort((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || compareText(a.by, b.by))
}

/** A class is made or asked; a variable that happens to have its name, or a declared type alone, does nothing. */
function isUse(name: string, parent: string): boolean {
  if (name === 'FindMVEntries') return true
  return parent === 'object_creation_expression' || parent === 'member_access_expression' || parent === 'qualified_name'
}
