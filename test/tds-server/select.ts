/**
 * The SELECT this product sends, and nothing beyond it: columns, TOP WITH TIES, one table, AND of comparisons and IN,
 * GROUP BY and ORDER BY one column. That it refuses everything else is part of what it is for.
 */
export class SqlSyntaxProblem extends Error {
  constructor(
    readonly number: number,
    message: string,
  ) {
    super(message)
  }
}

export type Operand =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'session' }

export type Condition =
  | { readonly kind: 'compare'; readonly column: string; readonly operator: '>' | '='; readonly with: Operand }
  | { readonly kind: 'in'; readonly column: string; readonly not: boolean; readonly values: readonly string[] }
  | { readonly kind: 'in-select'; readonly column: string; readonly not: boolean; readonly select: Select }

export type Item =
  | { readonly kind: 'column'; readonly column: string; readonly alias: string; readonly asLongText: boolean }
  | { readonly kind: 'count'; readonly alias: string }
  | { readonly kind: 'function'; readonly name: string; readonly argument: string; readonly alias: string }

export interface Select {
  readonly items: readonly Item[]
  /** Parameter of TOP. */
  readonly top: string | undefined
  readonly withTies: boolean
  readonly table: { readonly schema: string; readonly name: string } | undefined
  readonly where: readonly Condition[]
  readonly groupBy: string | undefined
  readonly orderBy: string | undefined
}

const pattern = /\s*(\[(?:[^\]]|\]\])*\]|N'(?:[^']|'')*'|@@?\w+|\w+|[(),.*=<>])/y

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  const body = text.replace(/^\/\*.*?\*\//s, '').trimEnd()
  pattern.lastIndex = 0
  while (pattern.lastIndex < body.length) {
    const at = pattern.lastIndex
    const match = pattern.exec(body)
    if (match?.[1] === undefined) throw new SqlSyntaxProblem(102, `Incorrect syntax near '${body.slice(at, at + 10)}'.`)
    tokens.push(match[1])
  }
  return tokens
}

export function parseSelect(text: string): Select {
  const parser = new Parser(tokensOf(text))
  const select = parser.select()
  parser.end()
  return select
}

class Parser {
  #at = 0

  constructor(private readonly tokens: readonly string[]) {}

  end(): void {
    if (this.#at < this.tokens.length) this.#fail()
  }

  select(): Select {
    this.#expect('SELECT')
    const { top, withTies } = this.#top()
    const items = [this.#item()]
    while (this.#take(',')) items.push(this.#item())
    const table = this.#take('FROM') ? this.#table() : undefined
    const where: Condition[] = []
    if (this.#take('WHERE')) {
      where.push(this.#condition())
      while (this.#take('AND')) where.push(this.#condition())
    }
    return { items, top, withTies, table, where, groupBy: this.#by('GROUP'), orderBy: this.#by('ORDER') }
  }

  #top(): Pick<Select, 'top' | 'withTies'> {
    if (!this.#take('TOP')) return { top: undefined, withTies: false }
    this.#expect('(')
    const top = this.#next()
    this.#expect(')')
    const withTies = this.#take('WITH')
    if (withTies) this.#expect('TIES')
    return { top, withTies }
  }

  #item(): Item {
    if (this.#take('CAST')) {
      this.#expect('(')
      const inner = this.#item()
      this.#expect('AS')
      this.#expect('nvarchar')
      this.#expect('(')
      this.#next()
      this.#expect(')')
      this.#expect(')')
      return this.#aliased({ ...inner, ...(inner.kind === 'column' ? { asLongText: true } : {}) })
    }
    if (this.#take('COUNT_BIG')) {
      for (const token of ['(', '*', ')']) this.#expect(token)
      return this.#aliased({ kind: 'count', alias: '' })
    }
    const token = this.#next()
    if (token.startsWith('['))
      return this.#aliased({ kind: 'column', column: name(token), alias: name(token), asLongText: false })
    this.#expect('(')
    const parts: string[] = []
    while (!this.#take(')')) parts.push(this.#next())
    return this.#aliased({ kind: 'function', name: token.toUpperCase(), argument: parts[0] ?? '', alias: '' })
  }

  #aliased(item: Item): Item {
    // Inside CAST the next word after AS is a type.
    if (this.tokens[this.#at]?.toUpperCase() !== 'AS' || !this.tokens[this.#at + 1]?.startsWith('[')) return item
    this.#at += 1
    return { ...item, alias: name(this.#next()) }
  }

  #table(): { schema: string; name: string } {
    const schema = name(this.#next())
    this.#expect('.')
    const table = name(this.#next())
    if (this.#take('WITH')) for (const token of ['(', 'NOLOCK', ')']) this.#expect(token)
    return { schema, name: table }
  }

  #condition(): Condition {
    const column = name(this.#next())
    const operator = this.#next()
    if (operator === '>' || operator === '=') return { kind: 'compare', column, operator, with: this.#operand() }
    const not = operator.toUpperCase() === 'NOT'
    if (not) this.#expect('IN')
    else if (operator.toUpperCase() !== 'IN') this.#fail()
    this.#expect('(')
    if (this.tokens[this.#at]?.toUpperCase() === 'SELECT') {
      const select = this.select()
      this.#expect(')')
      return { kind: 'in-select', column, not, select }
    }
    const values: string[] = []
    do values.push(literal(this.#next()))
    while (this.#take(','))
    this.#expect(')')
    return { kind: 'in', column, not, values }
  }

  #operand(): Operand {
    const token = this.#next()
    if (token.toUpperCase() === '@@SPID') return { kind: 'session' }
    return token.startsWith('@') ? { kind: 'parameter', name: token } : { kind: 'literal', value: literal(token) }
  }

  #by(word: string): string | undefined {
    if (!this.#take(word)) return undefined
    this.#expect('BY')
    return name(this.#next())
  }

  #next(): string {
    const token = this.tokens[this.#at]
    if (token === undefined) return this.#fail()
    this.#at += 1
    return token
  }

  #take(word: string): boolean {
    if (this.tokens[this.#at]?.toUpperCase() !== word.toUpperCase()) return false
    this.#at += 1
    return true
  }

  #expect(word: string): void {
    if (!this.#take(word)) this.#fail()
  }

  #fail(): never {
    throw new SqlSyntaxProblem(102, `Incorrect syntax near '${this.tokens[this.#at] ?? 'the end'}'.`)
  }
}

function name(token: string): string {
  if (!token.startsWith('[')) throw new SqlSyntaxProblem(102, `Incorrect syntax near '${token}'.`)
  return token.slice(1, -1).replaceAll(']]', ']')
}

function literal(token: string): string {
  if (!token.startsWith("N'")) throw new SqlSyntaxProblem(102, `Incorrect syntax near '${token}'.`)
  return token.slice(2, -1).replaceAll("''", "'")
}
