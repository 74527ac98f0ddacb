import type { CliIo } from './io.js'

/** What Progress writes to draw over its own line. */
const REDRAW = '\r\u001b[2K'

/** Control characters and characters that turn the direction of text; line breaks and tabs stay. */
const unprintable = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu

/** Names come from strangers' files; on a terminal they could move the cursor or rewrite the lines before. */
export function printable(text: string): string {
  const start = text.startsWith(REDRAW) ? REDRAW : ''
  const rest = text.slice(start.length).replace(unprintable, (character) => {
    // Valid inside a JSON string as well, with the same meaning.
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return start + rest
}

export function printableIo(io: CliIo): CliIo {
  const { ask, graph, environment } = io
  return {
    out: (text) => io.out(printable(text)),
    err: (text) => io.err(printable(text)),
    cwd: io.cwd,
    interactive: io.interactive,
    elapsedMs: () => io.elapsedMs(),
    now: () => io.now(),
    ask: ask === undefined ? undefined : (question, secret) => ask(printable(question), secret),
    graph,
    environment,
  }
}
