import type {
  CodeFacts,
  ExtensionClass,
  ExtensionEntryPoint,
  ExtensionInterface,
  ExtensionRule,
  ExtensionSource,
  OutsideCall,
  Provenance,
} from '../../model/index.js'
import { type EntryPointKind, entryPointOf, interfaceByMethods, interfaceNamed } from './entry-points.js'
import { outsideNames, systemOf } from './outside.js'
import { type VbStatement, vbStatements, vbText } from './vb-lines.js'

const procedure =
  /^(?:<[^>]*> ?)*(?:(?:Public|Private|Friend|Protected|Shared|Overrides|Overridable|Overloads|NotOverridable) )*(Sub|Function) (\w+)/i
const implementsClause = /\bImplements ((?:[\w.]+(?:, ?)?)+)$/i
const literal = /"(?:[^"]|"")*"/g
const outsideWord = new RegExp(String.raw`\bNew (${outsideNames.join('|')})\b|\b(${outsideNames.join('|')})\.`, 'g')

interface OpenMethod {
  readonly name: string
  readonly implementsNames: readonly string[]
  readonly from: number
  readonly body: VbStatement[]
  to: number
}

interface OpenClass {
  readonly name: string
  readonly line: number
  readonly bases: string[]
  readonly methods: OpenMethod[]
}

/** Entry points and rule names of a Visual Basic source. Attributes and helper methods are not followed. */
export function outlineVb(file: string, text: string): Omit<ExtensionSource, 'assembly' | 'at' | 'unreadable'> {
  const statements = vbStatements(text)
  const constants = constantsOf(statements)
  const classes = classesOf(statements)
  return {
    language: 'vb',
    depth: 'outline',
    namespaces: statements.flatMap(({ text: line }) => /^Namespace ([\w.]+)$/i.exec(line)?.[1] ?? []),
    classes: classes.flatMap((found) => outlineClass(found, file, constants) ?? []),
    outside: outsideIn(statements, file),
  }
}

function constantsOf(statements: readonly VbStatement[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { text } of statements) {
    const match = /\b(?:Const|ReadOnly) (\w+)(?: As String)? ?= ?("(?:[^"]|"")*")$/i.exec(text)
    if (match?.[1] !== undefined && match[2] !== undefined) found.set(match[1].toLowerCase(), vbText(match[2]))
  }
  return found
}

function classesOf(statements: readonly VbStatement[]): readonly OpenClass[] {
  const classes: OpenClass[] = []
  let method: OpenMethod | undefined
  for (const statement of statements) {
    const { text, line } = statement
    const begins = /\b(?:Class|Module) (\w+)$/i.exec(text)
    if (begins?.[1] !== undefined && !/^End /i.test(text))
      classes.push({ name: begins[1], line, bases: [], methods: [] })
    const current = classes.at(-1)
    if (current === undefined) continue
    const starts = method === undefined && !/^End /i.test(text) ? procedure.exec(text) : null
    if (method === undefined && /^(?:Implements|Inherits) /i.test(text))
      current.bases.push(...text.replace(/^\w+ /, '').split(/, ?/))
    else if (starts?.[2] !== undefined) {
      const names = implementsClause.exec(text)?.[1]?.split(/, ?/) ?? []
      method = { name: starts[2], implementsNames: names, from: line, body: [], to: line }
      current.methods.push(method)
    } else if (method !== undefined && /^End (?:Sub|Function)$/i.test(text)) {
      method.to = line
      method = undefined
    } else if (method !== undefined) {
      method.body.push(statement)
      method.to = line
    }
  }
  return classes
}

