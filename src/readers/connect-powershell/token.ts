/** A piece of an expandable text: characters, or something PowerShell puts in when it runs. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'code'; readonly code: string }

interface TokenBase {
  /** 1-based line it begins on. */
  readonly line: number
  /** White space stands before it: `$x[0]` is one thing, `$x [0]` are two. */
  readonly spaced: boolean
}

/** Pieces of a script, as far as scripts that make synchronization rules go. */
export type Token =
  | (TokenBase & { readonly kind: 'string'; readonly parts: readonly TextPart[] })
  | (TokenBase & { readonly kind: 'word'; readonly text: string })
  /** Name in lower case, scope and braces left out. */
  | (TokenBase & { readonly kind: 'variable' | 'splat'; readonly name: string })
  | (TokenBase & { readonly kind: 'parameter'; readonly name: string; readonly colon: boolean })
  | (TokenBase & { readonly kind: 'mark'; readonly text: string })
  | (TokenBase & { readonly kind: 'newline' })

/** The token as a person reads it in a message. */
export function tokenText(token: Token): string {
  switch (token.kind) {
    case 'string':
      return "'…'"
    case 'variable':
      return `$${token.name}`
    case 'splat':
      return `@${token.name}`
    case 'parameter':
      return `-${token.name}`
    case 'newline':
      return ''
    default:
      return token.text
  }
}

/** `$script:x`, `${x}` and `$X` are the same variable to a script read from top to bottom. */
export function variableName(written: string): string {
  return written
    .replace(/^\$/, '')
    .replace(/^\{([\s\S]*)\}$/, '$1')
    .replace(/^(?:script|global|local|private):/i, '')
    .toLowerCase()
}
