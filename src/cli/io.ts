import type { Clock, TokenSource } from '../graph/index.js'

/** What a command may do to the outside. Results go to `out`, progress and complaints to `err`. */
export interface CliIo {
  out(text: string): void
  err(text: string): void
  readonly cwd: string
  /** true: `err` is a terminal, so one live line a step may be drawn. */
  readonly interactive: boolean
  /** Milliseconds on a clock that only goes forward; for progress, never for content. */
  elapsedMs(): number
  /** Time of day for the manifest, ISO 8601 in UTC. */
  now(): string
  /** Asks a person and gives the line typed; a secret is not shown. Absent where nobody sits in front of it. */
  readonly ask?: Ask | undefined
  /** Another Microsoft Graph than the real one, for tests. */
  readonly graph?: GraphSeam | undefined
  /** Environment variables; the process's own where there are none. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
}

export interface GraphSeam {
  readonly fetch: typeof fetch
  readonly clock: Clock
  credential(tenantId: string): TokenSource
}

export type Ask = (question: string, secret: boolean) => Promise<string>

/** 0 done, 1 failed, 2 bad input, 3 done but incomplete, 4 differences found where that was asked for. */
export type ExitCode = 0 | 1 | 2 | 3 | 4
