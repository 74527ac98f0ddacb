import type { Provenance, RunSequence } from '../../model/index.js'
import { type Token, variableName } from '../connect-powershell/token.js'
import { type Block, isMark, isWord, type Statement, sourceText } from './powershell-syntax.js'
import {
  agentIn,
  argumentNamed,
  type ScriptValue,
  scriptValue,
  textOfToken,
  type Variables,
} from './powershell-values.js'
import { cycleStep, runStep } from './sequences.js'

interface ScriptFunction {
  readonly parameters: readonly string[]
  readonly body: readonly Statement[]
}

export interface ScriptRun {
  readonly steps: RunSequence[]
  /** Lines that told something. */
  readonly used: Set<number>
  /** Lines that start a run whose agent or profile is not told. */
  readonly unclear: Set<number>
}

const MOST_STEPS = 2000
const MOST_DEPTH = 12

/** Follows a script from top to bottom and notes which runs it starts. Nothing is executed. */
export function followRuns(file: string, statements: readonly Statement[]): ScriptRun {
  const run: ScriptRun = { steps: [], used: new Set(), unclear: new Set() }
  new Follower(file, run).follow(statements, new Map(), '', 0)
  return run
}

class Follower {
  readonly #functions = new Map<string, ScriptFunction>()
  constructor(
    private readonly file: string,
    private readonly run: ScriptRun,
  ) {}

  follow(
    statements: readonly Statement[],
    variables: Map<string, ScriptValue>,
    condition: string,
    depth: number,
  ): void {
    if (depth > MOST_DEPTH) return
    // Functions may be called above the place they are written at.
    for (const statement of statements) this.#declare(statement)
    for (const statement of statements) {
      if (this.run.steps.length >= MOST_STEPS) return
      this.#statement(statement, variables, condition, depth)
    }
  }

  #declare({ tokens, blocks, line }: Statement): void {
    const [keyword, name] = tokens
    if (!(isWord(keyword, 'function') || isWord(keyword, 'workflow')) || name?.kind !== 'word') return
    const body = blocks[0]?.body ?? []
    const own = body.find((statement) => isWord(statement.tokens[0], 'param'))
    const parameters = [...tokens.slice(2), ...(own?.tokens ?? [])].flatMap((token) =>
      token.kind === 'variable' ? [token.name] : [],
    )
    this.#functions.set(name.text.toLowerCase(), { parameters, body })
    this.run.used.add(line)
  }

  #statement(statement: Statement, variables: Map<string, ScriptValue>, condition: string, depth: number): void {
    const { tokens, blocks, line } = statement
    const [first, second] = tokens
    if (isWord(first, 'function') || isWord(first, 'workflow')) return
    if (isWord(first, 'param')) {
      this.#defaults(tokens, variables)
      return
    }
    if (first?.kind === 'variable' && isMark(second, '=')) {
      const value = scriptValue(tokens.slice(2), variables)
      if (value !== undefined) {
        variables.set(first.name, value)
        this.run.used.add(line)
      } else variables.delete(first.name)
    }
    this.#starts(statement, variables, condition, depth)
    for (const block of blocks) this.#block(block, variables, condition, depth)
  }

  #defaults(tokens: readonly Token[], variables: Map<string, ScriptValue>): void {
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== 'variable' || !isMark(tokens[index + 1], '=') || variables.has(token.name)) continue
      const text = textOfToken(tokens[index + 2], variables)
      if (text !== undefined) variables.set(token.name, { kind: 'text', text })
    }
  }

  #block(block: Block, variables: Map<string, ScriptValue>, condition: string, depth: number): void {
    const head = sourceText(block.head)
    const each = /^foreach$/i.test(block.head[0]?.kind === 'word' ? block.head[0].text : '')
      ? loopOf(block.head, variables)
      : undefined
    if (each !== undefined) {
      for (const text of each.texts)
        this.follow(block.body, new Map(variables).set(each.variable, { kind: 'text', text }), condition, depth + 1)
      return
    }
    const own = /^(?:if|elseif|else|while|do|for|foreach|switch|catch|until)\b/i.test(head) ? head.slice(0, 200) : ''
    // What a branch sets is not certain afterwards, but it is all that is known.
    this.follow(block.body, variables, [condition, own].filter((part) => part !== '').join(' and '), depth + 1)
  }

  #starts({ tokens, line }: Statement, variables: Map<string, ScriptValue>, condition: string, depth: number): void {
    const at: Provenance = { file: this.file, path: '', line }
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== 'word') continue
      const word = token.text.toLowerCase()
      const rest = tokens.slice(index + 1)
      if (word === '.execute' && isMark(rest[0], '('))
        this.#note(agentBefore(tokens.slice(0, index), variables), textOfToken(rest[1], variables), at, condition)
      else if (/^invoke-(?:cim|wmi)method$/.test(word) && rest.some((other) => isExecute(other, variables)))
        this.#note(agentOfCall(tokens, rest, variables), profileOfCall(rest, variables), at, condition)
      else if (/^(?:start-managementagent|invoke-adsyncrunprofile|start-miisrunprofile)$/.test(word))
        this.#note(
          textOfToken(
            argumentNamed(rest, /^(?:ma|name|managementagent|connectorname)$/i) ?? positional(rest, 0),
            variables,
          ),
          textOfToken(argumentNamed(rest, /^runprofile(?:name)?$/i) ?? positional(rest, 1), variables),
          at,
          condition,
        )
      else if (word === 'start-adsyncsynccycle') {
        const policy = argumentNamed(rest, /^policytype$/i) ?? positional(rest, 0)
        this.run.steps.push(cycleStep(textOfToken(policy, variables) ?? 'Delta', at, condition))
        this.run.used.add(line)
      } else if (this.#functions.has(word) && startsCommand(tokens[index - 1]))
        this.#call(word, rest, variables, condition, depth, line)
    }
  }

  #note(connector: string | undefined, profile: string | undefined, at: Provenance, condition: string): void {
    this.run.steps.push(runStep(connector ?? '', profile ?? '', at, condition))
    this.run.used.add(at.line ?? 0)
    if (!connector || !profile) this.run.unclear.add(at.line ?? 0)
  }

  #call(
    name: string,
    args: readonly Token[],
    variables: Variables,
    condition: string,
    depth: number,
    line: number,
  ): void {
    const called = this.#functions.get(name)
    if (called === undefined) return
    const inner = new Map<string, ScriptValue>(variables)
    let position = 0
    const given = new Set<string>()
    for (const [index, token] of args.entries()) {
      if (isMark(token, '|') || token.kind === 'newline') break
      const before = args[index - 1]
      if (token.kind === 'parameter' || isMark(token, ',')) continue
      const named = before?.kind === 'parameter' ? variableName(before.name) : undefined
      const parameter = named ?? called.parameters.filter((candidate) => !given.has(candidate))[position]
      if (named === undefined) position += 1
      else given.add(named)
      const value = scriptValue([token], variables)
      const text = textOfToken(token, variables)
      if (parameter === undefined) continue
      if (value !== undefined) inner.set(parameter, value)
      else if (text !== undefined) inner.set(parameter, { kind: 'text', text })
      else inner.delete(parameter)
    }
    this.run.used.add(line)
    this.follow(called.body, inner, condition, depth + 1)
  }
}

