import type { Clock } from './clock.js'
import { isUnpublished, type Limit } from './limits.js'

/**
 * Keeps the requests of one application below what the service allows. A bucket holds a while's worth of units and fills
 * evenly; who finds it empty waits in line.
 */
export class Pace {
  private readonly buckets: readonly Bucket[]
  private heldUntil = 0
  private unpublished: Promise<void> = Promise.resolve()

  constructor(
    limits: readonly Limit[],
    private readonly clock: Clock,
  ) {
    this.buckets = limits.map((limit) => new Bucket(limit, clock.now()))
  }

  /** Runs a request when its turn has come. @param waiting told the milliseconds the request has to wait */
  async run<T>(
    method: string,
    path: string,
    send: () => Promise<T>,
    waiting: (milliseconds: number) => void = () => undefined,
  ): Promise<T> {
    const wait = this.take(method, path)
    if (wait > 0) {
      waiting(wait)
      await this.clock.sleep(wait)
    }
    return isUnpublished(path) ? this.alone(send) : send()
  }

  /** @returns milliseconds until the request may go; its units are taken */
  take(method: string, path: string): number {
    const now = this.clock.now()
    const waits = this.buckets.map((bucket) => bucket.take(bucket.limit.cost(method, path), now))
    return Math.max(0, this.heldUntil - now, ...waits)
  }

  /** The service said it is too much: nobody asks before then. */
  hold(milliseconds: number): void {
    this.heldUntil = Math.max(this.heldUntil, this.clock.now() + milliseconds)
  }

  /** Seconds that so many requests take at least, however fast the answers come. */
  leastSeconds(method: string, path: string, requests: number): number {
    return Math.max(
      0,
      ...this.buckets.map(({ limit }) => {
        const units = limit.cost(method, path) * requests
        return Math.max(0, units - limit.units) / (limit.units / limit.seconds)
      }),
    )
  }

  private async alone<T>(send: () => Promise<T>): Promise<T> {
    const before = this.unpublished
    let free: () => void = () => undefined
    this.unpublished = new Promise((done) => {
      free = done
    })
    await before
    try {
      return await send()
    } finally {
      free()
    }
  }
}

class Bucket {
  private units: number
  private at: number

  constructor(
    readonly limit: Limit,
    now: number,
  ) {
    this.units = limit.units
    this.at = now
  }

  /** Units may become debts: who comes later waits longer. @returns milliseconds to wait */
  take(cost: number, now: number): number {
    if (cost === 0) return 0
    const perMillisecond = this.limit.units / (this.limit.seconds * 1000)
    this.units = Math.min(this.limit.units, this.units + (now - this.at) * perMillisecond)
    this.at = now
    this.units -= cost
    return this.units >= 0 ? 0 : Math.ceil(-this.units / perMillisecond)
  }
}
