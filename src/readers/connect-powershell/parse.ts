import { ExpressionParser, NotUnderstood } from './expressions.js'
import type { Pipeline, Statement } from './syntax.js'
import { type Token, tokenText } from './token.js'

/** Words that begin a statement which may run often, later or never; what is inside is not read. */
const control = new Set(
  'if else elseif foreach for while do switch function filter param begin process end class enum trap return throw exit break continue catch data workflow configuration using'.split(
    ' ',
  ),
)

/** Words whose block runs once, in its place. */
const transparent = new Set(['try', 'finally'])

/**
 * Statements of a script in the order they run. What is not understood comes as a statement of its own, so that nothing
 * is passed over in silence.
 */
export function parseScript(tokens: readonly Token[]): readonly Statement[] {
  return [...new ScriptParser(tokens).statements()]
}

class ScriptParser extends ExpressionParser {
  *statements(): Generator<Statement> {
    for (;;) {
      this.skipSeparators()
      const token = this.peek()
      if (token === undefined) return
      // The end of a block that runs in its place.
      if (this.isMark('}')) {
        this.at += 1
        continue
      }
      if (this.#entersBlock(token)) continue
      yield this.#statement(token)
    }
  }

  #entersBlock(token: Token): boolean {
    if (token.kind !== 'word' || !transparent.has(token.text.toLowerCase())) return false
    let at = this.at + 1
    while (this.tokens[at]?.kind === 'newline') at += 1
    const next = this.tokens[at]
    if (next?.kind !== 'mark' || next.text !== '{') return false
    this.at = at + 1
    return true
  }

  #statement(first: Token): Statement {
    const from = this.at
    try {
      if (first.kind === 'word' && control.has(first.text.toLowerCase())) throw new NotUnderstood()
      const statement = this.#assignment() ?? this.#pipelineStatement(first.line)
      if (!this.atEnd()) throw new NotUnderstood()
      return statement
    } catch (problem) {
      if (!(problem instanceof NotUnderstood)) throw problem
      this.at = from
      return this.#other(first)
    }
  }

  #assignment(): Statement | undefined {
    const from = this.at
    this.passType()
    const target = this.peek()
    const operator = this.peek(1)
    if (target?.kind === 'variable' && operator?.kind === 'mark' && (operator.text === '=' || operator.text === '+=')) {
      this.at += 2
      this.skipNewlines()
      const value = this.pipeline()
      return { kind: 'assignment', name: target.name, adds: operator.text === '+=', value, line: target.line }
    }
    this.at = from
    return undefined
  }

  #pipelineStatement(line: number): Statement {
    const pipeline: Pipeline = this.pipeline()
    return { kind: 'pipeline', pipeline, line }
  }

  /** Everything up to the end of the statement, brackets with all inside. */
  #other(first: Token): Statement {
    const words: string[] = []
    const changes: string[] = []
    let depth = 0
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (depth === 0 && (token.kind === 'newline' || this.isMark(';') || this.isMark('}'))) break
      if (token.kind === 'word') words.push(token.text)
      if (token.kind === 'variable' && (this.isMark('=', 1) || this.isMark('+=', 1))) changes.push(token.name)
      if (token.kind === 'mark') depth += depthOf(token.text)
      this.at += 1
    }
    return { kind: 'other', head: tokenText(first), words, changes, line: first.line }
  }
}

function depthOf(mark: string): number {
  if (['(', '@(', '$(', '{', '@{', '['].includes(mark)) return 1
  return mark === ')' || mark === '}' || mark === ']' ? -1 : 0
}
