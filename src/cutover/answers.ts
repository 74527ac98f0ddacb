import type { Ask } from '../graph/index.js'
import { InputError } from '../model/index.js'

export type AnswerValue = string | readonly string[]

/** Where values that only people know come from, in this order: what was answered before, file, environment, prompt. */
export interface AnswerSources {
  readonly earlier: Readonly<Record<string, AnswerValue>>
  /** Content of the file of answers. Secrets stand in it as references only. */
  readonly file: Readonly<Record<string, unknown>>
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly prompt?: ((question: string, secret: boolean) => Promise<string>) | undefined
  /** Reads a secret of a key vault by its address. */
  readonly vault: (address: string) => Promise<string>
}

export interface Answers {
  /** By `ask:<name>`. */
  readonly values: ReadonlyMap<string, AnswerValue>
  /** What may be written down. */
  readonly open: Readonly<Record<string, AnswerValue>>
  /** What must not appear in anything that is written or shown. */
  readonly secrets: readonly string[]
}

/** @throws InputError naming everything that nobody has answered */
export async function answersTo(asks: readonly Ask[], sources: AnswerSources): Promise<Answers> {
  const values = new Map<string, AnswerValue>()
  const open: Record<string, AnswerValue> = {}
  const secrets: string[] = []
  const missing: Ask[] = []
  for (const ask of distinct(asks)) {
    const value = await answerTo(ask, sources)
    if (value === undefined) {
      missing.push(ask)
      continue
    }
    values.set(`ask:${ask.name}`, value)
    if (ask.secret) secrets.push(...[value].flat().filter((text) => text !== ''))
    else open[ask.name] = value
  }
  if (missing.length === 0) return { values, open, secrets }
  throw new InputError(
    `Nobody has said: ${missing.map((ask) => `${ask.name}${ask.secret ? ' (secret)' : ''}`).join(', ')}.`,
    `Give --answers <file> with ${missing.some((ask) => !ask.secret) ? '{"name": "value"}' : '{"name": "env:VARIABLE"} or a key vault address'}, set ${variableOf(missing[0]?.name ?? '')}, or run it on a terminal.`,
  )
}

/** The environment variable that answers: `MIM2ENTRA_SECRET_TOKEN` for `secretToken`. */
export function variableOf(name: string): string {
  return `MIM2ENTRA_${name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}`
}

async function answerTo(ask: Ask, sources: AnswerSources): Promise<AnswerValue | undefined> {
  if (!ask.secret && sources.earlier[ask.name] !== undefined) return sources.earlier[ask.name]
  if (sources.file[ask.name] !== undefined) return fromFile(ask, sources)
  const variable = sources.environment[variableOf(ask.name)]
  if (variable !== undefined) return shaped(ask, await referenced(ask, variable, sources))
  if (sources.prompt === undefined) return undefined
  const typed = await sources.prompt(`  ${ask.name}${ask.many ? ' (separated by commas)' : ''}: `, ask.secret)
  return typed.trim() === '' ? undefined : shaped(ask, typed)
}

async function fromFile(ask: Ask, sources: AnswerSources): Promise<AnswerValue> {
  const given = sources.file[ask.name]
  if (Array.isArray(given) && given.every((item): item is string => typeof item === 'string') && !ask.secret)
    return shaped(ask, given)
  if (typeof given !== 'string')
    throw new InputError(`The answer to ${ask.name} is not a text.`, `Write "${ask.name}": "…" in the file of answers.`)
  if (!ask.secret) return shaped(ask, given)
  if (!isReference(given))
    throw new InputError(
      `${ask.name} is a secret and stands in the file of answers.`,
      `Take it out of there. Write "env:${variableOf(ask.name)}" or the address of a key vault secret in its place.`,
    )
  return referenced(ask, given, sources)
}

const vaultAddress =
  /^https:\/\/[a-z0-9-]+\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn)\/secrets\/[^/]+(?:\/[^/]+)?$/i

function isReference(text: string): boolean {
  return text.startsWith('env:') || vaultAddress.test(text)
}

async function referenced(ask: Ask, text: string, sources: AnswerSources): Promise<string> {
  if (ask.secret && vaultAddress.test(text)) return sources.vault(text)
  if (!text.startsWith('env:')) return text
  const name = text.slice('env:'.length)
  const value = sources.environment[name]
  if (value !== undefined && value !== '') return value
  throw new InputError(`The environment variable ${name} is not set; ${ask.name} refers to it.`, `Set ${name}.`)
}

function shaped(ask: Ask, given: string | readonly string[]): AnswerValue {
  if (typeof given !== 'string') {
    if (ask.many) return given
    throw new InputError(`${ask.name} takes one value, not a list.`, `Write "${ask.name}": "…".`)
  }
  if (!ask.many) return given.trim()
  return given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function distinct(asks: readonly Ask[]): readonly Ask[] {
  const byName = new Map<string, Ask>()
  for (const ask of asks) {
    const known = byName.get(ask.name)
    // A text that names a secret's place outside credentials would carry the secret to where everybody reads it.
    if (known !== undefined && known.secret !== ask.secret)
      throw new InputError(
        `The plan asks for the secret ${ask.name} and uses the same name where no secret belongs.`,
        'Rename what is called {ask:…} in the export, assess and plan again.',
      )
    byName.set(ask.name, ask)
  }
  return [...byName.values()]
}
