import type { NoticeBook } from '../sync-config/notice-book.js'
import { type CommandShape, commonSwitches, commonValues, parameterMeant } from './commands.js'
import { evaluate, type Scope } from './evaluate.js'
import type { ScriptLedger } from './ledger.js'
import type { Argument, Command } from './syntax.js'
import { elements, nothing, single, type Value } from './value.js'

/** Values of a command's parameters, by the name the product writes. */
export type Bound = ReadonlyMap<string, Value>

/** Gives each value of a call to its parameter, splatted tables included, and counts every parameter. */
export function bindParameters(
  command: Command,
  shape: CommandShape,
  scope: Scope,
  ledger: ScriptLedger,
  book: NoticeBook,
): Bound {
  return new Binder(command, shape, scope, ledger, book).bind()
}

class Binder {
  readonly #bound = new Map<string, Value>()
  #position = 0

  constructor(
    private readonly command: Command,
    private readonly shape: CommandShape,
    private readonly scope: Scope,
    private readonly ledger: ScriptLedger,
    private readonly book: NoticeBook,
  ) {}

  bind(): Bound {
    const { args } = this.command
    for (let at = 0; at < args.length; at += 1) {
      const arg = args[at]
      if (arg === undefined) break
      if (arg.kind === 'splat') this.#splat(arg)
      else if (arg.kind === 'value') this.#positional(evaluate(arg.value, this.scope), arg.line)
      else {
        const meant = parameterMeant(this.shape, arg.name)
        const next = args[at + 1]
        const takes = next?.kind === 'value' && (arg.colon || !this.#isSwitch(meant))
        this.#named(meant, arg.name, takes ? evaluate(next.value, this.scope) : undefined, arg.line)
        if (takes) at += 1
      }
    }
    return this.#bound
  }

  #splat(arg: Extract<Argument, { kind: 'splat' }>): void {
    const value = single(this.scope.variables.get(arg.name) ?? nothing)
    if (value.kind !== 'map') {
      this.#unknown(`@${arg.name}`, arg.line, `the table @${arg.name} is not known`)
      return
    }
    for (const [name, entry] of value.entries) {
      this.#named(parameterMeant(this.shape, name), name, entry, arg.line)
    }
  }

  #positional(value: Value, line: number): void {
    const name = this.shape.positions[this.#position]
    this.#position += 1
    if (name === undefined) this.#unknown('value', line, 'a value stands there without a parameter')
    else this.#set(name, value, line)
  }

  #named(meant: string | undefined, written: string, value: Value | undefined, line: number): void {
    if (meant === undefined) {
      this.#unknown(`-${written}`, line, `the parameter -${written} is not known to this tool`)
    } else if (value === undefined && !this.#isSwitch(meant)) {
      this.#unknown(`-${meant}`, line, `the parameter -${meant} has no value`)
    } else this.#set(meant, value ?? { kind: 'flag', on: true }, line)
  }

  #set(name: string, value: Value, line: number): void {
    this.#bound.set(name, value)
    const path = `/${this.shape.name}/-${name}`
    const common = name !== 'OutVariable' && (commonValues.includes(name) || commonSwitches.includes(name))
    if (common) this.ledger.count(path, 'ignored', line, 'How the command reports; changes no rule.')
    else this.ledger.count(path, 'modelled', line)
  }

  #isSwitch(name: string | undefined): boolean {
    return name !== undefined && (this.shape.switches.includes(name) || commonSwitches.includes(name))
  }

  #unknown(part: string, line: number, why: string): void {
    this.ledger.count(`/${this.shape.name}/${part}`, 'unknown', line)
    this.book.tally(
      'M2E-READ-052',
      `${this.shape.name} ${part}`,
      { file: this.ledger.file, path: `/${this.shape.name}`, line },
      `${this.shape.name} in line ${line} was not read completely: ${why}.`,
      'Look at the rule in the Synchronization Rules Editor.',
    )
  }
}

/** true when a switch was given and not switched off. */
export function isOn(bound: Bound, name: string): boolean {
  const value = bound.get(name)
  return value !== undefined && elements(value).some((one) => one.kind === 'flag' && one.on)
}
