/** Date comparisons of a rule: employeeHireDate against a fixed date or now, with inclusive bounds only. */

import { durationMs, wholeDays } from '../core/duration.js'
import { instantOf } from '../core/values.js'
import type { RuleNode, RuleValue } from '../rule/ast.js'
import { reasonOf } from './result.js'
import type { Bound, RuleEnvironment } from './rule-atoms.js'
import type { XPathAtom } from './xpath-formula.js'

type DateAtom = Extract<XPathAtom, { kind: 'compare' }>

const OPERATORS: Readonly<Record<DateAtom['operator'], string>> = {
  '=': 'eq',
  '<': 'le',
  '<=': 'le',
  '>': 'ge',
  '>=': 'ge',
}

export function dateComparison(atom: DateAtom, bound: Bound, environment: RuleEnvironment): RuleNode | undefined {
  const { fragment, operator, value } = atom
  const { reasons } = environment
  if (bound.info.type !== 'date') {
    reasons.add(reasonOf('dynamic.date', { fragment }))
    return undefined
  }
  const target =
    value.kind === 'now' || value.kind === 'shifted-now' ? relative(atom, environment) : fixed(atom, environment)
  if (target === undefined) return undefined
  reasons.add(reasonOf('dynamic.hire-date-preview'))
  if (operator === '=')
    reasons.add(reasonOf('dynamic.date-equal', { attribute: bound.attribute, property: bound.mapped.property }))
  return { kind: 'comparison', property: bound.property, operator: OPERATORS[operator], value: target }
}

function fixed({ fragment, operator, value }: DateAtom, { reasons }: RuleEnvironment): RuleValue | undefined {
  const text = value.kind === 'string' ? value.value : ''
  const at = instantOf(text)
  if (at === undefined) {
    reasons.add(reasonOf('xpath.unreadable-date', { value: value.kind === 'string' ? text : fragment }))
    return undefined
  }
  const shift = operator === '<' ? -1 : operator === '>' ? 1 : 0
  if (shift !== 0) reasons.add(reasonOf('dynamic.strict-bound', { fragment }))
  // Ticks below the millisecond fall towards the side the bound includes.
  const ms =
    operator === '>' || operator === '>='
      ? Math.ceil(at) + (shift > 0 && Number.isInteger(at) ? 1 : 0)
      : below(at, shift)
  return { kind: 'word', text: new Date(ms).toISOString().replace('.000Z', 'Z') }
}

function below(at: number, shift: number): number {
  return Math.floor(at) + (shift < 0 && Number.isInteger(at) ? -1 : 0)
}

function relative({ fragment, operator, value }: DateAtom, { reasons }: RuleEnvironment): RuleValue | undefined {
  reasons.add(reasonOf('dynamic.relative-date'))
  if (operator === '<' || operator === '>') reasons.add(reasonOf('dynamic.strict-now', { fragment }))
  if (value.kind !== 'shifted-now') return { kind: 'now' }
  const ms = durationMs(value.duration)
  if (ms === undefined) {
    reasons.add(reasonOf('xpath.unreadable-duration', { value: value.duration }))
    return undefined
  }
  const total = value.direction === 'add' ? ms : -ms
  if (total === 0) return { kind: 'now' }
  const direction = total > 0 ? 'plus' : 'minus'
  if (direction === 'minus') reasons.add(reasonOf('dynamic.minus'))
  const days = wholeDays(Math.abs(total))
  if (days !== undefined) return { kind: 'now', shift: { direction, duration: `p${days}d` } }
  const duration = value.duration.trim().replace(/^-/, '').toLowerCase()
  reasons.add(reasonOf('dynamic.duration', { duration }))
  return { kind: 'now', shift: { direction, duration } }
}
