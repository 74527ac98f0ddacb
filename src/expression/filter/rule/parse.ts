/** Reads dynamic membership rules. */

import type { FilterNotice, ParseResult } from '../core/parse-result.js'
import { DEPTH_LIMIT, parsed, SyntaxFault } from '../core/parse-result.js'
import type { RuleNode, RuleProperty, RuleShift, RuleValue } from './ast.js'
import { RULE_OPERATORS } from './ast.js'
import { PLAN_PROPERTIES, rulePropertyInfo } from './properties.js'
import type { RuleToken } from './tokens.js'
import { tokenizeRule } from './tokens.js'

const OPERATOR_BY_LOWER: ReadonlyMap<string, string> = new Map(RULE_OPERATORS.map((name) => [name.toLowerCase(), name]))
const LOGIC = ['and', 'or', 'not', 'any', 'all', 'plus', 'minus'] as const

/** Parses a rule. Operators are read in any case, with or without hyphen; what is unusual becomes a notice. */
export function parseRule(text: string): ParseResult<RuleNode> {
  return parsed(text, (notices) => new Parser(tokenizeRule(text, notices), notices).rule())
}

class Parser {
  private index = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly RuleToken[],
    private readonly notices: FilterNotice[],
  ) {}

  rule(): RuleNode {
    if (this.peek().kind === 'end') throw new SyntaxFault('The rule is empty.', 0)
    const node = this.or()
    const rest = this.peek()
    if (rest.kind !== 'end') throw new SyntaxFault(`Unexpected ${rest.value} after the rule.`, rest.start)
    return node
  }

  private peek(ahead = 0): RuleToken {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]
    if (token === undefined) throw new SyntaxFault('The rule is empty.', 0)
    return token
  }

  private next(): RuleToken {
    const token = this.peek()
    this.index++
    return token
  }

  private acceptSymbol(symbol: string): boolean {
    const token = this.peek()
    if (token.kind !== 'symbol' || token.value !== symbol) return false
    this.index++
    return true
  }

  private expectSymbol(symbol: string, where: string): void {
    const token = this.peek()
    if (!this.acceptSymbol(symbol))
      throw new SyntaxFault(
        `Expected ${symbol} ${where}, found ${token.value === '' ? 'the end' : token.value}.`,
        token.start,
      )
  }

  /** Whether `-and` (or `and`) and its like stand next. */
  private isLogic(name: (typeof LOGIC)[number]): boolean {
    const token = this.peek()
    return (token.kind === 'operator' || token.kind === 'word') && token.value.toLowerCase() === name
  }

  private acceptLogic(name: (typeof LOGIC)[number]): boolean {
    if (!this.isLogic(name)) return false
    this.index++
    return true
  }

  private or(): RuleNode {
    return this.junction('or', () => this.junction('and', () => this.unary()))
  }

  private junction(kind: 'or' | 'and', part: () => RuleNode): RuleNode {
    const first = part()
    const parts = [first]
    while (this.acceptLogic(kind)) parts.push(part())
    return parts.length === 1 ? first : { kind, parts }
  }

  private unary(): RuleNode {
    if (++this.depth > DEPTH_LIMIT) throw new SyntaxFault('The rule is nested too deeply.', this.peek().start)
    const node = this.unaryInside()
    this.depth--
    return node
  }

  private unaryInside(): RuleNode {
    if (this.acceptLogic('not')) return { kind: 'not', operand: this.unary() }
    if (this.acceptSymbol('(')) {
      const operand = this.or()
      this.expectSymbol(')', 'after the condition')
      return { kind: 'group', operand }
    }
    const token = this.peek()
    if (token.kind !== 'word') throw new SyntaxFault('Expected a property, such as user.department.', token.start)
    if (/^direct$/i.test(token.value) && /^reports$/i.test(this.peek(1).value)) return this.directReports()
    return this.condition()
  }

  private directReports(): RuleNode {
    this.index += 2
    const word = this.next()
    if (!/^for$/i.test(word.value)) throw new SyntaxFault('Expected for after Direct Reports.', word.start)
    const id = this.next()
    if (id.kind !== 'string' && id.kind !== 'word') throw new SyntaxFault("Expected the manager's object ID.", id.start)
    return { kind: 'direct-reports', managerId: id.value }
  }

  private condition(): RuleNode {
    const property = this.property()
    for (const quantifier of ['any', 'all'] as const) {
      if (this.acceptLogic(quantifier)) return { kind: 'quantified', property, quantifier, condition: this.unary() }
    }
    const operator = this.operator()
    return { kind: 'comparison', property, operator, value: this.value() }
  }

  private property(): RuleProperty {
    const token = this.next()
    if (token.value === '_') return { object: '_', name: '' }
    const dot = token.value.indexOf('.')
    if (dot <= 0 || dot === token.value.length - 1)
      throw new SyntaxFault(`${token.value} is not a property; it starts with user. or device.`, token.start)
    const written = token.value.slice(dot + 1)
    const object = canonicalObject(token.value.slice(0, dot))
    const name = canonicalName(object, written)
    if (`${object}.${name}` !== token.value && !/^memberof$/i.test(written))
      this.notices.push({
        id: 'property-spelling',
        message: `${token.value} is documented as ${object}.${name}.`,
        offset: token.start,
      })
    return { object, name }
  }

  private operator(): string {
    const token = this.next()
    if (token.kind !== 'operator' && token.kind !== 'word') throw new SyntaxFault('Expected an operator.', token.start)
    const known = OPERATOR_BY_LOWER.get(token.value.toLowerCase())
    if (known !== undefined) return known
    if (token.kind === 'word' || LOGIC.some((name) => name === token.value.toLowerCase()))
      throw new SyntaxFault(`Expected an operator, found ${token.value}.`, token.start)
    this.notices.push({
      id: 'unknown-operator',
      message: `-${token.value} is not a documented operator.`,
      offset: token.start,
    })
    return token.value
  }

  private value(): RuleValue {
    const token = this.next()
    if (token.kind === 'string') return { kind: 'string', value: token.value, quote: token.quote }
    if (token.kind === 'symbol' && token.value === '[') return this.list()
    if (token.kind !== 'word') throw new SyntaxFault('Expected a value.', token.start)
    const lower = token.value.toLowerCase()
    if (lower === 'true' || lower === 'false') return { kind: 'boolean', value: lower === 'true' }
    if (lower === 'null' || lower === '$null') {
      if (lower === '$null')
        this.notices.push({ id: 'dollar-null', message: '$null is written null in a rule.', offset: token.start })
      return { kind: 'null' }
    }
    if (lower === 'system.now') {
      const shift = this.shift()
      return shift === undefined ? { kind: 'now' } : { kind: 'now', shift }
    }
    if (!/^-?\d/.test(token.value))
      this.notices.push({
        id: 'unquoted-text',
        message: `${token.value} is a text without quotes.`,
        offset: token.start,
      })
    return { kind: 'word', text: token.value }
  }

  private shift(): RuleShift | undefined {
    const direction = this.acceptLogic('plus') ? 'plus' : this.acceptLogic('minus') ? 'minus' : undefined
    if (direction === undefined) return undefined
    const token = this.next()
    if (token.kind !== 'word' && token.kind !== 'string') throw new SyntaxFault('Expected a duration.', token.start)
    return { direction, duration: token.value }
  }

  private list(): RuleValue {
    const items: RuleValue[] = []
    if (this.acceptSymbol(']')) return { kind: 'list', items }
    do {
      const start = this.peek().start
      const item = this.value()
      if (item.kind === 'list') throw new SyntaxFault('A list holds no lists.', start)
      items.push(item)
    } while (this.acceptSymbol(','))
    this.expectSymbol(']', 'after the list')
    return { kind: 'list', items }
  }
}

function canonicalObject(written: string): string {
  const known = ['user', 'device', 'assignedPlan', 'group'].find((name) => name.toLowerCase() === written.toLowerCase())
  return known ?? written
}

function canonicalName(object: string, written: string): string {
  if (object === 'assignedPlan')
    return PLAN_PROPERTIES.find((name) => name.toLowerCase() === written.toLowerCase()) ?? written
  if (object === 'group' && written.toLowerCase() === 'objectid') return 'objectId'
  return rulePropertyInfo(object, written)?.name ?? written
}
