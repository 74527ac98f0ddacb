/** Writes dynamic membership rules in the documented spelling: hyphens, canonical operators, null without quotes. */

import type { RuleNode, RuleProperty, RuleValue } from './ast.js'

export function printRule(node: RuleNode): string {
  switch (node.kind) {
    case 'or':
      return node.parts.map((part) => bracketed(part, ['or'])).join(' -or ')
    case 'and':
      return node.parts.map((part) => bracketed(part, ['or', 'and'])).join(' -and ')
    case 'not':
      return `-not ${bracketed(node.operand, ['or', 'and'])}`
    case 'group':
      return `(${printRule(node.operand)})`
    case 'comparison':
      return `${printProperty(node.property)} -${node.operator} ${printRuleValue(node.value)}`
    case 'quantified':
      return `${printProperty(node.property)} -${node.quantifier} ${bracketed(node.condition, ['or', 'and'])}`
    case 'direct-reports':
      return `Direct Reports for ${quoted(node.managerId, '"')}`
  }
}

/** A tree made by hand may nest without brackets; the text must not change meaning for that. */
function bracketed(part: RuleNode, kinds: readonly string[]): string {
  return kinds.includes(part.kind) ? `(${printRule(part)})` : printRule(part)
}

export function printProperty(property: RuleProperty): string {
  return property.name === '' ? property.object : `${property.object}.${property.name}`
}

export function printRuleValue(value: RuleValue): string {
  switch (value.kind) {
    case 'string':
      return quoted(value.value, value.quote)
    case 'boolean':
      return String(value.value)
    case 'null':
      return 'null'
    case 'word':
      return value.text
    case 'now':
      return value.shift === undefined ? 'system.now' : `system.now -${value.shift.direction} ${value.shift.duration}`
    case 'list':
      return `[${value.items.map(printRuleValue).join(',')}]`
  }
}

/** Whether a text cannot stand between double quotes as it is; how to escape it is an open question. */
export function needsEscape(text: string): boolean {
  return escaped(text) !== text
}

function quoted(text: string, quote: '"' | "'"): string {
  return quote === "'" ? `'${text.replaceAll("'", "''")}'` : `"${escaped(text)}"`
}

/** A backslash at the end would escape the closing quote, a backtick the character after it. */
function escaped(text: string): string {
  return text.replace(/"|`(?=["`\\]|$)|\\$/g, '`$&')
}
