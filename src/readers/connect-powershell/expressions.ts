import type { Argument, Command, Expression, Pipeline } from './syntax.js'
import type { Token } from './token.js'

/** The statement is none of those this tool reads. Never leaves the parser. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
}

const MAX_STEPS = 50

/** Reads pipelines, commands and values. Brackets are in pairs and nest in bounds: the tokenizer sees to that. */
export class ExpressionParser {
  protected at = 0

  constructor(protected readonly tokens: readonly Token[]) {}

  protected peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead]
  }

  protected isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token?.kind === 'mark' && token.text === text
  }

  protected atEnd(): boolean {
    const token = this.peek()
    return token === undefined || token.kind === 'newline' || this.isMark(';') || this.isMark('}') || this.isMark(')')
  }

  protected skipNewlines(): void {
    while (this.peek()?.kind === 'newline') this.at += 1
  }

  protected skipSeparators(): void {
    while (this.peek()?.kind === 'newline' || this.isMark(';')) this.at += 1
  }

  protected pipeline(): Pipeline {
    const line = this.peek()?.line ?? 0
    const elements = [this.#element()]
    while (this.isMark('|')) {
      this.at += 1
      this.skipNewlines()
      elements.push(this.#element())
    }
    return { elements, line }
  }

  /** `[string]` before a value or variable: what the value becomes is its text in any case. */
  protected passType(): string | undefined {
    if (!this.isMark('[')) return undefined
    const name = this.peek(1)
    const close = this.isMark(']', 2) ? 3 : this.isMark('[', 2) && this.isMark(']', 3) && this.isMark(']', 4) ? 5 : 0
    if (name?.kind !== 'word' || close === 0) return undefined
    this.at += close
    return name.text
  }

  #element(): Command | Expression {
    const first = this.peek()
    return first?.kind === 'word' && !isNumber(first.text) ? this.#command(first.text, first.line) : this.#list()
  }

  #command(name: string, line: number): Command {
    this.at += 1
    const args: Argument[] = []
    while (!this.atEnd() && !this.isMark('|')) args.push(this.#argument())
    return { kind: 'command', name, args, line }
  }

  #argument(): Argument {
    const token = this.peek()
    if (token === undefined) throw new NotUnderstood()
    if (token.kind === 'parameter') {
      this.at += 1
      return { kind: 'parameter', name: token.name, colon: token.colon, line: token.line }
    }
    if (token.kind === 'splat') {
      this.at += 1
      return { kind: 'splat', name: token.name, line: token.line }
    }
    return { kind: 'value', value: this.#list(true), line: token.line }
  }

  /** `'a','b'`, with line ends after the commas. */
  #list(bare = false): Expression {
    const first = this.#sum(bare)
    if (!this.isMark(',')) return first
    const items = [first]
    while (this.isMark(',')) {
      this.at += 1
      this.skipNewlines()
      items.push(this.#sum(bare))
    }
    return { kind: 'list', items }
  }

  #sum(bare: boolean): Expression {
    const first = this.#postfix(bare)
    if (bare) return first
    const items = [first]
    for (let token = this.peek(); token?.kind === 'word' && token.text === '+'; token = this.peek()) {
      this.at += 1
      this.skipNewlines()
      items.push(this.#postfix(false))
    }
    return items.length === 1 ? first : { kind: 'sum', items }
  }

  #postfix(bare: boolean): Expression {
    let value = this.#primary(bare)
    const from = this.at
    for (let token = this.peek(); token !== undefined && !token.spaced; token = this.peek()) {
      if (this.isMark('[')) {
        this.at += 1
        value = { kind: 'index', of: value, index: this.#list() }
        this.#expect(']')
      } else if (token.kind === 'word' && /^(?:\.\w+)+$/.test(token.text) && !this.isMark('(', 1)) {
        this.at += 1
        const names = token.text.slice(1).split('.')
        if (names.length > MAX_STEPS) throw new NotUnderstood()
        for (const name of names) value = { kind: 'property', of: value, name }
      } else break
      // A path this long is none; what reads the value goes down step by step.
      if (this.at - from > MAX_STEPS) throw new NotUnderstood()
    }
    return value
  }

  #primary(bare: boolean): Expression {
    const token = this.peek()
    if (token === undefined) throw new NotUnderstood()
    switch (token.kind) {
      case 'string':
        this.at += 1
        return { kind: 'text', parts: token.parts }
      case 'variable':
        this.at += 1
        return { kind: 'variable', name: token.name }
      case 'word':
        if (!bare && !isNumber(token.text)) throw new NotUnderstood()
        this.at += 1
        return { kind: 'text', parts: [{ kind: 'text', text: token.text }] }
      case 'mark':
        return this.#bracketed(token.text, bare)
      default:
        throw new NotUnderstood()
    }
  }

  #bracketed(mark: string, bare: boolean): Expression {
    if (mark === '[') return this.#typed(bare)
    this.at += 1
    if (mark === '@(') return this.#array()
    if (mark === '@{') return this.#map()
    if (mark !== '(' && mark !== '$(') throw new NotUnderstood()
    this.skipNewlines()
    const pipeline = this.pipeline()
    this.skipSeparators()
    this.#expect(')')
    return { kind: 'pipeline', pipeline }
  }

  #typed(bare: boolean): Expression {
    let type = this.passType()
    if (type === undefined) throw new NotUnderstood()
    for (let next = this.passType(); next !== undefined; next = this.passType()) type = next
    if (this.isMark('[')) throw new NotUnderstood()
    const token = this.peek()
    if (token?.kind !== 'word' || token.text !== '::new' || !this.isMark('(', 1)) return this.#postfix(bare)
    this.at += 2
    this.skipNewlines()
    const args = this.isMark(')') ? [] : itemsOf(this.#list())
    this.skipNewlines()
    this.#expect(')')
    return { kind: 'new', type, args, line: token.line }
  }

  /** `@( … )`: values between commas, semicolons or line ends, and what commands give. */
  #array(): Expression {
    const items: Expression[] = []
    this.skipSeparators()
    while (!this.isMark(')')) {
      const pipeline = this.pipeline()
      const [only] = pipeline.elements
      if (only !== undefined && only.kind !== 'command' && pipeline.elements.length === 1) items.push(...itemsOf(only))
      else items.push({ kind: 'pipeline', pipeline })
      if (!this.isMark(')') && this.peek()?.kind !== 'newline' && !this.isMark(';')) throw new NotUnderstood()
      this.skipSeparators()
    }
    this.at += 1
    return { kind: 'list', items }
  }

  #map(): Expression {
    const entries: { name: string; value: Expression }[] = []
    this.skipSeparators()
    while (!this.isMark('}')) {
      const key = this.peek()
      const name = key === undefined ? undefined : keyText(key)
      if (name === undefined) throw new NotUnderstood()
      this.at += 1
      this.#expect('=')
      this.skipNewlines()
      const pipeline = this.pipeline()
      const [only] = pipeline.elements
      const plain = only !== undefined && only.kind !== 'command' && pipeline.elements.length === 1
      entries.push({ name, value: plain ? only : { kind: 'pipeline', pipeline } })
      this.skipSeparators()
    }
    this.at += 1
    return { kind: 'map', entries }
  }

  #expect(text: string): void {
    if (!this.isMark(text)) throw new NotUnderstood()
    this.at += 1
  }
}

function itemsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'list' ? expression.items : [expression]
}

function keyText(token: Token): string | undefined {
  if (token.kind === 'word') return token.text
  if (token.kind !== 'string') return undefined
  const [part] = token.parts
  return token.parts.length === 1 && part?.kind === 'text' ? part.text : undefined
}

function isNumber(text: string): boolean {
  return /^[-+]?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?)$/.test(text)
}
