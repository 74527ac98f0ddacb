import type { CliIo } from './io.js'

/** Progress of long work: one live line a step on a terminal, one plain line a step elsewhere. Never on stdout. */
export class Progress {
  private started = 0
  private step = ''

  constructor(private readonly io: CliIo) {
    this.started = io.elapsedMs()
  }

  /** What is being done right now; drawn only where it can be drawn over. */
  doing(step: string, detail = ''): void {
    this.step = step
    if (this.io.interactive) this.io.err(`\r\u001b[2K  ${step.padEnd(9)} ${detail}`.slice(0, 120))
  }

  /** A step is over; one line stays. */
  done(summary: string): void {
    const seconds = ((this.io.elapsedMs() - this.started) / 1000).toFixed(1)
    const line = `  ${this.step.padEnd(9)} ${summary}  (${seconds} s)`
    this.io.err(this.io.interactive ? `\r\u001b[2K${line}\n` : `${line}\n`)
    this.started = this.io.elapsedMs()
  }
}
