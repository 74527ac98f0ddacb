/** Readings that are legal and likely not meant, node by node. */

import type { Expression, Language } from './ast.js'
import type { LintCode, Problem } from './check.js'
import { DIALECTS } from './languages.js'

/** What is worth a look about one node. */
export function lint(language: Language, node: Expression): readonly Problem[] {
  const found: Problem[] = []
  const warn = (code: LintCode, message: string, decision?: string): void => {
    found.push({ severity: 'warning', code, message, span: node.span, decision })
  }
  if (node.kind === 'binary') {
    if (mixesLogic(node))
      warn('mixed-logic', '&& and || stand side by side without brackets; read from left to right.', 'Q-09')
    if (language === 'entra' && node.operator === '&')
      warn('ampersand', '& is not an operator of the reference; use Append or Join.', 'Q-19')
  }
  if (node.kind !== 'call') return found
  const definition = DIALECTS[language].functions.get(node.name)
  if (definition?.availability === 'export-only') warn('undocumented', `${node.name} is not documented.`)
  if (language === 'entra' && definition?.availability === 'cloud-sync')
    warn('place', `${node.name} is documented for Cloud Sync only.`)
  if (language === 'mim' && node.name === 'IsPresent' && node.args[0]?.kind === 'call')
    warn('expression-tested', 'IsPresent is documented for an attribute, not for an expression.')
  if (language === 'entra') found.push(...lintNullTest(node))
  const format = formatOf(node)
  if (format !== undefined && readsTwoWays(format))
    warn('date-format', `"${format}" prints differently when read as a classic VBA format; .NET letters apply.`)
  return found
}

const NULL_TESTS: readonly string[] = ['IsNull', 'IsNullOrEmpty', 'IsPresent']

/** The service documents null tests as unsupported in the condition of IIF and as the source of Switch. */
function lintNullTest(node: Extract<Expression, { kind: 'call' }>): readonly Problem[] {
  const [first] = node.args
  if ((node.name !== 'IIF' && node.name !== 'Switch') || first === undefined) return []
  const tested = first.kind === 'call' && NULL_TESTS.includes(first.name) ? first.args[0] : undefined
  const comparesEmpty =
    node.name === 'IIF' &&
    first.kind === 'binary' &&
    [first.left, first.right].some((side) => side.kind === 'string' && side.value === '') &&
    [first.left, first.right].some((side) => side.kind === 'attribute')
  if (tested?.kind !== 'attribute' && !comparesEmpty) return []
  return [
    {
      severity: 'error',
      code: 'null-test',
      message: `${node.name} cannot test an attribute for absence; write Switch([attribute], whenPresent, "", whenAbsent).`,
      span: first.span,
      decision: 'Q-20',
    },
  ]
}

function mixesLogic(node: Extract<Expression, { kind: 'binary' }>): boolean {
  if (node.operator !== '&&' && node.operator !== '||') return false
  return [node.left, node.right].some(
    (side) =>
      side.kind === 'binary' &&
      (side.operator === '&&' || side.operator === '||') &&
      side.operator !== node.operator &&
      side.grouped !== true,
  )
}

function formatOf(node: Extract<Expression, { kind: 'call' }>): string | undefined {
  if (node.name !== 'FormatDateTime' && node.name !== 'DateTimeFormat') return undefined
  const last = node.args.at(-1)
  return last?.kind === 'string' ? last.value : undefined
}

/** Formats in which .NET and the classic VBA letters part ways. */
function readsTwoWays(format: string): boolean {
  const letters = format.replace(/'[^']*'|"[^"]*"|\\./g, '')
  const minutesAsMonth = /(^|[^hH:])m{1,2}([^:]|$)/.test(letters) && !/[hHs]/.test(letters)
  const twelveHours = /h/.test(letters) && !/t/.test(letters)
  return minutesAsMonth || twelveHours || /n|w|q|D|Y|(^|[^y])y([^y]|$)/.test(letters)
}
