import { badRequest } from '../http/error.js'
import type { Json, JsonObject } from '../json.js'
import { isList, isObject } from '../json.js'
import { valueAt } from './query.js'
import { type Token, tokensOf } from './tokens.js'

export type Test = (item: JsonObject) => boolean

type Value = (scope: Scope) => Json | undefined
type Condition = (scope: Scope) => boolean

/** The object with what the lambdas around call it. */
interface Scope {
  readonly item: JsonObject
  readonly names: ReadonlyMap<string, Json>
}

const functions = new Set(['startswith', 'endswith', 'contains'])
const comparisons = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has'])

/** Reads a `$filter`; what the service would refuse is refused. */
export function testOf(filter: string, caseSensitive = false): Test {
  const reader = new FilterReader(tokensOf(filter), filter, caseSensitive)
  const condition = reader.read()
  return (item) => condition({ item, names: new Map() })
}

class FilterReader {
  private position = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly filter: string,
    private readonly caseSensitive: boolean,
  ) {}

  read(): Condition {
    const condition = this.either()
    if (this.position < this.tokens.length) throw this.invalid()
    return condition
  }

  private either(): Condition {
    let left = this.both()
    while (this.takeWord('or')) {
      const [first, second] = [left, this.both()]
      left = (scope) => first(scope) || second(scope)
    }
    return left
  }

  private both(): Condition {
    let left = this.single()
    while (this.takeWord('and')) {
      const [first, second] = [left, this.single()]
      left = (scope) => first(scope) && second(scope)
    }
    return left
  }

  private single(): Condition {
    if (this.takeWord('not')) {
      const inner = this.single()
      return (scope) => !inner(scope)
    }
    if (this.takeSign('(')) {
      const inner = this.either()
      this.expectSign(')')
      return inner
    }
    const name = this.peekWord()
    if (name !== undefined && functions.has(name.toLowerCase()) && this.tokens[this.position + 1]?.text === '(')
      return this.call(name.toLowerCase())
    return this.comparison()
  }

  private call(name: string): Condition {
    this.position += 2
    const subject = this.operand()
    this.expectSign(',')
    const sought = this.operand()
    this.expectSign(')')
    return (scope) => {
      const [text, part] = [this.folded(subject(scope)), this.folded(sought(scope))]
      if (typeof text !== 'string' || typeof part !== 'string') return false
      if (name === 'startswith') return text.startsWith(part)
      return name === 'endswith' ? text.endsWith(part) : text.includes(part)
    }
  }

  private comparison(): Condition {
    const token = this.tokens[this.position]
    if (token?.kind === 'word' && /\/(?:any|all)$/.test(token.text) && this.tokens[this.position + 1]?.text === '(')
      return this.lambda(token.text)
    const left = this.operand()
    const operator = this.peekWord()?.toLowerCase() ?? ''
    if (operator === 'in') {
      this.position++
      return this.oneOf(left)
    }
    if (!comparisons.has(operator)) throw this.invalid()
    this.position++
    const right = this.operand()
    return (scope) => this.compare(operator, left(scope), right(scope))
  }

  private oneOf(left: Value): Condition {
    this.expectSign('(')
    const values: Value[] = [this.operand()]
    while (this.takeSign(',')) values.push(this.operand())
    this.expectSign(')')
    return (scope) => values.some((value) => this.compare('eq', left(scope), value(scope)))
  }

  private lambda(path: string): Condition {
    const every = path.endsWith('/all')
    const parts = path.split('/').slice(0, -1)
    this.position++
    this.expectSign('(')
    const name = this.peekWord()
    if (name === undefined) throw this.invalid()
    this.position++
    this.expectSign(':')
    const inner = this.either()
    this.expectSign(')')
    return (scope) => {
      const values = resolve(scope, parts)
      const items = isList(values) ? values : []
      const holds = (value: Json): boolean =>
        inner({ item: scope.item, names: new Map([...scope.names, [name, value]]) })
      return every ? items.every(holds) : items.some(holds)
    }
  }

  private operand(): Value {
    const token = this.tokens[this.position]
    if (token === undefined) throw this.invalid()
    this.position++
    if (token.kind === 'text') return () => token.text
    if (token.kind === 'number') return () => Number(token.text)
    if (token.kind === 'literal') return () => token.text
    if (token.kind === 'sign') throw this.invalid()
    if (token.text === 'true' || token.text === 'false') return () => token.text === 'true'
    if (token.text === 'null') return () => null
    const parts = token.text.split('/')
    return (scope) => resolve(scope, parts)
  }

  private compare(operator: string, left: Json | undefined, right: Json | undefined): boolean {
    const [a, b] = [this.folded(left), this.folded(right)]
    if (operator === 'has') return typeof a === 'string' && typeof b === 'string' && a.split(/\s*,\s*/).includes(b)
    if (operator === 'eq') return same(a, b)
    if (operator === 'ne') return !same(a, b)
    if (a === null || a === undefined || b === null || b === undefined) return false
    if (operator === 'gt') return a > b
    if (operator === 'ge') return a >= b
    return operator === 'lt' ? a < b : a <= b
  }

  private folded(value: Json | undefined): Json | undefined {
    return typeof value === 'string' && !this.caseSensitive ? value.toLowerCase() : value
  }

  private peekWord(): string | undefined {
    const token = this.tokens[this.position]
    return token?.kind === 'word' ? token.text : undefined
  }

  private takeWord(word: string): boolean {
    if (this.peekWord()?.toLowerCase() !== word) return false
    this.position++
    return true
  }

  private takeSign(sign: string): boolean {
    const token = this.tokens[this.position]
    if (token?.kind !== 'sign' || token.text !== sign) return false
    this.position++
    return true
  }

  private expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.invalid()
  }

  private invalid(): Error {
    return badRequest(`Invalid filter clause: ${this.filter}`, 'BadRequest')
  }
}

function resolve(scope: Scope, parts: readonly string[]): Json | undefined {
  const [first = '', ...rest] = parts
  if (!scope.names.has(first)) return valueAt(scope.item, parts)
  const value = scope.names.get(first)
  if (rest.length === 0) return value
  return isObject(value) ? valueAt(value, rest) : undefined
}

/** A missing value is null to a filter. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  return (a ?? null) === (b ?? null)
}
