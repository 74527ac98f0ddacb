/** `mim2entra expr`: one expression, read, checked, evaluated and translated at the prompt. */

import type { Command } from 'commander'
import type { Expression, ExpressionError, Language, Problem, Translation, Value } from '../../expression/index.js'
import {
  attempt,
  check,
  compile,
  describeError,
  parse,
  print,
  reasonAdvice,
  reasonText,
  translate,
  valueFromJson,
  valueToJson,
} from '../../expression/index.js'

export interface ExprArguments {
  readonly language: string
  readonly expression: string
  /** Target language of a translation. */
  readonly to?: string | undefined
  /** `name=value` pairs; a value that is JSON is read as such, everything else is text. */
  readonly set?: readonly string[] | undefined
  readonly json?: boolean | undefined
  /** The moment Now gives, ISO; without it Now is refused. */
  readonly now?: string | undefined
}

export interface ExprResult {
  readonly output: string
  /** 0 fine, 1 the expression fails or cannot be translated, 2 wrong arguments. */
  readonly exitCode: 0 | 1 | 2
}

const LANGUAGES: readonly Language[] = ['mim', 'connect', 'entra']

interface Answer {
  readonly language: Language
  readonly expression: string
  readonly problems: readonly Problem[]
  readonly value: unknown
  readonly error: string | undefined
  readonly translation: Translation | undefined
}

/** Runs the command without touching anything outside. */
export function runExpr(args: ExprArguments): ExprResult {
  const language = LANGUAGES.find((known) => known === args.language)
  if (language === undefined) return usage(`${args.language} is not a language; use ${LANGUAGES.join(', ')}.`)
  if (args.to !== undefined && args.to !== 'entra') return usage('The only target of a translation is entra.')
  if (args.to !== undefined && language === 'entra') return usage('The expression is in the target language already.')
  const now = args.now === undefined ? undefined : Date.parse(args.now)
  if (now !== undefined && Number.isNaN(now)) return usage(`${args.now} is not a date; write 2026-01-31T12:00:00Z.`)
  const attributes = readAssignments(args.set ?? [])
  if (typeof attributes === 'string') return usage(attributes)
  const parsed = attempt(() => parse(language, args.expression))
  if (!parsed.ok) return failure(parsed.error, args)
  const answer = answerFor(language, parsed.value, attributes, now, args)
  const isWrong = answer.error !== undefined || answer.translation?.verdict === 'impossible'
  return { output: args.json === true ? toJson(answer) : toLines(answer), exitCode: isWrong ? 1 : 0 }
}

function answerFor(
  language: Language,
  expression: Expression,
  attributes: ReadonlyMap<string, Value>,
  now: number | undefined,
  args: ExprArguments,
): Answer {
  const outcome = attempt(() =>
    compile(language, expression).evaluate({ attributes, parameters: attributes, importedValues: attributes, now }),
  )
  const wantsValue = args.to === undefined || (args.set ?? []).length > 0
  return {
    language,
    expression: print(language, expression),
    problems: check(language, expression),
    value: wantsValue && outcome.ok ? valueToJson(outcome.value) : undefined,
    error: wantsValue && !outcome.ok ? describeError(outcome.error, args.expression) : undefined,
    translation: args.to === undefined || language === 'entra' ? undefined : translate(language, expression),
  }
}

/** The assignments by name, or what is wrong with one. */
function readAssignments(assignments: readonly string[]): ReadonlyMap<string, Value> | string {
  const values = new Map<string, Value>()
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=')
    if (equals < 1) return `${assignment} is not written name=value.`
    const text = assignment.slice(equals + 1)
    const outcome = attempt(() => valueFromJson(readJson(text)))
    if (!outcome.ok) return outcome.error.message
    values.set(assignment.slice(0, equals), outcome.value)
  }
  return values
}

/** Numbers, booleans, lists and the `$` forms are JSON; anything else is the text it looks like. */
function readJson(text: string): unknown {
  if (!/^(?:-?\d+|true|false|null|\[.*\]|\{.*\}|".*")$/s.test(text)) return text
  // An employee number keeps its leading zeros, a large one its digits.
  if (/^-?\d+$/.test(text)) return /^-?0\d/.test(text) ? text : { $int: text }
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function toLines(answer: Answer): string {
  const lines = [`expression   ${answer.expression}`]
  if (answer.value !== undefined) lines.push(`value        ${JSON.stringify(answer.value)}`)
  if (answer.error !== undefined) lines.push(`error        ${answer.error}`)
  for (const problem of answer.problems) {
    const hint = problem.suggestion === undefined ? '' : ` Did you mean ${problem.suggestion}?`
    lines.push(`${problem.severity.padEnd(13)}${problem.message}${hint}`)
  }
  const { translation } = answer
  if (translation !== undefined) {
    lines.push(`verdict      ${translation.verdict}`)
    if (translation.text !== undefined) lines.push(`entra        ${translation.text}`)
    for (const reason of translation.reasons) {
      lines.push(`because      ${reasonText(reason)} [${reason.id}]`)
      if (reasonAdvice(reason) !== '') lines.push(`advice       ${reasonAdvice(reason)}`)
    }
  }
  return lines.join('\n')
}

function toJson(answer: Answer): string {
  const { translation } = answer
  return JSON.stringify(
    {
      language: answer.language,
      expression: answer.expression,
      problems: answer.problems,
      value: answer.value,
      error: answer.error,
      translation:
        translation === undefined
          ? undefined
          : {
              verdict: translation.verdict,
              text: translation.text,
              reasons: translation.reasons.map((reason) => ({ ...reason, statement: reasonText(reason) })),
            },
    },
    undefined,
    2,
  )
}

function failure(error: ExpressionError, args: ExprArguments): ExprResult {
  const message = describeError(error, args.expression)
  return {
    output:
      args.json === true
        ? JSON.stringify({ error: message, code: error.code, span: error.span }, undefined, 2)
        : message,
    exitCode: 1,
  }
}

function usage(message: string): ExprResult {
  return { output: message, exitCode: 2 }
}

export interface ExprIo {
  out(text: string): void
  err(text: string): void
  setExitCode(code: number): void
}

interface ExprOptions {
  readonly to?: string
  readonly set?: readonly string[]
  readonly json?: boolean
  readonly now?: string
}

/** Adds the command to the program. */
export function registerExpr(program: Command, io: ExprIo): void {
  program
    .command('expr')
    .summary('evaluate or translate one expression')
    .description('Evaluates, checks and translates one expression.')
    .argument('<language>', 'mim, connect or entra')
    .argument('<expression>', 'the expression as the product stores it')
    .option('--to <language>', 'translate into this language (entra)')
    .option('--set <name=value...>', 'attribute values; JSON for lists, numbers and booleans')
    .option('--now <instant>', 'the moment Now gives, such as 2026-01-31T12:00:00Z')
    .option('--json', 'print JSON')
    .action((language: string, expression: string, options: ExprOptions) => {
      const result = runExpr({ language, expression, ...options })
      if (result.exitCode === 2) io.err(`${result.output}\n`)
      else io.out(`${result.output}\n`)
      io.setExitCode(result.exitCode)
    })
}
