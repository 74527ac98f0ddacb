import type { Command, Expression, Pipeline } from './syntax.js'
import type { TextPart } from './token.js'
import { elements, nothing, single, textOf, textValue, unresolved, type Value } from './value.js'

/** What values are made from: the variables so far, and what a command gives. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Value>
  /** @param input what the pipeline hands to the command */
  run(command: Command, input: Value | undefined): Value
  /** Told how large a value is before it is made: a script may double a value with every line. */
  spend(size: number): void
  /** A condition made by its constructor; undefined for other types. */
  construct(type: string, args: readonly Value[], line: number): Value | undefined
}

/** An element of a list costs as much memory as this many characters. */
export const ITEM_SIZE = 50

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', { kind: 'flag', on: true }],
  ['false', { kind: 'flag', on: false }],
  ['null', nothing],
])

export function evaluatePipeline(pipeline: Pipeline, scope: Scope): Value {
  let value: Value | undefined
  for (const element of pipeline.elements) {
    value = element.kind === 'command' ? scope.run(element, value) : evaluate(element, scope)
  }
  return value ?? nothing
}

/** Value of an expression; what only running the script would tell is `unresolved`, never a guess. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'text':
      return expandText(expression.parts, scope)
    case 'variable':
      return constants.get(expression.name) ?? scope.variables.get(expression.name) ?? unresolved(`$${expression.name}`)
    case 'index':
      return indexed(evaluate(expression.of, scope), evaluate(expression.index, scope))
    case 'property':
      return property(evaluate(expression.of, scope), expression.name)
    case 'list':
      return {
        kind: 'list',
        items: flat(
          expression.items.map((item) => evaluate(item, scope)),
          scope,
        ),
      }
    case 'map':
      return {
        kind: 'map',
        entries: new Map(expression.entries.map(({ name, value }) => [name.toLowerCase(), evaluate(value, scope)])),
      }
    case 'sum':
      return sum(
        expression.items.map((item) => evaluate(item, scope)),
        scope,
      )
    case 'new': {
      const args = expression.args.map((arg) => evaluate(arg, scope))
      return scope.construct(expression.type, args, expression.line) ?? unresolved(`[${expression.type}]::new(…)`)
    }
    case 'pipeline':
      return evaluatePipeline(expression.pipeline, scope)
  }
}

/** Lists hold no lists here: none of the commands takes any, and no script can nest them without end. */
function flat(values: readonly Value[], scope: Scope): readonly Value[] {
  const items = values.flatMap((value) => (value.kind === 'list' ? value.items : [value]))
  scope.spend(items.length * ITEM_SIZE)
  return items
}

function expandText(parts: readonly TextPart[], scope: Scope): Value {
  let text = ''
  for (const part of parts) {
    if (part.kind === 'code') return unresolved('$(…)')
    const piece = part.kind === 'text' ? part.text : textOf(evaluate({ kind: 'variable', name: part.name }, scope))
    if (piece === undefined) return unresolved(`…$${part.kind === 'variable' ? part.name : ''}…`)
    scope.spend(piece.length)
    text += piece
  }
  return textValue(text)
}

function indexed(of: Value, index: Value): Value {
  const text = textOf(index)
  if (of.kind === 'map') return (text === undefined ? undefined : of.entries.get(text.toLowerCase())) ?? nothing
  const at = text === undefined ? Number.NaN : Number(text)
  if (of.kind === 'unresolved' || !Number.isInteger(at)) return unresolved('[…]')
  const items = elements(of)
  return items[at < 0 ? items.length + at : at] ?? nothing
}

function property(of: Value, name: string): Value {
  const one = single(of)
  if (one.kind === 'map') return one.entries.get(name.toLowerCase()) ?? nothing
  // The identifier of a rule, and `.Guid` of an identifier, are texts here already.
  if (one.kind === 'rule') {
    const text = one.rule.values.get(name.toLowerCase())
    return text === undefined ? unresolved(`.${name}`) : textValue(text)
  }
  if (one.kind === 'text' && name.toLowerCase() === 'guid') return one
  return unresolved(one.kind === 'unresolved' ? `${one.source}.${name}` : `.${name}`)
}

/** `+` joins texts and appends to lists. */
function sum(values: readonly Value[], scope: Scope): Value {
  const [first] = values
  if (first?.kind === 'list') return { kind: 'list', items: flat(values, scope) }
  const texts = values.map(textOf)
  if (!texts.every((text) => text !== undefined)) return unresolved('… + …')
  if (texts.every((text) => /^-?\d{1,9}$/.test(text))) {
    return textValue(String(texts.reduce((total, text) => total + Number(text), 0)))
  }
  scope.spend(texts.reduce((total, text) => total + text.length, 0))
  return textValue(texts.join(''))
}
