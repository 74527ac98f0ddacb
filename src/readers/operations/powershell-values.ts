import type { Token } from '../connect-powershell/token.js'
import { isMark } from './powershell-syntax.js'

/** What is known of a variable without running the script. */
export type ScriptValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  /** A management agent; '' when the script works its name out. */
  | { readonly kind: 'agent'; readonly name: string }

export type Variables = ReadonlyMap<string, ScriptValue>

/** Text of one token, variables put in; undefined when it is not known. */
export function textOfToken(token: Token | undefined, variables: Variables): string | undefined {
  if (token?.kind === 'variable') {
    const value = variables.get(token.name)
    return value?.kind === 'text' ? value.text : value?.kind === 'agent' && value.name !== '' ? value.name : undefined
  }
  if (token?.kind === 'word') return token.text
  if (token?.kind !== 'string') return undefined
  let text = ''
  for (const part of token.parts) {
    if (part.kind === 'text') text += part.text
    else {
      const value = part.kind === 'variable' ? variables.get(part.name) : undefined
      if (value?.kind !== 'text') return undefined
      text += value.text
    }
  }
  return text
}

/** What an expression stands for, as far as literals and known variables tell. */
export function scriptValue(tokens: readonly Token[], variables: Variables): ScriptValue | undefined {
  const agent = agentIn(tokens, variables)
  if (agent !== undefined) return agent
  const [first] = tokens
  if (tokens.length === 1) {
    if (first?.kind === 'variable') return variables.get(first.name)
    const text = first?.kind === 'string' ? textOfToken(first, variables) : undefined
    return text === undefined ? undefined : { kind: 'text', text }
  }
  const inner = isMark(first, '@(') && isMark(tokens.at(-1), ')') ? tokens.slice(1, -1) : tokens
  const items = inner.filter((token) => !isMark(token, ','))
  const texts = items.map((token) =>
    token.kind === 'string' || token.kind === 'variable' ? textOfToken(token, variables) : undefined,
  )
  const known = texts.filter((text) => text !== undefined)
  return known.length === texts.length && texts.length > 0 ? { kind: 'list', texts: known } : undefined
}

const agentClass = /MIIS_ManagementAgent/i

/** The management agent an expression asks WMI for. */
export function agentIn(
  tokens: readonly Token[],
  variables: Variables,
): Extract<ScriptValue, { kind: 'agent' }> | undefined {
  const asks = tokens.some((token) =>
    token.kind === 'word' ? agentClass.test(token.text) : token.kind === 'string' && agentClass.test(rawText(token)),
  )
  if (!asks) return undefined
  for (const token of tokens) {
    if (token.kind !== 'string') continue
    const text = textOfToken(token, variables) ?? ''
    const name = /\bName\s*=\s*(?:'([^']*)'|"([^"]*)")/i.exec(text)
    if (name !== null) return { kind: 'agent', name: name[1] ?? name[2] ?? '' }
  }
  const compared = tokens.findIndex((token) => token.kind === 'parameter' && /^i?eq$/i.test(token.name))
  const name = compared === -1 ? undefined : textOfToken(tokens[compared + 1], variables)
  return { kind: 'agent', name: name ?? '' }
}

function rawText(token: Extract<Token, { kind: 'string' }>): string {
  return token.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
}

/** Value of a named parameter of a command. */
export function argumentNamed(tokens: readonly Token[], names: RegExp): Token | undefined {
  const at = tokens.findIndex((token) => token.kind === 'parameter' && names.test(token.name))
  return at === -1 ? undefined : tokens[at + 1]
}
