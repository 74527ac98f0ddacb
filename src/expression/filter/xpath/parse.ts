/** Reads the XPath dialect of MIM: sets, groups, criteria and searches. */

import type { FilterNotice, ParseResult } from '../core/parse-result.js'
import { DEPTH_LIMIT, parsed, SyntaxFault } from '../core/parse-result.js'
import type {
  XPathComparison,
  XPathCondition,
  XPathFilter,
  XPathPath,
  XPathQuote,
  XPathStep,
  XPathTextFunction,
  XPathValue,
} from './ast.js'
import { XPATH_COMPARISONS, XPATH_TEXT_FUNCTIONS } from './ast.js'
import type { Token } from './tokens.js'
import { portalToken, tokenize } from './tokens.js'
import { unwrapFilter } from './unwrap.js'

const SHIFTS: Readonly<Record<string, 'add' | 'subtract'>> = {
  'op:add-dayTimeDuration-to-dateTime': 'add',
  'op:subtract-dayTimeDuration-from-dateTime': 'subtract',
}

/** Parses an XPath filter; a `<Filter>` element around it is taken off first, and offsets count from the text inside. */
export function parseXPath(text: string): ParseResult<XPathFilter> {
  const { xpath, wrapped } = unwrapFilter(text)
  return parsed(xpath, (notices) => {
    if (wrapped) notices.push({ id: 'wrapper-removed', message: 'The Filter element was taken off.', offset: 0 })
    return new Parser(xpath, notices).filter()
  })
}

class Parser {
  private readonly tokens: readonly Token[]
  private index = 0
  private depth = 0

  constructor(
    private readonly text: string,
    private readonly notices: FilterNotice[],
  ) {
    this.tokens = tokenize(text)
  }

  filter(): XPathFilter {
    const paths = [this.path()]
    while (this.accept('|')) paths.push(this.path())
    const rest = this.peek()
    if (rest.kind !== 'end') throw new SyntaxFault(`Unexpected ${rest.text} after the filter.`, rest.start)
    return { paths }
  }