function loopOf(
  head: readonly Token[],
  variables: Variables,
): { readonly variable: string; readonly texts: readonly string[] } | undefined {
  const variable = head[2]
  if (variable?.kind !== 'variable' || !isWord(head[3], 'in')) return undefined
  const over = scriptValue(head.slice(4, -1), variables)
  const texts = over?.kind === 'list' ? over.texts : over?.kind === 'text' ? [over.text] : undefined
  return texts === undefined || texts.length > 100 ? undefined : { variable: variable.name, texts }
}

/** The agent in front of `.Execute(`: a variable, or the query right there. */
function agentBefore(tokens: readonly Token[], variables: Variables): string | undefined {
  const last = tokens.at(-1)
  if (last?.kind === 'variable') return textOfToken(last, variables)
  return agentIn(tokens, variables)?.name
}

function isExecute(token: Token, variables: Variables): boolean {
  return (
    (token.kind === 'word' || token.kind === 'string') && textOfToken(token, variables)?.toLowerCase() === 'execute'
  )
}

function agentOfCall(all: readonly Token[], args: readonly Token[], variables: Variables): string | undefined {
  const object = argumentNamed(args, /^(?:inputobject|ciminstance)$/i)
  if (object?.kind === 'variable') return textOfToken(object, variables)
  const queried = agentIn(all, variables)?.name
  if (queried !== undefined && queried !== '') return queried
  const piped = all.find((token) => token.kind === 'variable' && variables.get(token.name)?.kind === 'agent')
  return piped === undefined ? queried : textOfToken(piped, variables)
}

function profileOfCall(args: readonly Token[], variables: Variables): string | undefined {
  const at = args.findIndex((token) => token.kind === 'word' && /^RunProfileName$/i.test(token.text))
  if (at !== -1) return textOfToken(args[at + 2], variables)
  const list = args.findIndex((token) => token.kind === 'parameter' && /^arg/i.test(token.name))
  const first = args.slice(list + 1).find((token) => !isMark(token, '@(') && !isMark(token, '('))
  return list === -1 ? undefined : textOfToken(first, variables)
}

/** The nth argument that has no name. */
function positional(args: readonly Token[], wanted: number): Token | undefined {
  const free: Token[] = []
  for (const [index, token] of args.entries()) {
    if (token.kind === 'mark' || token.kind === 'newline') break
    if (token.kind !== 'parameter' && args[index - 1]?.kind !== 'parameter') free.push(token)
  }
  return free[wanted]
}

function startsCommand(before: Token | undefined): boolean {
  return before === undefined || (before.kind === 'mark' && ['=', '|', '(', '$(', '&', ';', '{'].includes(before.text))
}
