import type { Pace } from './client/pace.js'

/** How long the rest takes, from what was done and from what the throttle allows at best. */
export class Progress {
  private done = 0
  private readonly started: number

  constructor(
    private readonly total: number,
    private readonly pace: Pace,
    private readonly now: () => number,
    /** What one item asks of the service. */
    private readonly typical: { readonly method: string; readonly path: string; readonly requests: number },
  ) {
    this.started = now()
  }

  advance(items = 1): void {
    this.done += items
  }

  /** Seconds; undefined before anything is done. */
  remainingSeconds(): number | undefined {
    const left = Math.max(0, this.total - this.done)
    if (left === 0) return 0
    if (this.done === 0) return undefined
    const measured = ((this.now() - this.started) / 1000 / this.done) * left
    const { method, path, requests } = this.typical
    return Math.max(measured, this.pace.leastSeconds(method, path, left * requests))
  }
}
