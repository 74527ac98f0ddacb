/** Values worth trying for an attribute: those that conditions and expressions speak of, and what lies next to them. */

import type { Expression } from '../../expression/index.js'
import { walk } from '../../expression/index.js'
import { getOrMake } from '../core/maps.js'
import type { AttributeShape } from '../core/shape.js'
import { PLAIN } from '../core/shape.js'
import type { Atom } from '../core/values.js'
import { attributeName } from '../estate/sources.js'
import type { Demand } from './demand.js'

const MOST = 24

export type Candidates = ReadonlyMap<string, readonly Atom[]>

/** `wanted`: values that conditions on the metaverse want, by the attribute that gives them. */
export function candidatesOf(
  demand: Demand,
  wanted: readonly { readonly attribute: string; readonly value: string }[] = [],
): Candidates {
  const found = new Map<string, Set<Atom>>()
  const add = (name: string, text: string): void => {
    const shape = name === 'dn' ? PLAIN : demand.attributes.get(name)
    if (shape === undefined) return
    const values = getOrMake(found, name, () => new Set<Atom>())
    for (const value of near(text, shape)) if (values.size < MOST) values.add(value)
  }
  for (const { clauses, avoid } of demand.scopes)
    for (const one of [clauses, ...avoid].flat())
      for (const text of one.value.split(';')) add(one.attribute, withParameters(text, demand))
  for (const { attribute, value } of wanted) for (const text of value.split(';')) add(attribute, text)
  for (const alternative of demand.filters)
    for (const one of alternative) add(attributeName(one.attribute, one.intrinsic), one.value ?? '')
  for (const { expression } of demand.expressions) literalsOf(expression.expression, add)
  for (const [name, shape] of demand.attributes)
    if (shape.kind === 'boolean')
      getOrMake(found, name, () => new Set<Atom>())
        .add(true)
        .add(false)
  return new Map([...found].map(([name, values]) => [name, [...values]]))
}

function withParameters(text: string, demand: Demand): string {
  return text.replaceAll(/%([\w.]+)%/g, (whole, name: string) => demand.ma.parameters[name] ?? whole)
}

/** The value itself, one that only contains, begins or ends with it, and its neighbours in order. */
function near(text: string, shape: AttributeShape): readonly Atom[] {
  switch (shape.kind) {
    case 'boolean':
      return [true, false]
    case 'integer': {
      const number = Number(text)
      return Number.isSafeInteger(number) ? [number, number + 1, number - 1, 0] : []
    }
    case 'binary':
    case 'reference':
      return []
    default:
      if (/yyyy|dd/.test(text)) return [dated(text), '2020-05-17T10:30:15.000', '2020-05-17']
      return text === '' ? ['', 'x'] : [text, `${text}x`, `x${text}`, `x${text}x`]
  }
}

/** A text that reads as a date by the format. */
function dated(format: string): string {
  const parts: Readonly<Record<string, string>> = { yyyy: '2020', MM: '05', dd: '17', HH: '10', mm: '30', ss: '15' }
  return format
    .replaceAll(/yyyy|MM|dd|HH|mm|ss/g, (part) => parts[part] ?? part)
    .replaceAll(/f+/g, (run) => '0'.repeat(run.length))
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

/** Literals of an expression that stand beside an attribute in a comparison or a call. */
function literalsOf(expression: Expression, add: (name: string, text: string) => void): void {
  walk(expression, (node) => {
    const isComparison = node.kind === 'binary' && COMPARISONS.has(node.operator)
    const parts = isComparison ? [node] : node.kind === 'call' ? node.args : []
    const names = parts.flatMap((part) => attributesIn(part))
    for (const text of parts.flatMap((part) => textsIn(part))) for (const name of names) add(name, text)
  })
}

function attributesIn(node: Expression): readonly string[] {
  const names: string[] = []
  // An attribute deep inside another condition is that condition's business.
  if (node.kind === 'attribute') names.push(node.name)
  else if (node.kind === 'binary' && COMPARISONS.has(node.operator))
    walk(node, (inner) => {
      if (inner.kind === 'attribute') names.push(inner.name)
    })
  return names
}

function textsIn(node: Expression): readonly string[] {
  const texts: string[] = []
  const take = (inner: Expression): void => {
    if (inner.kind === 'string') texts.push(inner.value)
    else if (inner.kind === 'integer') texts.push(String(inner.value))
  }
  if (node.kind === 'binary') walk(node, take)
  else take(node)
  return texts
}