function outlineClass(
  found: OpenClass,
  file: string,
  constants: ReadonlyMap<string, string>,
): ExtensionClass | undefined {
  const named = found.bases.flatMap((base) => interfaceNamed(base) ?? [])
  const told = interfaceByMethods(found.methods.map((method) => method.name))
  const interfaces: readonly ExtensionInterface[] = [
    ...new Set(named.length > 0 || told === undefined ? named : [told]),
  ]
  const entryPoints = found.methods.flatMap((method) => {
    // The clause decides: the method itself may have any name.
    const name = method.implementsNames[0]?.split('.').at(-1) ?? method.name
    const kind = entryPointOf(name, interfaces)
    return kind === undefined ? [] : [outlineEntry(method, kind, file, constants)]
  })
  return entryPoints.length === 0
    ? undefined
    : { name: found.name, interfaces, entryPoints, at: { file, path: '', line: found.line } }
}

function outlineEntry(
  method: OpenMethod,
  kind: EntryPointKind,
  file: string,
  constants: ReadonlyMap<string, string>,
): ExtensionEntryPoint {
  const at = { file, path: '', line: method.from }
  return {
    method: kind.method,
    interface: kind.interface,
    implemented: method.body.some(({ text }) => !/NotImplementedException/.test(text)),
    rules: kind.rule === undefined ? [] : rulesOf(method, file, constants),
    facts: { ...noFacts, outside: outsideIn(method.body, file) },
    lines: { from: method.from, to: method.to },
    at,
  }
}

const noFacts: CodeFacts = { reads: [], writes: [], provisions: [], outside: [], throws: [], outcomes: [], helpers: [] }

/** `Case "a", Other` inside `Select Case FlowRuleName`, and `If FlowRuleName = "a"`. */
function rulesOf(method: OpenMethod, file: string, constants: ReadonlyMap<string, string>): readonly ExtensionRule[] {
  const rules = new Map<string, ExtensionRule>()
  const selects: { readonly isName: boolean; readonly folds: boolean }[] = []
  for (const { text, line } of method.body) {
    const select = /^Select Case (.+)$/i.exec(text)?.[1]
    if (select !== undefined)
      selects.push({ isName: isRuleName(select), folds: /ToLower|ToUpper|[LU]Case/i.test(select) })
    else if (/^End Select$/i.test(text)) selects.pop()
    const current = selects.at(-1)
    const label = /^Case (?!Else\b)(.+)$/i.exec(text)?.[1]
    const condition = /^(?:Else ?)?If (.+?)(?: Then\b.*)?$/i.exec(text)?.[1]
    const names =
      label !== undefined && current?.isName === true
        ? namesIn(label, constants)
        : condition !== undefined && isRuleName(condition)
          ? namesIn(condition, constants)
          : []
    const folds = label === undefined ? /ToLower|ToUpper|IgnoreCase/i.test(text) : (current?.folds ?? false)
    for (const name of names) {
      if (rules.has(name)) continue
      const at: Provenance = { file, path: '', line }
      rules.set(name, { name, match: 'exact', ignoresCase: folds, facts: noFacts, lines: { from: line, to: line }, at })
    }
  }
  return [...rules.values()]
}

function isRuleName(expression: string): boolean {
  return /\b(?:FlowRuleName|joinCriteriaName|ruleName)\b/i.test(expression.replace(literal, ''))
}

function namesIn(expression: string, constants: ReadonlyMap<string, string>): readonly string[] {
  const literals = [...expression.matchAll(literal)].map((match) => vbText(match[0]))
  const named = expression
    .replace(literal, '')
    .split(/[^\w]+/)
    .flatMap((word) => constants.get(word.toLowerCase()) ?? [])
  return [...literals, ...named].filter((name) => name !== '')
}

function outsideIn(statements: readonly VbStatement[], file: string): readonly OutsideCall[] {
  return statements.flatMap(({ text, line }) =>
    [...text.replace(literal, '""').matchAll(outsideWord)].flatMap((match): OutsideCall[] => {
      const by = match[1] ?? match[2] ?? ''
      const system = systemOf(by)
      return system === undefined ? [] : [{ system, by, at: { file, path: '', line } }]
    }),
  )
}
