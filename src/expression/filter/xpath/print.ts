/** Writes an XPath filter; what was read comes back with its quotes and brackets, spaces made regular. */

import type { XPathCondition, XPathFilter, XPathPath, XPathQuote, XPathValue } from './ast.js'

export function printXPath(filter: XPathFilter): string {
  return filter.paths.map(printPath).join(' | ')
}

export function printPath(path: XPathPath): string {
  const steps = path.steps.map(
    (step) => `/${step.name}${step.predicates.map((predicate) => `[${printCondition(predicate)}]`).join('')}`,
  )
  return `${path.root === 'current' ? 'current()' : ''}${steps.join('')}`
}

export function printCondition(condition: XPathCondition): string {
  switch (condition.kind) {
    case 'or':
      return condition.parts.map((part) => bracketed(part, ['or'])).join(' or ')
    case 'and':
      return condition.parts.map((part) => bracketed(part, ['or', 'and'])).join(' and ')
    case 'not':
      return `not(${printCondition(condition.operand)})`
    case 'group':
      return `(${printCondition(condition.operand)})`
    case 'compare':
      return `${condition.attribute} ${condition.operator} ${printValue(condition.value)}`
    case 'text':
      return `${condition.name}(${condition.attribute}, ${printValue(condition.value)})`
    case 'descendant-in':
      return `descendant-in(${quoted(condition.attribute, condition.quote)}, ${printPath(condition.path)})`
    case 'unknown-function':
      return `${condition.name}(${condition.args})`
  }
}

/** A tree made by hand may nest without brackets; the text must not change meaning for that. */
function bracketed(part: XPathCondition, kinds: readonly string[]): string {
  return kinds.includes(part.kind) ? `(${printCondition(part)})` : printCondition(part)
}

export function printValue(value: XPathValue): string {
  switch (value.kind) {
    case 'string':
      return quoted(value.value, value.quote)
    case 'integer':
      return value.digits
    case 'boolean':
      return value.text
    case 'now':
      return 'fn:current-dateTime()'
    case 'shifted-now': {
      const name =
        value.direction === 'add' ? 'op:add-dayTimeDuration-to-dateTime' : 'op:subtract-dayTimeDuration-from-dateTime'
      const duration = `${value.quote}${value.duration}${value.quote}`
      return `${name}(fn:current-dateTime(), xs:dayTimeDuration(${duration}))`
    }
    case 'token':
      return `${value.quote}%${value.name}%${value.quote}`
    case 'path':
      return printPath(value.path)
  }
}

function quoted(text: string, quote: XPathQuote): string {
  return `${quote}${text.replaceAll(quote, quote + quote)}${quote}`
}