  private peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]
    if (token === undefined) throw new SyntaxFault('The filter is empty.', 0)
    return token
  }

  private next(): Token {
    const token = this.peek()
    this.index++
    return token
  }

  private at(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'symbol' && token.text === symbol
  }

  private accept(symbol: string): boolean {
    if (!this.at(symbol)) return false
    this.index++
    return true
  }

  private expect(symbol: string, where: string): void {
    if (this.accept(symbol)) return
    const found = this.peek()
    const what = found.kind === 'end' ? 'the filter ends' : `found ${found.text}`
    throw new SyntaxFault(`Expected ${symbol} ${where}, ${what}.`, found.start)
  }

  private expectName(where: string): string {
    const token = this.next()
    if (token.kind !== 'name') throw new SyntaxFault(`Expected a name ${where}.`, token.start)
    return token.value
  }

  private nested<T>(work: () => T): T {
    if (++this.depth > DEPTH_LIMIT) throw new SyntaxFault('The filter is nested too deeply.', this.peek().start)
    const result = work()
    this.depth--
    return result
  }

  private path(): XPathPath {
    return this.nested(() => {
      if (this.peek().text === 'current' && this.at('(', 1)) {
        this.index += 2
        this.expect(')', 'after current(')
        return { root: 'current', steps: this.steps() }
      }
      if (!this.at('/'))
        throw new SyntaxFault('A filter starts with /, followed by an object type or *.', this.peek().start)
      return { root: 'document', steps: this.steps() }
    })
  }

  private steps(): readonly XPathStep[] {
    const steps: XPathStep[] = []
    while (this.accept('/')) {
      const name = this.accept('*') ? '*' : this.expectName('after /')
      const predicates: XPathCondition[] = []
      while (this.accept('[')) {
        predicates.push(this.nested(() => this.or()))
        this.expect(']', 'after the condition')
      }
      steps.push({ name, predicates })
    }
    return steps
  }

  private or(): XPathCondition {
    return this.junction('or', () => this.junction('and', () => this.unary()))
  }

  private junction(kind: 'or' | 'and', part: () => XPathCondition): XPathCondition {
    const first = part()
    const parts = [first]
    while (this.peek().kind === 'name' && this.peek().text === kind) {
      this.index++
      parts.push(part())
    }
    return parts.length === 1 ? first : { kind, parts }
  }

  private unary(): XPathCondition {
    return this.nested(() => {
      if (this.accept('(')) {
        const operand = this.or()
        this.expect(')', 'after the condition')
        return { kind: 'group', operand }
      }
      const token = this.peek()
      if (token.kind !== 'name') throw new SyntaxFault('Expected a condition.', token.start)
      return this.at('(', 1) ? this.call() : this.comparison()
    })
  }

  private call(): XPathCondition {
    const name = this.next()
    this.expect('(', `after ${name.text}`)
    if (name.text === 'not') {
      const operand = this.or()
      this.expect(')', 'after not(')
      return { kind: 'not', operand }
    }
    if (isTextFunction(name.text)) return this.textFunction(name.text)
    if (name.text === 'descendant-in') return this.descendant()
    return this.unknownFunction(name)
  }

  private textFunction(name: XPathTextFunction): XPathCondition {
    const attribute = this.expectName(`as the first argument of ${name}`)
    this.expect(',', `after ${attribute}`)
    const start = this.peek().start
    const value = this.value()
    if (value.kind !== 'string' && value.kind !== 'token')
      throw new SyntaxFault(`The second argument of ${name} is a quoted text.`, start)
    this.expect(')', `after the arguments of ${name}`)
    return { kind: 'text', name, attribute, value }
  }

  private descendant(): XPathCondition {
    const token = this.next()
    if (token.kind !== 'string')
      throw new SyntaxFault('The first argument of descendant-in is a quoted attribute.', token.start)
    this.expect(',', 'after the attribute')
    const path = this.path()
    this.expect(')', 'after the arguments of descendant-in')
    return { kind: 'descendant-in', attribute: token.value, quote: quoteOf(token), path }
  }

  /** Kept as text up to the matching bracket. */
  private unknownFunction(name: Token): XPathCondition {
    const start = this.peek().start
    let open = 1
    let end = start
    while (open > 0) {
      const token = this.next()
      if (token.kind === 'end') throw new SyntaxFault(`Expected ) after the arguments of ${name.text}.`, token.start)
      if (token.kind === 'symbol' && token.text === '(') open++
      if (token.kind === 'symbol' && token.text === ')') open--
      if (open > 0) end = token.end
    }
    this.notices.push({
      id: 'unknown-function',
      message: `${name.text} is not a documented function.`,
      offset: name.start,
    })
    return { kind: 'unknown-function', name: name.text, args: this.text.slice(start, Math.max(start, end)) }
  }

  private comparison(): XPathCondition {
    const attribute = this.expectName('of an attribute')
    const token = this.next()
    const operator = XPATH_COMPARISONS.find((known) => token.kind === 'symbol' && token.text === known)
    if (operator === undefined) throw new SyntaxFault(`Expected a comparison after ${attribute}.`, token.start)
    return this.compare(attribute, operator)
  }

  private compare(attribute: string, operator: XPathComparison): XPathCondition {
    return { kind: 'compare', attribute, operator, value: this.value() }
  }

  private value(): XPathValue {
    const token = this.peek()
    if (token.kind === 'string') {
      this.index++
      const portal = portalToken(token.value)
      const quote = quoteOf(token)
      return portal === undefined
        ? { kind: 'string', value: token.value, quote }
        : { kind: 'token', name: portal, quote }
    }
    if (token.kind === 'number') {
      this.index++
      if (!/^[+-]?\d+$/.test(token.text)) throw new SyntaxFault('Numbers are whole numbers.', token.start)
      return { kind: 'integer', digits: token.text }
    }
    if (token.kind === 'token') {
      this.index++
      return { kind: 'token', name: token.value, quote: '' }
    }
    if (this.at('/') || (token.text === 'current' && this.at('(', 1))) return { kind: 'path', path: this.path() }
    if (token.kind === 'name') return this.wordValue()
    throw new SyntaxFault('Expected a value.', token.start)
  }

  private wordValue(): XPathValue {
    const token = this.next()
    if (/^(?:true|false)$/i.test(token.text)) {
      const called = this.at('(') && this.at(')', 1)
      if (called) this.index += 2
      return { kind: 'boolean', value: /^true$/i.test(token.text), text: called ? `${token.text}()` : token.text }
    }
    this.expect('(', `after ${token.text}`)
    if (token.text === 'fn:current-dateTime') {
      this.expect(')', 'after fn:current-dateTime(')
      return { kind: 'now' }
    }
    const direction = SHIFTS[token.text]
    if (direction === undefined) throw new SyntaxFault(`${token.text} is not a value.`, token.start)
    return this.shiftedNow(direction)
  }

  private shiftedNow(direction: 'add' | 'subtract'): XPathValue {
    this.expectCall('fn:current-dateTime')
    this.expect(')', 'after fn:current-dateTime(')
    this.expect(',', 'before the duration')
    this.expectCall('xs:dayTimeDuration')
    const token = this.next()
    if (token.kind !== 'string' && token.kind !== 'name') throw new SyntaxFault('Expected a duration.', token.start)
    this.expect(')', 'after the duration')
    this.expect(')', 'after the date function')
    return {
      kind: 'shifted-now',
      direction,
      duration: token.value,
      quote: token.kind === 'string' ? quoteOf(token) : '',
    }
  }

  private expectCall(name: string): void {
    const token = this.next()
    if (token.text !== name) throw new SyntaxFault(`Expected ${name}(.`, token.start)
    this.expect('(', `after ${name}`)
  }
}

function quoteOf(token: Token): XPathQuote {
  return token.text.startsWith('"') ? '"' : "'"
}

function isTextFunction(name: string): name is XPathTextFunction {
  return XPATH_TEXT_FUNCTIONS.some((known) => known === name)
}
