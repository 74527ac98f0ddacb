import { DocumentProblem } from '../document-problem.js'
import type { EstatePart, ReadResult } from '../reader.js'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { bindParameters } from './bind.js'
import { harmlessBecause, isRuleCommand, ruleCommands } from './commands.js'
import { evaluatePipeline, ITEM_SIZE, type Scope } from './evaluate.js'
import { ScriptLedger } from './ledger.js'
import { ruleFrom } from './rule.js'
import type { Command, Statement } from './syntax.js'
import { elements, nothing, textOf, textValue, unresolved, unresolvedIn, type Value } from './value.js'
import { RuleWorkshop } from './workshop.js'

/**
 * Follows a script statement by statement as data: what it assigns, which rules it builds and adds. Nothing is run, and
 * what only running would tell is said, not guessed.
 */
export function followScript(file: string, statements: readonly Statement[]): ReadResult {
  const follower = new Follower(file)
  for (const statement of statements) follower.follow(statement)
  return follower.result()
}

class Follower implements Scope {
  readonly variables = new Map<string, Value>()
  readonly #ledger: ScriptLedger
  readonly #book = createNoticeBook()
  readonly #workshop: RuleWorkshop
  /** Characters and list elements all values together may have. */
  #budget = 50_000_000

  constructor(private readonly file: string) {
    this.#ledger = new ScriptLedger(file)
    this.#workshop = new RuleWorkshop(this.#book)
  }

  follow(statement: Statement): void {
    if (statement.kind === 'other') this.#passOver(statement)
    else if (statement.kind === 'assignment') this.#assign(statement)
    else evaluatePipeline(statement.pipeline, this)
    if (statement.kind === 'pipeline' && !statement.pipeline.elements.some((element) => element.kind === 'command'))
      this.#ledger.count('/value', 'ignored', statement.line, 'Shows a value.')
  }

  run(command: Command, input: Value | undefined): Value {
    const shape = ruleCommands.get(command.name.toLowerCase())
    if (shape === undefined) return this.#otherCommand(command, input)
    const at = this.#ledger.place(shape.name, command.line)
    const bound = bindParameters(command, shape, this, this.#ledger, this.#book)
    const made = this.#workshop.make(shape.name, bound, input, at)
    this.#ledger.count(`/${shape.name}`, made === undefined ? 'unknown' : 'modelled', command.line)
    if (made === undefined) this.#note(command.name, command.line, 'the rule or object it works on is not known')
    const out = bound.get('OutVariable')
    const name = out === undefined ? '' : (textOf(out) ?? '').toLowerCase()
    if (name !== '') this.#out(name, made ?? unresolved(command.name))
    return made ?? unresolved(command.name)
  }

  spend(size: number): void {
    this.#budget -= size
    if (this.#budget < 0)
      throw new DocumentProblem('too-large', 'the script makes values without end; no exported rule does')
  }

  construct(type: string, args: readonly Value[], line: number): Value | undefined {
    return this.#workshop.condition(type, args, this.#ledger.place(type, line))
  }

  result(): ReadResult {
    const rules = this.#workshop.rules
    const parts = rules.map(
      (draft): EstatePart => ({
        kind: 'sync-rule',
        product: 'connect-sync',
        form: 'powershell',
        rule: ruleFrom(draft, this.#book),
      }),
    )
    for (const draft of rules.filter((rule) => !rule.added)) {
      this.#book.add(
        'M2E-READ-054',
        draft.at,
        `The script builds the rule "${draft.values.get('name') ?? ''}" but never adds it (Add-ADSyncRule); it is shown as far as it is built.`,
        'Export the rule again if the script is cut off.',
      )
    }
    return { parts, notices: this.#book.notices(), coverage: this.#ledger.result() }
  }

  #assign(statement: Extract<Statement, { kind: 'assignment' }>): void {
    const value = evaluatePipeline(statement.value, this)
    const before = statement.adds ? this.variables.get(statement.name) : undefined
    this.variables.set(statement.name, before === undefined ? value : this.#appended(before, value))
    const open = unresolvedIn(value)
    this.#ledger.count('/assignment', open === undefined ? 'modelled' : 'unknown', statement.line)
    if (open !== undefined) this.#note(`$${statement.name}`, statement.line, `"${open}" is known only when it runs`)
  }

  /** `+x` appends, as PowerShell has it. */
  #out(name: string, value: Value): void {
    const adds = name.startsWith('+')
    const variable = adds ? name.slice(1) : name
    const before: Value = adds ? (this.variables.get(variable) ?? nothing) : nothing
    this.variables.set(variable, this.#appended({ kind: 'list', items: elements(before) }, value))
  }

  /** What `+=` makes: texts become one text, everything else a list. */
  #appended(before: Value, value: Value): Value {
    const texts = before.kind === 'text' ? [before.text, textOf(value)] : []
    const [first, second] = texts
    this.spend(
      (elements(before).length + elements(value).length) * ITEM_SIZE + (first?.length ?? 0) + (second?.length ?? 0),
    )
    if (first !== undefined && second !== undefined) return textValue(first + second)
    return { kind: 'list', items: [...elements(before), ...elements(value)] }
  }

  #otherCommand(command: Command, input: Value | undefined): Value {
    const reason = harmlessBecause(command.name)
    if (reason !== undefined) {
      this.#ledger.count(`/${command.name}`, 'ignored', command.line, reason)
      // What is shown is what came in; what a cmdlet would read from the server is not known.
      return input ?? unresolved(command.name)
    }
    this.#ledger.count(`/${command.name}`, 'unknown', command.line)
    this.#note(command.name, command.line, 'this tool does not know the command')
    return unresolved(command.name)
  }

  #passOver(statement: Extract<Statement, { kind: 'other' }>): void {
    for (const name of statement.changes) this.variables.set(name, unresolved(`$${name}`))
    this.#ledger.count(`/${statement.head}`, 'unknown', statement.line)
    const rules = statement.words.some(isRuleCommand)
    this.#note(
      statement.head,
      statement.line,
      rules ? 'the rules it makes are not assessed' : 'this tool does not read such statements',
    )
  }

  #note(subject: string, line: number, why: string): void {
    this.#book.tally(
      'M2E-READ-052',
      `${subject} ${why}`,
      { file: this.file, path: '', line },
      `The statement "${subject}" in line ${line} was not read: ${why}.`,
      'Look at it in the script; if it makes or changes a rule, take that into account by hand.',
    )
  }
}
