import type { Condition, Json, Poll, StepRequest } from '../../graph/index.js'
import { literal } from './literal.js'
import { quoted } from './quote.js'

/** A parameter of a command: a JSON value, `true` for a switch, undefined for one that is left out. */
export type Parameter = readonly [name: string, value: Json | undefined, form?: 'switch' | 'script']

/** One command with its parameters; the first line is indented by the caller's block. */
export function command(name: string, parameters: readonly Parameter[], indent: string): string {
  const parts = parameters.flatMap(([parameter, value, form]) => {
    if (value === undefined || (form === 'switch' && value !== true)) return []
    if (form === 'switch') return [`-${parameter}`]
    if (form === 'script') return [`-${parameter} {\n${String(value)}\n${indent}}`]
    return [`-${parameter} ${argument(value, indent)}`]
  })
  return `${indent}${[name, ...parts].join(' ')}`
}

/** What a request needs, the same in every command that sends one. */
export function requestParameters(request: StepRequest): readonly Parameter[] {
  return [...addressParameters(request), ['Body', plain(request.body)]]
}

/** The same for a command that makes the body itself. */
export function addressParameters({ method, api, path, headers }: StepRequest): readonly Parameter[] {
  return [
    ['Method', method],
    ['Uri', `${api}/${path}`],
    ['Headers', Object.keys(headers).length === 0 ? undefined : headers],
  ]
}

export function conditionsOf(name: string, conditions: readonly Condition[]): Parameter {
  return [name, conditions.length === 0 ? undefined : conditions.map((condition) => plain(condition) ?? null)]
}

export function pollCommand(poll: Poll, indent: string): string {
  return command(
    'Wait-State',
    [
      ...requestParameters(poll.request),
      conditionsOf('Until', poll.until),
      conditionsOf('Failed', poll.failed),
      ['EverySeconds', poll.everySeconds],
      ['LimitSeconds', poll.limitSeconds],
    ],
    indent,
  )
}

/** JSON without members that are undefined. */
export function plain(value: unknown): Json | undefined {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Json)
}

function argument(value: Json, indent: string): string {
  if (typeof value === 'string') return quoted(value)
  const text = literal(value, indent)
  return text.startsWith('@(') || text.startsWith('$') || /^\d/.test(text) ? text : `(${text})`
}
