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
}

export type Ask = (question: string, secret: boolean) => Promise<string>

/** 0 done, 1 failed, 2 bad input, 3 done but incomplete. */
export type ExitCode = 0 | 1 | 2 | 3
