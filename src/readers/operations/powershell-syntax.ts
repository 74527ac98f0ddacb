import type { TextPart, Token } from '../connect-powershell/token.js'

/** A statement with the blocks it owns; blocks of filters (`? { … }`) stay among the tokens. */
export interface Statement {
  readonly tokens: readonly Token[]
  readonly blocks: readonly Block[]
  readonly line: number
}

export interface Block {
  /** What stands before the block since the last one: `if ( … )`, `else`, `foreach ( … )`. */
  readonly head: readonly Token[]
  readonly body: readonly Statement[]
}

const continues = new Set(['else', 'elseif', 'catch', 'finally', 'until', 'while'])
const filters = new Set(['?', 'where', 'where-object', 'select', 'select-object', 'sort', 'sort-object'])
const openers = new Set(['(', '@(', '$(', '@{', '['])
const closers = new Set([')', '}', ']'])

/** Parts tokens into statements and blocks. Every bracket has its partner, or the rest of the file is its inside. */
export function statementsOf(tokens: readonly Token[]): readonly Statement[] {
  return new StatementParser(tokens).statements()
}

class StatementParser {
  #at = 0
  constructor(private readonly tokens: readonly Token[]) {}

  statements(): readonly Statement[] {
    const found: Statement[] = []
    while (this.#at < this.tokens.length) {
      const token = this.tokens[this.#at]
      if (token === undefined || isMark(token, '}')) {
        this.#at += 1
        if (token !== undefined) break
      } else if (token.kind === 'newline' || isMark(token, ';')) this.#at += 1
      else found.push(this.#statement(token))
    }
    return found
  }

  #statement(first: Token): Statement {
    const tokens: Token[] = []
    const blocks: Block[] = []
    let head: Token[] = []
    let depth = 0
    for (let token = this.tokens[this.#at]; token !== undefined; token = this.tokens[this.#at]) {
      if (depth === 0 && (isMark(token, '}') || isMark(token, ';'))) break
      if (depth === 0 && token.kind === 'newline') {
        if (!this.#goesOn(tokens.at(-1), blocks.length > 0)) break
        this.#at += 1
        continue
      }
      this.#at += 1
      if (depth === 0 && isMark(token, '{') && !isFilter(tokens.at(-1))) {
        blocks.push({ head, body: this.statements() })
        head = []
        if (this.#endsAfterBlock(first)) break
        continue
      }
      if (token.kind === 'newline') continue
      if (token.kind === 'mark') {
        if (openers.has(token.text) || token.text === '{') depth += 1
        else if (closers.has(token.text)) depth -= 1
      }
      tokens.push(token)
      head.push(token)
    }
    return { tokens, blocks, line: first.line }
  }

  /** A line that ends in a pipe or comma goes on, and `else` may stand on a line of its own. */
  #goesOn(last: Token | undefined, hasBlock: boolean): boolean {
    if (last?.kind === 'mark' && ['|', ',', '=', '||', '&&'].includes(last.text)) return true
    const next = this.tokens.slice(this.#at).find((token) => token.kind !== 'newline')
    if (next === undefined) return false
    if (isMark(next, '{')) return true
    return hasBlock && next.kind === 'word' && continues.has(next.text.toLowerCase())
  }

  #endsAfterBlock(first: Token): boolean {
    const next = this.tokens[this.#at]
    if (next === undefined || next.kind === 'newline') return false
    const isControl =
      first.kind === 'word' &&
      /^(?:if|foreach|for|while|function|filter|try|switch|workflow|parallel|sequence)$/i.test(first.text)
    return isControl && !(next.kind === 'word' && continues.has(next.text.toLowerCase()))
  }
}

export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text
}

export function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === text
}

function isFilter(token: Token | undefined): boolean {
  return token?.kind === 'word' && filters.has(token.text.toLowerCase())
}

/** Tokens as a person would write them. */
export function sourceText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => `${token.spaced ? ' ' : ''}${written(token)}`)
    .join('')
    .trim()
}

function written(token: Token): string {
  if (token.kind === 'string') return `'${token.parts.map(writtenPart).join('')}'`
  if (token.kind === 'variable') return `$${token.name}`
  if (token.kind === 'splat') return `@${token.name}`
  if (token.kind === 'parameter') return `-${token.name}`
  return 'text' in token ? token.text : ''
}

function writtenPart(part: TextPart): string {
  if (part.kind === 'text') return part.text
  return part.kind === 'variable' ? `$${part.name}` : '$(…)'
}
